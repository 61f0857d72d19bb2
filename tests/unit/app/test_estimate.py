from __future__ import annotations

from dataclasses import replace

from claimapp.app.estimate import price_again
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.money import Money
from tests.data.assessments import sample_assessment

_PHOTO = Caution.of(CautionCode.SAME_PHOTO, where="p2", file="b.jpg", same="a.jpg")
_OLD_PRICE = Caution.of(CautionCode.SEVERITY_ASSUMED, where="d9", damages=("d9",), severity="moderate")


def test_a_dismissed_damage_is_not_charged() -> None:
    whole = price_again(sample_assessment())
    charged = next(damage for damage in whole.damages if damage.charged)
    fewer = price_again(
        replace(
            whole,
            damages=tuple(replace(damage, dismissed=True) if damage == charged else damage for damage in whole.damages),
        )
    )
    assert fewer.estimate.total < whole.estimate.total
    assert not any(charged.id in line.damages for line in fewer.estimate.lines)


def test_pricing_twice_changes_nothing() -> None:
    once = price_again(sample_assessment())
    assert price_again(once) == once


def test_totals_are_the_sum_of_the_lines() -> None:
    estimate = price_again(sample_assessment()).estimate
    assert estimate.subtotal == Money.total(line.amount for line in estimate.lines)
    assert estimate.total == estimate.subtotal + estimate.vat


def test_cautions_about_photos_stay_and_old_ones_about_prices_go() -> None:
    before = replace(sample_assessment(), warnings=(_PHOTO, _OLD_PRICE))
    after = price_again(before).warnings
    assert _PHOTO in after
    assert _OLD_PRICE not in after

"""caution.py: which cautions outlive a new pricing, and that equal ones are one."""

from __future__ import annotations

import pytest

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.money import Money
from claimapp.errors import BadValue

OF_PRICING = {
    "vehicle_class_assumed", "damage_without_part", "kind_does_not_fit_part", "severity_assumed", "side_not_known",
    "part_half_known", "price_not_in_tables", "hidden_damage_possible", "blend_not_charged",
    "camera_calibration_possible", "line_edit_fits_nothing", "pricing_as_saved",
}  # fmt: skip


def test_only_what_pricing_itself_says_gives_way_to_a_new_pricing() -> None:
    assert {code.value for code in CautionCode if not code.outlives_pricing} == OF_PRICING


@pytest.mark.parametrize("word", ["loss_in_future", "taken_before_loss", "photo_dark", "no_disc", "edit_not_carried"])
def test_what_dates_photos_discs_and_people_gave_outlives_it(word: str) -> None:
    (code,) = (each for each in CautionCode if each == word)
    assert code.outlives_pricing


def test_facts_are_plain_and_cautions_that_say_the_same_are_one() -> None:
    caution = Caution.of(CautionCode.CAMERA_CALIBRATION_POSSIBLE, where="d1", cost=Money(2500_50), unknown=None)
    assert caution.facts == (("cost", "2500.50"),)
    assert len({caution, Caution(caution.code, (("cost", "2500.50"),), "d1")}) == 1


def test_a_float_is_no_fact() -> None:
    with pytest.raises(BadValue, match=r"the fact share is 0\.3"):
        Caution.of(CautionCode.SEVERITY_ASSUMED, share=0.3)  # type: ignore[arg-type]

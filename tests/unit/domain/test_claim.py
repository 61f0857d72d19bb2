"""claim.py: what is not given is not assumed, save for VAT and the lower labour rate."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from decimal import Decimal

import pytest

from claimapp.domain.claim import (
    ClaimFacts,
    GarageClass,
    Insured,
    RateOverrides,
    Terms,
    VehicleFacts,
    check_claim,
)
from claimapp.domain.money import Money
from claimapp.errors import ClaimFileProblem


def test_a_claim_without_a_claim_file_assumes_nothing_but_vat_and_a_general_garage() -> None:
    claim = ClaimFacts("folder-7")
    assert (claim.loss_date, claim.incident) == (None, None)
    for given in (claim.insured, claim.vehicle, claim.rates):
        assert set(astuple(given)) == {None}
    assert (claim.terms.excess, claim.terms.write_off_ratio, claim.terms.vat) == (None, None, Decimal("0.15"))
    assert claim.garage is GarageClass.GENERAL


def test_garage_classes_are_the_words_of_the_contract() -> None:
    assert [kind.value for kind in GarageClass] == ["approved", "general"]


def test_equal_facts_are_equal_values() -> None:
    assert ClaimFacts("a", insured=Insured("X"), vehicle=VehicleFacts(year=2021), rates=RateOverrides()) == ClaimFacts(
        "a", insured=Insured("X"), vehicle=VehicleFacts(year=2021)
    )


_DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("claim", "key", "remedy"),
    [
        (ClaimFacts("a", loss_date=date(2099, 1, 1)), "loss_date", "as in 2026-11-30"),
        (ClaimFacts("a", loss_date=date(1066, 1, 1)), "loss_date", "from 1990"),
        (ClaimFacts("a", vehicle=VehicleFacts(year=2099)), "vehicle.year", "from 1900 to 2027"),
        (ClaimFacts("a", vehicle=VehicleFacts(odometer_km=-1)), "vehicle.odometer_km", "kilometres"),
        (ClaimFacts("a", vehicle=VehicleFacts(odometer_km=9_999_999)), "vehicle.odometer_km", "to 2000000"),
        (ClaimFacts("a", vehicle=VehicleFacts(retail_value=Money.rand(-5))), "vehicle.retail_value", "from 1000"),
        (ClaimFacts("a", terms=Terms(excess=Money.rand(-1))), "terms.excess", "from 0"),
        (ClaimFacts("a", terms=Terms(vat=Decimal(15))), "terms.vat", "15 % is vat = 0.15"),
        (ClaimFacts("a", terms=Terms(vat=Decimal("NaN"))), "terms.vat", "write a share"),
        (ClaimFacts("a", terms=Terms(write_off_ratio=Decimal(70))), "terms.write_off_ratio", "write_off_ratio = 0.7"),
        (ClaimFacts("a", terms=Terms(write_off_ratio=Decimal("-Infinity"))), "terms.write_off_ratio", "a share"),
        (ClaimFacts("a", rates=RateOverrides(paint=Money.rand("1e12"))), "rates.paint", "from 10 to 10000"),
        (ClaimFacts("a\x07"), "number", "invisible"),
        (ClaimFacts("a", incident="x" * 5000), "incident", "2000 characters"),
    ],
)
def test_facts_that_no_claim_can_have_are_refused_with_the_key_and_the_remedy(
    claim: ClaimFacts, key: str, remedy: str
) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        check_claim(claim, today=_DAY)
    assert caught.value.where == key
    assert remedy in caught.value.hint


def test_an_ordinary_claim_passes() -> None:
    check_claim(
        ClaimFacts(
            "CLM-1",
            loss_date=date(2026, 10, 12),
            incident="Hit a bollard,\nthen a wall",
            vehicle=VehicleFacts("VW", "POLO", 2027, None, None, 0, Money.rand(178_000)),
            terms=Terms(Money.rand(0), Decimal("0.7"), Decimal("0.15")),
            rates=RateOverrides(Money.rand(520)),
        ),
        today=_DAY,
    )
    check_claim(ClaimFacts("without anything"))

"""claim.py: what is not given is not assumed, save for VAT and the lower labour rate."""

from __future__ import annotations

import re
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


_LONG, _BELL = "x" * 2001, "abc\x07" + "d" * 60

# Each: the claim, the key, what the error shows of the value, words of the remedy.
_ABSURD = [
    (ClaimFacts("a", loss_date=date(2028, 1, 1)), "loss_date", "2028-01-01", "as in 2026-11-30"),
    (ClaimFacts("a", loss_date=date(1989, 12, 31)), "loss_date", "1989-12-31", "from 1990"),
    (ClaimFacts("a", vehicle=VehicleFacts(year=2028)), "vehicle.year", "2028", "the car's model, .* 1900 to 2027"),
    (ClaimFacts("a", vehicle=VehicleFacts(year=1899)), "vehicle.year", "1899", "from 1900 to 2027"),
    (ClaimFacts("a", vehicle=VehicleFacts(odometer_km=-1)), "vehicle.odometer_km", "-1", "kilometres, .* 0 to 2000000"),
    (ClaimFacts("a", vehicle=VehicleFacts(odometer_km=2_000_001)), "vehicle.odometer_km", "2000001", "to 2000000"),
    (
        ClaimFacts("a", vehicle=VehicleFacts(retail_value=Money.rand(999))),
        "vehicle.retail_value",
        "999.00",
        "from 1000",
    ),
    (
        ClaimFacts("a", vehicle=VehicleFacts(retail_value=Money.rand("5e7") + Money(1))),
        "vehicle.retail_value",
        "50000000.01",
        "from 1000 to 50000000",
    ),
    (ClaimFacts("a", terms=Terms(excess=Money(-1))), "terms.excess", "-0.01", "from 0 to 1000000"),
    (ClaimFacts("a", terms=Terms(excess=Money.rand(1_000_001))), "terms.excess", "1000001.00", "to 1000000"),
    (ClaimFacts("a", terms=Terms(vat=Decimal(15))), "terms.vat", "15", "to 0.30; 15 % is vat = 0.15"),
    (ClaimFacts("a", terms=Terms(vat=Decimal(30))), "terms.vat", "30", "30 % is vat = 0.3"),
    (ClaimFacts("a", terms=Terms(vat=Decimal("0.31"))), "terms.vat", "0.31", "0.31 % is vat = 0.0031"),
    (ClaimFacts("a", terms=Terms(vat=Decimal(31))), "terms.vat", "31", "to 0.30$"),
    (ClaimFacts("a", terms=Terms(vat=Decimal("-0.01"))), "terms.vat", "-0.01", "from 0 to 0.30$"),
    (ClaimFacts("a", terms=Terms(vat=Decimal("NaN"))), "terms.vat", "NaN", "write a share .* to 0.30$"),
    (
        ClaimFacts("a", terms=Terms(write_off_ratio=Decimal(70))),
        "terms.write_off_ratio",
        "70",
        "write_off_ratio = 0.7$",
    ),
    (
        ClaimFacts("a", terms=Terms(write_off_ratio=Decimal(10))),
        "terms.write_off_ratio",
        "10",
        "write_off_ratio = 0.1$",
    ),
    (ClaimFacts("a", terms=Terms(write_off_ratio=Decimal("0.09"))), "terms.write_off_ratio", "0.09", "from 0.10 to 1$"),
    (
        ClaimFacts("a", terms=Terms(write_off_ratio=Decimal("-Infinity"))),
        "terms.write_off_ratio",
        "-Infinity",
        "from 0.10 to 1$",
    ),
    *(
        (ClaimFacts("a", rates=RateOverrides(**{rate: Money.rand(rand)})), f"rates.{rate}", f"{rand}.00", "10 to 10000")
        for rate in ("panel", "paint", "strip", "paint_material")
        for rand in (9, 10_001)
    ),
    (ClaimFacts(_LONG), "number", "x" * 20 + "...", "2000 characters"),
    (ClaimFacts(_BELL), "number", r"'abc\x07" + "d" * 36 + "'", "invisible"),
    *(
        (facts, key, repr("\x07"), "invisible")
        for key, facts in {
            "incident": ClaimFacts("a", incident="\x07"),
            "insured.name": ClaimFacts("a", insured=Insured(name="\x07")),
            "insured.policy": ClaimFacts("a", insured=Insured(policy="\x07")),
            "vehicle.make": ClaimFacts("a", vehicle=VehicleFacts(make="\x07")),
            "vehicle.model": ClaimFacts("a", vehicle=VehicleFacts(model="\x07")),
            "vehicle.vin": ClaimFacts("a", vehicle=VehicleFacts(vin="\x07")),
            "vehicle.registration": ClaimFacts("a", vehicle=VehicleFacts(registration="\x07")),
        }.items()
    ),
]


@pytest.mark.parametrize(("claim", "key", "shown", "remedy"), _ABSURD)
def test_facts_that_no_claim_can_have_are_refused_with_key_value_and_remedy(
    claim: ClaimFacts, key: str, shown: str, remedy: str
) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        check_claim(claim, today=_DAY)
    assert caught.value.where == key
    assert caught.value.message == f"{key.split('.')[-1]} = {shown} cannot be right"
    assert re.search(remedy, caught.value.hint)


@pytest.mark.parametrize(
    "claim",
    [
        ClaimFacts("x" * 2000, loss_date=date(1990, 1, 1), incident="\n\r\t\u00a0"),
        ClaimFacts("a", loss_date=date(2027, 12, 31)),
        ClaimFacts("a", vehicle=VehicleFacts(year=1900, odometer_km=2_000_000, retail_value=Money.rand(1000))),
        ClaimFacts("a", vehicle=VehicleFacts(year=2027, odometer_km=0, retail_value=Money.rand(50_000_000))),
        ClaimFacts("a", terms=Terms(Money(0), Decimal("0.10"), Decimal(0))),
        ClaimFacts("a", terms=Terms(Money.rand(1_000_000), Decimal(1), Decimal("0.30"))),
        ClaimFacts("a", rates=RateOverrides(*[Money.rand(10)] * 4)),
        ClaimFacts("a", rates=RateOverrides(*[Money.rand(10_000)] * 4)),
    ],
)
def test_the_least_and_the_most_that_a_claim_can_have_pass(claim: ClaimFacts) -> None:
    check_claim(claim, today=_DAY)


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

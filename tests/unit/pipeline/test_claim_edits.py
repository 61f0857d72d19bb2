"""claim_edits.py: what is typed of vehicle and claim is checked as in claim.toml, and keeps what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claimapp.domain.claim import ClaimFacts, GarageClass, RateOverrides, Terms, VehicleFacts
from claimapp.domain.edit import SetClaim, SetVehicle
from claimapp.domain.money import Money
from claimapp.domain.vehicle import Known, Source, Vehicle
from claimapp.errors import EditProblem
from claimapp.pipeline.claim_edits import set_claim, set_vehicle

VEHICLE = Vehicle(make=Known("VOLKSWAGEN", Source.BARCODE, 0.99), vin=Known("AAVZZZ6RZHU000000", Source.TEXT, 0.7))
CLAIM = ClaimFacts("CLM-1", terms=Terms(excess=Money(5000_00)))


def test_a_typed_field_is_a_persons_and_keeps_what_was_read_as_another_choice() -> None:
    vehicle = set_vehicle(VEHICLE, SetVehicle("make", "VW"))
    assert vehicle.make == Known("VW", Source.PERSON, 1.0, ("VOLKSWAGEN",))
    assert vehicle.vin is VEHICLE.vin
    again = set_vehicle(vehicle, SetVehicle("make", "VOLKSWAGEN"))
    assert again.make == Known("VOLKSWAGEN", Source.PERSON, 1.0, ("VW",))


def test_not_known_is_a_persons_word_too() -> None:
    assert set_vehicle(VEHICLE, SetVehicle("make", None)).make == Known(None, Source.PERSON, 1.0, ("VOLKSWAGEN",))
    assert set_vehicle(VEHICLE, SetVehicle("colour", "  ")).colour == Known(None, Source.PERSON, 1.0)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("vin", "aavzzz6r zhu-000001", "AAVZZZ6RZHU000001"),
        ("registration", "ca 123-456", "CA123456"),
        ("register_no", "bbc 123d", "BBC123D"),
        ("engine_no", "cls 123", "CLS123"),
        ("colour", " White / Wit ", "White / Wit"),
        ("year", 2021, 2021),
        ("expires", "2027-03-31", "2027-03-31"),
        ("model", "POLO VIVO", "POLO VIVO"),
    ],
)
def test_codes_are_kept_as_the_program_compares_them_and_words_as_typed(
    field: str, typed: str | int, kept: str | int
) -> None:
    assert getattr(set_vehicle(VEHICLE, SetVehicle(field, typed)), field).value == kept


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("wheels", "4", "the vehicle has no field 'wheels'; fields are make, model"),
        ("warnings", "x", "no field 'warnings'"),
        ("year", "2021", "the year cannot be '2021'"),
        ("year", True, "the year cannot be True"),
        ("expires", "31.3.2027", "write it as year-month-day, as in 2026-10-12"),
    ],
)
def test_a_wrong_value_of_the_vehicle_says_what_fits(field: str, typed: str | int, told: str) -> None:
    with pytest.raises(EditProblem) as caught:
        set_vehicle(VEHICLE, SetVehicle(field, typed))
    assert told in caught.value.sentence


@pytest.mark.parametrize(
    ("field", "typed", "changed", "before"),
    [
        ("terms.excess", 7500, replace(CLAIM, terms=Terms(excess=Money(7500_00))), "5000.00"),
        ("terms.excess", 7500.5, replace(CLAIM, terms=Terms(excess=Money(7500_50))), "5000.00"),
        ("terms.excess", None, replace(CLAIM, terms=Terms()), "5000.00"),
        ("terms.vat", 0.14, replace(CLAIM, terms=Terms(Money(5000_00), vat=Decimal("0.14"))), "0.15"),
        ("rates.paint", 612.5, replace(CLAIM, rates=RateOverrides(paint=Money(612_50))), ""),
        ("garage.class", "approved", replace(CLAIM, garage=GarageClass.APPROVED), "general"),
        ("loss_date", "2026-10-12", replace(CLAIM, loss_date=date(2026, 10, 12)), ""),
        ("number", "CLM-2", replace(CLAIM, number="CLM-2"), "CLM-1"),
        ("insured.name", "N. Dlamini", replace(CLAIM, insured=replace(CLAIM.insured, name="N. Dlamini")), ""),
        ("vehicle.retail_value", 178000, replace(CLAIM, vehicle=VehicleFacts(retail_value=Money(178000_00))), ""),
    ],
)  # fmt: skip
def test_a_fact_of_the_claim_is_set_by_its_key_in_claim_toml(
    field: str, typed: str | int | float | None, changed: ClaimFacts, before: str
) -> None:
    assert set_claim(CLAIM, SetClaim(field, typed)) == (changed, before)


def test_a_fact_that_is_taken_away_is_what_claim_toml_has_without_it() -> None:
    approved = replace(CLAIM, garage=GarageClass.APPROVED, terms=Terms(vat=Decimal("0.14")))
    assert set_claim(approved, SetClaim("garage.class", None))[0].garage is GarageClass.GENERAL
    assert set_claim(approved, SetClaim("terms.vat", None))[0].terms.vat == Decimal("0.15")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("terms.exces", 1, "the claim has no key 'terms.exces'; keys are number"),
        ("terms.excess", "much", "terms.excess cannot be 'much'; write rand as a number"),
        ("terms.excess", 5.125, "three places behind the point may be thousands or cents"),
        ("terms.excess", 2_000_000, "excess = 2000000.00 cannot be right"),
        ("terms.vat", 15, "15 % is vat = 0.15"),
        ("loss_date", "12/10/2026", "loss_date cannot be '12/10/2026'; write it as year-month-day"),
        ("garage.class", "best", "'approved', 'general'"),
        ("vehicle.year", 1850, "year = 1850 cannot be right"),
        ("number", None, "a claim cannot be without its number; type another value"),
    ],
)
def test_a_wrong_fact_of_the_claim_says_what_fits(field: str, typed: str | int | float | None, told: str) -> None:
    with pytest.raises(EditProblem) as caught:
        set_claim(CLAIM, SetClaim(field, typed))
    assert told in caught.value.sentence

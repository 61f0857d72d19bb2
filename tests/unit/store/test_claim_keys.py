"""claim_keys.py: the keys are those of the contract, and each reads its own kind of value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from claimapp.domain.claim import GarageClass
from claimapp.domain.money import Money
from claimapp.store.claim_keys import KEYS


def test_sections_and_keys_are_those_of_the_contract() -> None:
    assert {section: set(keys) for section, keys in KEYS.items()} == {
        "": {"number", "loss_date", "incident"},
        "insured": {"name", "policy"},
        "vehicle": {"make", "model", "year", "vin", "registration", "odometer_km", "retail_value"},
        "terms": {"excess", "write_off_ratio", "vat"},
        "rates": {"panel", "paint", "strip", "paint_material"},
        "garage": {"class"},
        "prices": {"tables"},
    }


def test_money_is_exact_and_thousands_are_not_taken_for_cents() -> None:
    assert KEYS["terms"]["excess"].read(Decimal("5000.50")) == Money(500050)
    with pytest.raises(ValueError, match="thousands or cents"):
        KEYS["terms"]["excess"].read(Decimal("5.000"))


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e400"), True, "5", [5]])
def test_what_is_no_amount_is_refused_with_what_to_write(value: object) -> None:
    with pytest.raises(ValueError, match="write rand"):
        KEYS["terms"]["excess"].read(value)


def _read(key: str, value: object) -> object:
    section, _, name = key.rpartition(".")
    return KEYS[section][name].read(value)


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("number", " CLM-1 ", "CLM-1"),
        ("insured.name", "Thandi  E", "Thandi  E"),
        ("vehicle.make", " vw ", "VW"),
        ("vehicle.vin", "aav-zzz 1", "AAVZZZ1"),
        ("vehicle.registration", "ca 123-456", "CA123456"),
        ("vehicle.year", 2021, 2021),
        ("vehicle.odometer_km", 0, 0),
        ("vehicle.retail_value", 1, Money(100)),
        ("terms.vat", Decimal("0.15"), Decimal("0.15")),
        ("terms.excess", Decimal("1e15") - 1, Money(99_999_999_999_999_900)),
        ("terms.excess", Decimal("5.0000"), Money(500)),
        ("terms.excess", Decimal("5.00"), Money(500)),
        ("rates.panel", 0, None),
        ("rates.panel", Decimal("0.01"), Money(1)),
        ("loss_date", date(2026, 10, 12), date(2026, 10, 12)),
        ("garage.class", "approved", GarageClass.APPROVED),
        ("prices.tables", "prices/ins", "prices/ins"),
    ],
)
def test_each_key_reads_its_own_kind(key: str, value: object, read: object) -> None:
    assert _read(key, value) == read
    assert type(_read(key, value)) is type(read)


@pytest.mark.parametrize(
    ("key", "values", "remedy"),
    [
        ("number", (42, "", "  ", None, True), "write text in quotes"),
        ("vehicle.make", (7, " "), "write text in quotes"),
        ("vehicle.vin", (7, ""), "write text in quotes"),
        ("vehicle.vin", ("- -",), "write letters and digits in quotes"),
        ("loss_date", ("2026-10-12", datetime(2026, 10, 12, 9), 2026), "write a date without quotes"),
        ("vehicle.year", ("2021", True, 2021.0, Decimal(2021)), "write a whole number without quotes"),
        ("terms.excess", (Decimal("1e15"), -(10**15), 5.0, None), "write rand as a number"),
        ("rates.panel", ("450",), "write rand as a number"),
        ("terms.vat", ("15%", Decimal("NaN"), True, 10**15), "write a share from 0 to 1"),
        ("garage.class", ("posh", 1, None), "allowed are 'approved', 'general'"),
    ],
)
def test_what_is_of_another_kind_is_refused_with_what_to_write(
    key: str, values: tuple[object, ...], remedy: str
) -> None:
    for value in values:
        with pytest.raises(ValueError, match=f"^{remedy}"):
            _read(key, value)


def test_each_key_says_what_it_holds() -> None:
    assert {f"{section}.{name}": key.kind.value for section, keys in KEYS.items() for name, key in keys.items()} == {
        ".number": "text", ".loss_date": "day", ".incident": "text", "insured.name": "text", "insured.policy": "text",
        "vehicle.make": "text", "vehicle.model": "text", "vehicle.year": "whole", "vehicle.vin": "code",
        "vehicle.registration": "code", "vehicle.odometer_km": "whole", "vehicle.retail_value": "rand",
        "terms.excess": "rand", "terms.write_off_ratio": "share", "terms.vat": "share", "rates.panel": "rand",
        "rates.paint": "rand", "rates.strip": "rand", "rates.paint_material": "rand", "prices.tables": "text",
        "garage.class": "choice",
    }  # fmt: skip

"""claim_keys.py: the keys are those of the contract, and each reads its own kind of value."""

from __future__ import annotations

from decimal import Decimal

import pytest

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

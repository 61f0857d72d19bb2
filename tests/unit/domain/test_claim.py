"""claim.py: what is not given is not assumed, save for VAT and the lower labour rate."""

from __future__ import annotations

from dataclasses import astuple
from decimal import Decimal

from claimapp.domain.claim import ClaimFacts, GarageClass, Insured, RateOverrides, VehicleFacts


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

"""priced.py: what the money follows from is in the hash, what it does not is not, and wrong sums are named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claimapp.domain.assessment import Assessment
from claimapp.domain.claim import GarageClass
from claimapp.domain.damage import Severity
from claimapp.domain.edit import Check, Note, PriceLine, RemoveLine
from claimapp.domain.estimate import Estimate
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.store.priced import money_faults, priced_hash
from tests.data.assessments import empty_assessment, sample_assessment
from tests.data.edits import edited, found_assessment

_SAMPLE = sample_assessment()


def _estimate(**changed: object) -> Assessment:
    return replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, **changed))  # type: ignore[arg-type]


def test_a_whole_assessment_has_no_faults() -> None:
    assert money_faults(_SAMPLE) == money_faults(empty_assessment()) == ()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (_estimate(total=Money.rand(1_000_000)), "estimate.total"),
        (_estimate(payable=Money.rand(-5)), "estimate.payable"),
        (_estimate(subtotal=Money()), "estimate.subtotal"),
        (_estimate(vat=Money()), "estimate.vat"),
        (_estimate(excess=Money.rand(1)), "estimate.excess"),
        (_estimate(excess=None), "estimate.excess"),
        (_estimate(lines=_SAMPLE.estimate.lines[1:]), "estimate.subtotal"),
        (_estimate(explanation=_SAMPLE.estimate.explanation[1:]), "estimate.explanation"),
    ],
)
def test_a_sum_that_is_none_is_named(changed: Assessment, named: str) -> None:
    assert any(fault.startswith(named) for fault in money_faults(changed))


_DAMAGES, _CLAIM = _SAMPLE.damages, _SAMPLE.claim


@pytest.mark.parametrize(
    "changed",
    [
        replace(_SAMPLE, damages=(replace(_DAMAGES[0], severity=Severity.MINOR), *_DAMAGES[1:])),
        replace(_SAMPLE, damages=(replace(_DAMAGES[0], dismissed=True), *_DAMAGES[1:])),
        replace(_SAMPLE, damages=(*_DAMAGES, replace(_DAMAGES[0], id="d7"))),
        replace(_SAMPLE, damages=_DAMAGES[1:]),
        replace(_SAMPLE, claim=replace(_CLAIM, garage=GarageClass.APPROVED)),
        replace(_SAMPLE, claim=replace(_CLAIM, terms=replace(_CLAIM.terms, write_off_ratio=Decimal("0.6")))),
        replace(_SAMPLE, claim=replace(_CLAIM, rates=replace(_CLAIM.rates, panel=Money(1)))),
        replace(_SAMPLE, vehicle=replace(_SAMPLE.vehicle, model=None)),
        _estimate(decision=None),
    ],
)
def test_a_change_of_what_was_priced_is_seen(changed: Assessment) -> None:
    assert "changed since it was priced" in money_faults(changed)[-1]


def test_notes_checks_and_confidences_cost_nothing_and_change_no_hash() -> None:
    damages = (replace(_DAMAGES[0], note="x", checked=True, confidence=0.1), *_DAMAGES[1:])
    assert priced_hash(replace(_SAMPLE, damages=damages, warnings=())) == _SAMPLE.estimate.priced_hash


def test_a_file_without_a_hash_is_held_to_its_sums_alone() -> None:
    older: Estimate = replace(_SAMPLE.estimate, priced_hash="")
    dismissed = replace(_DAMAGES[0], dismissed=True)
    assert money_faults(replace(_SAMPLE, estimate=older, damages=(dismissed, *_DAMAGES[1:]))) == ()


def test_edits_of_lines_belong_to_what_was_priced_and_other_edits_do_not() -> None:
    priced = edited(found_assessment(), PriceLine("l1", ChargeKind.PART, each=Money.rand(10)), Check("d1"))
    (line_edit, check) = priced.edits
    assert money_faults(priced) == ()
    for other in (PriceLine("l1", ChargeKind.PART, each=Money.rand(11)), RemoveLine("l1"), Note("x", line="l1")):
        changed = replace(priced, edits=(replace(line_edit, edit=other), check))
        assert money_faults(changed) == ("damages, terms or figures were changed since it was priced",)
    for free in (Check("d2"), Note("x"), Note("x", damage="d1")):
        assert money_faults(replace(priced, edits=(line_edit, replace(check, edit=free)))) == ()


def test_a_part_that_was_typed_over_in_the_file_is_seen() -> None:
    damages = (replace(_DAMAGES[0], part=PartName.REAR_BUMPER), *_DAMAGES[1:])
    assert "changed since it was priced" in money_faults(replace(_SAMPLE, damages=damages))[-1]


def test_the_hash_is_the_same_in_every_version_of_the_program() -> None:
    # Files that were saved are held to it: where it must change, every saved estimate is said to be changed.
    assert priced_hash(_SAMPLE) == "d7e0c84a09a9927560758e99a571f0a579682fd624d04088dd8bc635edcfb71b"


def test_each_fault_of_the_money_tells_what_is_and_what_is_due() -> None:
    changed = _estimate(total=Money.rand(100), explanation=_SAMPLE.estimate.explanation[:1], priced_hash="")
    assert money_faults(changed) == (
        "estimate.total is 100.00, the lines and terms give 35690.20",
        "estimate.payable is 30690.20, the lines and terms give 0.00",
        "estimate.explanation adds up to 35690.20, the middle of the range is 37910.00",
    )
    assert money_faults(_estimate(explanation=(), priced_hash="")) == ()
    assert money_faults(_estimate(range=None, priced_hash="")) == ()


def test_without_an_excess_nothing_is_said_to_be_payable() -> None:
    claim = replace(_CLAIM, terms=replace(_CLAIM.terms, excess=None))
    free = replace(_estimate(excess=None, payable=None, priced_hash=""), claim=claim)
    assert money_faults(free) == ()
    wrong = replace(free, estimate=replace(free.estimate, payable=Money(1)))
    assert money_faults(wrong) == ("estimate.payable is 0.01, the lines and terms give None",)

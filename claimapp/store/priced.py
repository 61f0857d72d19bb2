"""Whether the money of an assessment is that of its damages: sums, and a hash of what was priced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from claimapp.domain.assessment import Assessment
from claimapp.domain.edit import AddLine, Note, PriceLine, RemoveLine
from claimapp.domain.money import Money
from claimapp.store.converter import plain

__all__ = ["money_faults", "priced_hash"]


def priced_hash(assessment: Assessment) -> str:
    """SHA-256 of everything that the money follows from, and of the money: a change of either shows.

    Damages with part, kind and severity, the terms and rates of the claim, the car, edits of
    lines, and the estimate itself. Notes, confidences and photos are left out: they cost nothing.
    """
    claim, vehicle = assessment.claim, assessment.vehicle
    content = {
        "damages": [
            [damage.id, damage.kind, damage.place.key if damage.place else "", damage.severity, damage.dismissed]
            for damage in assessment.damages
        ],
        "terms": plain(claim.terms),
        "rates": plain(claim.rates),
        "garage": claim.garage,
        "retail_value": plain(claim.vehicle.retail_value),
        "vehicle": [vehicle.text(field) for field in ("make", "model", "series")],
        "line_edits": [
            plain(record)
            for record in assessment.edits
            if isinstance(record.edit, AddLine | PriceLine | RemoveLine)
            or (isinstance(record.edit, Note) and record.edit.line is not None)
        ],
        "estimate": plain(assessment.estimate) | {"priced_hash": ""},
    }
    if assessment.airbags_out:  # only where it is so: assessments from before it was seen keep their hash
        content["airbags_out"] = True
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def money_faults(assessment: Assessment) -> tuple[str, ...]:
    """Return every sum of the estimate that is not the sum of what it is made of; none for a whole one."""
    return tuple(_faults(assessment))


def _faults(assessment: Assessment) -> Iterator[str]:
    estimate, terms = assessment.estimate, assessment.claim.terms
    subtotal = Money.total(line.amount for line in estimate.lines)
    vat = subtotal.times(terms.vat)
    payable = None if terms.excess is None else max(Money(), estimate.total - terms.excess)
    for name, saved, due in (
        ("subtotal", estimate.subtotal, subtotal),
        ("vat", estimate.vat, vat),
        ("total", estimate.total, subtotal + vat),
        ("excess", estimate.excess, terms.excess),
        ("payable", estimate.payable, payable),
    ):
        if saved != due:
            yield f"estimate.{name} is {saved}, the lines and terms give {due}"
    if estimate.explanation and estimate.range is not None:
        steps = Money.total(step.amount for step in estimate.explanation)
        if steps != estimate.range.p50:
            yield f"estimate.explanation adds up to {steps}, the middle of the range is {estimate.range.p50}"
    if estimate.priced_hash and estimate.priced_hash != priced_hash(assessment):
        yield "damages, terms or figures were changed since it was priced"

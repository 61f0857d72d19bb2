"""A claim in a few lines for the terminal."""

from __future__ import annotations

from claimapp.app.saved import Assessed
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, DamageStatus
from claimapp.domain.vehicle import Vehicle
from claimapp.report.words import KIND_WORDS, SEVERITY_WORDS, part_words

__all__ = ["claim_summary", "estimate_summary"]


def claim_summary(assessed: Assessed) -> str:
    """Vehicle, damages, cost, warnings and where the report is."""
    assessment = assessed.assessment
    lines = [
        f"Claim     {assessment.claim.number}: {len(assessment.photos)} photos",
        f"Vehicle   {_vehicle(assessment.vehicle)}",
        *_damages(assessment),
        estimate_summary(assessment),
        *(f"Warning   {warning}" for warning in assessment.vehicle.warnings),
        *(f"Warning   {caution.text}" for caution in assessment.warnings),
        f"Report    {assessed.report_pdf or 'left out'}",
        f"Data      {assessed.assessment_json}",
    ]
    return "\n".join(lines)


def estimate_summary(assessment: Assessment) -> str:
    """Totals and the predicted range, with what the range rests on."""
    estimate = assessment.estimate
    lines = [f"Cost      {len(estimate.lines)} lines, {estimate.total.spoken()} including VAT"]
    if estimate.payable is not None and estimate.excess is not None:
        lines.append(f"          less excess {estimate.excess.spoken()}: {estimate.payable.spoken()}")
    if estimate.predicted:
        predicted = estimate.predicted
        lines.append(
            f"Range     {predicted.p05.spoken()} to {predicted.p95.spoken()} (90 %), middle {predicted.p50.spoken()};"
            f" rests on the {predicted.basis.value}"
        )
    return "\n".join(lines)


def _vehicle(vehicle: Vehicle) -> str:
    names = [vehicle.text(field) for field in ("make", "series", "registration", "vin")]
    known = [name for name in names if name]
    return ", ".join(known) if known else "not known"


def _damages(assessment: Assessment) -> list[str]:
    charged = [damage for damage in assessment.damages if damage.status is not DamageStatus.DISMISSED]
    if not charged:
        return ["Damage    none found by the program; that does not mean undamaged"]
    return [f"{'Damage' if number == 0 else '':<10}{_damage(damage)}" for number, damage in enumerate(charged)]


def _damage(damage: Damage) -> str:
    part = part_words(damage.part, damage.side) if damage.part else "part not known"
    severity = f", {SEVERITY_WORDS[damage.severity]}" if damage.severity else ""
    seen = ", ".join(damage.seen)
    return f"{part}: {KIND_WORDS[damage.kind]}{severity}, {damage.confidence:.0%} (seen {seen})"

"""Whole sentences of the report that are made from values: range, hint, visible damage, what was tried."""

from __future__ import annotations

from decimal import Decimal

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, DamageStatus
from claimapp.domain.estimate import Predicted
from claimapp.domain.vehicle import Known, Vehicle
from claimapp.report.words import BASIS_WORDS, NOT_KNOWN, OUTCOME_WORDS, SOURCE_WORDS, counted, share_words

__all__ = ["VISIBLE_ONLY", "decision_sentence", "found_sentence", "kept_damages", "range_sentence", "source_words"]

VISIBLE_ONLY = (
    "This report covers visible damage only. “No damage found by the program” does not mean that a part is undamaged. "
    "Photos cannot see behind panels, bumpers and trim, under the vehicle, or into mechanical, electrical and safety "
    "systems. Dirt, reflections, shade, and photos that are few, far or blurred can hide damage or look like it. "
    "The figures are an estimate for a person to check, change and sign; they are not a quotation."
)
"""What photos cannot show; printed in every report."""

_LEAST_CHANCE = Decimal("0.01")


def kept_damages(assessment: Assessment) -> tuple[Damage, ...]:
    """Return the damages that count: all but those that a person took off the list."""
    return tuple(damage for damage in assessment.damages if damage.status is not DamageStatus.DISMISSED)


def found_sentence(assessment: Assessment) -> str:
    """Say how many damages the report counts, and how many were taken off."""
    kept = len(kept_damages(assessment))
    off = len(assessment.damages) - kept
    text = counted(kept, "damage") if kept else "no damage found by the program"
    return f"{text}; {off} more taken off by a person" if off else text


def range_sentence(predicted: Predicted | None) -> str:
    """Say between which amounts the final cost is expected, and on what that rests."""
    if predicted is None:
        return "No range: there is nothing to predict from."
    return (
        f"Meant to hold nine times in ten: {predicted.p05.spoken()} to {predicted.p95.spoken()}, middle "
        f"{predicted.p50.spoken()}, VAT included. It rests on {BASIS_WORDS[predicted.basis]} (model {predicted.model})."
    )


def decision_sentence(assessment: Assessment) -> str:
    """Word the repair-or-not figures as a hint with their ratio; say what is missing where there is none."""
    decision = assessment.estimate.decision
    value = assessment.claim.vehicle.retail_value
    limit = assessment.claim.terms.write_off_ratio
    if decision is None:
        missing = [text for text, given in (("retail value", value), ("write-off ratio", limit)) if given is None]
        why = f": the claim gives no {' and no '.join(missing)}" if missing else ""
        return f"No hint on repair or write-off{why}."
    of_value = f"retail value given ({value.spoken()})" if value else "vehicle's value"
    against = f", against a ratio of {share_words(limit)} given for this claim" if limit is not None else ""
    chance = ""
    if decision.probability_over is not None and limit is not None:
        chance = f" Chance that the final cost exceeds that ratio: {_chance(decision.probability_over)}."
    leaning = (
        OUTCOME_WORDS[decision.outcome]
        if limit is not None
        else "the claim gives no write-off ratio to hold it against"
    )
    return (
        f"The total is {share_words(decision.ratio)} of the {of_value}{against}; {leaning}."
        f"{chance} This is a hint: the decision is the insurer’s."
    )


def source_words(vehicle: Vehicle, known: Known | None) -> str:
    """Say where a value of the vehicle comes from; for an unknown one, what was tried."""
    if known is not None and known.value is not None:
        return SOURCE_WORDS[known.source]
    if known is not None:
        return f"{NOT_KNOWN}; looked for: {SOURCE_WORDS[known.source]}"
    read = "not on the licence disc as read" if vehicle.disc_photo else "no licence disc was read"
    return f"{read}, not in claim.toml"


def _chance(chance: Decimal) -> str:
    if chance < _LEAST_CHANCE:
        return f"under {share_words(_LEAST_CHANCE)}"
    return f"over {share_words(1 - _LEAST_CHANCE)}" if chance > 1 - _LEAST_CHANCE else share_words(chance)

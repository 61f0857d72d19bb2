"""Whole sentences that are made from an assessment: what was found, hint, visible damage, what was tried."""

from __future__ import annotations

from decimal import Decimal

from claimapp.domain.assessment import Assessment
from claimapp.domain.edit import EditRecord, edit_word
from claimapp.domain.vehicle import Known, Vehicle
from claimapp.words.figures import money_words, not_known, share_words
from claimapp.words.language import _, counted
from claimapp.words.names import edit_words, field_words, outcome_words, place_words, source_words

__all__ = [
    "decision_sentence",
    "edit_sentence",
    "found_sentence",
    "known_from",
    "visible_only",
]

_LEAST_CHANCE = Decimal("0.01")


def visible_only() -> str:
    """Say what photos cannot show; printed in every report."""
    return _(
        "This report covers visible damage only. “No damage found by the program” does not mean that a part is "
        "undamaged. Photos cannot see behind panels, bumpers and trim, under the vehicle, or into mechanical, "
        "electrical and safety systems. Dirt, reflections, shade, and photos that are few, far or blurred can hide "
        "damage or look like it. The figures are an estimate for a person to check, change and sign; they are not a "
        "quotation."
    )


def found_sentence(assessment: Assessment) -> str:
    """Say how many damages the report counts, how many a person took off, and how many are another vehicle's."""
    kept = len(assessment.charged_damages)
    others = sum(damage.on_another_vehicle for damage in assessment.damages)
    off = len(assessment.damages) - kept - others
    none = _("no damage charged") if assessment.damages else _("no damage found by the program")
    text = counted("{number} damage", "{number} damages", kept) if kept else none
    if off:
        text = _("{text}; {number} more taken off by a person").format(text=text, number=off)
    if others:
        text = _("{text}; {number} more seem to be on another vehicle").format(text=text, number=others)
    return text


def decision_sentence(assessment: Assessment) -> str:
    """Word the repair-or-not figures as a hint with their ratio; say what is missing where there is none."""
    decision = assessment.estimate.decision
    value = assessment.claim.vehicle.retail_value
    limit = assessment.claim.terms.write_off_ratio
    if decision is None:
        return _no_hint(value is None, limit is None)
    hint = _("This is a hint: the decision is the insurer’s.")
    ratio = share_words(decision.ratio)
    of_value = _("retail value given ({amount})").format(amount=money_words(value)) if value else _("vehicle's value")
    if limit is None:
        return _(
            "The total is {ratio} of the {of_value}; the claim gives no write-off ratio to hold it against. {hint}"
        ).format(ratio=ratio, of_value=of_value, hint=hint)
    chance = ""
    if decision.probability_over is not None:
        chance = " " + _("Chance that the final cost exceeds that ratio: {chance}.").format(
            chance=_chance(decision.probability_over)
        )
    return _(
        "The total is {ratio} of the {of_value}, against a ratio of {limit} given for this claim; {leaning}.{chance} "
        "{hint}"
    ).format(
        ratio=ratio,
        of_value=of_value,
        limit=share_words(limit),
        leaning=outcome_words(decision.outcome),
        chance=chance,
        hint=hint,
    )


def known_from(vehicle: Vehicle, known: Known | None) -> str:
    """Say where a value of the vehicle comes from; for an unknown one, what was tried."""
    if known is not None and known.value is not None:
        return source_words(known.source)
    if known is not None:
        return _("{not_known}; looked for: {source}").format(not_known=not_known(), source=source_words(known.source))
    if vehicle.disc_photo:
        return _("not on the licence disc as read, not in claim.toml")
    return _("no licence disc was read, not in claim.toml")


def edit_sentence(record: EditRecord) -> str:
    """Say what a person did, to what, and when; by whom where that is known."""
    about = record.anchors[0] if record.anchors else None
    place = about.place or (about.line.place if about.line else None) if about else None
    what = edit_words(edit_word(record.edit))
    if place is not None:
        what = _("{place}: {done}").format(place=place_words(place), done=what)
    field = getattr(record.edit, "field", "")
    if field:
        what = f"{what} ({field_words(field)})"
    return _("{what}, by {who}").format(what=what, who=record.who) if record.who else what


def _no_hint(no_value: bool, no_limit: bool) -> str:  # two facts, named where it is called
    if no_value and no_limit:
        return _("No hint on repair or write-off: the claim gives no retail value and no write-off ratio.")
    if no_value:
        return _("No hint on repair or write-off: the claim gives no retail value.")
    if no_limit:
        return _("No hint on repair or write-off: the claim gives no write-off ratio.")
    return _("No hint on repair or write-off.")


def _chance(chance: Decimal) -> str:
    if chance < _LEAST_CHANCE:
        return _("under {share}").format(share=share_words(_LEAST_CHANCE))
    if chance > 1 - _LEAST_CHANCE:
        return _("over {share}").format(share=share_words(1 - _LEAST_CHANCE))
    return share_words(chance)

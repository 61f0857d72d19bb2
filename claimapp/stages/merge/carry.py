"""A person's word wins: edits of an earlier assessment are laid over what is found anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from claimapp.domain.damage import Damage, DamageStatus
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side

__all__ = ["carry_edits"]

_Place = tuple[PartName | None, Side | None, DamageKind, tuple[str, ...]]


def carry_edits(found: Sequence[Damage], before: Sequence[Damage]) -> tuple[Damage, ...]:
    """Return the damages found, with a person's dismissals and additions of `before`.

    A dismissed damage stays dismissed where the same kind is found again on the same
    part and side, and stays on the list where it is not found any more. An added one is
    kept as it was typed, and takes the place of the same damage if that is now found.
    Without a part, only the very same findings make it the same damage. No edit is ever
    lost: of several on one place the dismissal meets what is found, the rest stay on the
    list. Ids are given anew, `d1`, `d2`...
    """
    by_person: dict[_Place, list[Damage]] = defaultdict(list)
    for damage in before:
        if damage.status is not DamageStatus.FOUND:
            by_person[_place(damage)].append(damage)
    kept = []
    for damage in found:
        edits = by_person[_place(damage)]
        if not edits:
            kept.append(damage)
            continue
        edit = next((each for each in edits if each.status is DamageStatus.DISMISSED), edits[0])
        edits.remove(edit)
        if edit.status is DamageStatus.DISMISSED:
            kept.append(replace(damage, status=DamageStatus.DISMISSED, note=edit.note))
        else:
            kept.append(replace(edit, seen=damage.seen))
    # Their photos' ids may have moved since, so nothing that was seen then is claimed for them now.
    kept += [replace(edit, seen=()) for edits in by_person.values() for edit in edits]
    return tuple(replace(damage, id=f"d{number}") for number, damage in enumerate(kept, start=1))


def _place(damage: Damage) -> _Place:
    return (damage.part, damage.side, damage.kind, () if damage.part else damage.seen)

"""Which photo is which figure: numbers that the damages table and the pictures share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.damage import Damage
from claimapp.words.figures import NOTHING, listed

__all__ = ["Figure", "figures", "seen_in"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo as printed: its number, where its drawn file lies (None: not drawn), whether it shows a damage."""

    number: int
    seen: PhotoSeen
    drawn: Path | None
    shows_damage: bool


def figures(assessment: Assessment, drawn: Mapping[str, Path]) -> tuple[Figure, ...]:
    """Number all photos: first those that show a damage which counts, then the others, each in the claim's order."""
    counted = {found for damage in assessment.charged_damages for found in damage.seen}
    dismissed = {found for damage in assessment.damages for found in damage.seen} - counted

    def shows(seen: PhotoSeen) -> bool:
        return not seen.left_out and any(found.id not in dismissed for found in seen.findings)

    first = [seen for seen in assessment.photos if shows(seen)]
    rest = [seen for seen in assessment.photos if not shows(seen)]
    return tuple(
        Figure(number, seen, drawn.get(seen.photo.id), shows(seen)) for number, seen in enumerate([*first, *rest], 1)
    )


def seen_in(damage: Damage, shown: tuple[Figure, ...]) -> str:
    """Name the figures that show a damage: `1, 2`; a damage that no photo shows gives a dash."""
    showing = set(damage.seen)
    numbers = [str(figure.number) for figure in shown if showing & {found.id for found in figure.seen.findings}]
    return listed(numbers) if numbers else NOTHING

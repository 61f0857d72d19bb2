"""Which photos of a folder show another vehicle than the claim's: the other party's is often among them.

What is told by is the car's colours alone, so two grey cars are not told apart; a plate or a
disc would be surer. What lies on such a photo is listed and not charged until a person restores it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.damage import Damage
from claimapp.stages.merge.colours import CarColours
from claimapp.stages.merge.damages import list_damages

__all__ = ["list_by_vehicle", "photos_of_others", "told_of_others"]

_ALIKE = 0.74
"""Likeness from which two photos are of one car. On the numbered claims of `claims-tr`
(`packaging/measure_vehicles.py`) one claim in seventy is split wrongly, and half of the cars mixed in are told."""

_LEAST_OF_CLAIM = 3  # photos of the claim's vehicle, below which nothing is told
_TIMES_AS_MANY = 2  # as of all others together: else it is open which vehicle is the claim's


def photos_of_others(colours: Mapping[str, CarColours]) -> tuple[tuple[str, ...], ...]:
    """Group the photos, by id, that show other vehicles than the claim's; () where none surely does.

    Photos belong together that are alike, or both like a third. The largest group is the claim's vehicle's.
    Another group counts if one of its photos shows most of a car: close-ups differ in colour by themselves.
    """
    groups = sorted(_alike(colours), key=len, reverse=True)
    others = groups[1:]
    if not others or len(groups[0]) < max(_LEAST_OF_CLAIM, _TIMES_AS_MANY * sum(len(group) for group in others)):
        return ()
    return tuple(group for group in others if any(colours[photo].whole for photo in group))


def _alike(colours: Mapping[str, CarColours]) -> list[tuple[str, ...]]:
    if not colours:
        return []
    photos = list(colours)
    roots = np.stack([each.roots for each in colours.values()])
    left = np.arange(len(photos))
    groups = []
    while left.size:
        group, left = [int(left[0])], left[1:]
        for number in group:  # grows while it is gone through
            near = roots[left] @ roots[number] >= _ALIKE
            group += left[near].tolist()
            left = left[~near]
        groups.append(tuple(photos[number] for number in sorted(group)))
    return groups


def list_by_vehicle(photos: Sequence[PhotoSeen], others: Sequence[Sequence[str]]) -> tuple[Damage, ...]:
    """List the damages of the claim's vehicle, then, dismissed, those on each group of photos of `others`.

    A damage of one vehicle is never joined with another's: the same place may be damaged on both.
    """
    vehicle_of = {photo: number for number, group in enumerate(others, start=1) for photo in group}
    listed: tuple[Damage, ...] = ()
    for number in range(len(others) + 1):
        findings = [found for seen in photos if vehicle_of.get(seen.photo.id, 0) == number for found in seen.findings]
        damages = list_damages(findings, after=len(listed))
        listed += tuple(replace(each, dismissed=number > 0, another_vehicle=number > 0) for each in damages)
    return listed


def told_of_others(photos: Sequence[PhotoSeen], others: Sequence[Sequence[str]]) -> tuple[Caution, ...]:
    """Name the photos of each other vehicle by their files."""
    files = {seen.photo.id: seen.photo.file for seen in photos}
    return tuple(
        Caution.of(CautionCode.ANOTHER_VEHICLE, where=group[0], names=tuple(files[photo] for photo in group))
        for group in others
    )

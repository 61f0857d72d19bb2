"""Which photos of a folder show another vehicle than the claim's: the other party's is often among them.

What is told by is the car's colours alone, so two grey cars are not told apart; a plate or a
disc would be surer. What lies on such a photo is listed and not charged until a person restores it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
_TIMES_AS_MANY = 2  # as of any other vehicle: else it is open which of them is the claim's


def photos_of_others(colours: Mapping[str, CarColours]) -> tuple[tuple[str, ...], ...]:
    """Group the photos, by id, that show other vehicles than the claim's; () where none surely does.

    Photos belong together that are alike, or both like a third. The largest group is the claim's vehicle's.
    Another group counts if one of its photos shows most of a car: close-ups differ in colour by themselves.
    """
    groups = sorted(_alike(colours), key=len, reverse=True)
    if len(groups) < 2 or len(groups[0]) < max(_LEAST_OF_CLAIM, _TIMES_AS_MANY * len(groups[1])):
        return ()
    return tuple(group for group in groups[1:] if any(colours[photo].whole for photo in group))


def _alike(colours: Mapping[str, CarColours]) -> list[tuple[str, ...]]:
    photos = list(colours)
    left = set(range(len(photos)))
    groups = []
    while left:
        group = [min(left)]
        for number in group:  # grows while it is gone through
            left.discard(number)
            near = [other for other in left if colours[photos[number]].likeness(colours[photos[other]]) >= _ALIKE]
            group += near
            left -= set(near)
        groups.append(tuple(photos[number] for number in sorted(group)))
    return groups


def list_by_vehicle(photos: Sequence[PhotoSeen], others: Sequence[Sequence[str]]) -> tuple[Damage, ...]:
    """List the damages of the claim's vehicle, then, dismissed, those seen on the groups of photos of `others` alone.

    A damage of one vehicle is never joined with another's.
    """
    elsewhere = {photo for group in others for photo in group}
    listed = list_damages([found for seen in photos if seen.photo.id not in elsewhere for found in seen.findings])
    for group in others:
        of_other = list_damages(
            [found for seen in photos if seen.photo.id in group for found in seen.findings], after=len(listed)
        )
        listed += tuple(replace(damage, dismissed=True, another_vehicle=True) for damage in of_other)
    return listed


def told_of_others(
    photos: Sequence[PhotoSeen], others: Sequence[Sequence[str]], damages: Sequence[Damage]
) -> tuple[Caution, ...]:
    """Name the photos of each other vehicle, and how many damages of it are not charged."""
    files = {seen.photo.id: seen.photo.file for seen in photos}
    return tuple(
        Caution.of(
            CautionCode.ANOTHER_VEHICLE,
            where=group[0],
            names=tuple(files[photo] for photo in group),
            count=sum(damage.another_vehicle and not set(group).isdisjoint(damage.photos) for damage in damages),
        )
        for group in others
    )

"""Which painted panels touch: the ground of overlap deductions and of blending."""

from __future__ import annotations

from collections.abc import Collection

from claimapp.domain.part import PARTS, Material, PartName, Place, Side

__all__ = ["blend_candidates", "touches"]

_P = PartName
_PAINTED_TOGETHER = {
    frozenset(pair)
    for pair in (
        (_P.BONNET, _P.FRONT_FENDER),
        (_P.FRONT_FENDER, _P.FRONT_DOOR),
        (_P.FRONT_DOOR, _P.REAR_DOOR),
        (_P.REAR_DOOR, _P.REAR_QUARTER_PANEL),
        (_P.REAR_QUARTER_PANEL, _P.BOOT_LID),
        (_P.REAR_QUARTER_PANEL, _P.TAILGATE),
        (_P.REAR_QUARTER_PANEL, _P.ROOF),
        (_P.SILL, _P.FRONT_FENDER),
        (_P.SILL, _P.FRONT_DOOR),
        (_P.SILL, _P.REAR_DOOR),
        (_P.SILL, _P.REAR_QUARTER_PANEL),
    )
}
"""Metal panels that meet edge to edge. Bumpers and mirrors are painted off the car and touch nothing."""

_SEEN_SIDE_BY_SIDE = (
    _P.BONNET, _P.FRONT_FENDER, _P.FRONT_DOOR, _P.REAR_DOOR, _P.REAR_QUARTER_PANEL, _P.BOOT_LID, _P.TAILGATE,
)  # fmt: skip
"""Panels between which a difference in shade is seen; sill and roof end at a seam or a moulding."""


def touches(one: Place, other: Place) -> bool:
    """Whether two panels meet edge to edge; a side that is not known meets neither left nor right."""
    if frozenset((one.part, other.part)) not in _PAINTED_TOGETHER:
        return False
    both_sided = PARTS[one.part].sided and PARTS[other.part].sided
    return not both_sided or (one.side is not None and one.side is other.side)


def blend_candidates(painted: Collection[Place]) -> tuple[Place, ...]:
    """Unpainted metal panels beside painted ones, in the order of the parts table.

    A tailgate and a boot lid beside a painted quarter panel are both left out, since the
    car has only one of them and the photos may not have told which.
    """
    metal = [place for place in painted if PARTS[place.part].material is Material.METAL]
    found: list[Place] = []
    for part in PartName:
        if part not in _SEEN_SIDE_BY_SIDE or part in (_P.BOOT_LID, _P.TAILGATE):
            continue
        for side in (Side.LEFT, Side.RIGHT) if PARTS[part].sided else (None,):
            place = Place(part, side)
            beside = any(touches(place, other) and other.part in _SEEN_SIDE_BY_SIDE for other in metal)
            if beside and place not in painted:
                found.append(place)
    return tuple(found)

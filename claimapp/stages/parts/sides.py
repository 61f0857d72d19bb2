"""Left or right of a part, from what stands where on the photo.

Whichever way a photo is taken, a car's left side has its front to the left of its rear. So a
door to the right of the front bumper, or to the left of a tail lamp, is a left door. This
holds on views of a side, and on those of the front and the rear, where the left lamp stands to
the right and to the left of the bumper. On the labelled cars of `car-parts`, it names 1 452
sides rightly and 9 wrongly, and leaves 189 open (`test_sides.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimapp.domain.geometry import Box
from claimapp.domain.part import LIDS, PARTS, PartName, PartRegion, Side, Zone

__all__ = ["clear_marks", "side_by_order"]

_CLEARLY = 0.25  # of the wider box: centres nearer than that along the photo's width say nothing

_FROM_THE_FRONT = {
    PartName.FRONT_BUMPER: 0,
    PartName.GRILLE: 0,
    PartName.FOG_LAMP: 1,
    PartName.HEADLAMP: 2,
    PartName.FRONT_FENDER: 3,
    PartName.MIRROR: 4,
    PartName.FRONT_DOOR: 5,
    PartName.DOOR: 6,
    PartName.SIDE_WINDOW: 6,
    PartName.SILL: 6,
    PartName.REAR_DOOR: 7,
    PartName.REAR_QUARTER_PANEL: 8,
    PartName.TAIL_LAMP: 9,
    PartName.REAR_BUMPER: 10,
    PartName.BOOT_LID: 10,
    PartName.TAILGATE: 10,
}
"""Where parts come along the car."""

_FRONT_MARKS = frozenset({PartName.FRONT_BUMPER, PartName.GRILLE, PartName.HEADLAMP, PartName.FRONT_FENDER})
_REAR_MARKS = frozenset(
    {PartName.REAR_BUMPER, PartName.BOOT_LID, PartName.TAILGATE, PartName.TAIL_LAMP, PartName.REAR_QUARTER_PANEL}
)
"""What a part is compared with. Not bonnet, windscreen or rear window: seen from an end, they stand beside the parts
that they are behind of. A wheel may be either one."""

_HARDLY = 0.5  # of the sureness of the other end's parts: an end that is seen less surely may be a mistake


def clear_marks(whole: Sequence[PartRegion]) -> tuple[PartRegion, ...]:
    """Return the parts of a photo without those at an end of the car that is seen much less surely than the other.

    A crushed front is taken for a tailgate now and then, beside a bonnet and a windscreen
    that are surer.
    """
    sure = {zone: sum(r.confidence for r in whole if PARTS[r.part].zone is zone) for zone in (Zone.FRONT, Zone.REAR)}
    hardly = {zone for zone, sum_of in sure.items() if sum_of < _HARDLY * max(sure.values())}
    return tuple(region for region in whole if PARTS[region.part].zone not in hardly)


def side_by_order(part: PartName, box: Box, others: Iterable[PartRegion]) -> Side | None:
    """Return the side of a sided part in `box` by where other parts stand; None if none does or they disagree."""
    if not PARTS[part].sided or part not in _FROM_THE_FRONT:
        return None
    said = {_said(part, box, other) for other in others} - {None}
    return said.pop() if len(said) == 1 else None


def _said(part: PartName, box: Box, other: PartRegion) -> Side | None:
    if other.part not in _FRONT_MARKS | _REAR_MARKS or (part is PartName.TAIL_LAMP and other.part in LIDS):
        return None  # lamps sit in the lid's corner, or in the lid itself
    ahead = _FROM_THE_FRONT[part] - _FROM_THE_FRONT[other.part]
    if ahead == 0 or (ahead > 0) is not (other.part in _FRONT_MARKS):
        return None
    to_the_right = (box.x0 + box.x1 - other.box.x0 - other.box.x1) / 2
    if abs(to_the_right) < _CLEARLY * max(box.x1 - box.x0, other.box.x1 - other.box.x0):
        return None
    return Side.LEFT if (to_the_right > 0) is (ahead > 0) else Side.RIGHT

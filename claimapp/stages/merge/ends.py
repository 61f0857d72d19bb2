"""Parts that look alike at both ends of the car, told apart by the rest of the claim.

On a close-up that shows nothing else of the car a bonnet is taken for a boot lid, and a rear quarter
panel for a front fender (the damaged-part model calls both a fender, `stages/parts/regions.py`). Of a
car that was hit at one end alone such a part is that of this end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.finding import Finding
from claimapp.domain.part import LIDS, PARTS, End, PartName, PartRegion, Place, Zone

__all__ = ["Settled", "settle_ends"]

_Placed = TypeVar("_Placed", Finding, PartRegion)

_TWINS = {
    PartName.FRONT_FENDER: PartName.REAR_QUARTER_PANEL,
    PartName.REAR_QUARTER_PANEL: PartName.FRONT_FENDER,
    PartName.BONNET: PartName.BOOT_LID,
    PartName.BOOT_LID: PartName.BONNET,
    PartName.TAILGATE: PartName.BONNET,
    PartName.WINDSCREEN: PartName.REAR_WINDOW,
    PartName.REAR_WINDOW: PartName.WINDSCREEN,
}
"""What a part at one end may be in truth, at the other."""

_ENDS = frozenset({Zone.FRONT, Zone.REAR})
_ZONES = {End.FRONT: Zone.FRONT, End.REAR: Zone.REAR}
_FEWEST = 2  # findings that tell the damaged end: one may be false


@dataclass(frozen=True, slots=True)
class Settled:
    """The photos, and a caution for every photo on which a damaged part is called otherwise than before."""

    photos: tuple[PhotoSeen, ...]
    cautions: tuple[Caution, ...] = ()


def settle_ends(photos: Sequence[PhotoSeen]) -> Settled:
    """Call such parts by the damaged end, on photos that show nothing else of the end that they were taken for.

    The damaged end is that of all findings whose end is sure, at least two: on another part of an end, on a part
    of known end, or on such a part of a photo that shows that end. Where both ends are damaged, or none
    surely is, nothing changes. A lid at the rear is a tailgate where one is seen on any photo, more surely than
    a boot lid.
    """
    ends = Counter(end for photo in photos for finding in photo.findings if (end := _sure_end(finding, photo)))
    if len(ends) != 1 or ends.total() < _FEWEST:
        return Settled(tuple(photos))
    (end,) = ends
    names = _TWINS | {PartName.BONNET: _lid(photos)}
    settled = tuple(
        replace(
            photo,
            findings=_settled(photo.findings, photo, end, names),
            parts=_settled(photo.parts, photo, end, names),
        )
        for photo in photos
    )
    return Settled(settled, tuple(_cautions(photos, settled)))


def _cautions(before: Sequence[PhotoSeen], after: Sequence[PhotoSeen]) -> Iterable[Caution]:
    for was, now in zip(before, after, strict=True):
        pairs = zip(was.findings, now.findings, strict=True)
        changed = {(old.part, new.part) for old, new in pairs if old.part and new.part and old.part is not new.part}
        for old_part, new_part in sorted(changed):
            yield Caution.of(
                CautionCode.PART_BY_DAMAGED_END,
                where=was.photo.id,
                was=Place(old_part).key,
                now=Place(new_part).key,
            )


def _sure_end(finding: Finding, photo: PhotoSeen) -> Zone | None:
    """The end that a finding lies at, where it is not mistaken."""
    if finding.end is not None:
        return _ZONES[finding.end]
    if finding.part is None or PARTS[finding.part].zone not in _ENDS:
        return None
    zone = PARTS[finding.part].zone
    return zone if finding.part not in _TWINS or zone in _shown_ends(photo) else None


def _shown_ends(photo: PhotoSeen) -> set[Zone]:
    """Ends of which a photo shows a part that is not mistaken for one of the other end.

    The whole-car model, which sees the car around a part, does not mistake them; its regions have outlines.
    """
    return {PARTS[region.part].zone for region in photo.parts if region.outline or region.part not in _TWINS} & _ENDS


def _settled(
    placed: Iterable[_Placed], photo: PhotoSeen, end: Zone, names: dict[PartName, PartName]
) -> tuple[_Placed, ...]:
    shown = _shown_ends(photo)
    return tuple(
        replace(each, part=names[each.part])
        if each.part in names and PARTS[each.part].zone is not end and PARTS[each.part].zone not in shown
        else each
        for each in placed
    )


def _lid(photos: Sequence[PhotoSeen]) -> PartName:
    seen = {
        lid: sum(
            region.confidence for photo in photos for region in photo.parts if region.part is lid and region.outline
        )
        for lid in LIDS
    }
    return PartName.TAILGATE if seen[PartName.TAILGATE] > seen[PartName.BOOT_LID] else PartName.BOOT_LID

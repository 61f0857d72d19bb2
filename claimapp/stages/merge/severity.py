"""How bad a damage is, from its kind and its share of the part.

The levels are fitted on 1 029 damages whose severity a person had noted (`packaging/fit_severity.py`): they agree
with such people more often than the levels of area that repair tables use (CESVIMAP: 8 and 25 % of a
panel, infotaller.tv 2022), which are meant for what a beater measures on the panel, not for boxes on
photos (docs/adr/0015). A lamp or pane is replaced whatever its share, and so is what is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimapp.domain.damage import Severity
from claimapp.domain.finding import KIND_BY_MATERIAL, DamageKind, Finding, photo_of
from claimapp.domain.geometry import union_area
from claimapp.domain.part import PARTS, PartName

__all__ = ["judge_severity", "severity_of"]

_NEVER = 1.0
_LEVELS: dict[DamageKind, tuple[float, float]] = {
    DamageKind.SCRATCH: (0.019, _NEVER),  # paint work does not grow with a scratch's length
    DamageKind.DENT: (0.008, 0.63),
    DamageKind.BROKEN: (0.0, 0.27),
}
"""Up to the first share of the part it is minor, up to the second moderate, above that severe."""

_LIKE = {DamageKind.CRACK: DamageKind.BROKEN}
_ALWAYS_SEVERE = {*KIND_BY_MATERIAL.values(), DamageKind.MISSING}


def judge_severity(kind: DamageKind, part: PartName | None, share_of_part: float | None) -> Severity | None:
    """Judge a share (0 to 1) of a part; None without a part or share, save for lamps, panes and what is missing.

    A kind without levels of its own counts as a dent, a crack as broken.
    """
    if kind in _ALWAYS_SEVERE:
        return Severity.SEVERE
    if part is None or share_of_part is None:
        return None
    minor, moderate = _LEVELS[_LIKE.get(kind, kind if kind in _LEVELS else DamageKind.DENT)]
    if share_of_part <= minor:
        return Severity.MINOR
    return Severity.MODERATE if share_of_part <= moderate else Severity.SEVERE


def severity_of(kind: DamageKind, part: PartName | None, findings: Iterable[Finding]) -> Severity | None:
    """Judge a damage by all findings that show it: those of one photo count together, the worst photo decides.

    They count together only where all lie on one part: a damaged door of unknown end may be both
    doors, and then the largest share decides. None where no finding has a share of the part, save
    for what is always severe.
    """
    by_photo: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_photo[photo_of(finding.id)].append(finding)
    judged = [judge_severity(kind, part, _share_of(part, each)) for each in by_photo.values()]
    return max((severity for severity in judged if severity), key=list(Severity).index, default=None)


def _share_of(part: PartName | None, findings: Sequence[Finding]) -> float | None:
    """Share of the part that findings of one photo cover, what they cover twice counted once."""
    known = [(each.box, each.share_of_part) for each in findings if each.share_of_part is not None]
    if part is None or not known:
        return None
    largest = max(share for _, share in known)
    if not _one_part(part, findings):
        return largest
    area = sum(box.area for box, _ in known)
    once = union_area([box for box, _ in known]) / area if area else 1.0
    return max(largest, min(1.0, once * sum(share for _, share in known)))


def _one_part(part: PartName, findings: Iterable[Finding]) -> bool:
    """Whether findings on parts of that name lie on the same one: side and end known, where it has them."""
    facts = PARTS[part]
    return not facts.may_be and all(
        (each.side is not None or not facts.sided) and (each.end is not None or not facts.has_end) for each in findings
    )

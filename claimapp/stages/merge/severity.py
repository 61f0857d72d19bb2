"""How bad a damage is, from its share of the part.

Metal: CESVIMAP's levels, up to 8 % of the area to be painted light, up to 25 % medium,
above that heavy (infotaller.tv 2022; elchapista.com). Plastic: the levels there are a
2-euro coin and an A4 sheet; on a bumper of about 1.7 m x 0.5 m these are 0.06 % and
7 % of it (our own derivation). A lamp or pane is replaced whatever its share, and so is what is missing.
"""

from __future__ import annotations

from claimapp.domain.damage import Severity
from claimapp.domain.finding import KIND_BY_MATERIAL, DamageKind
from claimapp.domain.part import PARTS, Material, PartName

__all__ = ["judge_severity"]

_METAL_LIGHT, _METAL_MEDIUM = 0.08, 0.25
_PLASTIC_LIGHT, _PLASTIC_MEDIUM = 0.0006, 0.07
_ALWAYS_SEVERE = {*KIND_BY_MATERIAL.values(), DamageKind.MISSING}


def judge_severity(kind: DamageKind, part: PartName | None, share_of_part: float | None) -> Severity | None:
    """Judge one finding; None without a part or share (0 to 1), save for lamps, panes and what is missing.

    The share is that of the finding's box and so leans high. Scratches are minor or
    moderate: paint work does not grow with their length.
    """
    if kind in _ALWAYS_SEVERE:
        return Severity.SEVERE
    if part is None or share_of_part is None:
        return None
    if kind is DamageKind.SCRATCH:
        return Severity.MINOR if share_of_part <= _METAL_LIGHT else Severity.MODERATE
    plastic = PARTS[part].material is Material.PLASTIC
    light, medium = (_PLASTIC_LIGHT, _PLASTIC_MEDIUM) if plastic else (_METAL_LIGHT, _METAL_MEDIUM)
    if share_of_part <= light:
        return Severity.MINOR
    return Severity.MODERATE if share_of_part <= medium else Severity.SEVERE

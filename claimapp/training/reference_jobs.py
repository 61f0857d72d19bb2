"""Random damage lists for the reference book: which parts a blow hits, and how hard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PARTS, Material, PartName, Side

__all__ = ["BLOWS", "Blow", "draw_damages"]

_P = PartName


@dataclass(frozen=True, slots=True)
class Blow:
    """A kind of accident: its share of jobs, and each part's chance of being damaged in it.

    A part that lies on the other side of the car than the blow is left alone; `far_parts`
    are hit on both sides.
    """

    name: str
    share: float
    parts: tuple[tuple[PartName, float], ...]
    far_parts: tuple[PartName, ...] = ()


BLOWS: tuple[Blow, ...] = (
    Blow(
        "front",
        0.42,
        (
            (_P.FRONT_BUMPER, 0.90), (_P.BONNET, 0.45), (_P.GRILLE, 0.40), (_P.HEADLAMP, 0.50), (_P.FRONT_FENDER, 0.50),
            (_P.FOG_LAMP, 0.20), (_P.FRONT_DOOR, 0.15), (_P.WHEEL, 0.08), (_P.NUMBER_PLATE, 0.2), (_P.WINDSCREEN, 0.05),
        ),
        (_P.HEADLAMP, _P.FRONT_FENDER),
    ),
    Blow(
        "rear",
        0.26,
        (
            (_P.REAR_BUMPER, 0.90), (_P.TAILGATE, 0.25), (_P.BOOT_LID, 0.25), (_P.TAIL_LAMP, 0.40),
            (_P.REAR_QUARTER_PANEL, 0.35), (_P.REAR_WINDOW, 0.05), (_P.NUMBER_PLATE, 0.15),
        ),
        (_P.TAIL_LAMP,),
    ),
    Blow(
        "side",
        0.26,
        (
            (_P.FRONT_DOOR, 0.70), (_P.REAR_DOOR, 0.60), (_P.FRONT_FENDER, 0.30), (_P.REAR_QUARTER_PANEL, 0.30),
            (_P.SILL, 0.20), (_P.MIRROR, 0.30), (_P.SIDE_WINDOW, 0.08), (_P.WHEEL, 0.15),
        ),
    ),
    Blow("glass or roof", 0.06, ((_P.WINDSCREEN, 0.60), (_P.ROOF, 0.40), (_P.BONNET, 0.30), (_P.REAR_WINDOW, 0.15))),
)  # fmt: skip
"""ASSUMED: shares and chances are judgement; no public count of damaged parts by accident was found."""

_MORE_BLOWS = (0.80, 0.13, 0.05, 0.02)
"""ASSUMED: chance of none, one, two, three further blows (shunts, a spin, old damage claimed along)."""

_FORCES = ((Severity.MINOR, 0.25), (Severity.MODERATE, 0.40), (Severity.SEVERE, 0.35))
"""ASSUMED: how hard the blow is; each part then is as hard hit (60 %) or one step less or more (20 % each)."""
_STEPS = (Severity.MINOR, Severity.MODERATE, Severity.SEVERE)
_STEP_CHANCES = (0.2, 0.6, 0.2)

_KINDS = {
    Material.METAL: ((DamageKind.DENT, 0.55), (DamageKind.SCRATCH, 0.40), (DamageKind.BROKEN, 0.05)),
    Material.PLASTIC: ((DamageKind.SCRATCH, 0.35), (DamageKind.BROKEN, 0.50), (DamageKind.DENT, 0.15)),
    Material.GLASS: ((DamageKind.GLASS, 1.0),),
    Material.LAMP: ((DamageKind.LAMP, 0.85), (DamageKind.SCRATCH, 0.15)),
    Material.OTHER: ((DamageKind.BROKEN, 0.60), (DamageKind.SCRATCH, 0.40)),
}
"""ASSUMED: what a blow does to a material."""


def draw_damages(rng: np.random.Generator) -> tuple[Damage, ...]:
    """Draw the damages of one job: at least one, each on another part and side, ids d1, d2, ..."""
    while True:
        hit: dict[tuple[PartName, Side | None], Severity] = {}
        for _ in range(1 + int(rng.choice(len(_MORE_BLOWS), p=_MORE_BLOWS))):
            for place, force in _strike(rng):
                hit.setdefault(place, force)
        if hit:
            return tuple(
                _damage(f"d{number}", part, side, force, rng)
                for number, ((part, side), force) in enumerate(hit.items(), start=1)
            )


def _strike(rng: np.random.Generator) -> list[tuple[tuple[PartName, Side | None], Severity]]:
    blow = BLOWS[int(rng.choice(len(BLOWS), p=[each.share for each in BLOWS]))]
    force = _STEPS[int(rng.choice(len(_FORCES), p=[share for _, share in _FORCES]))]
    near = Side.LEFT if rng.random() < 0.5 else Side.RIGHT
    return [(place, force) for part, chance in blow.parts for place in _places(blow, part, near, chance, rng)]


def _places(
    blow: Blow, part: PartName, near: Side, chance: float, rng: np.random.Generator
) -> list[tuple[PartName, Side | None]]:
    if not PARTS[part].sided:
        return [(part, None)] if rng.random() < chance else []
    far = Side.RIGHT if near is Side.LEFT else Side.LEFT
    sides = [(near, chance)] + ([(far, chance / 3)] if part in blow.far_parts else [])
    return [(part, side) for side, likely in sides if rng.random() < likely]


def _damage(name: str, part: PartName, side: Side | None, force: Severity, rng: np.random.Generator) -> Damage:
    kinds = _KINDS[PARTS[part].material]
    kind = kinds[int(rng.choice(len(kinds), p=[share for _, share in kinds]))][0]
    step = _STEPS.index(force) + int(rng.choice(3, p=_STEP_CHANCES)) - 1
    severity = _STEPS[min(max(step, 0), len(_STEPS) - 1)]
    return Damage(name, kind, part, side, severity, 1.0, ())

"""A person's edits as values: what is saved, replayed by a new run, listed in the report, and undone in the window.

One class a kind of edit; `EDIT_TYPES` is the one list of them, by the word that the file uses.
How each changes an assessment is in `claimapp.pipeline.edits`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box, Outline
from claimapp.domain.line import ChargeKind, Operation, Unit
from claimapp.domain.message import MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import BadValue

__all__ = [
    "EDIT_TYPES",
    "AddDamage",
    "AddLine",
    "Anchor",
    "ChangeDamage",
    "Check",
    "Dismiss",
    "DismissFinding",
    "Edit",
    "EditRecord",
    "LeaveOutPhoto",
    "LineKey",
    "Merge",
    "MoveOutline",
    "Note",
    "PriceLine",
    "RemoveLine",
    "Restore",
    "SetClaim",
    "SetVehicle",
    "Split",
    "TypedCharge",
    "edit_word",
]


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Take a damage off the list: it stays visible, but is not charged."""

    damage: str


@dataclass(frozen=True, slots=True)
class Restore:
    """Put a dismissed damage back on the list; who found it stays as it was."""

    damage: str


@dataclass(frozen=True, slots=True)
class DismissFinding:
    """Say that one photo's finding (`p1.d2`) is no damage; the damage stays where other findings show it."""

    finding: str


@dataclass(frozen=True, slots=True)
class AddDamage:
    """Add a damage that the program did not find; `photo` and its box or polygon where it was drawn on one.

    `box` and `polygon` are in pixels of the upright photo.
    """

    kind: DamageKind
    part: PartName | None = None
    side: Side | None = None
    end: End | None = None
    severity: Severity | None = None
    photo: str | None = None
    box: Box | None = None
    polygon: Outline | None = None

    def __post_init__(self) -> None:
        if (self.box is not None or self.polygon is not None) and self.photo is None:
            raise BadValue("a box or polygon needs the photo that it is on")


@dataclass(frozen=True, slots=True)
class ChangeDamage:
    """Correct a damage; what is left out stays as it is. A new part drops a side or end that it cannot have."""

    damage: str
    kind: DamageKind | None = None
    part: PartName | None = None
    side: Side | None = None
    end: End | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Say that several damages are one: the first is kept, the others' findings join it."""

    damages: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.damages)) < 2:  # one damage cannot be merged with itself
            raise BadValue("merging takes two damages or more")


@dataclass(frozen=True, slots=True)
class Split:
    """Say that some findings of a damage show another one: they become a damage of their own."""

    damage: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveOutline:
    """Draw a finding's outline anew, (x, y) in pixels of the upright photo; its box follows."""

    finding: str
    polygon: Outline


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Type a line's figure: of its charge `what`, what each costs (VAT excluded) or how many, or both."""

    line: str
    what: ChargeKind
    each: Money | None = None
    quantity: Decimal | None = None

    def __post_init__(self) -> None:
        if self.each is None and self.quantity is None:
            raise BadValue("type what each costs, or the quantity")


@dataclass(frozen=True, slots=True)
class TypedCharge:
    """One charge of a line of one's own: quantity times each, VAT excluded."""

    what: ChargeKind
    quantity: Decimal
    each: Money
    unit: Unit = Unit.EACH


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add a line of one's own; without a part it is one of the whole job."""

    operation: Operation
    charges: tuple[TypedCharge, ...]
    part: PartName | None = None
    side: Side | None = None
    end: End | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if not self.charges:
            raise BadValue("a line needs a charge")
        if self.part is not None:
            Place(self.part, self.side, self.end)


@dataclass(frozen=True, slots=True)
class RemoveLine:
    """Take a line out of the estimate."""

    line: str


@dataclass(frozen=True, slots=True)
class SetVehicle:
    """Type a field of the vehicle (`make`, `vin`...); None says that it is not known."""

    field: str
    value: str | int | None


@dataclass(frozen=True, slots=True)
class SetClaim:
    """Type a fact of the claim by its key in claim.toml (`terms.excess`, `loss_date`); None takes it away."""

    field: str
    value: str | int | float | None


@dataclass(frozen=True, slots=True)
class LeaveOutPhoto:
    """Take a photo out of the claim: what only it shows is not charged."""

    photo: str


@dataclass(frozen=True, slots=True)
class Check:
    """Mark a damage as looked at and agreed with."""

    damage: str


@dataclass(frozen=True, slots=True)
class Note:
    """Write a note on a damage, a line, or (neither named) the claim."""

    text: str
    damage: str | None = None
    line: str | None = None


Edit = (
    Dismiss
    | Restore
    | DismissFinding
    | AddDamage
    | ChangeDamage
    | Merge
    | Split
    | MoveOutline
    | PriceLine
    | AddLine
    | RemoveLine
    | SetVehicle
    | SetClaim
    | LeaveOutPhoto
    | Check
    | Note
)

EDIT_TYPES: dict[str, type[Edit]] = {
    "dismiss": Dismiss,
    "restore": Restore,
    "dismiss_finding": DismissFinding,
    "add_damage": AddDamage,
    "change_damage": ChangeDamage,
    "merge": Merge,
    "split": Split,
    "move_outline": MoveOutline,
    "price_line": PriceLine,
    "add_line": AddLine,
    "remove_line": RemoveLine,
    "set_vehicle": SetVehicle,
    "set_claim": SetClaim,
    "leave_out_photo": LeaveOutPhoto,
    "check": Check,
    "note": Note,
}
"""The edits by the word that assessment.json and `claimapp edit` use."""


def edit_word(edit: Edit) -> str:
    """Return the word of an edit's kind in assessment.json: `dismiss`, `add_damage`..."""
    return next(word for word, kind in EDIT_TYPES.items() if type(edit) is kind)


@dataclass(frozen=True, slots=True)
class LineKey:
    """How a line is found again after a new pricing, whose ids may differ.

    By its place and operation; for a line of the whole job or of a person also by what it is
    `about` (its first reason), and by its `number` among those that are equal in all that.
    """

    place: Place | None
    operation: Operation
    about: MessageCode | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an edit was about, so that a new run, whose ids differ, can find it again.

    `photos` are the SHA-256 of the photos with the boxes (pixels of the upright photo) of the
    findings concerned.
    """

    kind: DamageKind | None = None
    place: Place | None = None
    photos: tuple[tuple[str, Box], ...] = ()
    line: LineKey | None = None


@dataclass(frozen=True, slots=True)
class EditRecord:
    """An edit that was made: its id (`e1`), when, by whom (empty if not known), and what was there before.

    `before` is what the edit changed, as text by name; `anchors` are the things it names, in
    the order of its ids. `in_force` is False where a later run found nothing that it fits:
    it is kept, and tried again by the next run.
    """

    id: str
    when: datetime
    who: str
    edit: Edit
    before: dict[str, str]
    anchors: tuple[Anchor, ...] = ()
    in_force: bool = True

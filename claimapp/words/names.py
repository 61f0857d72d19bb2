"""What the program's own words are called: kinds, parts, operations, sources, statuses. One table a list."""

from __future__ import annotations

from claimapp.domain.claim import GarageClass
from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.estimate import Outcome
from claimapp.domain.finding import DamageKind, Finding, photo_of
from claimapp.domain.line import ChargeKind, Operation, RowStatus
from claimapp.domain.part import PARTS, End, PartName, Place, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.domain.vehicle import Source
from claimapp.words.figures import not_known, share_words
from claimapp.words.language import N_, _

__all__ = [
    "KINDS",
    "charge_words",
    "damage_notes",
    "edit_words",
    "end_words",
    "field_words",
    "finding_sure_words",
    "garage_words",
    "kind_words",
    "line_words",
    "operation_words",
    "origin_words",
    "outcome_words",
    "part_words",
    "place_words",
    "role_words",
    "row_status_words",
    "severity_words",
    "side_words",
    "source_words",
    "sure_words",
    "view_words",
]

KINDS: dict[DamageKind, str] = {
    DamageKind.SCRATCH: N_("scratch"),
    DamageKind.DENT: N_("dent"),
    DamageKind.CRACK: N_("crack"),
    DamageKind.BROKEN: N_("broken"),
    DamageKind.MISSING: N_("missing"),
    DamageKind.GLASS: N_("glass"),
    DamageKind.LAMP: N_("lamp"),
    DamageKind.TYRE: N_("tyre"),
    DamageKind.UNKNOWN: N_("kind not known"),
}

_SEVERITIES = {
    Severity.MINOR: N_("minor"),
    Severity.MODERATE: N_("moderate"),
    Severity.SEVERE: N_("severe"),
}

_ORIGINS = {
    Origin.PROGRAM: N_("found by the program"),
    Origin.PERSON: N_("added by a person"),
}

_OPERATIONS = {
    Operation.REPAIR: N_("repair"),
    Operation.REPLACE: N_("replace"),
    Operation.REFINISH: N_("refinish"),
    Operation.BLEND: N_("blend colour"),
    Operation.REMOVE_REFIT: N_("remove and refit"),
    Operation.POLISH: N_("polish"),
    Operation.SUBLET: N_("sundry or sublet"),
}

_CHARGES = {
    ChargeKind.PANEL: N_("panel beating"),
    ChargeKind.STRIP: N_("strip and fit"),
    ChargeKind.PAINT: N_("painting"),
    ChargeKind.PAINT_MATERIAL: N_("paint material"),
    ChargeKind.PART: N_("part"),
    ChargeKind.SUNDRIES: N_("sundries"),
    ChargeKind.ALIGNMENT: N_("wheel alignment"),
    ChargeKind.WASTE: N_("waste disposal"),
    ChargeKind.LABOUR: N_("labour"),
    ChargeKind.OTHER: N_("other"),
}

_ROLES = {
    PhotoRole.VEHICLE: N_("vehicle"),
    PhotoRole.CLOSE_UP: N_("close-up"),
    PhotoRole.DISC: N_("licence disc"),
    PhotoRole.OTHER: N_("other"),
}

_VIEWS = {
    View.FRONT: N_("from the front"),
    View.FRONT_LEFT: N_("from the front left"),
    View.LEFT: N_("from the left"),
    View.REAR_LEFT: N_("from the rear left"),
    View.REAR: N_("from the rear"),
    View.REAR_RIGHT: N_("from the rear right"),
    View.RIGHT: N_("from the right"),
    View.FRONT_RIGHT: N_("from the front right"),
}

_SOURCES = {
    Source.CLAIM_FILE: "claim.toml",
    Source.BARCODE: N_("barcode of the disc"),
    Source.TEXT: N_("printed text of the disc"),
    Source.VIN: N_("worked out from the VIN"),
    Source.PHOTO: N_("photo of the vehicle"),
    Source.PERSON: N_("typed by a person"),
}

_FIELDS = {
    "make": N_("make"),
    "model": N_("model"),
    "series": N_("series"),
    "body": N_("body"),
    "colour": N_("colour"),
    "vin": N_("VIN"),
    "engine_no": N_("engine number"),
    "registration": N_("licence number (plate)"),
    "register_no": N_("vehicle register number"),
    "expires": N_("disc's expiry date"),
    "year": N_("year"),
    "description": N_("description"),
    "number": N_("claim number"),
    "loss_date": N_("date of loss"),
    "incident": N_("incident"),
    "insured.name": N_("name of the insured"),
    "insured.policy": N_("policy number"),
    "vehicle.make": N_("make"),
    "vehicle.model": N_("model"),
    "vehicle.year": N_("year"),
    "vehicle.vin": N_("VIN"),
    "vehicle.registration": N_("licence number (plate)"),
    "vehicle.odometer_km": N_("odometer, km"),
    "vehicle.retail_value": N_("retail value"),
    "terms.excess": N_("excess"),
    "terms.write_off_ratio": N_("write-off ratio"),
    "terms.vat": N_("VAT share"),
    "rates.panel": N_("panel rate"),
    "rates.paint": N_("paint rate"),
    "rates.strip": N_("strip rate"),
    "rates.paint_material": N_("paint material rate"),
    "garage.class": N_("kind of repairer"),
    "prices.tables": N_("price list"),
}

_OUTCOMES = {
    Outcome.REPAIR: N_("the figures lean towards repair"),
    Outcome.UNECONOMICAL: N_("the figures lean towards uneconomical to repair"),
    Outcome.REFER: N_("the figures are too close to lean either way: look closer"),
}

_ROW_STATUSES = {
    RowStatus.SOURCED: N_("sourced: a published figure"),
    RowStatus.DERIVED: N_("derived: worked out from a published figure"),
    RowStatus.ASSUMED: N_("assumed: set by judgement, no public source"),
    RowStatus.INSURER: N_("from the insurer's or repairer's own list"),
    RowStatus.PERSON: N_("typed by a person"),
}

_GARAGES = {GarageClass.APPROVED: N_("approved repairer"), GarageClass.GENERAL: N_("general repairer")}

_PARTS: dict[PartName, str] = {
    PartName.FRONT_BUMPER: N_("front bumper"),
    PartName.REAR_BUMPER: N_("rear bumper"),
    PartName.BONNET: N_("bonnet"),
    PartName.BOOT_LID: N_("boot lid"),
    PartName.TAILGATE: N_("tailgate"),
    PartName.FRONT_DOOR: N_("front door"),
    PartName.REAR_DOOR: N_("rear door"),
    PartName.FRONT_FENDER: N_("front fender"),
    PartName.REAR_QUARTER_PANEL: N_("rear quarter panel"),
    PartName.ROOF: N_("roof"),
    PartName.SILL: N_("sill"),
    PartName.GRILLE: N_("grille"),
    PartName.WINDSCREEN: N_("windscreen"),
    PartName.REAR_WINDOW: N_("rear window"),
    PartName.SIDE_WINDOW: N_("side window"),
    PartName.HEADLAMP: N_("headlamp"),
    PartName.TAIL_LAMP: N_("tail lamp"),
    PartName.FOG_LAMP: N_("fog lamp"),
    PartName.MIRROR: N_("mirror"),
    PartName.WHEEL: N_("wheel"),
    PartName.NUMBER_PLATE: N_("number plate"),
    PartName.BUMPER: N_("bumper"),
    PartName.DOOR: N_("door"),
    PartName.LAMP: N_("lamp"),
    PartName.PANE: N_("window pane"),
}

_BEHIND = {
    "bumper_reinforcement": N_("bumper reinforcement"),
    "radiator_support": N_("radiator support"),
    "radiator": N_("radiator"),
    "ac_condenser": N_("air-conditioning condenser"),
}

_SIDES = {Side.LEFT: N_("left"), Side.RIGHT: N_("right")}
_ENDS = {End.FRONT: N_("front"), End.REAR: N_("rear")}
_WITH_SIDE = {Side.LEFT: N_("left {part}"), Side.RIGHT: N_("right {part}")}
_WITH_END = {End.FRONT: N_("front {part}"), End.REAR: N_("rear {part}")}

_EDITS = {
    "dismiss": N_("dismissed"),
    "restore": N_("restored"),
    "dismiss_finding": N_("one photo's finding dismissed"),
    "add_damage": N_("added"),
    "change_damage": N_("changed"),
    "merge": N_("merged"),
    "split": N_("split"),
    "move_outline": N_("outline moved"),
    "price_line": N_("line priced"),
    "add_line": N_("line added"),
    "remove_line": N_("line removed"),
    "set_vehicle": N_("vehicle corrected"),
    "set_claim": N_("claim corrected"),
    "leave_out_photo": N_("photo left out"),
    "check": N_("checked"),
    "note": N_("note"),
}


def kind_words(kind: DamageKind) -> str:
    """Name a kind of damage."""
    return _(KINDS[kind])


def severity_words(severity: Severity | None) -> str:
    """Name how bad a damage is; None gives `not known`."""
    return _(_SEVERITIES[severity]) if severity else not_known()


def origin_words(damage: Damage) -> str:
    """Say who put a damage on the list, and whether it was taken off again."""
    if damage.on_another_vehicle:
        return another_vehicle_words()
    return _("taken off by a person") if damage.dismissed else _(_ORIGINS[damage.origin])


def another_vehicle_words() -> str:
    """Say why the program itself dismissed a damage."""
    return _("on another vehicle, it seems")


def sure_words(damage: Damage) -> str:
    """Say how sure a damage is: a share, or `given` where a person put it on the list."""
    return _("given") if damage.origin is Origin.PERSON else share_words(damage.confidence)


def finding_sure_words(finding: Finding, damage: Damage | None) -> str:
    """Say how sure a finding is: a share, or `given` where a person drew it for a damage of their own."""
    drawn = damage is not None and damage.origin is Origin.PERSON and finding.confidence == 1
    return _("given") if drawn else share_words(finding.confidence)


def operation_words(operation: Operation) -> str:
    """Name what is done."""
    return _(_OPERATIONS[operation])


def charge_words(what: ChargeKind) -> str:
    """Name what is charged."""
    return _(_CHARGES[what])


def role_words(role: PhotoRole) -> str:
    """Name what a photo is of."""
    return _(_ROLES[role])


def view_words(view: View) -> str:
    """Say from where a photo was taken."""
    return _(_VIEWS[view])


def source_words(source: Source) -> str:
    """Say where a value of the vehicle comes from."""
    return _(_SOURCES[source])


def field_words(field: str) -> str:
    """Name a field of the vehicle, the disc or claim.toml (`terms.excess`), as it stands within a sentence."""
    return _(_FIELDS.get(field, field))


def outcome_words(outcome: Outcome) -> str:
    """Say what the figures lean to."""
    return _(_OUTCOMES[outcome])


def row_status_words(status: RowStatus) -> str:
    """Say on what a figure rests."""
    return _(_ROW_STATUSES[status])


def garage_words(garage: GarageClass) -> str:
    """Name the kind of repairer."""
    return _(_GARAGES[garage])


def part_words(part: str) -> str:
    """Name a part, of the outside or behind it, by its word in the tables."""
    return _(_PARTS[PartName(part)] if part in set(PartName) else _BEHIND[part])


def place_words(place: Place | None) -> str:
    """Name a part with its side and end: `left front door`, `right rear wheel`; None gives `not known`."""
    if place is None:
        return not_known()
    part = _(_PARTS[place.part])
    if place.end:
        part = _(_WITH_END[place.end]).format(part=part)
    return _(_WITH_SIDE[place.side]).format(part=part) if place.side else part


def side_words(side: Side) -> str:
    """Name a side of the car."""
    return _(_SIDES[side])


def end_words(end: End) -> str:
    """Name an end of the car."""
    return _(_ENDS[end])


def edit_words(word: str) -> str:
    """Say what an edit did, by its word in assessment.json."""
    return _(_EDITS[word])


def line_words(line_id: str) -> str:
    """Print a line's id in capitals (`L1` for `l1`), since a small l is taken for a one."""
    return line_id.upper()


def damage_notes(damage: Damage) -> str:
    """Say what is worth knowing of a damage: photos, part, side, and a person's own note; may be empty."""
    photos = len({photo_of(seen) for seen in damage.seen})
    notes = []
    if photos > 1:
        notes.append(_("Seen on {number} photos, charged once.").format(number=photos))
    if damage.part is None:
        notes.append(_("Could not be laid on a part; not charged."))
    elif PARTS[damage.part].may_be:
        notes.append(_("Which one could not be told; priced as the cheaper one."))
    if damage.part is not None and PARTS[damage.part].sided and damage.side is None:
        notes.append(_("Left or right could not be told."))
    if damage.checked:
        notes.append(_("Checked by a person."))
    return " ".join([*notes, damage.note] if damage.note else notes)

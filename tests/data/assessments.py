"""Assessments for tests, by literals: the sample claim (after its TRUTH.md), an empty and a strained one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from claimapp.domain.assessment import AppVersions, Assessment, PhotoSeen
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts, GarageClass, Insured, Terms, VehicleFacts
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.estimate import Decision, Estimate, Explanation, Outcome, Range, RangeKind
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, Size
from claimapp.domain.line import Charge, ChargeKind, Operation, RepairLine, RowStatus, TableRow, Unit
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, PartRegion, Side
from claimapp.domain.photo import FileProblem, Photo, PhotoRole, Quality, View
from claimapp.domain.vehicle import Known, Source, Vehicle
from claimapp.store.priced import priced_hash

__all__ = ["empty_assessment", "sample_assessment", "stress_assessment"]

_SIZE = Size(1600, 1200)
_L = Side.LEFT


def sample_assessment() -> Assessment:
    """Return the sample claim as a good run leaves it: 6 photos, 5 damages, a dismissed one, 11 lines that add up."""
    sample = Assessment(
        created=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        app=AppVersions(
            "1.0.0",
            {"damage": "3f9a1c22b7d0", "car-parts": "a81c0e5590f4", "cost": "77d2e9b41a6c"},
            {"labour_hours": "2026.11", "part_prices": "2026.11", "rates": "2026.11", "rules": "2026.11"},
        ),
        claim=ClaimFacts(
            number="CLM-2026-0042",
            loss_date=date(2026, 10, 12),
            incident="Struck a gatepost with the left front corner while turning into a driveway",
            insured=Insured("Sample Insured", "POL-000042"),
            vehicle=VehicleFacts(year=2021, odometer_km=61000, retail_value=Money.rand(178000)),
            terms=Terms(excess=Money.rand(5000), write_off_ratio=Decimal("0.70")),
            garage=GarageClass.GENERAL,
        ),
        photos=_photos(),
        errors=(FileProblem("voice_note.jpg", "the file is not a picture although its name says so"),),
        vehicle=_vehicle(),
        damages=_damages(),
        estimate=_estimate(),
        warnings=(
            _caution(
                "Photos cannot show what lies behind the front bumper; have the reinforcement and the radiator "
                "support looked at when the bumper is off.",
                "d1",
            ),
            _caution("More than half of the subtotal rests on derived or assumed table rows.", "estimate"),
        ),
    )
    return replace(sample, estimate=replace(sample.estimate, priced_hash=priced_hash(sample)))


def empty_assessment() -> Assessment:
    """Return a claim with one photo, nothing found, nothing known, no lines, no excess and no prediction."""
    nothing = Money()
    return Assessment(
        created=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        app=AppVersions("1.0.0", {}, {}),
        claim=ClaimFacts(number="folder-7"),
        photos=(PhotoSeen(_photo("p1", "a.jpg", PhotoRole.VEHICLE, View.RIGHT)),),
        errors=(),
        vehicle=Vehicle(),
        damages=(),
        estimate=Estimate((), nothing, nothing, nothing, None, None, None),
    )


def stress_assessment(*, lines: int = 60, photos: int = 30) -> Assessment:
    """Return the sample strained: many lines and photos, long words without a break, markup signs, unknown fields."""
    sample = sample_assessment()
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    long = f"{word} <b>& é ê ë ô</b> " + "a long sentence that goes on and on " * 12
    seen = tuple(
        PhotoSeen(
            replace(sample.photos[1].photo, id=f"p{i}", file=f"from WhatsApp/{word}_{i:02d}.jpeg", taken=None),
            tuple(replace(found, id=f"p{i}.d{n}") for n, found in enumerate(sample.photos[1].findings, 1)),
        )
        for i in range(1, photos + 1)
    )
    one = sample.estimate.lines[0]
    many = tuple(
        replace(
            one,
            id=f"l{i}",
            why=(_said(long),),
            charges=(
                Charge(
                    ChargeKind.PART,
                    Decimal(1),
                    Unit.EACH,
                    Money.rand("9999999.99"),
                    TableRow("part_prices", f"{word}:{i}", "1", RowStatus.ASSUMED, long),
                ),
            ),
            damages=tuple(f"d{n}" for n in range(1, 13)),
        )
        for i in range(1, lines + 1)
    )
    subtotal = Money.total(line.amount for line in many)
    vat = subtotal.times(Decimal("0.15"))
    return replace(
        sample,
        claim=replace(sample.claim, number=word[:60], incident=long * 3, insured=Insured(word, word)),
        photos=seen,
        errors=tuple(FileProblem(f"{word}/{i}.heic", long) for i in range(12)),
        vehicle=replace(
            sample.vehicle,
            vin=Known(None, Source.TEXT, 0.0),
            engine_no=None,
            colour=Known(word, Source.TEXT, 0.41, (word, word)),
            warnings=(_caution(long * 10), _caution(long)),
        ),
        damages=tuple(
            replace(sample.damages[0], id=f"d{i}", seen=tuple(f"p{n}.d1" for n in range(1, photos + 1)), note=long)
            for i in range(1, 25)
        ),
        estimate=replace(
            sample.estimate,
            lines=many,
            subtotal=subtotal,
            vat=vat,
            total=subtotal + vat,
            payable=subtotal + vat - Money.rand(5000),
            explanation=tuple(Explanation(_said(long), Money.rand(i)) for i in range(10)),
        ),
        warnings=tuple(_caution(f"{i} {long}", word) for i in range(8)),
    )


def _photo(name: str, file: str, role: PhotoRole, view: View | None = None, taken: datetime | None = None) -> Photo:
    return Photo(name, file, name[-1] * 64, _SIZE, taken, Quality(0.08, 0.05), role, view)


def _found(name: str, kind: DamageKind, sure: float, box: Box, part: PartName, covered: float = 0.9) -> Finding:
    x0, y0, x1, y1 = box.xyxy
    cut = min(box.width, box.height) / 4
    outline = (
        (x0 + cut, y0), (x1 - cut, y0), (x1, y0 + cut), (x1, y1 - cut),
        (x1 - cut, y1), (x0 + cut, y1), (x0, y1 - cut), (x0, y0 + cut),
    )  # fmt: skip
    return Finding(name, kind, sure, box, outline, part, covered)


def _photos() -> tuple[PhotoSeen, ...]:
    bumper, lamp, bonnet = PartName.FRONT_BUMPER, PartName.HEADLAMP, PartName.BONNET
    door, fender = PartName.FRONT_DOOR, PartName.FRONT_FENDER
    broken, dent, scratch, lamp_kind = DamageKind.BROKEN, DamageKind.DENT, DamageKind.SCRATCH, DamageKind.LAMP
    front_left = _photo("p1", "01_front_left.jpg", PhotoRole.VEHICLE, View.FRONT_LEFT, datetime(2026, 10, 12, 9, 14, 2))
    bumper_close = _photo("p2", "02_bumper_close.jpg", PhotoRole.CLOSE_UP, None, datetime(2026, 10, 12, 9, 14, 40))
    door_close = _photo("p3", "03_door_scratch.jpg", PhotoRole.CLOSE_UP, None, datetime(2026, 10, 12, 9, 15, 11))
    left = _photo("p4", "04_left_side.jpg", PhotoRole.VEHICLE, View.LEFT, datetime(2026, 10, 12, 9, 15, 58))
    right_rear = _photo("p5", "05_right_rear.jpg", PhotoRole.VEHICLE, View.REAR_RIGHT)
    disc = replace(
        _photo("p6", "06_licence_disc.jpg", PhotoRole.DISC),
        quality=Quality(0.31, 0.22, (_caution("the photo is a little soft; the barcode was read all the same"),)),
    )
    return (
        PhotoSeen(
            front_left,
            (
                _found("p1.d1", broken, 0.91, Box(506, 690, 730, 900), bumper, 0.97),
                _found("p1.d2", lamp_kind, 0.88, Box(520, 600, 810, 715), lamp, 0.94),
                _found("p1.d3", dent, 0.52, Box(960, 530, 1150, 680), door, 0.86),
            ),
            (
                PartRegion("p1.k1", bumper, None, 0.95, Box(255, 640, 820, 910)),
                PartRegion("p1.k2", lamp, _L, 0.93, Box(515, 590, 820, 720)),
                PartRegion("p1.k3", door, _L, 0.9, Box(940, 400, 1210, 760)),
                PartRegion("p1.k4", bonnet, None, 0.96, Box(265, 480, 820, 690)),
            ),
        ),
        PhotoSeen(
            bumper_close,
            (
                _found("p2.d1", broken, 0.96, Box(440, 530, 860, 955), bumper, 0.98),
                _found("p2.d2", lamp_kind, 0.94, Box(400, 275, 1140, 530), lamp, 0.97),
                _found("p2.d3", dent, 0.61, Box(500, 95, 1130, 300), bonnet, 0.83),
                _found("p2.d4", dent, 0.74, Box(1075, 240, 1390, 590), fender, 0.88),
                _found("p2.d5", scratch, 0.69, Box(670, 545, 1020, 760), bumper, 0.99),
            ),
            (
                PartRegion("p2.k1", bumper, None, 0.97, Box(0, 430, 1110, 1010)),
                PartRegion("p2.k2", lamp, _L, 0.97, Box(395, 270, 1140, 535)),
                PartRegion("p2.k3", bonnet, None, 0.9, Box(0, 0, 1330, 450)),
                PartRegion("p2.k4", fender, _L, 0.92, Box(1020, 60, 1480, 960)),
            ),
        ),
        PhotoSeen(
            door_close,
            (
                _found("p3.d1", scratch, 0.93, Box(0, 425, 1525, 775), door, 0.78),
                _found("p3.d2", dent, 0.84, Box(580, 455, 1150, 775), door, 0.99),
            ),
            (PartRegion("p3.k1", door, _L, 0.94, Box(290, 0, 1600, 1000)),),
        ),
        PhotoSeen(
            left,
            (
                _found("p4.d1", broken, 0.79, Box(172, 595, 290, 800), bumper, 0.9),
                _found("p4.d2", lamp_kind, 0.66, Box(180, 588, 320, 660), lamp, 0.92),
                _found("p4.d3", dent, 0.71, Box(570, 560, 860, 685), door, 0.97),
                _found("p4.d4", dent, 0.48, Box(330, 580, 550, 690), fender, 0.9),
            ),
            (PartRegion("p4.k1", door, _L, 0.96, Box(550, 390, 985, 775)),),
        ),
        PhotoSeen(
            right_rear, (_found("p5.d1", DamageKind.GLASS, 0.31, Box(935, 395, 1090, 510), PartName.SIDE_WINDOW),)
        ),
        PhotoSeen(disc),
    )


def _vehicle() -> Vehicle:
    barcode = Source.BARCODE
    return Vehicle(
        make=Known("VOLKSWAGEN", barcode, 0.99),
        model=Known("POLO VIVO", barcode, 0.97),
        series=Known("VW 240-POLO VIVO", barcode, 0.99),
        body=Known("Hatch back / Luikrug", barcode, 0.99),
        colour=Known("White / Wit", barcode, 0.99),
        vin=Known("AAVZZZ6RZHU000000", barcode, 0.99),
        engine_no=Known("CLS123456", Source.TEXT, 0.93, ("CL5123456",)),
        registration=Known("XYZ123GP", barcode, 0.99),
        register_no=Known("BBC123D", barcode, 0.99),
        expires=Known("2027-03-31", barcode, 0.99),
        year=Known(2021, Source.CLAIM_FILE, 1.0),
        disc_photo="p6",
    )


def _damages() -> tuple[Damage, ...]:
    broken, dent, lamp = DamageKind.BROKEN, DamageKind.DENT, DamageKind.LAMP
    fender, door = PartName.FRONT_FENDER, PartName.FRONT_DOOR
    severe, moderate, minor = Severity.SEVERE, Severity.MODERATE, Severity.MINOR
    seen_bumper = ("p1.d1", "p2.d1", "p2.d5", "p4.d1")
    return (
        Damage("d1", broken, PartName.FRONT_BUMPER, None, severe, 0.98, seen_bumper),
        Damage("d2", lamp, PartName.HEADLAMP, _L, severe, 0.97, ("p1.d2", "p2.d2", "p4.d2")),
        Damage("d3", dent, fender, _L, moderate, 0.82, ("p2.d4", "p4.d4")),
        Damage("d4", dent, door, _L, moderate, 0.95, ("p1.d3", "p3.d1", "p3.d2", "p4.d3")),
        Damage("d5", dent, PartName.BONNET, None, minor, 0.61, ("p2.d3",)),
        Damage(
            "d6", DamageKind.GLASS, PartName.SIDE_WINDOW, Side.RIGHT, None, 0.31, ("p5.d1",),
            dismissed=True, note="reflection of leaves on the glass",
        ),
    )  # fmt: skip


def _line(
    name: str, part: PartName | None, side: Side | None, operation: Operation, hours: tuple[str, str, str],
    rand: tuple[str, str, str], reason: str, damages: tuple[str, ...], source: TableRow,
) -> RepairLine:  # fmt: skip
    parts, material, amount = (Money.rand(text) for text in rand)
    rate = TableRow("rates", "panel_beating", "1", RowStatus.DERIVED, "insurer rate, moved to 2026")
    paint = TableRow("rates", "paint_material", "1", RowStatus.ASSUMED, "US ratio of material to labour")
    labour = (
        Charge(what, Decimal(hour), Unit.HOUR, Money.rand(450), rate, (source,))
        for what, hour in zip((ChargeKind.PANEL, ChargeKind.STRIP, ChargeKind.PAINT), hours, strict=True)
        if hour != "0"
    )
    charges = (
        *labour,
        *(
            [Charge(ChargeKind.PAINT_MATERIAL, Decimal(hours[2]), Unit.HOUR, Money.rand(330), paint, (source,))]
            if material.cents
            else []
        ),
        *([Charge(ChargeKind.PART, Decimal(1), Unit.EACH, parts, source)] if parts.cents else []),
    )
    line = RepairLine(name, part, side, operation, charges, (_said(reason),), damages)
    assert (line.parts, line.paint_material, line.amount) == (parts, material, amount), name
    return line


def _caution(text: str, where: str = "") -> Caution:
    return Caution.of(CautionCode.AS_SAVED, where=where, text=text)


def _said(text: str) -> Message:
    return Message.of(MessageCode.AS_SAVED, text=text)


def _estimate() -> Estimate:
    """Return lines at R 450 an hour and R 330 paint material a paint hour; the sums are literals, checked by a test."""
    replaced = TableRow(
        "part_prices", "front_bumper:B_supermini", "1", RowStatus.DERIVED, "crash basket 2020, moved to 2026"
    )
    lamp = TableRow("part_prices", "headlamp:B_supermini", "1", RowStatus.DERIVED, "crash basket 2020, moved to 2026")
    hours = "labour_hours"
    lines = (
        _line(
            "l1", PartName.FRONT_BUMPER, None, Operation.REPLACE, ("0", "1.5", "3.0"), ("5020", "990", "8035"),
            "broken, severe: plastic torn with a piece missing is replaced", ("d1",), replaced,
        ),
        _line(
            "l2", PartName.HEADLAMP, _L, Operation.REPLACE, ("0", "0.7", "0"), ("6850", "0", "7165"),
            "a broken lamp is replaced", ("d2",), lamp,
        ),
        _line(
            "l3", PartName.FRONT_FENDER, _L, Operation.REPAIR, ("2.8", "1.2", "2.86"), ("0", "943.80", "4030.80"),
            "dent, moderate: metal is repaired", ("d3",),
            TableRow(
                hours, "front_fender:repair:medium", "1", RowStatus.ASSUMED,
                "dent hours and paint uplift assumed",
            ),
        ),
        _line(
            "l4", PartName.FRONT_DOOR, _L, Operation.REPAIR, ("3.5", "1.5", "3.25"), ("0", "1072.50", "4785"),
            "dent with scratches, moderate: metal is repaired and refinished", ("d4",),
            TableRow(
                hours, "front_door:repair:medium", "1", RowStatus.ASSUMED,
                "refinish 2.5 sourced; dent hours assumed",
            ),
        ),
        _line(
            "l5", PartName.BONNET, None, Operation.REPAIR, ("1.6", "0.6", "3.45"), ("0", "1138.50", "3681"),
            "dent, minor: metal is repaired", ("d5",),
            TableRow(hours, "bonnet:repair:light", "1", RowStatus.ASSUMED, "dent hours and paint uplift assumed"),
        ),
        _line(
            "l6", PartName.NUMBER_PLATE, None, Operation.REMOVE_REFIT, ("0", "0.2", "0"), ("0", "0", "90"),
            "sits on the front bumper, which is replaced", ("d1",),
            TableRow(hours, "number_plate:remove_refit", "1", RowStatus.ASSUMED, "assumed"),
        ),
        _line(
            "l7", PartName.REAR_DOOR, _L, Operation.BLEND, ("0", "1.3", "1.0"), ("0", "330", "1365"),
            "next to the refinished left front door: colour is blended in", ("d4",),
            TableRow("rules", "blend", "1", RowStatus.SOURCED, "50 % of refinish hours (Mitchell, SCRS)"),
        ),
        _line(
            "l8", None, None, Operation.REFINISH, ("0", "0", "2.5"), ("0", "825", "1950"),
            "clear coat: 40 % of the first panel's paint hours, 20 % of each further one, at most 2.5 h", (),
            TableRow("rules", "clear_coat_cap", "1", RowStatus.SOURCED, "MOTOR GTE clear coat"),
        ),
        _line(
            "l9", None, None, Operation.REFINISH, ("0", "0", "-0.8"), ("0", "-264", "-624"),
            "overlap: 2 adjacent panels, 0.4 h less each", (),
            TableRow("rules", "overlap_adjacent_panel", "1", RowStatus.SOURCED, "Mitchell guide, 2010"),
        ),
        _line(
            "l10", None, None, Operation.SUBLET, ("0", "0", "0"), ("407.16", "0", "407.16"),
            "sundries and consumables: 3 % of labour (30,16 h, R 13 572,00)", (),
            TableRow("rates", "sundries_consumables", "1", RowStatus.ASSUMED, "assumed"),
        ),
        _line(
            "l11", None, None, Operation.SUBLET, ("0", "0", "0"), ("150", "0", "150"),
            "waste disposal, once a job", (), TableRow("rates", "waste_disposal", "1", RowStatus.ASSUMED, "assumed"),
        ),
    )  # fmt: skip
    rand = Money.rand
    return Estimate(
        lines=lines,
        subtotal=rand("31034.96"),
        vat=rand("4655.24"),
        total=rand("35690.20"),
        excess=rand("5000"),
        payable=rand("30690.20"),
        range=Range(RangeKind.SIMULATED, rand("29870"), rand("37910"), rand("52340"), "schedule-ratio 2026.11"),
        explanation=(
            Explanation(_said("itemised estimate, VAT included"), rand("35690.20")),
            Explanation(
                _said("several parts at the front corner: more is often found when they are off"), rand("1950")
            ),
            Explanation(_said("vehicle class: supermini"), rand("-230")),
            Explanation(_said("parts share of the estimate"), rand("499.80")),
        ),
        decision=Decision(Outcome.REPAIR, Decimal("0.2005"), Decimal("0.00")),
    )

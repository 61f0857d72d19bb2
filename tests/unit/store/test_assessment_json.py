"""assessment_json.py: schema 2 key by key, and round trips; what is refused is in test_assessment_json_faults.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.assessment import Assessment
from claimapp.domain.claim import GarageClass, RateOverrides
from claimapp.domain.damage import Severity
from claimapp.domain.edit import (
    EDIT_TYPES,
    AddDamage,
    AddLine,
    Anchor,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Edit,
    EditRecord,
    LeaveOutPhoto,
    LineKey,
    Merge,
    MoveOutline,
    Note,
    PriceLine,
    RemoveLine,
    Restore,
    SetClaim,
    SetVehicle,
    Split,
    TypedCharge,
)
from claimapp.domain.files import FileName
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind, Operation
from claimapp.domain.message import MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.domain.photo import PhotoRole
from claimapp.errors import EditProblem, OutputProblem
from claimapp.store.assessment_json import (
    assessment_sha256,
    dump,
    load,
    parse,
    parse_edits,
    plain,
    save,
)
from tests.data.assessments import empty_assessment, sample_assessment, stress_assessment

_EVERY_SAMPLE: list[Callable[[], Assessment]] = [sample_assessment, empty_assessment, stress_assessment]
_Keys = tuple[str | int, ...]

_NUMBER = (int, float)
_CAUTION = {"code": str, "facts": dict, "text": str, "where": str}
_KNOWN = {"value": (str, int, None), "source": str, "confidence": _NUMBER, "alternatives": list}

# The contract of schema 2: keys in their order, with the type of each value; a dict is an object, None is null.
_SCHEMA_2: dict[str, dict[str, Any]] = {
    "": {
        "schema": int, "created": str, "app": dict, "claim": dict, "photos": list, "errors": list, "vehicle": dict,
        "damages": list, "estimate": dict, "warnings": list, "edits": list, "version": int, "committed": list,
    },
    "app": {"version": str, "models": dict, "tables": dict, "thresholds": dict},
    "claim": {
        "number": str, "loss_date": (str, None), "incident": (str, None), "insured": dict, "vehicle": dict,
        "terms": dict, "rates": dict, "garage": dict, "prices": dict,
    },
    "claim.insured": {"name": (str, None), "policy": (str, None)},
    "claim.vehicle": {
        "make": (str, None), "model": (str, None), "year": (int, None), "vin": (str, None),
        "registration": (str, None), "odometer_km": (int, None), "retail_value": (str, None),
    },
    "claim.terms": {"excess": (str, None), "write_off_ratio": (*_NUMBER, None), "vat": _NUMBER},
    "claim.rates": {"panel": (str, None), "paint": (str, None), "strip": (str, None), "paint_material": (str, None)},
    "claim.garage": {"class": str},
    "claim.prices": {"tables": (str, None)},
    "photos[]": {
        "id": str, "file": str, "sha256": str, "width": int, "height": int, "taken": (str, None), "role": str,
        "view": (str, None), "quality": dict, "detections": list, "parts": list, "left_out": bool,
    },
    "photos[].quality": {"blur": _NUMBER, "dark": _NUMBER, "warnings": list},
    "photos[].detections[]": {
        "id": str, "kind": str, "confidence": _NUMBER, "box": list, "polygon": (list, None), "part": (str, None),
        "part_coverage": (*_NUMBER, None), "share_of_part": (*_NUMBER, None), "side": (str, None), "end": (str, None),
        "alternatives": list,
    },
    "photos[].parts[]": {
        "id": str, "part": str, "side": (str, None), "confidence": _NUMBER, "box": list, "polygon": (list, None),
        "end": (str, None),
    },
    "photos[].quality.warnings[]": _CAUTION,
    "errors[]": {"file": str, "problem": str},
    "vehicle": {
        **dict.fromkeys(
            ["make", "model", "series", "body", "colour", "vin", "engine_no", "registration", "register_no", "expires",
             "year"], (dict, None)),
        "disc_photo": (str, None), "warnings": list, "discs": list, "plates": list, "odometer": (dict, None),
    },
    "vehicle.vin": _KNOWN,
    "vehicle.year": _KNOWN,
    "damages[]": {
        "id": str, "kind": str, "part": (str, None), "side": (str, None), "severity": (str, None),
        "confidence": _NUMBER, "seen": list, "origin": str, "dismissed": bool, "checked": bool,
        "end": (str, None), "note": str, "another_vehicle": bool,
    },
    "estimate": {
        "lines": list, "subtotal": str, "vat": str, "total": str, "excess": (str, None), "payable": (str, None),
        "range": (dict, None), "explanation": list, "decision": (dict, None), "priced_hash": str, "hidden": list,
    },
    "estimate.lines[]": {
        "id": str, "part": (str, None), "side": (str, None), "operation": str, "charges": list, "why": list,
        "damages": list, "end": (str, None), "panel_h": _NUMBER, "strip_h": _NUMBER, "paint_h": _NUMBER, "parts": str,
        "paint_material": str, "amount": str, "reason": str, "status": str, "source": dict,
    },
    "estimate.lines[].source": {"table": str, "row": str},
    "estimate.lines[].why[]": {"code": str, "facts": dict},
    "estimate.lines[].charges[]": {
        "what": str, "quantity": _NUMBER, "unit": str, "each": str, "row": dict, "quantity_rows": list,
        "database_each": (str, None), "amount": str, "status": str,
    },
    "estimate.lines[].charges[].row": {"table": str, "row": str, "version": str, "status": str, "basis": str},
    "estimate.range": {
        "kind": str, "p05": str, "p50": str, "p95": str, "model": str, "rows": (int, None), "covered": (*_NUMBER, None),
    },
    "estimate.explanation[]": {"what": dict, "amount": str},
    "estimate.decision": {"outcome": str, "ratio": _NUMBER, "probability_over": (*_NUMBER, None)},
    "warnings[]": _CAUTION,
}  # fmt: skip


def _at(content: Any, path: str) -> list[Any]:
    """Every object at a path such as `photos[].quality`; null is passed over."""
    found = [content]
    for step in filter(None, path.split(".")):
        found = [item[step.removesuffix("[]")] for item in found]
        if step.endswith("[]"):
            found = [each for item in found for each in item]
        found = [item for item in found if item is not None]
    return found


def _is_of(value: Any, allowed: Any) -> bool:
    kinds = allowed if isinstance(allowed, tuple) else (allowed,)
    return any(value is None if kind is None else type(value) is kind for kind in kinds)


@pytest.mark.parametrize("make", _EVERY_SAMPLE)
@pytest.mark.parametrize("path", _SCHEMA_2)
def test_keys_their_order_and_types_are_those_of_schema_2(make: Callable[[], Assessment], path: str) -> None:
    content = json.loads(dump(make()))
    for found in _at(content, path):
        assert list(found) == list(_SCHEMA_2[path])
        for key, allowed in _SCHEMA_2[path].items():
            assert _is_of(found[key], allowed), f"{path}.{key} = {found[key]!r}"


def test_every_object_of_the_schema_is_met_in_the_sample() -> None:
    content = json.loads(dump(sample_assessment()))
    assert [path for path in _SCHEMA_2 if not _at(content, path)] == []


def test_numbers_money_and_boxes_are_written_as_the_contract_has_them() -> None:
    content = json.loads(dump(sample_assessment()))
    assert content["schema"] == 2
    assert content["created"] == "2026-11-24T09:30:00+00:00"
    assert content["claim"]["loss_date"] == "2026-10-12"
    assert content["claim"]["terms"] == {"excess": "5000.00", "write_off_ratio": 0.7, "vat": 0.15}
    assert content["claim"]["garage"] == {"class": "general"}
    assert content["estimate"]["total"] == "35690.20"
    assert content["estimate"]["lines"][8]["paint_h"] == -0.8
    assert content["photos"][0]["detections"][0]["box"] == [506, 690, 730, 900]
    assert content["photos"][0]["taken"] == "2026-10-12T09:14:02"
    assert content["photos"][1]["role"] == "close-up"
    assert len(content["photos"][0]["detections"][0]["polygon"][0]) == 2


def test_a_file_from_before_other_vehicles_were_told_reads_back() -> None:
    content = json.loads(dump(sample_assessment()))
    for damage in content["damages"]:
        del damage["another_vehicle"]
    assert parse(json.dumps(content)) == sample_assessment()


def test_the_text_is_utf8_with_umlauts_as_they_are_and_ends_in_a_line_feed() -> None:
    text = dump(replace(sample_assessment(), claim=replace(sample_assessment().claim, incident="Kêrel")))
    assert "Kêrel" in text
    assert text.endswith("}\n")
    assert text.isprintable() is False  # has line feeds: it is meant to be read


@pytest.mark.parametrize("make", _EVERY_SAMPLE)
def test_what_was_dumped_is_parsed_to_the_same_value_and_text(make: Callable[[], Assessment]) -> None:
    assessment = make()
    again = parse(dump(assessment))
    assert again == assessment
    assert dump(again) == dump(assessment)
    assert assessment_sha256(again) == assessment_sha256(assessment)


def test_words_come_back_as_the_enums_that_they_were() -> None:
    again = parse(dump(sample_assessment()))
    assert type(again.damages[0].kind) is DamageKind
    assert type(again.damages[0].part) is PartName
    assert type(again.photos[0].photo.role) is PhotoRole
    assert type(again.claim.garage) is GarageClass
    assert type(again.estimate.lines[0].operation) is Operation
    assert type(again.photos[0].findings[0].box) is Box


_rates = st.builds(Money, st.integers(10_00, 10_000_00))
_amounts = st.builds(Money, st.integers(-(10**11), 10**11))


@settings(max_examples=40)
@given(
    amount=_amounts, ratio=st.decimals(min_value=0, max_value="0.3", places=4), rate=st.none() | _rates,
    text=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=99), confidence=st.integers(0, 10_000),
    x=st.integers(-100, 99_999), wide=st.integers(0, 99_999),
)  # fmt: skip
def test_any_values_make_the_round_trip(
    amount: Money, ratio: Decimal, rate: Money | None, text: str, confidence: int, x: int, wide: int
) -> None:
    sample = sample_assessment()
    damage = replace(sample.damages[0], confidence=confidence / 10_000, note=text)
    finding = replace(sample.photos[0].findings[0], box=Box(x / 10, 0, (x + wide) / 10, 5))
    given_assessment = replace(
        sample,
        claim=replace(
            sample.claim, number=text, rates=RateOverrides(panel=rate),
            terms=replace(sample.claim.terms, vat=ratio, excess=rate),
        ),
        damages=(damage,),
        photos=(replace(sample.photos[0], findings=(finding,)),),
        estimate=replace(sample.estimate, total=amount),
    )  # fmt: skip
    assert parse(dump(given_assessment)) == given_assessment


def test_a_file_name_in_an_older_encoding_is_saved_and_comes_back(tmp_path: Path) -> None:
    odd_name = b"caf\xe9.jpg".decode("utf-8", errors="surrogateescape")
    sample = sample_assessment()
    seen = replace(sample.photos[0], photo=replace(sample.photos[0].photo, file=odd_name))
    assessment = replace(sample, photos=(seen,))
    assert load(save(assessment, tmp_path)).photos[0].photo.file == odd_name


def test_saved_file_holds_the_text_that_the_hash_is_of(tmp_path: Path) -> None:
    path = save(sample_assessment(), tmp_path)
    assert path == tmp_path / FileName.ASSESSMENT
    assert hashlib.sha256(path.read_bytes()).hexdigest() == assessment_sha256(sample_assessment())
    assert load(path) == sample_assessment()


def test_a_file_that_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / FileName.ASSESSMENT
    path.write_text(dump(sample_assessment()), encoding="utf-8-sig")
    assert load(path) == sample_assessment()


def test_saving_where_a_folder_is_in_the_way_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / FileName.ASSESSMENT).mkdir()
    with pytest.raises(OutputProblem):
        save(sample_assessment(), tmp_path)


def test_plain_gives_single_values_too() -> None:
    assert plain(Money(1234)) == "12.34"
    assert plain(sample_assessment().damages[0])["kind"] == "broken"


def test_edits_are_read_from_json_one_or_several() -> None:
    one = parse_edits('{"type": "change_damage", "damage": "d1", "part": "bonnet"}')
    assert one == (ChangeDamage("d1", part=PartName.BONNET),)
    drawn = '{"type": "add_damage", "kind": "dent", "photo": "p1", "polygon": [[0, 0], [9, 0], [9, 9]]}'
    several = parse_edits(f'[{drawn}, {{"type": "set_claim", "field": "terms.excess", "value": 2500.5}}]')
    assert several == (
        AddDamage(DamageKind.DENT, photo="p1", polygon=((0, 0), (9, 0), (9, 9))),
        SetClaim("terms.excess", 2500.5),
    )


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("dismiss d1", "not JSON", '\'{"type": "dismiss", "damage": "d1"}\''),
        ('{"type": NaN}', "NaN is no number of JSON", "write it as in"),
        ("[" * 100_000, "not JSON", "write it as in"),
        ('{"type": "dismiss"}', "damage is missing @ edit", "correct the edit"),
        ('{"type": "hide", "damage": "d1"}', "'hide' is none of dismiss, restore, dismiss_finding", "correct"),
        ('[{"type": "dismiss", "damage": "d1", "why": "x", "a": 1}]', "a, why is not known @ edit", "correct"),
        ('{"type": "change_damage", "damage": "d1", "kind": "hole"}', "none of scratch", "correct the edit"),
        ('{"type": "price_line", "line": "l1", "what": "part", "each": 12.5}', "write rand as text", "correct"),
        ("[7]", "7 is not an object", "correct the edit"),
        ("7", "7 is not an object", "correct the edit"),
    ],
)
def test_what_is_no_edit_is_refused_with_what_is_allowed(text: str, says: str, hint: str) -> None:
    with pytest.raises(EditProblem, match=says) as caught:
        parse_edits(text)
    assert hint in caught.value.hint


_EDITS: list[Edit] = [
    Dismiss("d1"), Restore("d1"), DismissFinding("p1.d1"),
    AddDamage(DamageKind.DENT, PartName.WHEEL, Side.LEFT, End.REAR, Severity.SEVERE, "p1", Box(1, 2, 3, 4)),
    ChangeDamage("d1", kind=DamageKind.CRACK), Merge(("d1", "d2")), Split("d1", ("p1.d1",)),
    MoveOutline("p1.d1", ((0.0, 0.0), (5.0, 0.0), (5.0, 5.0))),
    PriceLine("l1", ChargeKind.PART, Money(12345)), PriceLine("l1", ChargeKind.PANEL, quantity=Decimal("1.25")),
    AddLine(Operation.SUBLET, (TypedCharge(ChargeKind.OTHER, Decimal(1), Money(5000)),), text="towing"),
    RemoveLine("l2"), SetVehicle("vin", "AAVZZZ6RZHU000000"), SetVehicle("year", 2020), SetClaim("loss_date", None),
    LeaveOutPhoto("p3"), Check("d1"), Note("look again", damage="d1"), Note("of the claim"),
]  # fmt: skip


@pytest.mark.parametrize("edit", _EDITS)
def test_every_edit_makes_the_round_trip_with_who_when_and_what_it_was_about(edit: Edit) -> None:
    place = Place(PartName.WHEEL, Side.LEFT, End.REAR)
    anchors = (
        Anchor(DamageKind.DENT, place, (("a" * 64, Box(1, 2, 3, 4)),)),
        Anchor(line=LineKey(None, Operation.SUBLET, MessageCode.WASTE, 1)),
    )
    record = EditRecord("e1", sample_assessment().created, "A. Ssessor", edit, {"d1": "dent"}, anchors, in_force=False)
    assessment = replace(sample_assessment(), edits=(record,))
    assert parse(dump(assessment)) == assessment


def test_every_kind_of_edit_is_tried() -> None:
    assert {type(edit) for edit in _EDITS} == set(EDIT_TYPES.values())

"""assessment_json.py: schema 2 key by key, round trips, and faults that name their place."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import CautionCode
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
from claimapp.errors import AssessmentProblem, EditProblem, OutputProblem
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
        "end": (str, None), "note": str,
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


# Each fault: where, the wrong value, a piece of the message, the path that it names.
_FAULTS: list[tuple[_Keys, Any, str, str]] = [
    (("created",), "yesterday", "isoformat", "assessment.created"),
    (("created",), 5, "wrong type", "assessment.created"),
    (("app", "models", "damage"), 7, "not text", "assessment.app.models['damage']"),
    (("app", "models"), [], "wrong type", "assessment.app.models"),
    (("claim", "number"), 42, "not text", "assessment.claim.number"),
    (("claim", "loss_date"), "12/10/2026", "isoformat", "assessment.claim.loss_date"),
    (("claim", "terms", "vat"), "0.15", "not a number", "assessment.claim.terms.vat"),
    (("claim", "garage"), {"class": "posh"}, "posh", "assessment.claim.garage"),
    (("claim", "garage"), {"class": "general", "x": 1}, "class", "assessment.claim.garage"),
    (("claim", "garage"), "general", "class", "assessment.claim.garage"),
    (("photos", 1), [], "wrong type", "assessment.photos[1]"),
    (("photos", 0, "width"), "1600", "whole number", "assessment.photos[0].width"),
    (("photos", 0, "width"), 1600.5, "whole number", "assessment.photos[0].width"),
    (("photos", 0, "width"), 0, "0 x 1200", "assessment.photos[0]"),
    (("photos", 0, "size"), 5, "size is not known", "assessment.photos[0]"),
    (("photos", 0, "role"), "selfie", "selfie", "assessment.photos[0].role"),
    (("photos", 0, "quality", "warnings"), "dark", "not a list", "assessment.photos[0].quality.warnings"),
    (("photos", 0, "detections", 1, "box"), "1234", "4 numbers", "assessment.photos[0].detections[1].box"),
    (("photos", 0, "detections", 1, "box"), [1, 2, 3], "4 numbers", "assessment.photos[0].detections[1].box"),
    (("photos", 0, "detections", 1, "box"), [5, 5, 1, 1], "wrong way round", "assessment.photos[0].detections[1].box"),
    (("photos", 0, "detections", 1, "box"), [0, 0, "1", 1], "not a number", "assessment.photos[0].detections[1].box"),
    (("photos", 0, "detections", 1, "polygon"), [[1, 2, 3]], "2 numbers", "assessment.photos[0].detections[1].polygon"),
    (("photos", 0, "detections", 1, "polygon"), "12", "list of points", "assessment.photos[0].detections[1].polygon"),
    (("vehicle", "vin"), "AAV", "wrong type", "assessment.vehicle.vin"),
    (("vehicle", "vin", "value"), True, "neither text, number nor null", "assessment.vehicle.vin.value"),
    (("vehicle", "vin", "value"), 1.5, "neither text, number nor null", "assessment.vehicle.vin.value"),
    (("vehicle", "vin", "source"), "hearsay", "hearsay", "assessment.vehicle.vin.source"),
    (("damages",), "abc", "not a list", "assessment.damages"),
    (("damages", 0, "kind"), "hole", "hole", "assessment.damages[0].kind"),
    (("damages", 0, "part"), "flux_capacitor", "flux_capacitor", "assessment.damages[0].part"),
    (("damages", 0, "side"), "", "none of left, right", "assessment.damages[0].side"),
    (("damages", 0, "confidence"), None, "not a number", "assessment.damages[0].confidence"),
    (("damages", 0, "confidence"), False, "not a number", "assessment.damages[0].confidence"),
    (("damages", 0, "seen"), "p1.d1", "not a list", "assessment.damages[0].seen"),
    (("damages", 0, "colour"), "red", "colour is not known", "assessment.damages[0]"),
    (("estimate", "total"), 35690.2, "write rand as text", "assessment.estimate.total"),
    (("estimate", "total"), "much", "not an amount", "assessment.estimate.total"),
    (("estimate", "total"), "NaN", "not an amount", "assessment.estimate.total"),
    (
        ("estimate", "lines", 2, "charges", 0, "quantity"),
        "2.8",
        "not a number",
        "assessment.estimate.lines[2].charges[0].quantity",
    ),
    (
        ("estimate", "lines", 2, "charges", 0, "row", "page"),
        1,
        "page is not known",
        "assessment.estimate.lines[2].charges[0].row",
    ),
    (("estimate", "range", "kind"), "certain", "none of learned, simulated, none", "assessment.estimate.range.kind"),
    (("damages", 0, "confidence"), 57, "0 to 1", "assessment.damages[0]"),
    (("warnings", 0, "code"), "hearsay", "hearsay", "assessment.warnings[0]"),
    (("estimate", "decision", "ratio"), None, "not a number", "assessment.estimate.decision.ratio"),
    (("note",), "x", "note is not known", "assessment"),
    (("vehicle", "year", "value"), 4049, "1900 to 2100", "assessment.vehicle"),
    (("app", "thresholds"), {"damage": -1.0}, "0 to 1", "assessment.app"),
    (
        ("warnings", 0),
        {"code": CautionCode.LOSS_IN_FUTURE.value, "facts": {"loss": "soon"}, "where": ""},
        "do not fit",
        "assessment.warnings[0]",
    ),
]


def _with(path: _Keys, value: Any) -> str:
    content = json.loads(dump(sample_assessment()))
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(content)


@pytest.mark.parametrize(("path", "value", "says", "place"), _FAULTS)
def test_a_wrong_value_is_a_problem_that_names_its_path(path: _Keys, value: Any, says: str, place: str) -> None:
    with pytest.raises(AssessmentProblem) as caught:
        parse(_with(path, value), where="out/assessment.json")
    assert says in caught.value.message
    assert caught.value.message.endswith(f" @ {place}")
    assert caught.value.where == "out/assessment.json"
    assert caught.value.hint


def test_a_missing_key_is_named_with_its_path() -> None:
    content = json.loads(dump(sample_assessment()))
    del content["photos"][2]["detections"]
    with pytest.raises(AssessmentProblem, match=r"the key detections is missing @ assessment\.photos\[2\]"):
        parse(json.dumps(content))


@pytest.mark.parametrize("schema", [0, 3, 99])
def test_another_schema_is_refused_by_its_number(schema: int) -> None:
    with pytest.raises(AssessmentProblem, match=f"has schema {schema}, this program reads 2") as caught:
        parse(_with(("schema",), schema), where="a.json")
    assert (caught.value.where, "the program version that wrote it" in caught.value.hint) == ("a.json", True)


@pytest.mark.parametrize("text", ["[]", "{}", "null", "7", '"x"', '{"schema": "1"}', '{"schema": null}'])
def test_json_that_is_no_assessment_is_refused(text: str) -> None:
    with pytest.raises(AssessmentProblem, match="not an assessment") as caught:
        parse(text, where="a.json")
    assert (caught.value.where, caught.value.hint) == ("a.json", "name assessment.json")


def test_a_file_cut_off_anywhere_is_refused() -> None:
    text = dump(sample_assessment())
    for end in range(0, len(text) - 2, len(text) // 40):
        with pytest.raises(AssessmentProblem, match="not whole JSON"):
            parse(text[:end])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    text = dump(sample_assessment()).replace('"confidence": 0.98', f'"confidence": {number}', 1)
    with pytest.raises(AssessmentProblem, match=r"not a number|no number"):
        parse(text)


def test_endless_brackets_are_refused_and_do_not_crash() -> None:
    with pytest.raises(AssessmentProblem, match="not whole JSON"):
        parse("[" * 100_000)


_json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _paths(content: Any, above: _Keys = ()) -> list[_Keys]:
    if not isinstance(content, dict | list):
        return [above]
    items = content.items() if isinstance(content, dict) else enumerate(content[:2])
    return [above, *(path for key, value in items for path in _paths(value, (*above, key)))]


_SAMPLE_JSON = json.loads(dump(sample_assessment()))
_EVERY_PATH = [path for path in _paths(_SAMPLE_JSON) if path]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(path=st.sampled_from(_EVERY_PATH), value=_json_values)
def test_anything_anywhere_in_the_file_is_read_or_refused_but_never_crashes(path: _Keys, value: Any) -> None:
    content = copy.deepcopy(_SAMPLE_JSON)
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    try:
        assessment = parse(json.dumps(content))
    except AssessmentProblem:
        return
    # Figures are rounded when they are written; what is written stays as it is from then on.
    assert dump(parse(dump(assessment))) == dump(assessment)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"part": "bonet", "side": None}, "'bonet' is none of front_bumper, rear_bumper, bonnet"),
        ({"origin": "Person"}, "is none of program, person"),
        ({"part": "bonnet", "side": "left"}, "a bonnet has no left or right"),
    ],
)
def test_a_slip_in_a_hand_edit_is_told_with_what_is_allowed(edit: dict[str, Any], said: str) -> None:
    content = copy.deepcopy(_SAMPLE_JSON)
    content["damages"][0] |= edit
    with pytest.raises(AssessmentProblem, match=said):
        parse(json.dumps(content))


def test_a_missing_file_is_a_problem_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(AssessmentProblem, match="cannot be read") as caught:
        load(tmp_path / FileName.ASSESSMENT)
    assert caught.value.where == str(tmp_path / FileName.ASSESSMENT)
    assert "claimapp assess" in caught.value.hint


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / FileName.ASSESSMENT).write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(AssessmentProblem, match="cannot be read"):
        load(tmp_path / FileName.ASSESSMENT)


# Each contradiction: where, the value that was typed over the true one.
_CONTRADICTIONS: list[tuple[_Keys, Any]] = [
    (("estimate", "lines", 0, "amount"), "99999.00"),
    (("estimate", "lines", 0, "charges", 0, "amount"), "1.00"),
    (("estimate", "lines", 0, "parts"), "1.00"),
    (("estimate", "lines", 2, "panel_h"), 28.0),
    (("estimate", "lines", 0, "status"), "PERSON"),
    (("estimate", "lines", 0, "charges", 1, "status"), "SOURCED"),
]


@pytest.mark.parametrize(("path", "value"), _CONTRADICTIONS)
def test_a_figure_that_is_not_what_its_charges_give_is_refused_by_its_place(path: _Keys, value: Any) -> None:
    with pytest.raises(AssessmentProblem, match="contradict each other") as caught:
        parse(_with(path, value))
    assert "estimate.lines[" in caught.value.message
    assert "claimapp estimate" in caught.value.hint
    assert parse(_with(path, value), sums_checked=False) == sample_assessment()


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


def test_of_many_contradictions_three_are_told() -> None:
    content = copy.deepcopy(_SAMPLE_JSON)
    for line in content["estimate"]["lines"][:4]:
        line["parts"] = "1.00"
    with pytest.raises(AssessmentProblem) as caught:
        parse(json.dumps(content), where="a.json")
    first = "estimate.lines[0].parts is 1.00, worked out 5020.00; estimate.lines[1].parts is 1.00"
    assert first in caught.value.message
    assert caught.value.message.count("; ") == 2
    assert caught.value.where == "a.json"


def test_a_fact_that_no_claim_can_have_is_refused_by_its_place_with_the_remedy() -> None:
    with pytest.raises(AssessmentProblem) as caught:
        parse(_with(("claim", "terms", "vat"), 15), where="a.json")
    assert caught.value.message == "vat = 15 cannot be right @ assessment.claim.terms.vat"
    assert (caught.value.where, "vat = 0.15" in caught.value.hint) == ("a.json", True)


def test_every_refusal_of_a_file_names_it_and_what_to_do() -> None:
    old = {"schema": 1, "photos": 7}
    for text, hint in (("[", "run `claimapp assess` again"), (json.dumps(old), "run `claimapp assess` again")):
        with pytest.raises(AssessmentProblem) as caught:
            parse(text, where="a.json")
        assert (caught.value.where, caught.value.hint) == ("a.json", hint)

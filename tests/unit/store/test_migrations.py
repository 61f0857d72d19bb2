"""migrations.py: files that the first version of the program wrote are opened with all that they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimapp.domain.caution import CautionCode
from claimapp.domain.damage import Origin
from claimapp.domain.edit import AddDamage, Dismiss
from claimapp.domain.estimate import RangeKind
from claimapp.domain.line import RowStatus
from claimapp.errors import AssessmentProblem
from claimapp.store.assessment_json import dump, load, parse
from claimapp.store.migrations import MIGRATIONS
from claimapp.store.priced import money_faults
from claimapp.words.say import say, say_all

_FILES = sorted((Path(__file__).parents[2] / "data" / "schema1").glob("*.json"))


def _raw(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(next(f for f in _FILES if f.stem == name).read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_every_file_of_schema_1_opens_and_its_money_is_the_same_to_the_cent(file: Path) -> None:
    raw = json.loads(file.read_text(encoding="utf-8"))
    assert raw["schema"] == 1
    opened = load(file)
    assert money_faults(opened) == ()
    assert str(opened.estimate.total) == raw["estimate"]["total"]
    for line, before in zip(opened.estimate.lines, raw["estimate"]["lines"], strict=True):
        assert (str(line.amount), str(line.parts), str(line.paint_material)) == (
            before["amount"],
            before["parts"],
            before["paint_material"],
        )
        assert [float(hours) for hours in (line.panel_h, line.strip_h, line.paint_h)] == [
            before["panel_h"],
            before["strip_h"],
            before["paint_h"],
        ]
        assert say_all(line.why) == before["reason"]
        assert line.charges[0].row.row == before["source"]["row"]
        assert line.status == RowStatus(before["source"]["status"])
    assert [say(caution) for caution in opened.warnings] == [warning["text"] for warning in raw["warnings"]]


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_what_was_opened_is_saved_as_schema_2_and_comes_back(file: Path) -> None:
    opened = load(file)
    assert json.loads(dump(opened))["schema"] == 2
    assert parse(dump(opened)) == opened


def test_a_dismissed_damage_stays_the_programs_and_becomes_an_edit() -> None:
    opened = parse(json.dumps(_raw("sample")))
    dismissed = opened.damages[-1]
    assert (dismissed.origin, dismissed.dismissed, dismissed.note) == (
        Origin.PROGRAM,
        True,
        "reflection of leaves on the glass",
    )
    (record,) = opened.edits
    assert (record.edit, record.who) == (Dismiss("d6"), "")
    assert record.anchors[0].photos[0][0] == opened.photos[4].photo.sha256


def test_an_added_damage_stays_a_persons_also_after_it_was_dismissed() -> None:
    raw = _raw("sample")
    raw["damages"][0] |= {"status": "added", "seen": []}
    raw["damages"][1] |= {"status": "dismissed", "seen": []}
    opened = parse(json.dumps(raw))
    assert [(d.origin, d.dismissed) for d in opened.damages[:2]] == [(Origin.PERSON, False), (Origin.PERSON, True)]
    kinds = [type(record.edit) for record in opened.edits]
    assert kinds == [AddDamage, AddDamage, Dismiss, Dismiss]


def test_a_range_that_was_none_is_one_of_kind_none_and_its_sentence_is_no_model() -> None:
    raw = _raw("sample")
    raw["estimate"]["predicted"]["model"] = (
        "schedule only, no range learned: the ends are the tables' own low and high figures, not a 90 % range"
    )
    found = parse(json.dumps(raw)).estimate.range
    assert found is not None
    assert (found.kind, found.model) == (RangeKind.NONE, "")
    simulated = parse(json.dumps(_raw("sample"))).estimate.range
    assert simulated is not None
    assert simulated.kind is RangeKind.SIMULATED


def test_an_interrupted_run_is_still_known_as_one() -> None:
    raw = _raw("sample")
    text = "Stopped by a person after 3 of 5 photos; the rest was not looked at."
    raw["warnings"] = [{"code": "interrupted", "text": text, "where": ""}]
    (caution,) = parse(json.dumps(raw)).warnings
    assert caution.code is CautionCode.INTERRUPTED
    assert say(caution) == text


@pytest.mark.parametrize("key", ["photos", "damages", "estimate", "warnings", "vehicle", "app"])
def test_a_file_that_only_says_schema_1_is_refused(key: str) -> None:
    raw = _raw("sample")
    del raw[key]
    with pytest.raises(AssessmentProblem, match="schema 1, but is not built like one"):
        parse(json.dumps(raw))


def _migrated(raw: dict[str, Any]) -> dict[str, Any]:
    return MIGRATIONS[1](raw)


def test_what_schema_1_did_not_hold_is_empty_or_unknown_in_schema_2() -> None:
    raw = _raw("sample")
    raw["photos"][0]["parts"] = [{"id": "p1.k1", "part": "bonnet"}]
    new = _migrated(raw)
    assert (new["schema"], new["version"], new["committed"]) == (2, 1, [])
    assert new["app"]["thresholds"] == {}
    assert new["claim"]["prices"] == {"tables": None}
    assert [new["vehicle"][key] for key in ("discs", "plates", "odometer")] == [[], [], None]
    photo = new["photos"][0]
    assert (photo["left_out"], photo["parts"]) == (False, [{"id": "p1.k1", "part": "bonnet", "end": None}])
    assert photo["detections"][0] == raw["photos"][0]["detections"][0] | {
        "share_of_part": None, "side": None, "end": None, "alternatives": [],
    }  # fmt: skip
    assert new["damages"][0] == {
        "id": "d1", "kind": "broken", "part": "front_bumper", "side": None, "severity": "severe", "confidence": 0.98,
        "seen": ["p1.d1", "p2.d1", "p2.d5", "p4.d1"],
        "origin": "program", "dismissed": False, "checked": False, "end": None, "note": "",
    }  # fmt: skip
    assert (new["estimate"]["priced_hash"], new["estimate"]["hidden"]) == ("", [])
    assert new["estimate"]["range"] == {
        "kind": "simulated", "p05": "29870.00", "p50": "37910.00", "p95": "52340.00",
        "model": "schedule-ratio 2026.11", "rows": None, "covered": None,
    }  # fmt: skip


def test_a_line_of_schema_1_becomes_charges_whose_hours_have_no_price_and_whose_labour_is_one_sum() -> None:
    raw = _raw("sample")
    row = {
        "table": "labour_hours", "row": "front_fender:repair:medium", "version": "", "status": "ASSUMED",
        "basis": "dent hours and paint uplift assumed",
    }  # fmt: skip

    def charge(what: str, quantity: float, unit: str, each: str) -> dict[str, Any]:
        return {
            "what": what, "quantity": quantity, "unit": unit, "each": each, "row": row, "quantity_rows": [],
            "database_each": None,
        }  # fmt: skip

    assert _migrated(raw)["estimate"]["lines"][2] == {
        "id": "l3", "part": "front_fender", "side": "left", "end": None, "operation": "repair",
        "charges": [
            charge("panel", 2.8, "h", "0.00"), charge("strip", 1.2, "h", "0.00"), charge("paint", 2.86, "h", "0.00"),
            charge("labour", 1, "job", "3087.00"), charge("paint_material", 1, "job", "943.80"),
        ],
        "why": [{"code": "as_saved", "facts": {"text": "dent, moderate: metal is repaired"}}],
        "damages": ["d3"], "panel_h": 2.8, "strip_h": 1.2, "paint_h": 2.86, "parts": "0.00",
        "paint_material": "943.80", "amount": "4030.80",
    }  # fmt: skip
    assert [each["what"] for each in _migrated(raw)["estimate"]["lines"][0]["charges"]] == [
        "strip", "paint", "labour", "part", "paint_material",
    ]  # fmt: skip


def test_a_line_that_does_not_say_on_what_it_rests_is_assumed() -> None:
    raw = _raw("sample")
    raw["estimate"]["lines"][0]["source"] = {"table": "t", "row": "r"}
    (row, *_) = (charge["row"] for charge in _migrated(raw)["estimate"]["lines"][0]["charges"])
    assert row == {"table": "t", "row": "r", "version": "", "status": "ASSUMED", "basis": ""}


@pytest.mark.parametrize(
    ("code", "new_code"),
    [
        ("set_aside", "as_saved"),
        ("photo_quality", "as_saved"),
        ("same_photo", "as_saved"),
        ("no_disc", "as_saved"),
        ("loss_date", "as_saved"),
        ("interrupted", "as_saved"),  # no count of photos in its sentence
        ("hidden-damage", "pricing_as_saved"),
    ],
)
def test_a_warning_stays_its_sentence_and_gives_way_to_a_new_pricing_only_if_it_was_of_pricing(
    code: str, new_code: str
) -> None:
    raw = _raw("empty") | {"warnings": [{"code": code, "text": "Look here.", "where": "p1"}]}
    assert _migrated(raw)["warnings"] == [{"code": new_code, "facts": {"text": "Look here."}, "where": "p1"}]


def test_an_interrupted_run_keeps_its_counts_and_place() -> None:
    warning = {"code": "interrupted", "text": "Stopped after 3 of 5 photos.", "where": "here"}
    assert _migrated(_raw("empty") | {"warnings": [warning]})["warnings"] == [
        {"code": "interrupted", "facts": {"done": 3, "total": 5}, "where": "here"}
    ]
    other = warning | {"code": "no_disc"}
    assert _migrated(_raw("empty") | {"warnings": [other]})["warnings"][0]["code"] == "as_saved"


def test_sentences_of_photos_vehicle_and_explanation_are_kept_as_they_were() -> None:
    raw = _raw("sample")
    raw["photos"][1]["quality"]["warnings"] = ["Blurred."]
    raw["vehicle"]["warnings"] = ["Expired."]
    new = _migrated(raw)
    assert new["photos"][1]["quality"] == {
        "blur": 0.08, "dark": 0.05, "warnings": [{"code": "as_saved", "facts": {"text": "Blurred."}, "where": ""}],
    }  # fmt: skip
    assert new["vehicle"]["warnings"] == [{"code": "as_saved", "facts": {"text": "Expired."}, "where": ""}]
    assert new["estimate"]["explanation"][0] == {
        "what": {"code": "as_saved", "facts": {"text": "itemised estimate, VAT included"}}, "amount": "35690.20",
    }  # fmt: skip


def test_what_a_person_had_done_becomes_edits_in_order_with_what_they_were_about() -> None:
    raw = _raw("sample")
    raw["damages"][0] |= {"status": "added", "seen": []}
    raw["damages"][1] |= {"status": "dismissed", "seen": ["p1.d2", "p9.d9"]}
    raw["damages"][2] |= {"status": "added", "part": None, "side": None}
    common = {"when": "2026-11-24T09:30:00+00:00", "who": "", "before": {}, "in_force": True}
    bumper: dict[str, Any] = {"kind": "broken", "place": "front_bumper//", "photos": [], "line": None}
    lamp: dict[str, Any] = {
        "kind": "lamp", "place": "headlamp/left/", "line": None,
        "photos": [["1" * 64, [520.0, 600.0, 810.0, 715.0]]],
    }  # fmt: skip
    new = _migrated(raw)["edits"]
    assert new[0] == common | {
        "id": "e1",
        "edit": {"type": "add_damage", "kind": "broken", "part": "front_bumper", "severity": "severe"},
        "anchors": [bumper],
    }
    assert new[1] == common | {"id": "e2", "edit": {"type": "dismiss", "damage": "d2"}, "anchors": [lamp]}
    assert new[2]["edit"] == {"type": "add_damage", "kind": "dent", "severity": "moderate"}
    assert new[2]["anchors"][0]["place"] is None
    assert [(each["id"], each["edit"]) for each in new[3:]] == [("e4", {"type": "dismiss", "damage": "d6"})]


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Seen on 3 photos, charged once.", ""),
        ("Left or right could not be told. Ask  the owner.", "Ask the owner."),
        ("Could not be laid on a part; not charged.", ""),
    ],
)
def test_of_a_note_only_what_a_person_wrote_is_kept(note: str, kept: str) -> None:
    raw = _raw("sample")
    raw["damages"][0]["note"] = note
    assert _migrated(raw)["damages"][0]["note"] == kept


def test_a_range_measured_on_settled_claims_is_a_learned_one_and_no_range_stays_none() -> None:
    raw = _raw("sample")
    raw["estimate"]["predicted"]["basis"] = "settled claims"
    assert _migrated(raw)["estimate"]["range"]["kind"] == "learned"
    assert _migrated(_raw("empty"))["estimate"]["range"] is None


def test_a_damage_of_a_status_that_never_was_is_refused() -> None:
    raw = _raw("sample")
    raw["damages"][0]["status"] = "lost"
    with pytest.raises(AssessmentProblem, match="schema 1, but is not built like one"):
        parse(json.dumps(raw))

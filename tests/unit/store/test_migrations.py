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

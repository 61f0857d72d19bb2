"""assessment_json.py: what is refused, with its place and what to do."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import CautionCode
from claimapp.domain.files import FileName
from claimapp.errors import AssessmentProblem
from claimapp.store.assessment_json import (
    dump,
    load,
    parse,
)
from tests.data.assessments import empty_assessment, sample_assessment, stress_assessment

_EVERY_SAMPLE: list[Callable[[], Assessment]] = [sample_assessment, empty_assessment, stress_assessment]
_Keys = tuple[str | int, ...]


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


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
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

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimapp.app.saved import Assessed, open_saved
from claimapp.cli import claim_commands
from claimapp.cli.main import app
from claimapp.errors import NothingToAssess
from claimapp.store.assessment_json import parse, plain
from tests.data.assessments import sample_assessment

Claimapp = Callable[..., Result]


@pytest.fixture
def assess_gives_sample(monkeypatch: pytest.MonkeyPatch, assessed: Path) -> None:
    def assess(*args: object, **kwargs: object) -> Assessed:
        return open_saved(assessed)

    monkeypatch.setattr(claim_commands, "assess_claim", assess)


@pytest.mark.usefixtures("assess_gives_sample")
def test_assess_says_what_it_found_and_exits_1_where_a_file_was_not_used(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("assess", tmp_path, "-o", tmp_path / "out")
    assert "Vehicle" in outcome.stdout
    assert "Range" in outcome.stdout
    errors = sample_assessment().errors
    assert outcome.exit_code == (1 if errors else 0)
    assert all(problem.file in outcome.stderr for problem in errors)


@pytest.mark.usefixtures("assess_gives_sample")
def test_assess_json_is_the_assessment_and_nothing_else(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("assess", tmp_path, "-o", tmp_path / "out", "--json", "-q")
    assert json.loads(outcome.stdout) == json.loads(json.dumps(plain(sample_assessment())))


def test_assess_turns_an_error_into_its_exit_code(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*args: object, **kwargs: object) -> Assessed:
        raise NothingToAssess("the folder holds no photo")

    monkeypatch.setattr(claim_commands, "assess_claim", nothing)
    outcome = claimapp("assess", tmp_path, "-o", tmp_path / "out")
    assert (outcome.exit_code, outcome.stdout) == (3, "")
    assert outcome.stderr == "claimapp: the folder holds no photo\n"


def test_assess_without_output_folder_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    assert claimapp("assess", tmp_path).exit_code == 2


def test_report_is_made_from_file_or_folder(claimapp: Claimapp, assessed: Path, tmp_path: Path) -> None:
    assert claimapp("report", assessed / "assessment.json").exit_code == 0
    assert claimapp("report", assessed, "-o", tmp_path / "x.pdf").exit_code == 0
    assert (assessed / "report.pdf").read_bytes() == (tmp_path / "x.pdf").read_bytes()


def test_report_into_a_file_in_the_way_exits_5(claimapp: Claimapp, assessed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert claimapp("report", assessed, "-o", tmp_path / "file" / "x.pdf").exit_code == 5


def test_a_printer_without_print_is_a_usage_error(claimapp: Claimapp, assessed: Path) -> None:
    outcome = claimapp("report", assessed, "Laser")
    assert outcome.exit_code == 2
    assert "--print" in outcome.stderr


def test_estimate_prices_again_and_leaves_the_file_alone(claimapp: Claimapp, assessed: Path, tmp_path: Path) -> None:
    before = (assessed / "assessment.json").read_bytes()
    outcome = claimapp("estimate", assessed / "assessment.json", "--json")
    assert outcome.exit_code == 0
    priced = parse(outcome.stdout)
    assert priced.damages == sample_assessment().damages
    assert (assessed / "assessment.json").read_bytes() == before
    claimapp("estimate", assessed, "-o", tmp_path / "saved")
    assert open_saved(tmp_path / "saved").assessment == priced


def test_estimate_of_no_assessment_exits_2(claimapp: Claimapp, tmp_path: Path) -> None:
    assert claimapp("estimate", tmp_path / "none.json").exit_code == 2


@pytest.mark.parametrize("command", ["assess", "batch", "report", "estimate"])
def test_a_folder_that_another_machine_writes_to_is_refused(
    claimapp: Claimapp, assessed: Path, tmp_path: Path, command: str
) -> None:
    holder = {"host": "another-machine", "pid": 7, "started": 0.0, "since": "10:32", "doing": "assess"}
    (assessed / ".claimapp.lock").write_text(json.dumps(holder))
    (tmp_path / "claims" / "CLM-1").mkdir(parents=True)
    source = {"assess": tmp_path / "claims" / "CLM-1", "batch": tmp_path / "claims"}.get(command, assessed)
    target = [] if command == "report" else ["-o", assessed]
    outcome = claimapp(command, source, *target)
    assert outcome.exit_code == 5
    assert "in use by `assess` in process 7 on another-machine since 10:32" in outcome.stderr
    assert (assessed / ".claimapp.lock").exists()


_DISMISS = '{"type": "dismiss", "damage": "d1"}'


def test_edit_saves_with_report_and_keeps_who_made_it(claimapp: Claimapp, assessed: Path) -> None:
    outcome = claimapp("edit", assessed, _DISMISS, "--who", "A. Botha")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("Cost ")
    assert "saved with its report" in outcome.stderr
    saved = open_saved(assessed).assessment
    assert [(record.who, record.before) for record in saved.edits] == [
        ("A. Botha", {"d1": "broken front_bumper// severe"})
    ]
    assert saved.damages[0].dismissed
    assert (assessed / "report.pdf").is_file()


def test_edit_without_who_is_by_whom_is_logged_in(
    claimapp: Claimapp, assessed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "n.dlamini")
    claimapp("edit", assessed, _DISMISS)
    claimapp("edit", assessed, '{"type": "restore", "damage": "d1"}', "--who", "")
    assert [record.who for record in open_saved(assessed).assessment.edits] == ["n.dlamini", ""]


def test_several_edits_come_as_a_list_or_from_standard_input(claimapp: Claimapp, assessed: Path) -> None:
    claimapp("edit", assessed, f'[{_DISMISS}, {{"type": "check", "damage": "d2"}}]', "--who", "x")
    read = CliRunner().invoke(app, ["edit", str(assessed), "-"], input='{"type": "note", "text": "seen"}')
    assert read.exit_code == 0
    listed = claimapp("edit", assessed, "--list", "--json")
    assert [record["edit"] for record in json.loads(listed.stdout)] == [
        {"type": "dismiss", "damage": "d1"},
        {"type": "check", "damage": "d2"},
        {"type": "note", "text": "seen"},
    ]


def test_listing_edits_changes_nothing_and_says_where_there_are_none(claimapp: Claimapp, assessed: Path) -> None:
    before = (assessed / "assessment.json").read_bytes()
    outcome = claimapp("edit", assessed, "--list")
    assert (outcome.exit_code, outcome.stdout) == (0, "Edit       none\n")
    assert (assessed / "assessment.json").read_bytes() == before
    claimapp("edit", assessed, _DISMISS, "--who", "A. Botha")
    assert claimapp("edit", assessed, "--list").stdout == "Edit       e1 front bumper: dismissed, by A. Botha\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((), "no edit was given; give one as JSON, or --list"),
        (("not json",), "the edit is not JSON"),
        (('{"type": "paint"}',), "'paint' is none of dismiss, restore"),
        (('{"damage": "d1"}',), "type"),
        (('{"type": "dismiss", "damage": "d1", "why": "x"}',), "why"),
        (('{"type": "dismiss", "damage": 1}',), "1 is not text"),
        (('{"type": "dismiss", "damage": "d9"}',), "there is no damage 'd9'; there are d1, d2"),
        (('{"type": "set_vehicle", "field": "warnings", "value": "x"}',), "the vehicle has no field 'warnings'"),
        (('{"type": "set_vehicle", "field": "make", "value": true}',), "True is neither text, number nor null"),
        ((f'[{_DISMISS}, {{"type": "dismiss", "damage": "d9"}}]',), "there is no damage 'd9'"),
    ],
)
def test_a_wrong_edit_exits_2_says_what_is_wrong_and_saves_nothing(
    claimapp: Claimapp, assessed: Path, typed: tuple[str, ...], told: str
) -> None:
    before = (assessed / "assessment.json").read_bytes()
    outcome = claimapp("edit", assessed, *typed)
    assert outcome.exit_code == 2
    assert told in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert (assessed / "assessment.json").read_bytes() == before

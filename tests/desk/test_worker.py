"""The process's side is a module written for the test, for a started process cannot import this one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from claimapp.desk.worker import Assess, Commit, Perform, Price, Report, WorkerProcess, perform
from claimapp.errors import Bug, EngineProblem, Interrupted, NothingToAssess
from claimapp.pipeline.progress import Progress, Step, go_on, tell_nobody
from claimapp.settings import SETTINGS_VARIABLE
from claimapp.words.language import Language
from tests.data.assessments import sample_assessment

ENGINE = """
import os, sys
from claimapp.errors import Interrupted, NothingToAssess
from claimapp.pipeline.progress import Progress, Step

def work(task, told, cancelled):
    wish = task.claim.name
    if wish == "crash":
        os._exit(9)
    if wish == "nothing":
        raise NothingToAssess("no photo", hint="add one", where="claim")
    if wish == "fault":
        raise ValueError("a fault of ours")
    if wish == "long":
        told(Progress(Step.PHOTOS, 0, 2, "a.jpg"))
        while not cancelled():
            pass
        raise Interrupted("stopped")
    if wish == "modules":
        return sorted(name for name in sys.modules if "PySide6" in name)
    return task.out
"""


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerProcess]:
    folder = tmp_path_factory.mktemp("engine")
    (folder / "engine_for_worker_test.py").write_text(ENGINE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        engine = importlib.import_module("engine_for_worker_test")
        process = WorkerProcess(cast(Perform, engine.work))
        yield process
        process.stop()


def ask(worker: WorkerProcess, wish: str) -> Any:
    return worker.assess(Path(wish), Path("out"), tell_nobody, go_on)


def test_answer_comes_back(worker: WorkerProcess) -> None:
    assert ask(worker, "fine") == Path("out")


def test_process_that_holds_the_models_knows_no_qt(worker: WorkerProcess) -> None:
    assert ask(worker, "modules") == []


def test_our_errors_keep_hint_and_place_across_the_process(worker: WorkerProcess) -> None:
    with pytest.raises(NothingToAssess) as caught:
        ask(worker, "nothing")
    assert str(caught.value) == "claim: no photo; add one"


def test_foreign_error_comes_back_as_a_bug_with_its_traceback(worker: WorkerProcess) -> None:
    with pytest.raises(Bug) as caught:
        ask(worker, "fault")
    assert "a fault of ours" in caught.value.message
    assert "Traceback" in caught.value.hint


def test_crash_of_the_engine_is_a_failed_job_and_the_next_one_works(worker: WorkerProcess) -> None:
    with pytest.raises(EngineProblem, match="exit code 9"):
        ask(worker, "crash")
    assert ask(worker, "fine") == Path("out")


def test_progress_and_cancel_cross_the_process(worker: WorkerProcess) -> None:
    told: list[Progress] = []
    with pytest.raises(Interrupted, match="stopped"):
        worker.assess(Path("long"), Path("out"), told.append, lambda: bool(told))
    assert told == [Progress(Step.PHOTOS, 0, 2, "a.jpg")]
    assert ask(worker, "fine") == Path("out")  # an old cancel does not stop the next run


def test_stopped_worker_starts_again_when_asked(worker: WorkerProcess) -> None:
    worker.stop()
    worker.stop()
    assert ask(worker, "fine") == Path("out")


def test_tasks_go_to_the_use_cases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sample = sample_assessment()
    monkeypatch.setattr("claimapp.app.assess.assess_claim", lambda claim, out, **rest: (claim, out, sorted(rest)))
    monkeypatch.setattr("claimapp.app.estimate.price_again", lambda assessment: assessment)
    monkeypatch.setattr("claimapp.app.commit.commit", lambda *rest, **named: (*rest, named))
    monkeypatch.setattr("claimapp.app.report.write_report", lambda folder, target, **named: (folder, target, named))
    settings = tmp_path / "settings.toml"
    settings.write_text('language = "af"\n', encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(settings))
    done = [
        perform(task, tell_nobody, go_on)
        for task in (
            Assess(tmp_path, tmp_path / "out"),
            Price(sample),
            Commit(sample, tmp_path / "out", tmp_path),
            Report(tmp_path, None),
        )
    ]
    assert done == [
        (tmp_path, tmp_path / "out", ["cancelled", "options", "told"]),
        sample,
        (sample, tmp_path / "out", {"claim_folder": tmp_path, "language": Language.AFRIKAANS}),
        (tmp_path, None, {"language": Language.AFRIKAANS}),
    ]

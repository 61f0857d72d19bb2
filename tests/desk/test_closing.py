from __future__ import annotations

from claimapp.desk.ask import Answer
from claimapp.errors import OutputProblem
from tests.desk.fakes import Desk


def edit(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()


def test_closing_with_unsaved_changes_can_be_stayed(desk: Desk) -> None:
    edit(desk)
    desk.asking.answer = Answer.STAY
    desk.act("close")
    assert desk.window.isVisible()
    assert not desk.worker.stopped


def test_closing_with_save_saves_first_and_then_closes(desk: Desk) -> None:
    edit(desk)
    desk.asking.answer = Answer.SAVE
    desk.act("close")
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.worker.commits != []
    assert desk.worker.stopped


def test_closing_stays_open_when_saving_fails(desk: Desk) -> None:
    edit(desk)
    desk.asking.answer = Answer.SAVE
    desk.worker.problems.append(OutputProblem("the disk is full"))
    desk.act("close")
    desk.settle()
    assert desk.window.isVisible()
    assert "the disk is full" in desk.window.job_row.words.text()


def run_without_end(desk: Desk) -> None:
    desk.worker.wait_for_cancel = True
    desk.act("find")


def test_closing_during_a_run_asks_and_may_be_stayed(desk: Desk) -> None:
    desk.open()
    run_without_end(desk)
    desk.act("close")
    assert desk.asking.stops_asked == ["Find damage and price"]
    assert desk.window.isVisible()
    assert not desk.worker.stopped
    assert desk.window.jobs.changing is not None
    assert not desk.window.jobs.changing.cancel_asked.is_set()


def test_closing_during_a_run_closes_once_it_has_stopped(desk: Desk) -> None:
    desk.open()
    run_without_end(desk)
    desk.asking.stop = True
    desk.act("close")
    assert desk.window.isVisible()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.worker.stopped


def test_window_stays_open_when_the_job_that_closing_stops_fails(desk: Desk) -> None:
    desk.open()
    desk.worker.problems.append(OutputProblem("the disk is full"))
    desk.asking.stop = True
    desk.act("find")
    desk.act("close")
    desk.settle()
    assert desk.window.isVisible()
    assert "the disk is full" in desk.window.job_row.words.text()


def test_refused_save_does_not_close_the_window_later(desk: Desk) -> None:
    edit(desk)
    run_without_end(desk)
    desk.asking.answer = Answer.SAVE
    desk.window.open_path(desk.claim)  # leaving the claim as closing does, past the disabled action
    desk.act("cancel")
    desk.settle()
    claim = desk.window.model.claim
    desk.act("save")
    desk.settle()
    assert desk.window.model.claim is claim
    assert desk.window.isVisible()


def test_closing_without_changes_asks_nothing(desk: Desk) -> None:
    desk.open_and_find()
    desk.act("close")
    assert desk.asking.asked == []
    assert not desk.window.isVisible()


def test_opening_another_claim_asks_about_unsaved_changes_and_saving_goes_on_to_it(desk: Desk) -> None:
    edit(desk)
    other = desk.claim.with_name("other")
    other.mkdir()
    (other / "a.jpg").write_text("a", encoding="utf-8")
    desk.asking.answer = Answer.SAVE
    desk.window.open_path(other)
    claim = desk.window.model.claim
    desk.qtbot.waitUntil(lambda: desk.window.model.claim is not claim)
    assert desk.worker.commits != []
    assert desk.window.isVisible()


def test_closing_with_changes_discarded_closes_at_once(desk: Desk) -> None:
    edit(desk)
    desk.asking.answer = Answer.DISCARD
    desk.act("close")
    assert not desk.window.isVisible()
    assert desk.worker.commits == []

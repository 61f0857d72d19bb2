from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event

from claimapp.desk.session import Failure
from claimapp.errors import AssessmentProblem, Bug, ClaimFileProblem, EngineProblem, ModelProblem, UsageProblem
from tests.desk.fakes import Desk


def test_found_damage_is_one_undo_step_that_is_saved_already(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    assert model.stack.count() == 1
    assert model.assessment is desk.worker.found
    assert not model.dirty


def test_dismissing_prices_again_and_undo_brings_the_old_prices_back(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()
    assert model.assessment is not None
    assert str(model.assessment.estimate.total) == "4000.00"
    assert model.dirty
    desk.act("undo")
    desk.settle()
    assert model.assessment is not None
    assert model.assessment is desk.worker.found
    assert not model.dirty
    desk.act("redo")
    desk.settle()
    assert str(model.assessment.estimate.total) == "4000.00"


def test_quick_edits_end_with_the_prices_of_the_last_one(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    for damage_id in ("d1", "d2", "d3"):
        model.select_damage(damage_id)
        desk.act("toggle_damage")
    desk.qtbot.waitUntil(lambda: model.priced)
    assert model.assessment is not None
    assert str(model.assessment.estimate.total) == "2000.00"


def test_save_commits_the_edit_with_the_claim_whose_photos_are_drawn(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()
    desk.act("save")
    desk.settle()
    assert model.claim is not None
    saved = desk.use_cases.saved[model.claim.out].assessment
    assert [damage.dismissed for damage in saved.damages].count(True) == 2
    assert desk.worker.commits == [(model.claim.out, desk.claim)]
    assert desk.worker.reports == []
    assert not model.dirty


def test_a_run_keeps_edits_that_were_not_saved_by_saving_them_first(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()
    edited = model.assessment
    desk.act("find")
    desk.settle()
    assert model.claim is not None
    assert desk.use_cases.saved[model.claim.out].assessment is edited


def test_cancelled_run_leaves_the_claim_as_it_was(desk: Desk) -> None:
    desk.open()
    desk.worker.wait_for_cancel = True
    desk.use_cases.open_problem = AssessmentProblem("nothing was written")
    desk.act("find")
    desk.act("cancel")
    desk.settle()
    assert desk.window.model.assessment is None
    assert not desk.window.notice.isVisible()
    assert not desk.window.job_row.isVisible()


def cancelled_second_run(desk: Desk) -> None:
    desk.worker.wait_for_cancel = True
    desk.act("find")
    desk.act("cancel")
    desk.settle()


def test_cancelled_run_that_kept_the_earlier_assessment_leaves_nothing_to_save(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    assert model.claim is not None
    desk.use_cases.save(desk.worker.found, model.claim.out)
    cancelled_second_run(desk)
    assert model.assessment is desk.worker.found
    assert not model.dirty
    assert model.stack.count() == 1


def test_edit_that_a_cancelled_run_saved_first_is_not_unsaved(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()
    edited = model.assessment
    cancelled_second_run(desk)
    assert model.claim is not None
    assert desk.use_cases.saved[model.claim.out].assessment is edited
    assert model.assessment is edited
    assert not model.dirty


def test_cancelled_run_that_replaced_an_unfinished_assessment_shows_its_own_part(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    assert model.claim is not None
    earlier = desk.worker.found
    part = replace(earlier, created=earlier.created + timedelta(hours=1), photos=earlier.photos[:1])
    desk.use_cases.save(part, model.claim.out)
    cancelled_second_run(desk)
    assert model.assessment is part
    assert not model.dirty
    desk.act("undo")
    desk.settle()
    assert model.assessment is earlier
    assert model.dirty  # the disk holds the part: this one can be saved again


def test_cancelled_first_run_shows_what_was_finished(desk: Desk) -> None:
    desk.open()
    model = desk.window.model
    assert model.claim is not None
    desk.use_cases.save(desk.worker.found, model.claim.out)
    desk.worker.wait_for_cancel = True
    desk.act("find")
    desk.act("cancel")
    desk.settle()
    assert model.assessment is desk.worker.found


def test_mistake_of_the_person_is_a_notice_beside_the_work(desk: Desk) -> None:
    desk.open()
    desk.worker.problems.append(ClaimFileProblem("loss_date is no date", hint="write 2026-10-12", where="line 2"))
    desk.act("find")
    desk.settle()
    assert "line 2: loss_date is no date; write 2026-10-12" in desk.window.notice.words.text()
    assert not desk.window.job_row.isVisible()


def test_failed_job_is_a_row_with_reason_and_retry_that_works(desk: Desk) -> None:
    desk.open()
    desk.worker.problems.append(EngineProblem("the engine stopped by itself"))
    failures: list[Failure] = []
    desk.window.session.job_failed.connect(failures.append)
    desk.act("find")
    desk.settle()
    assert desk.window.job_row.isVisible()
    assert "the engine stopped by itself" in desk.window.job_row.words.text()
    desk.act("retry")
    desk.settle()
    assert desk.window.model.assessment is desk.worker.found
    assert not desk.window.job_row.isVisible()
    assert [failure.title for failure in failures] == ["Find damage and price"]


def test_failed_pricing_keeps_the_edit_and_can_be_tried_again(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.worker.problems.append(ModelProblem("the cost model is missing"))
    desk.act("toggle_damage")
    desk.settle()
    assert not model.priced
    assert "the cost model is missing" in desk.window.job_row.words.text()
    assert not desk.window.actions_table["save"].isEnabled()
    desk.act("retry")
    desk.settle()
    assert model.priced


def test_bug_opens_the_crash_window(desk: Desk) -> None:
    broken: list[str] = []
    desk.window.session.broke.connect(broken.append)
    desk.open()
    desk.worker.problems.append(Bug("a rule was broken", hint="Traceback"))
    desk.act("find")
    desk.settle()
    assert broken == ["Find damage and price: a rule was broken\n\nTraceback"]


def test_failed_opening_keeps_the_last_good_claim_on_the_screen(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.open_path(desk.claim / "gone")
    desk.settle()
    assert desk.window.model.assessment is desk.worker.found
    assert "nothing here" in desk.window.notice.words.text()


def test_of_claims_opened_in_a_row_the_last_is_shown(desk: Desk) -> None:
    other = desk.claim.with_name("other")
    other.mkdir()
    (other / "a.jpg").write_text("a", encoding="utf-8")
    desk.window.open_path(desk.claim)
    desk.window.open_path(other)
    desk.settle()
    assert desk.window.model.claim is not None
    assert desk.window.model.claim.folder == other


def test_saving_waits_for_prices(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.priced = False
    desk.window.session.save()
    assert "still being worked out" in desk.window.notice.words.text()
    assert desk.worker.commits == []


def test_run_begins_only_once_the_edits_are_priced(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.select_damage("d4")
    desk.worker.problems.append(ModelProblem("the cost model is missing"))
    desk.act("toggle_damage")
    desk.settle()
    assert not desk.window.actions_table["find"].isEnabled()
    desk.window.session.find_damage()  # as Retry of an earlier run would
    desk.settle()
    assert "still being worked out" in desk.window.notice.words.text()
    assert (desk.worker.commits, desk.worker.asked.count("assess")) == ([], 1)


def test_claim_that_opens_late_does_not_take_the_place_of_the_one_being_assessed(desk: Desk) -> None:
    desk.open()
    other = desk.claim.with_name("other")
    other.mkdir()
    (other / "a.jpg").write_text("a", encoding="utf-8")
    desk.use_cases.opening, desk.worker.wait_for_cancel = Event(), True
    desk.window.open_path(other)
    desk.act("find")
    desk.use_cases.opening.set()
    desk.qtbot.waitUntil(lambda: desk.window.notice.isVisible())
    assert "Open claim: not while a job is under way" in desk.window.notice.words.text()
    desk.worker.wait_for_cancel = False
    desk.settle()
    model = desk.window.model
    assert model.claim is not None
    assert (model.claim.folder, model.assessment) == (desk.claim, desk.worker.found)


def test_part_of_a_cancelled_run_is_not_shown_on_a_claim_opened_meanwhile(desk: Desk) -> None:
    desk.open()
    model = desk.window.model
    assert model.claim is not None
    desk.use_cases.save(desk.worker.found, model.claim.out)
    desk.use_cases.reading = Event()
    desk.worker.wait_for_cancel = True
    desk.act("find")
    desk.act("cancel")
    desk.qtbot.waitUntil(lambda: desk.window.jobs.changing is None)
    other = desk.claim.with_name("other")
    other.mkdir()
    (other / "a.jpg").write_text("a", encoding="utf-8")
    desk.window.open_path(other)
    desk.qtbot.waitUntil(lambda: model.claim is not None and model.claim.folder == other)
    desk.use_cases.reading.set()
    desk.settle()
    assert model.assessment is None


def test_save_asked_for_during_a_run_is_refused_with_a_word(desk: Desk) -> None:
    desk.open_and_find()
    desk.worker.wait_for_cancel = True
    desk.act("find")
    assert not desk.window.session.save()
    assert "Save: not while a job is under way (Find damage and price)" in desk.window.notice.words.text()
    desk.act("cancel")
    desk.settle()
    assert desk.worker.commits == []


def test_hint_on_options_is_not_shown_for_a_failed_job(desk: Desk) -> None:
    desk.open()
    desk.worker.problems.append(EngineProblem("the engine broke", hint="try again with --runtime torch"))
    desk.act("find")
    desk.settle()
    assert desk.window.job_row.words.text() == "the engine broke; try again, or leave this photo out"
    desk.worker.problems.append(UsageProblem("the output is the claim folder", hint="name another with -o"))
    desk.act("find")
    desk.settle()
    assert "-o" not in desk.window.notice.words.text()

from __future__ import annotations

import pytest

from claimapp.desk.panels.jobs import JobRow, Notice
from claimapp.desk.session import Failure
from claimapp.errors import EngineProblem
from claimapp.pipeline.progress import Progress, Step
from tests.desk.fakes import Desk


@pytest.fixture
def row(desk: Desk) -> JobRow:
    return desk.window.job_row


def test_running_job_has_bar_words_and_cancel(row: JobRow) -> None:
    row.start("Find damage and price")
    row.progress(Progress(Step.PHOTOS, 3, 6, "c.jpg"))
    assert row.title.text() == "Find damage and price"
    assert row.words.text() == "Looking at photos 3 of 6: c.jpg"
    assert row.bar.value() == 450
    assert row.bar.isVisible()


def test_failed_job_has_reason_instead_of_a_bar(row: JobRow) -> None:
    row.fail(Failure("Save", EngineProblem("it stopped", hint="try again"), lambda: None))
    assert row.title.text() == "Save: failed"
    assert row.words.text() == "it stopped; try again"
    assert not row.bar.isVisible()


def test_notice_is_read_out(desk: Desk) -> None:
    notice: Notice = desk.window.notice
    notice.say("line 3: no date")
    assert (notice.words.text(), notice.accessibleName(), notice.isVisible()) == ("line 3: no date",) * 2 + (True,)

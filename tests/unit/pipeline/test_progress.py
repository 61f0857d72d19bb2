"""progress.py: steps in order, in words; and the listener and the question for those who want neither."""

from __future__ import annotations

import pickle

from claimapp.pipeline.progress import Progress, Step, go_on, tell_nobody


def test_steps_are_in_the_order_of_a_run_and_read_as_sentences() -> None:
    assert [step.value for step in Step] == [
        "Looking at photos", "Listing damages", "Working out the cost", "Writing report",
    ]  # fmt: skip


def test_progress_can_be_sent_to_another_process() -> None:
    progress = Progress(Step.PHOTOS, 3, 12, "a/IMG_0003.jpg")
    assert pickle.loads(pickle.dumps(progress)) == progress


def test_a_run_goes_on_unless_somebody_says_otherwise_and_telling_nobody_is_harmless() -> None:
    assert go_on() is False
    tell_nobody(Progress(Step.WRITING, 0, 1))

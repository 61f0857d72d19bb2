"""A window with everything outside it replaced: no models, no dialogs, no files of the person."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from claimapp.desk.ask import Answer
from claimapp.desk.remembered import Remembered
from claimapp.desk.window import MainWindow
from claimapp.domain.assessment import Assessment
from tests.data.assessments import sample_assessment
from tests.desk.fakes import Desk, FakeAsking, FakeUseCases, FakeWorker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def claim_folder(tmp_path: Path) -> Path:
    """Folder with the files of the sample assessment; their content is their name."""
    folder = tmp_path / "CLM-2026-0042"
    folder.mkdir()
    for seen in sample_assessment().photos:
        (folder / seen.photo.file).write_text(seen.photo.file, encoding="utf-8")
    return folder


@pytest.fixture
def found(claim_folder: Path) -> Assessment:
    """The sample assessment, its photos' hashes those of the files in `claim_folder`."""
    sample = sample_assessment()
    photos = tuple(
        replace(
            seen,
            photo=replace(seen.photo, sha256=hashlib.sha256((claim_folder / seen.photo.file).read_bytes()).hexdigest()),
        )
        for seen in sample.photos
    )
    return replace(sample, photos=photos)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, claim_folder: Path, found: Assessment) -> Desk:
    """A window on the screen that nobody sees."""
    use_cases, asking = FakeUseCases(), FakeAsking()
    worker = FakeWorker(found, use_cases)
    window = MainWindow(use_cases, worker, Remembered(tmp_path / "window.ini"), tmp_path / "data", asking=asking)

    def leave_quietly(closing: MainWindow) -> None:
        asking.answer = Answer.DISCARD
        closing.shut_down()

    qtbot.addWidget(window, before_close_func=leave_quietly)
    window.show()
    return Desk(window, use_cases, worker, asking, claim_folder, qtbot)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from claimapp.desk.claim_model import PhotoItem
from claimapp.desk.jobs import Jobs
from claimapp.desk.pictures import Picture, Pictures, load_picture, read_image
from claimapp.domain.assessment import Assessment
from claimapp.errors import ClaimAppError, PhotoProblem
from tests.desk.fakes import FakeUseCases


@pytest.fixture
def use_cases() -> FakeUseCases:
    return FakeUseCases()


@pytest.fixture
def item(claim_folder: Path, found: Assessment) -> PhotoItem:
    seen = found.photos[0]
    return PhotoItem("p1", seen.photo.file, claim_folder / seen.photo.file, claim_folder / "drawn.jpg", seen)


def test_image_keeps_colours_and_size(use_cases: FakeUseCases, claim_folder: Path) -> None:
    image = read_image(use_cases, claim_folder / "a.jpg", 100)
    assert (image.width(), image.height()) == (100, 75)
    assert image.pixelColor(50, 50).getRgb()[:3] == (90, 90, 90)  # type: ignore[index]


def test_findings_may_be_drawn_over_the_photo_that_was_assessed(use_cases: FakeUseCases, item: PhotoItem) -> None:
    picture = load_picture(item, use_cases)
    assert (picture.original, picture.note) == (True, "")


def test_changed_photo_gives_way_to_the_picture_drawn_then(use_cases: FakeUseCases, item: PhotoItem) -> None:
    assert item.original is not None
    item.original.write_text("another photo", encoding="utf-8")
    picture = load_picture(item, use_cases)
    assert not picture.original
    assert "has changed since" in picture.note
    assert use_cases.decoded == [item.drawn]


def test_missing_photo_gives_way_to_the_drawn_one_else_is_a_problem(use_cases: FakeUseCases, item: PhotoItem) -> None:
    assert "not at hand" in load_picture(replace(item, original=None), use_cases).note
    with pytest.raises(PhotoProblem, match="not where it was"):
        load_picture(replace(item, original=None, drawn=None), use_cases)


def test_thumbnails_are_decoded_when_asked_for_and_kept(
    use_cases: FakeUseCases, qtbot: QtBot, claim_folder: Path
) -> None:
    pictures = Pictures(Jobs(QUndoStack()), use_cases)
    path = claim_folder / "01_front_left.jpg"
    with qtbot.waitSignal(pictures.thumbnail_ready):
        assert pictures.thumbnail(path, 40) is None
        assert pictures.thumbnail(path, 40) is None  # asked twice, decoded once
    pixmap = pictures.thumbnail(path, 40)
    assert pixmap is not None
    assert pixmap.width() == 40
    assert use_cases.decoded == [path]


def test_unreadable_photo_has_an_empty_thumbnail(use_cases: FakeUseCases, qtbot: QtBot) -> None:
    pictures = Pictures(Jobs(QUndoStack()), use_cases)
    with qtbot.waitSignal(pictures.thumbnail_ready):
        pictures.thumbnail(Path("broken.jpg"), 40)
    pixmap = pictures.thumbnail(Path("broken.jpg"), 40)
    assert pixmap is not None
    assert pixmap.isNull()


def test_of_thumbnails_waiting_the_newest_is_decoded_first(use_cases: FakeUseCases, qtbot: QtBot) -> None:
    jobs = Jobs(QUndoStack())
    pictures = Pictures(jobs, use_cases)
    for name in ("first", "second", "third"):
        pictures.thumbnail(Path(name), 40)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [path.name for path in use_cases.decoded] == ["first", "third", "second"]


def test_of_photos_asked_for_in_a_row_the_last_is_shown(use_cases: FakeUseCases, qtbot: QtBot, item: PhotoItem) -> None:
    jobs = Jobs(QUndoStack())
    pictures = Pictures(jobs, use_cases)
    shown: list[str] = []
    problems: list[ClaimAppError] = []

    def ask(name: str) -> None:
        def show(picture: Picture) -> None:
            shown.append(name)

        pictures.show(PhotoItem(name, name, item.original), show, problems.append)

    for name in ("p1", "p2", "p3"):
        ask(name)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert shown == ["p3"]
    assert len(use_cases.decoded) == 2  # p2 was never begun
    ask("p1")
    assert shown == ["p3", "p1"]  # kept from before, shown at once
    assert problems == []

from __future__ import annotations

from claimapp.desk.claim_model import PhotoItem
from claimapp.desk.panels.photos import photo_words
from tests.data.assessments import sample_assessment
from tests.desk.fakes import Desk

SEEN = sample_assessment().photos


def test_photo_says_its_role_and_findings() -> None:
    words = [photo_words(PhotoItem(seen.photo.id, seen.photo.file, None, None, seen)) for seen in (SEEN[0], SEEN[5])]
    assert words == ["vehicle, 3 findings", "licence disc"]
    assert photo_words(PhotoItem("p1", "a.jpg", None)) == "not assessed yet"


def test_only_photos_in_view_are_decoded(desk: Desk) -> None:
    for number in range(300):
        (desk.claim / f"x{number:03}.jpg").write_text(str(number), encoding="utf-8")
    desk.open()
    desk.settle()
    assert len(desk.window.model.photos) == 306
    assert 1 < len(set(desk.use_cases.decoded)) < 40


def test_list_and_canvas_follow_each_other(desk: Desk) -> None:
    desk.open()
    photos, model = desk.window.work.photos, desk.window.model
    photos.list.setCurrentIndex(photos.list.model().index(3, 0))
    assert model.photo is model.photos[3]
    model.select_photo(model.photos[1].id)
    assert photos.list.currentIndex().row() == 1
    assert photos.heading.text() == "&Photos (6)"


def test_unreadable_photo_has_an_empty_frame_and_the_rest_goes_on(desk: Desk) -> None:
    (desk.claim / "broken.jpg").write_text("", encoding="utf-8")
    desk.open()
    desk.settle()
    desk.window.grab()
    assert any(path.name == "01_front_left.jpg" for path in desk.use_cases.decoded)

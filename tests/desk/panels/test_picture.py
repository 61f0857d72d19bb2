from __future__ import annotations

from claimapp.domain.finding import DamageKind
from tests.desk.fakes import Desk


def test_title_findings_and_legend_are_those_of_the_photo(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_photo("p2")
    desk.settle()
    picture = desk.window.work.picture
    assert picture.title.text() == "02_bumper_close.jpg  ·  close-up  ·  5 findings"
    assert [item.finding.id for item in picture.canvas.findings] == [f"p2.d{number}" for number in range(1, 6)]
    assert picture.legend.kinds == (DamageKind.DENT, DamageKind.SCRATCH, DamageKind.BROKEN, DamageKind.LAMP)


def test_findings_are_never_drawn_over_a_photo_that_has_changed(desk: Desk) -> None:
    (desk.claim / "01_front_left.jpg").write_text("another photo", encoding="utf-8")
    desk.open_and_find()
    picture = desk.window.work.picture
    assert "not where it was" in picture.note.text()  # and the fake run has drawn none in its place
    assert picture.canvas.findings == ()


def test_unreadable_photo_says_why_in_its_place(desk: Desk) -> None:
    (desk.claim / "broken.jpg").write_text("", encoding="utf-8")
    desk.open()
    model = desk.window.model
    model.select_photo(model.photos[-1].id)
    desk.settle()
    picture = desk.window.work.picture
    assert picture.title.text() == "broken.jpg"
    assert "ends early" in picture.note.text()
    model.select_photo(model.photos[0].id)
    desk.settle()
    assert not picture.note.isVisible()


def test_damage_without_a_photo_is_announced_all_the_same(desk: Desk) -> None:
    desk.open_and_find()
    model = desk.window.model
    model.finding_id, model.damage_id = None, "d5"
    assert desk.window.work.picture.selection_words() == "dent, bonnet, 61\u00a0%, minor"
    model.damage_id = None
    assert desk.window.work.picture.selection_words() == ""

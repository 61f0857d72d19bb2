from __future__ import annotations

from dataclasses import replace

from claimapp.desk.panels.damages import damage_row
from tests.data.assessments import sample_assessment
from tests.desk.fakes import Desk

SAMPLE = sample_assessment()
FILES = {seen.photo.id: seen.photo.file for seen in SAMPLE.photos}


def test_row_says_part_kind_severity_confidence_and_photos() -> None:
    assert damage_row(SAMPLE.damages[3], FILES).cells == (
        "Left front door", "D  dent", "moderate", "95\u00a0%", "01, 03, 04", "found by the program",
    )  # fmt: skip


def test_damage_of_another_vehicle_is_struck_through_and_says_so() -> None:
    other = replace(SAMPLE.damages[0], dismissed=True, another_vehicle=True)
    row = damage_row(other, {})
    assert (row.struck, row.cells[5]) == (True, "on another vehicle, it seems")


def test_dismissed_damage_is_struck_through_and_keeps_its_note() -> None:
    row = damage_row(SAMPLE.damages[5], FILES)
    assert row.struck
    assert (row.cells[2], row.cells[5]) == ("severity not known", "dismissed")
    assert row.tip == "Seen on 05_right_rear.jpg\nreflection of leaves on the glass"


def test_photos_without_numbers_are_named_whole() -> None:
    row = damage_row(SAMPLE.damages[3], {"p1": "IMG_a.jpg", "p3": "IMG_b.jpg", "p4": "IMG_c.jpg"})
    assert row.cells[4] == "IMG_a.jpg, IMG_b.jpg, IMG_c.jpg"


def test_selecting_a_row_jumps_to_photo_and_finding(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.work.damages.table.selectRow(3)
    model = desk.window.model
    assert (model.damage_id, model.finding_id, model.photo) == ("d4", "p3.d1", model.photos[2])


def test_row_follows_a_finding_selected_on_the_photo(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.work.picture.canvas.finding_chosen.emit("p2.d4")
    assert desk.window.work.damages.table.chosen_key() == "d3"
    assert desk.window.model.finding_id == "p2.d4"


def test_summary_counts_damages_and_says_what_to_do_before(desk: Desk) -> None:
    desk.open()
    summary = desk.window.work.damages.summary
    assert "Find damage and price" in summary.text()
    desk.act("find")
    desk.settle()
    assert summary.text().startswith("5 damages")


def test_nothing_is_selected_by_itself_after_a_second_run(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.work.damages.table.selectRow(1)
    desk.act("find")
    desk.settle()
    assert (desk.window.model.damage_id, desk.window.work.damages.table.chosen_key()) == (None, None)

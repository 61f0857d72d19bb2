from __future__ import annotations

from claimapp.desk.panels.lines import line_row
from tests.data.assessments import sample_assessment
from tests.desk.fakes import Desk

LINES = sample_assessment().estimate.lines


def test_row_shows_hours_parts_paint_amount_and_why() -> None:
    cells = [cell.replace("\u00a0", " ") for cell in line_row(LINES[0]).cells]
    assert cells == [
        "Front bumper", "Replace", "4,5", "R 5 020,00", "R 990,00", "R 8 035,00",
        "broken, severe: plastic torn with a piece missing is replaced",
    ]  # fmt: skip


def test_tip_names_table_row_and_what_it_rests_on() -> None:
    tip = line_row(LINES[2]).tip
    assert "Panel beating: 2,8 x R\u00a0450,00 (rates panel_beating" in tip
    assert "labour_hours front_fender:repair:medium, assumed" in tip


def test_nothing_is_a_dash_and_less_stays_less() -> None:
    overlap = line_row(LINES[8])
    assert overlap.cells[3] == "–"
    assert overlap.cells[5].startswith("-R")


def test_selecting_a_line_jumps_to_the_damage_that_it_mends(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.work.lines.table.selectRow(2)
    assert desk.window.model.damage_id == "d3"
    desk.window.work.lines.table.selectRow(7)  # clear coat: the whole job
    assert desk.window.model.damage_id == "d3"

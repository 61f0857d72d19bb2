from __future__ import annotations

from claimapp.desk.panels.vehicle import vehicle_rows
from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Source, Vehicle
from tests.data.assessments import sample_assessment
from tests.desk.fakes import Desk


def test_every_field_has_a_row_with_value_and_source() -> None:
    rows = vehicle_rows(sample_assessment().vehicle)
    assert [row.key for row in rows] == list(VEHICLE_FIELDS)
    vin = rows[VEHICLE_FIELDS.index("vin")]
    assert vin.cells == ("VIN", "AAVZZZ6RZHU000000", "99\u00a0%", "barcode of the disc")


def test_other_readings_are_shown() -> None:
    engine = vehicle_rows(sample_assessment().vehicle)[VEHICLE_FIELDS.index("engine_no")]
    assert engine.cells[3].endswith("also read: CL5123456")


def test_unknown_is_said_with_what_was_tried_and_never_guessed() -> None:
    rows = vehicle_rows(Vehicle(vin=Known(None, Source.TEXT, 0.4)))
    assert {row.cells[1] for row in rows} == {"not known"}
    assert {row.cells[2] for row in rows} == {""}
    assert all(row.cells[3] for row in rows)


def test_panel_is_empty_until_the_claim_is_assessed(desk: Desk) -> None:
    desk.open()
    table = desk.window.work.vehicle.table
    assert table.rows_model.rows == ()
    desk.act("find")
    desk.settle()
    assert len(table.rows_model.rows) == len(VEHICLE_FIELDS)

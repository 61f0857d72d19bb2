from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.vehicle import Known, Source, Vehicle
from claimapp.stages.lines.table_rows import ClassName
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import class_by_name, classify


def _vehicle(make: str | None, model: str | None = None, series: str | None = None) -> Vehicle:
    known = [None if text is None else Known(text, Source.BARCODE, 1.0) for text in (make, model, series)]
    return Vehicle(make=known[0], model=known[1], series=known[2])


@pytest.mark.parametrize(
    ("make", "model", "series", "expected"),
    [
        ("VOLKSWAGEN", None, "VW 240-POLO VIVO", ClassName.B_SUPERMINI),  # as the disc prints it
        ("vw", "polo vivo", None, ClassName.B_SUPERMINI),
        ("Toyota", "Hilux 2.8 GD-6", None, ClassName.D_SUV_DCAB),
        ("TOYOTA", "LAND CRUISER PRADO", None, ClassName.E_PREMIUM),
        ("MERCEDES-BENZ", "C200", None, ClassName.E_PREMIUM),  # a whole make
        ("SUZUKI", "S-PRESSO", None, ClassName.A_ENTRY),
        ("Merc", "C200", None, ClassName.E_PREMIUM),
        ("Mercedes  Benz", None, None, ClassName.E_PREMIUM),
        ("VW", "Golf", "POLO", ClassName.B_SUPERMINI),  # the first row that fits
    ],
)
def test_listed_car_has_its_class_and_row(
    tables: Tables, make: str, model: str | None, series: str | None, expected: ClassName
) -> None:
    found = classify(_vehicle(make, model, series), tables)
    assert (found.name, found.caution, found.source.table) == (expected, None, "vehicle_class")


@pytest.mark.parametrize("vehicle", [_vehicle("TATA", "INDICA"), _vehicle(None), _vehicle("VOLKSWAGEN", "POLONAISE")])
def test_unlisted_car_takes_the_default_with_a_caution(tables: Tables, vehicle: Vehicle) -> None:
    found = classify(vehicle, tables)
    assert (found.name, found.source.row) == (ClassName.C_FAMILY, "default")
    assert found.caution is not None
    assert found.caution.code == "vehicle_class_assumed"


def test_every_listed_pattern_is_reached(tables: Tables) -> None:
    for row in tables.class_patterns:
        if row.source.row != "default":
            assert classify(_vehicle(row.make, row.pattern or "ANYTHING"), tables).source.row == row.source.row


def test_class_brings_its_labour_factor(tables: Tables) -> None:
    premium = class_by_name(ClassName.E_PREMIUM, tables)
    assert (premium.name, premium.labour_factor, premium.caution) == (ClassName.E_PREMIUM, Decimal("1.3"), None)
    assert (premium.source.table, premium.source.row) == ("class_factor", "E_premium")
    assert classify(_vehicle("BMW", "320I"), tables).labour_factor == Decimal("1.3")


def test_the_caution_of_an_assumed_class_names_the_car_as_it_was_looked_up(tables: Tables) -> None:
    found = classify(_vehicle("Tata", "Indica-2", "LX"), tables)
    assert found.labour_factor == Decimal("1.08")
    assert found.caution == Caution.of(
        CautionCode.VEHICLE_CLASS_ASSUMED, where="vehicle", named="TATA INDICA 2 LX", price_class="C_family"
    )
    unknown = classify(_vehicle(None), tables).caution
    assert unknown is not None
    assert dict(unknown.facts)["named"] == ""

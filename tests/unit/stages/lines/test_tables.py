from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation
from claimapp.domain.part import PARTS, WHOLE_PARTS, Material, PartName
from claimapp.errors import TableProblem
from claimapp.shipped import tables_folder
from claimapp.stages.lines.table_rows import BehindPart, ClassName
from claimapp.stages.lines.tables import TABLE_NAMES, Tables, load_tables


@pytest.fixture
def own_tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(tables_folder(), tmp_path / "tables"))


def _drop(folder: Path, table: str, start: str) -> None:
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def test_every_table_has_a_version(tables: Tables) -> None:
    assert set(tables.versions) == set(TABLE_NAMES)


def test_every_part_and_class_has_a_price_and_fitting_hours(tables: Tables) -> None:
    for part in (*WHOLE_PARTS, *BehindPart):
        assert tables.hours_for(part, Operation.REPLACE).strip_h + tables.hours_for(part, Operation.REPLACE).panel_h > 0
        for name in ClassName:
            assert tables.price(part, name).price.cents > 0


@pytest.mark.parametrize(
    "part", [part for part in WHOLE_PARTS if PARTS[part].material in (Material.METAL, Material.PLASTIC)]
)
@pytest.mark.parametrize(
    "kind", [kind for kind in DamageKind if kind not in (DamageKind.GLASS, DamageKind.LAMP, DamageKind.TYRE)]
)
def test_every_severity_of_panel_damage_has_a_rule_with_hours(tables: Tables, part: PartName, kind: DamageKind) -> None:
    for severity in Severity:
        rule = tables.operation_for(kind, part, severity)
        assert rule is not None
        assert tables.hours_for(part, rule.operation, rule.work_severity)


def test_repair_hours_grow_with_severity(tables: Tables) -> None:
    for part in PartName:
        if (part, Operation.REPAIR, Severity.MINOR) in tables.hours:
            steps = [tables.hours_for(part, Operation.REPAIR, severity) for severity in Severity]
            assert steps[0].panel_h < steps[1].panel_h < steps[2].panel_h
            assert steps[0].paint_h < steps[1].paint_h < steps[2].paint_h


def test_own_rule_of_a_part_wins_over_its_materials(tables: Tables) -> None:
    mirror = tables.operation_for(DamageKind.SCRATCH, PartName.MIRROR, Severity.MINOR)
    grille = tables.operation_for(DamageKind.SCRATCH, PartName.GRILLE, Severity.MINOR)
    assert mirror is not None
    assert grille is not None
    assert (mirror.operation, grille.operation) == (Operation.REFINISH, Operation.REPLACE)


def test_kind_that_a_part_cannot_have_has_no_rule(tables: Tables) -> None:
    assert tables.operation_for(DamageKind.LAMP, PartName.FRONT_DOOR, Severity.MINOR) is None


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("rates", "paint_material"),
        ("rules", "clear_coat_cap"),
        ("class_factor", "E_premium"),
        ("vehicle_class", "default"),
        ("part_prices", "C_family.roof"),
        ("labour_hours", "bonnet.repair.severe"),
        ("labour_hours", "radiator.replace"),
    ],
)
def test_row_that_a_rule_needs_is_missed_at_loading(own_tables: Path, table: str, row: str) -> None:
    _drop(own_tables, table, row)
    with pytest.raises(TableProblem) as caught:
        load_tables(own_tables)
    assert table in caught.value.where


def test_changed_price_is_used_and_changes_the_version(own_tables: Path, tables: Tables) -> None:
    path = own_tables / "part_prices.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("B_supermini.bonnet,bonnet,B_supermini,6850", "B_supermini.bonnet,bonnet,B_supermini,7000")
    )
    changed = load_tables(own_tables)
    assert str(changed.price(PartName.BONNET, ClassName.B_SUPERMINI).price) == "7000.00"
    assert changed.versions["part_prices"] != tables.versions["part_prices"]
    assert changed.versions["rates"] == tables.versions["rates"]


@pytest.mark.parametrize("kind", DamageKind)
def test_kind_without_any_rule_is_missed_at_loading(own_tables: Path, kind: DamageKind) -> None:
    path = own_tables / "operations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f",{kind}," not in line), encoding="utf-8")
    with pytest.raises(TableProblem, match=f"kind {kind}"):
        load_tables(own_tables)


def test_rows_of_an_overlay_go_before_the_shipped_ones_and_stand_in_the_version(tmp_path: Path, tables: Tables) -> None:
    header = "id,part,vehicle_class,price_ex_vat,low_ex_vat,high_ex_vat,status,basis,date\n"
    row = "insurer.bonnet,bonnet,B_supermini,5000,5000,5000,INSURER,own list 2026,2026-11-30\n"
    (tmp_path / "part_prices.csv").write_text(header + row, encoding="utf-8")
    laid_over = load_tables(tables_folder(), tmp_path)
    price = laid_over.price(PartName.BONNET, ClassName.B_SUPERMINI)
    assert (str(price.price), price.source.row, price.source.status) == ("5000.00", "insurer.bonnet", "INSURER")
    assert laid_over.price(PartName.ROOF, ClassName.B_SUPERMINI) == tables.price(PartName.ROOF, ClassName.B_SUPERMINI)
    assert laid_over.versions["part_prices"].startswith(f"{tables.versions['part_prices']}+")
    assert laid_over.versions["rates"] == tables.versions["rates"]


def test_overlay_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="holds no table"):
        load_tables(tables_folder(), tmp_path)

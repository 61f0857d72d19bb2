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
    ("table", "row", "told"),
    [
        ("rates", "paint_material", "paint_material"),
        ("rules", "clear_coat_cap", "clear_coat_cap"),
        ("class_factor", "E_premium", "E_premium"),
        ("vehicle_class", "default", "default"),
        ("part_prices", "C_family.roof", "roof in class C_family"),
        ("part_prices", "E_premium.radiator,", "radiator in class E_premium"),
        ("labour_hours", "bonnet.repair.severe", "bonnet, repair, severe"),
        ("labour_hours", "bonnet.replace", "bonnet, replace, any"),
        ("labour_hours", "radiator.replace", "radiator, replace, any"),
        ("labour_hours", "headlamp.polish", "headlamp, polish, any"),
    ],
)
def test_row_that_a_rule_needs_is_missed_at_loading(own_tables: Path, table: str, row: str, told: str) -> None:
    _drop(own_tables, table, row)
    with pytest.raises(TableProblem) as caught:
        load_tables(own_tables)
    assert caught.value.where == f"{table}.csv"
    assert caught.value.message == f"the row for {told} is missing"
    assert "put the shipped table back" in caught.value.hint


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
    with pytest.raises(TableProblem, match=rf"operations\.csv: .* kind {kind}"):
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
    with pytest.raises(TableProblem, match="holds no table") as caught:
        load_tables(tables_folder(), tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "one of part_prices.csv, labour_hours.csv, rates.csv" in caught.value.hint


def test_overlay_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="no such folder") as caught:
        load_tables(tables_folder(), tmp_path / "insuerer")
    assert caught.value.where == str(tmp_path / "insuerer")
    assert "settings or claim.toml" in caught.value.hint


def test_a_misnamed_table_of_an_overlay_is_told_and_not_passed_over(tmp_path: Path) -> None:
    header = "id,value,low,high,status,basis,date\n"
    (tmp_path / "rates.csv").write_text(header + "vat,0.15,0.15,0.15,INSURER,own,2026-11-30\n", encoding="utf-8")
    (tmp_path / "part_price.csv").write_text("", encoding="utf-8")
    (tmp_path / "a.csv").write_text("", encoding="utf-8")
    with pytest.raises(TableProblem, match=r"a\.csv, part_price\.csv is no table") as caught:
        load_tables(tables_folder(), tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "part_prices.csv, labour_hours.csv" in caught.value.hint


def test_a_rate_that_nothing_reads_is_told_with_those_that_are_read(tmp_path: Path) -> None:
    text = (tables_folder() / "rates.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    name, _, rest = text[1].partition(",")
    (tmp_path / "rates.csv").write_text(f"{text[0]}{name}_typo,{rest}", encoding="utf-8")
    with pytest.raises(TableProblem, match=f"nothing reads the row {name}_typo") as caught:
        load_tables(tables_folder(), tmp_path)
    assert f"the rows are {name}, strip_assemble, " in caught.value.hint
    assert caught.value.where == "rates.csv"


def _price(folder: Path, name: str, rand: int) -> Path:
    own = folder / name
    own.mkdir()
    header = "id,part,vehicle_class,price_ex_vat,low_ex_vat,high_ex_vat,status,basis\n"
    (own / "part_prices.csv").write_text(f"{header}{name},bonnet,B_supermini,{rand},{rand},{rand},INSURER,own\n")
    return own


def test_a_later_overlay_goes_before_an_earlier_one_also_for_the_class_of_a_car(tmp_path: Path, tables: Tables) -> None:
    first, second = _price(tmp_path, "one", 5000), _price(tmp_path, "two", 4000)
    (first / "vehicle_class.csv").write_text(
        "id,make,pattern,vehicle_class,status,basis\na,VOLKSWAGEN,POLO,A_entry,INSURER,x\nb,AUDI,,A_entry,INSURER,x\n"
    )
    laid_over = load_tables(tables_folder(), first, second)
    assert laid_over.price(PartName.BONNET, ClassName.B_SUPERMINI).source.row == "two"
    assert [row.source.row for row in laid_over.class_patterns[:2]] == ["a", "b"]
    assert laid_over.class_patterns[2:] == tables.class_patterns
    assert [len(version) for version in laid_over.versions["part_prices"].split("+")] == [12, 12, 12]


def test_a_rule_may_be_below_nothing_and_a_rate_may_not(own_tables: Path, tables: Tables) -> None:
    assert str(tables.rules.overlap_adjacent_panel.value) == "-0.4"
    path = own_tables / "rates.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("waste_disposal,150,0", "waste_disposal,150,-1"))
    with pytest.raises(TableProblem, match="column low: -1 is below 0"):
        load_tables(own_tables)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("part_prices", "high_ex_vat"),
        ("labour_hours", "paint_h"),
        ("rates", "low"),
        ("rules", "value"),
        ("class_factor", "labour_factor"),
        ("vehicle_class", "pattern"),
        ("operations", "needs_quote"),
    ],
)
def test_a_column_that_is_missing_is_told_by_its_table(own_tables: Path, table: str, column: str) -> None:
    path = own_tables / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f",{column}", f",{column}x", 1), encoding="utf-8")
    with pytest.raises(TableProblem, match=rf"{table}\.csv, line 1, column {column}: the column '{column}' is missing"):
        load_tables(own_tables)


def test_hours_of_a_severity_go_before_those_of_any_and_a_price_that_is_not_there_is_told(tables: Tables) -> None:
    severe = tables.hours_for(PartName.BONNET, Operation.REPAIR, Severity.SEVERE)
    assert (severe.source.row, str(severe.panel_h)) == ("bonnet.repair.severe", "7.7")
    assert tables.hours_for(PartName.BONNET, Operation.REPLACE, Severity.SEVERE).source.row == "bonnet.replace"
    with pytest.raises(TableProblem, match="the row for bumper in class A_entry is missing"):
        tables.price(PartName.BUMPER, ClassName.A_ENTRY)

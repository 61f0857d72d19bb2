from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.claim import ClaimFacts, GarageClass, RateOverrides
from claimapp.domain.line import RowStatus, TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import WHOLE_PARTS, PartName
from claimapp.stages.lines.rates import Level, Priced, claim_figures
from claimapp.stages.lines.table_rows import BehindPart, ClassName
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass, class_by_name


def test_general_garage_charges_the_insurers_rate_by_trade(tables: Tables, supermini: VehicleClass) -> None:
    figures = claim_figures(ClaimFacts("t", garage=GarageClass.GENERAL), supermini, tables)
    rows = (figures.panel.source.row, figures.strip.source.row, figures.paint.source.row)
    assert rows == ("panel_beating", "strip_assemble", "paint_labour")
    assert figures.panel.each == Money.rand(450)


def test_approved_garage_charges_by_brand(tables: Tables, supermini: VehicleClass) -> None:
    claim = ClaimFacts("t", garage=GarageClass.APPROVED)
    premium = class_by_name(ClassName.E_PREMIUM, tables)
    assert claim_figures(claim, supermini, tables).panel.source.row == "oem_approved_volume_brand"
    assert claim_figures(claim, premium, tables).panel.source.row == "oem_approved_premium_brand"


def test_rate_of_the_claim_wins_at_every_level(tables: Tables, supermini: VehicleClass) -> None:
    claim = ClaimFacts("t", rates=RateOverrides(paint=Money.rand(510)))
    for level in Level:
        figures = claim_figures(claim, supermini, tables, level)
        assert figures.paint.each == Money.rand(510)
        assert figures.paint.source.table == "claim.toml"
        assert figures.panel.source.table == "rates"


def test_levels_are_in_order(tables: Tables, supermini: VehicleClass) -> None:
    low, middle, high = (claim_figures(ClaimFacts("t"), supermini, tables, level) for level in Level)
    assert low.panel.each < middle.panel.each < high.panel.each
    assert low.sundries_share < middle.sundries_share < high.sundries_share
    for part in WHOLE_PARTS:
        assert low.parts[part].each <= middle.parts[part].each <= high.parts[part].each


def test_prices_exclude_vat(tables: Tables, supermini: VehicleClass) -> None:
    figures = claim_figures(ClaimFacts("t"), supermini, tables)
    # R5 770 VAT included in the research table
    assert figures.parts[PartName.FRONT_BUMPER].each == Money.rand(5020)


def test_each_typed_rate_is_cited_by_its_key_beside_the_tables_own(tables: Tables, supermini: VehicleClass) -> None:
    typed = RateOverrides(panel=Money(1), paint=Money(2), strip=Money(3), paint_material=Money(4))
    figures = claim_figures(ClaimFacts("t", rates=typed), supermini, tables)
    for key, cents, of_table, priced in (
        ("panel", 1, 450, figures.panel),
        ("paint", 2, 450, figures.paint),
        ("strip", 3, 450, figures.strip),
        ("paint_material", 4, 330, figures.material),
    ):
        source = TableRow("claim.toml", f"rates.{key}", status=RowStatus.PERSON)
        assert priced == Priced(Money(cents), source, database_each=Money.rand(of_table))


@pytest.mark.parametrize(
    ("level", "panel", "material", "share", "waste", "alignment", "bonnet"),
    [
        (Level.LOW, 380, 230, "0.00", 0, 450, 6450),
        (Level.MIDDLE, 450, 330, "0.03", 150, 650, 6850),
        (Level.HIGH, 600, 450, "0.05", 350, 1200, 7830),
    ],
)
def test_each_level_takes_its_column_of_every_table(
    tables: Tables,
    supermini: VehicleClass,
    level: Level,
    panel: int,
    material: int,
    share: str,
    waste: int,
    alignment: int,
    bonnet: int,
) -> None:
    figures = claim_figures(ClaimFacts("t"), supermini, tables, level)
    for priced in (figures.panel, figures.strip, figures.paint):
        assert (priced.each, priced.database_each) == (Money.rand(panel), None)
    assert (figures.material.each, figures.material.source.row) == (Money.rand(material), "paint_material")
    assert (figures.sundries_share, figures.sundries_source.row) == (Decimal(share), "sundries_consumables")
    assert (figures.waste.each, figures.waste.source.row) == (Money.rand(waste), "waste_disposal")
    assert (figures.alignment.each, figures.alignment.source.row) == (Money.rand(alignment), "alignment_sublet")
    assert figures.parts[PartName.BONNET].each == Money.rand(bonnet)
    assert figures.parts[BehindPart.RADIATOR].source.row == "B_supermini.radiator"
    assert (figures.labour_factor, figures.factor_source.row) == (Decimal("1.0"), "B_supermini")


def test_approved_garage_charges_one_rate_for_every_trade(tables: Tables, supermini: VehicleClass) -> None:
    figures = claim_figures(ClaimFacts("t", garage=GarageClass.APPROVED), supermini, tables)
    assert {figures.panel.each, figures.strip.each, figures.paint.each} == {Money.rand(600)}

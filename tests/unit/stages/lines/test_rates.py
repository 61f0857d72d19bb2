from __future__ import annotations

from claimapp.domain.claim import ClaimFacts, GarageClass, RateOverrides
from claimapp.domain.money import Money
from claimapp.domain.part import WHOLE_PARTS, PartName
from claimapp.stages.lines.rates import Level, claim_figures
from claimapp.stages.lines.table_rows import ClassName
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

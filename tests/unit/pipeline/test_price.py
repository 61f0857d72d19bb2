"""price.py: lines, totals and range follow from damages and edits alone, and cautions of pricing give way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.choices import ModelName
from claimapp.domain.edit import RemoveLine
from claimapp.domain.estimate import Outcome, RangeKind
from claimapp.domain.money import Money
from claimapp.pipeline.price import price
from claimapp.runtime.cost_model import load_cost_model
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.lines.tables import load_tables
from claimapp.store.priced import money_faults
from tests.data.assessments import empty_assessment
from tests.data.edits import edited, found_assessment, priced

FOUND = found_assessment()


def test_pricing_again_changes_nothing() -> None:
    assert priced(FOUND) == FOUND
    assert money_faults(FOUND) == ()


def test_what_a_line_mends_is_priced_and_nothing_else() -> None:
    assert {each for line in FOUND.estimate.lines for each in line.damages} == {"d1", "d2", "d3", "d4", "d5"}
    none = priced(replace(FOUND, damages=tuple(replace(each, dismissed=True) for each in FOUND.damages)))
    assert (none.estimate.lines, none.estimate.total, none.estimate.range) == ((), Money(), None)


def test_the_versions_of_the_tables_become_those_it_was_priced_with() -> None:
    tables = load_tables(tables_folder())
    older = replace(FOUND, app=replace(FOUND.app, tables={"rates": "2019.1"}))
    assert price(older, tables, None).app.tables == dict(tables.versions) != older.app.tables
    assert price(older, tables, None).app.models == FOUND.app.models


def test_cautions_of_photos_dates_and_edits_stay_and_those_of_pricing_are_made_anew() -> None:
    kept = (
        Caution.of(CautionCode.LOSS_IN_FUTURE, where="claim.toml", loss="2027-01-01"),
        Caution.of(CautionCode.TAKEN_BEFORE_LOSS, where="p1", loss="2026-10-12", photos=1, of=2),
        Caution.of(CautionCode.EDIT_NOT_CARRIED, where="e1", edit="dismiss", about=""),
        Caution.of(CautionCode.PHOTO_DARK, where="p2"),
    )
    gone = (
        Caution.of(CautionCode.SEVERITY_ASSUMED, where="d9", damages=("d9",), severity="moderate"),
        Caution.of(CautionCode.LINE_EDIT_FITS_NOTHING, where="e7", edit="e7"),
    )
    warnings = priced(replace(FOUND, warnings=(*gone, *kept))).warnings
    assert warnings[:4] == kept
    assert not set(gone) & set(warnings)


def test_without_a_learned_model_the_ends_are_the_tables_own_until_a_line_is_typed() -> None:
    assert FOUND.estimate.range is not None
    assert FOUND.estimate.range.kind is RangeKind.NONE
    assert FOUND.estimate.range.p05 < FOUND.estimate.range.p50 == FOUND.estimate.total < FOUND.estimate.range.p95
    typed = edited(FOUND, RemoveLine("l1")).estimate
    assert typed.range is not None
    assert typed.range.p05 == typed.range.p50 == typed.range.p95 == typed.total


def test_a_claim_without_damage_costs_nothing() -> None:
    estimate = priced(empty_assessment()).estimate
    assert (estimate.lines, estimate.total, estimate.payable) == ((), Money(), None)


def test_with_an_airbag_out_it_is_not_called_worth_repairing() -> None:
    terms = replace(FOUND.claim.terms, write_off_ratio=Decimal("0.7"))
    vehicle = replace(FOUND.claim.vehicle, retail_value=Money.rand(900_000))
    dear = replace(FOUND, claim=replace(FOUND.claim, terms=terms, vehicle=vehicle))
    airbag = Caution.of(CautionCode.AIRBAG_OUT, where="p1")
    model = load_cost_model(Manifest.load(models_folder()).model(ModelName.COST))
    outcomes = []
    for warnings in ((), (airbag,)):
        decision = price(replace(dear, warnings=warnings), load_tables(tables_folder()), model).estimate.decision
        assert decision is not None
        outcomes.append(decision.outcome)
    assert outcomes == [Outcome.REPAIR, Outcome.REFER]

"""Use case: price the damages of an assessment again, after a person's edit."""

from __future__ import annotations

from dataclasses import replace

from claimapp.domain.assessment import Assessment
from claimapp.pipeline.engines import COST
from claimapp.pipeline.route import SEEING_CODES, price
from claimapp.runtime.cost_model import load_cost_model
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.lines.tables import load_tables

__all__ = ["price_again"]


def price_again(assessment: Assessment) -> Assessment:
    """Return the assessment with lines, totals and range worked out anew from its damages.

    Only the cost changes; the versions of tables and cost model become today's. Cautions
    of the earlier pricing give way to those of this one.

    Raises:
        ModelProblem: if the cost model is missing or altered.
        TableProblem: if a table is damaged.
    """
    tables = load_tables(tables_folder())
    entry = Manifest.load(models_folder()).model(COST)
    priced = price(assessment.damages, assessment.claim, assessment.vehicle, tables, load_cost_model(entry))
    kept = tuple(caution for caution in assessment.warnings if caution.code in SEEING_CODES)
    return replace(
        assessment,
        app=replace(
            assessment.app,
            models=assessment.app.models | {COST: entry.digest()},
            tables=dict(tables.versions),
        ),
        estimate=priced.estimate,
        warnings=(*kept, *priced.cautions),
    )

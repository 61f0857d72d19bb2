"""Use case: price the damages of an assessment again, after a person's edit."""

from __future__ import annotations

from dataclasses import replace

from claimapp.app.shop import Shop, shop
from claimapp.domain.assessment import Assessment
from claimapp.domain.choices import ModelName
from claimapp.pipeline.price import price

__all__ = ["price_again"]


def price_again(assessment: Assessment, given: Shop | None = None) -> Assessment:
    """Return the assessment with lines, totals and range worked out anew from its damages and edits.

    Only the cost changes; the versions of tables and cost model become today's. Cautions
    of the earlier pricing give way to those of this one.

    Raises:
        ModelProblem: if the cost model is missing or altered.
        TableProblem: if a table is damaged.
    """
    wanted = given or shop()
    digest, ratio_model = wanted.cost_model()
    priced = price(assessment, wanted.tables(assessment.claim), ratio_model)
    return replace(priced, app=replace(priced.app, models=assessment.app.models | {ModelName.COST: digest}))

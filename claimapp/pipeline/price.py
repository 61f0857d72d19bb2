"""From damages to the estimate, with a person's own lines and figures laid over it."""

from __future__ import annotations

from dataclasses import replace

from claimapp.domain.assessment import Assessment
from claimapp.pipeline.line_edits import has_line_edits, lay_over
from claimapp.runtime.cost_model import RatioModel
from claimapp.stages.cost.estimate import make_estimate
from claimapp.stages.lines.schedule import make_lines
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import classify
from claimapp.store.priced import priced_hash

__all__ = ["price"]


def price(assessment: Assessment, tables: Tables, ratio_model: RatioModel | None) -> Assessment:
    """Return the assessment with lines, totals and range worked out from its damages and edits.

    Cautions of an earlier pricing give way to those of this one; the versions of the tables
    become those given. `ratio_model` None shows the schedule without a learned range.

    Raises:
        TableProblem: if a rule asks for a row that the tables lack.
        ModelProblem: if the model was trained on other features.
    """
    vehicle_class = classify(assessment.vehicle, tables)
    schedule = make_lines(assessment.damages, assessment.claim, vehicle_class, tables)
    lines, fits_nothing = lay_over(schedule.lines, assessment.edits)
    # Low and high belong to the tables' lines alone.
    ends = None if has_line_edits(assessment.edits) else (schedule.low, schedule.high)
    airbags_out = assessment.airbags_out
    estimate = make_estimate(lines, assessment.claim, ratio_model, table_ends=ends, airbags_out=airbags_out)
    kept = tuple(caution for caution in assessment.warnings if caution.code.outlives_pricing)
    priced = replace(
        assessment,
        app=replace(assessment.app, tables=dict(tables.versions)),
        estimate=estimate,
        warnings=(*kept, *schedule.cautions, *fits_nothing),
    )
    return replace(priced, estimate=replace(estimate, priced_hash=priced_hash(priced)))

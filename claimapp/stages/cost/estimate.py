"""Lines to the estimate: the public entry of this stage."""

from __future__ import annotations

from collections.abc import Iterable

from claimapp.domain.claim import ClaimFacts
from claimapp.domain.estimate import Estimate
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.runtime.cost_model import RatioModel
from claimapp.stages.cost.decide import decide
from claimapp.stages.cost.explain import explain
from claimapp.stages.cost.predict import TableRange, predict
from claimapp.stages.cost.totals import add_up, with_vat

__all__ = ["make_estimate"]


def make_estimate(
    lines: Iterable[RepairLine],
    claim: ClaimFacts,
    ratio_model: RatioModel | None,
    *,
    table_ends: tuple[Money, Money] | None = None,
    airbags_out: bool = False,
) -> Estimate:
    """Add up the lines, predict the final cost and compare it with the vehicle's value.

    `ratio_model` None shows the schedule without a learned range. `table_ends` is the
    schedule's subtotal, VAT excluded, at the tables' low and high figures; leave it out
    where lines were changed by hand, since they no longer belong together. `airbags_out` as in `decide`. No line gives
    zeros, no prediction, no decision.

    Raises:
        ModelProblem: if the model was trained on other features.
    """
    kept = tuple(lines)
    totals = add_up(kept, claim.terms)
    vat = claim.terms.vat
    table_range = TableRange(with_vat(table_ends[0], vat), with_vat(table_ends[1], vat)) if table_ends else None
    prediction = predict(kept, totals.total, ratio_model, table_range)
    return Estimate(
        lines=kept,
        subtotal=totals.subtotal,
        vat=totals.vat,
        total=totals.total,
        excess=totals.excess,
        payable=totals.payable,
        range=prediction.range if prediction else None,
        explanation=explain(totals.total, prediction, ratio_model),
        decision=decide(
            totals.total,
            prediction,
            claim.vehicle.retail_value,
            claim.terms.write_off_ratio,
            airbags_out=airbags_out,
        ),
    )

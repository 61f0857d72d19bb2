"""Every sentence about a range: what a range is not, no sentence can say that it is."""

from __future__ import annotations

from typing import assert_never

from claimapp.domain.estimate import Range, RangeKind
from claimapp.words.figures import money_words, share_words
from claimapp.words.language import _

__all__ = ["range_line", "range_sentence"]


def range_sentence(found: Range | None) -> str:
    """Say between which amounts the final cost is expected, and on what that rests."""
    if found is None:
        return _("No range: there is nothing to predict from.")
    amounts = {name: money_words(getattr(found, name)) for name in ("p05", "p50", "p95")}
    match found.kind:
        case RangeKind.LEARNED:
            if found.covered is None:
                return _(
                    "Learned on {rows} settled claims: {p05} to {p95}, middle {p50}, VAT included. How often it holds "
                    "was not measured (model {model})."
                ).format(rows=found.rows or 0, model=found.model, **amounts)
            return _(
                "Held {covered} of settled claims that were kept aside: {p05} to {p95}, middle {p50}, VAT included. "
                "Learned on {rows} settled claims (model {model})."
            ).format(covered=share_words(found.covered), rows=found.rows or 0, model=found.model, **amounts)
        case RangeKind.SIMULATED:
            return _(
                "Spread of a simulation, not measured on settled claims: {p05} to {p95}, middle {p50}, VAT included. "
                "Real costs can lie outside it more often than it looks (model {model})."
            ).format(model=found.model, **amounts)
        case RangeKind.NONE:
            if found.p05 == found.p95:
                return _("No range: no model knows such a job. The schedule alone: {p50}, VAT included.").format(
                    **amounts
                )
            return _(
                "No range: no model knows such a job. The schedule alone: {p50}, VAT included; with every low and "
                "every high figure of the tables {p05} and {p95}. The final cost can lie outside both."
            ).format(**amounts)
        case unknown:
            assert_never(unknown)


def range_line(found: Range) -> str:
    """Say the same in one short line, for lists and the terminal."""
    amounts = {name: money_words(getattr(found, name)) for name in ("p05", "p50", "p95")}
    match found.kind:
        case RangeKind.LEARNED:
            return _("{p05} to {p95}, middle {p50} (learned on settled claims)").format(**amounts)
        case RangeKind.SIMULATED:
            return _("{p05} to {p95}, middle {p50} (spread of a simulation, not of settled claims)").format(**amounts)
        case RangeKind.NONE:
            return _("none learned for such a job; the tables' low and high: {p05} and {p95}").format(**amounts)
        case unknown:
            assert_never(unknown)

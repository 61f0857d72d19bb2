"""summary.csv of a batch: one row a claim, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from claimapp.atomic import replace_bytes
from claimapp.domain.assessment import Assessment
from claimapp.domain.estimate import RangeKind
from claimapp.domain.money import Money
from claimapp.words.say import say

__all__ = ["ClaimStatus", "SummaryRow", "defused", "on_one_line", "summary_row", "write_summary"]

# What spreadsheets run as a formula: OWASP, "CSV Injection" (the last four are full-width signs).
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class ClaimStatus(StrEnum):
    """How a claim of the batch ended: whole, with some files failed, or not at all."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One claim of a batch; the columns are the fields in this order, None is an empty cell.

    `damages` counts those that are charged for; money is rand with two places, VAT
    included (`total` and the range); `seconds` with one place.
    """

    claim: str
    status: ClaimStatus
    make: str
    model: str
    vin: str
    registration: str
    damages: int | None
    lines: int | None
    total: Money | None
    p05: Money | None
    p50: Money | None
    p95: Money | None
    decision: str
    seconds: Decimal
    warnings: str
    error: str


def summary_row(
    claim: str, status: ClaimStatus, assessment: Assessment | None, *, seconds: float, error: str = ""
) -> SummaryRow:
    """Make the row of one claim; a failed one has no assessment, and only `error` says why."""
    took = Decimal(str(seconds)).quantize(Decimal("0.1"))
    if assessment is None:
        return SummaryRow(claim, status, "", "", "", "", None, None, None, None, None, None, "", took, "", error)
    vehicle, estimate = assessment.vehicle, assessment.estimate
    texts = [say(caution) for caution in assessment.cautions()]
    files = [f"{problem.file}: {problem.problem}" for problem in assessment.errors]
    # Only quantiles go into these columns: low and high of the tables are none.
    predicted = estimate.range if estimate.range and estimate.range.kind is not RangeKind.NONE else None
    return SummaryRow(
        claim=claim,
        status=status,
        make=vehicle.text("make"),
        model=vehicle.text("model"),
        vin=vehicle.text("vin"),
        registration=vehicle.text("registration"),
        damages=len(assessment.charged_damages),
        lines=len(estimate.lines),
        total=estimate.total,
        p05=predicted.p05 if predicted else None,
        p50=predicted.p50 if predicted else None,
        p95=predicted.p95 if predicted else None,
        decision=estimate.decision.outcome if estimate.decision else "",
        seconds=took,
        warnings="; ".join(texts),
        error="; ".join([error, *files] if error else files),
    )


def write_summary(rows: Iterable[SummaryRow], target: Path) -> Path:
    """Write summary.csv (UTF-8, comma, header row) and return where it lies; no rows give the header alone.

    Raises:
        OutputProblem: if the file cannot be written.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    columns = [field.name for field in fields(SummaryRow)]
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(getattr(row, column)) for column in columns)
    # A lone surrogate can come from a file name of another system; it is written as `?`.
    replace_bytes(target, written.getvalue().encode("utf-8", errors="replace"))
    return target


def defused(text: str) -> str:
    """Put a `'` before a text that a spreadsheet would run as a formula; other texts stay as they are."""
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text


def on_one_line(text: str) -> str:
    """Turn line breaks and other control characters into spaces: one claim is one row."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)


def _cell(value: object) -> str:
    """Write one value; only text can hide a formula, numbers of our own may begin with a minus."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return defused(on_one_line(value))

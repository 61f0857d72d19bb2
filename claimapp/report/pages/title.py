"""The head of the report: which claim, then at once what a person must look at."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment, Caution
from claimapp.domain.claim import ClaimFacts, GarageClass
from claimapp.report.pages.frame import TITLE
from claimapp.report.pages.style import (
    ACCENT,
    AMBER,
    AMBER_PALE,
    GREY,
    PALE,
    WIDTH_MM,
    cell,
    grid,
    heading,
    plain_text,
    shortened,
    space,
)
from claimapp.report.pages.undrawn import undrawn_cautions
from claimapp.report.words import NOT_KNOWN, date_words, time_words

__all__ = ["incident_section", "title_block", "warning_texts", "warnings_box"]

_GARAGE_WORDS = {GarageClass.APPROVED: "approved repairer", GarageClass.GENERAL: "general repairer"}
_LABEL_MM = 27.0
_NUMBER_LONGEST = 60
_INCIDENT_LONGEST = 400
"""A longer account is only begun among the facts; the whole of it has a section of its own."""
_WARNING_LONGEST = 1500


def _rates(claim: ClaimFacts) -> str:
    """Whose rates are used, and those that the claim itself gives."""
    given = [
        f"{name} {rate.spoken()}"
        for name, rate in (
            ("panel", claim.rates.panel),
            ("strip", claim.rates.strip),
            ("paint", claim.rates.paint),
            ("paint material", claim.rates.paint_material),
        )
        if rate is not None
    ]
    own = f"; given in claim.toml, an hour: {', '.join(given)}" if given else ""
    return f"{_GARAGE_WORDS[claim.garage]}{own}"


def title_block(assessment: Assessment) -> list[Any]:
    """Title with the claim's number, then its facts in two columns."""
    claim = assessment.claim
    value = claim.vehicle.retail_value
    kilometres = claim.vehicle.odometer_km
    pairs = [
        ("Loss date", date_words(claim.loss_date)),
        ("Assessed on", time_words(assessment.created)),
        ("Insured", claim.insured.name or NOT_KNOWN),
        ("Policy", claim.insured.policy or NOT_KNOWN),
        ("Odometer", f"{kilometres:,} km".replace(",", "\u00a0") if kilometres is not None else NOT_KNOWN),
        ("Retail value", f"{value.spoken()} (as given)" if value else NOT_KNOWN),
        ("Labour rates", _rates(claim)),
        ("Program", f"claimapp {assessment.app.version}"),
    ]
    half = WIDTH_MM / 2 - _LABEL_MM
    rows = []
    for (name, first), (other, second) in zip(pairs[::2], pairs[1::2], strict=True):
        rows.append([_label(name), cell(shortened(first, 160)), _label(other), cell(shortened(second, 160))])
    rows.append([_label("Incident"), cell(_incident_begun(claim.incident or NOT_KNOWN)), "", ""])
    last = len(rows) - 1
    facts = grid(rows, [_LABEL_MM, half, _LABEL_MM, half], extra=[("SPAN", (1, last), (3, last))])
    number = cell(shortened(claim.number, _NUMBER_LONGEST), size="figure", align="right", colour=ACCENT)
    top = grid(
        [[cell(TITLE, size="title", colour=ACCENT), number]],
        [WIDTH_MM * 0.58, WIDTH_MM * 0.42],
        extra=[
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, -1), 1.2, ACCENT),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("RIGHTPADDING", (-1, 0), (-1, 0), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )
    return [top, space(1.5), facts]


def incident_section(assessment: Assessment) -> list[Any]:
    """Give a long account of the incident whole, over as many pages as it takes; a short one stands in the title."""
    account = assessment.claim.incident or ""
    if len(account) <= _INCIDENT_LONGEST:
        return []
    paragraphs = [line for line in account.splitlines() if line.strip()]
    return [*heading("Incident, as given"), *(plain_text(paragraph) for paragraph in paragraphs)]


def _incident_begun(account: str) -> str:
    if len(account) <= _INCIDENT_LONGEST:
        return account
    begun = account[: _INCIDENT_LONGEST // 2].rsplit(maxsplit=1)[0]
    return f"{begun} … (the whole is below, under “Incident, as given”)"


def warning_texts(assessment: Assessment) -> tuple[Caution, ...]:
    """Collect what a person must look at: of the vehicle first (a disc that does not match), each sentence once."""
    of_vehicle = [Caution("vehicle", text, "vehicle") for text in assessment.vehicle.warnings]
    texts: dict[str, Caution] = {}
    for caution in [*of_vehicle, *assessment.warnings, *undrawn_cautions(assessment)]:
        texts.setdefault(caution.text, caution)
    return tuple(texts.values())


def warnings_box(assessment: Assessment) -> list[Any]:
    """List the warnings in a marked box; none says so, so that its absence is no riddle."""
    cautions = warning_texts(assessment)
    if not cautions:
        box = grid([[cell("The program has no warnings for this claim.", colour=GREY)]], [WIDTH_MM], rules=PALE)
        return [space(2.5), box]
    rows = [[cell("", bold="Look at this first", colour=AMBER)]]
    for caution in cautions:
        where = f"  ({shortened(caution.where, 60)})" if caution.where else ""
        rows.append([cell(f"{shortened(caution.text, _WARNING_LONGEST)}{where}")])
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), AMBER_PALE),
        ("LINEBEFORE", (0, 0), (0, -1), 3, AMBER, "projecting"),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("LINEBELOW", (0, 0), (-1, -1), 0, AMBER_PALE),
    ]
    return [space(2.5), grid(rows, [WIDTH_MM], extra=look, rules=AMBER_PALE)]


def _label(text: str) -> Any:
    return cell(text, colour=GREY)

"""The head of the report: which claim, then at once what a person must look at."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment, Caution
from claimapp.domain.claim import ClaimFacts, GarageClass
from claimapp.report.pages.frame import TITLE
from claimapp.report.pages.look import ACCENT, AMBER, AMBER_PALE, GREY, PALE, WIDTH_MM, cell, grid, shortened, space
from claimapp.report.words import NOT_KNOWN, date_words, time_words

__all__ = ["title_block", "warning_texts", "warnings_box"]

_GARAGE_WORDS = {GarageClass.APPROVED: "approved repairer", GarageClass.GENERAL: "general repairer"}
_LABEL_MM = 27.0
_NUMBER_LONGEST = 60
# Longer texts of one's own are cut here; the whole stands in assessment.json.
_INCIDENT_LONGEST = 400
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
    rows.append([_label("Incident"), cell(shortened(claim.incident or NOT_KNOWN, _INCIDENT_LONGEST)), "", ""])
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


def warning_texts(assessment: Assessment) -> tuple[Caution, ...]:
    """Collect what a person must look at: of the vehicle first (a disc that does not match), each sentence once."""
    of_vehicle = [Caution("vehicle", text, "vehicle") for text in assessment.vehicle.warnings]
    texts: dict[str, Caution] = {}
    for caution in [*of_vehicle, *assessment.warnings]:
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

"""The head of the report: which claim, then at once what a person must look at."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.claim import ClaimFacts
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
from claimapp.words.figures import date_words, kilometres_words, money_words, not_known, time_words
from claimapp.words.language import N_, _
from claimapp.words.names import garage_words
from claimapp.words.say import say

__all__ = ["incident_section", "title_block", "warnings_box"]

_LABEL_MM = 31.0
_NUMBER_LONGEST = 60
_INCIDENT_LONGEST = 400
"""A longer account is only begun among the facts; the whole of it has a section of its own."""
_WARNING_LONGEST = 1500


def _rates(claim: ClaimFacts) -> str:
    """Whose rates are used, and those that the claim itself gives."""
    given = [
        f"{_(name)} {money_words(rate)}"
        for name, rate in (
            (N_("panel"), claim.rates.panel),
            (N_("strip"), claim.rates.strip),
            (N_("paint"), claim.rates.paint),
            (N_("paint material"), claim.rates.paint_material),
        )
        if rate is not None
    ]
    garage = garage_words(claim.garage)
    if not given:
        return garage
    return _("{garage}; given in claim.toml, an hour: {rates}").format(garage=garage, rates=", ".join(given))


def title_block(assessment: Assessment) -> list[Any]:
    """Title with the claim's number, then its facts in two columns."""
    claim = assessment.claim
    value = claim.vehicle.retail_value
    pairs = [
        (_("Loss date"), date_words(claim.loss_date)),
        (_("Assessed on"), time_words(assessment.created)),
        (_("Insured"), claim.insured.name or not_known()),
        (_("Policy"), claim.insured.policy or not_known()),
        (_("Odometer"), kilometres_words(claim.vehicle.odometer_km)),
        (_("Retail value"), _("{amount} (as given)").format(amount=money_words(value)) if value else not_known()),
        (_("Labour rates"), _rates(claim)),
        (_("Program"), f"claimapp {assessment.app.version}"),
    ]
    half = WIDTH_MM / 2 - _LABEL_MM
    rows = []
    for (name, first), (other, second) in zip(pairs[::2], pairs[1::2], strict=True):
        rows.append([_label(name), cell(shortened(first, 160)), _label(other), cell(shortened(second, 160))])
    rows.append([_label(_("Incident")), cell(_incident_begun(claim.incident or not_known())), "", ""])
    last = len(rows) - 1
    facts = grid(rows, [_LABEL_MM, half, _LABEL_MM, half], extra=[("SPAN", (1, last), (3, last))])
    number = cell(shortened(claim.number, _NUMBER_LONGEST), size="figure", align="right", colour=ACCENT)
    top = grid(
        [[cell(_(TITLE), size="title", colour=ACCENT), number]],
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
    return [*heading(_("Incident, as given")), *(plain_text(paragraph) for paragraph in paragraphs)]


def _incident_begun(account: str) -> str:
    if len(account) <= _INCIDENT_LONGEST:
        return account
    begun = account[: _INCIDENT_LONGEST // 2].rsplit(maxsplit=1)[0]
    return _("{begun} … (the whole is below, under “Incident, as given”)").format(begun=begun)


def warnings_box(assessment: Assessment) -> list[Any]:
    """List the warnings in a marked box; none says so, so that its absence is no riddle."""
    cautions = (*assessment.cautions(), *undrawn_cautions(assessment))
    if not cautions:
        box = grid([[cell(_("The program has no warnings for this claim."), colour=GREY)]], [WIDTH_MM], rules=PALE)
        return [space(2.5), box]
    rows = [[cell("", bold=_("Look at this first"), colour=AMBER)]]
    for caution in cautions:
        text = say(caution)
        where = f"  ({shortened(caution.where, 60)})" if caution.where and caution.where not in text else ""
        rows.append([cell(f"{shortened(text, _WARNING_LONGEST)}{where}")])
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), AMBER_PALE),
        ("LINEBEFORE", (0, 0), (0, -1), 3, AMBER, "projecting"),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("LINEBELOW", (0, 0), (-1, -1), 0, AMBER_PALE),
    ]
    return [space(2.5), grid(rows, [WIDTH_MM], extra=look, rules=AMBER_PALE)]


def _label(text: str) -> Any:
    return cell(text, colour=GREY)

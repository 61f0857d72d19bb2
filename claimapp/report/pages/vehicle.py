"""The vehicle: every field with its value, where it comes from and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Source, Vehicle
from claimapp.report.pages.style import GREY, WIDTH_MM, cell, grid, heading, shortened
from claimapp.words.figures import NOTHING, date_words, listed, not_known, share_words
from claimapp.words.language import _
from claimapp.words.names import field_words
from claimapp.words.phrases import known_from
from claimapp.words.say import capital

__all__ = ["vehicle_section"]

_LONGEST = 120
_GIVEN = (Source.CLAIM_FILE, Source.PERSON)


def vehicle_section(assessment: Assessment) -> list[Any]:
    """Make the table of the vehicle; a field without a value says `not known` and what was tried."""
    vehicle = assessment.vehicle
    rows = [[cell(text, colour=GREY) for text in (_("Field"), _("Value"), _("Where from"))]]
    rows[0].append(cell(_("How sure"), colour=GREY, align="right"))
    for field in VEHICLE_FIELDS:
        known: Known | None = getattr(vehicle, field)
        others = listed([shortened(other, _LONGEST) for other in known.alternatives], 3) if known else NOTHING
        rows.append(
            [
                cell(capital(field_words(field)), colour=GREY),
                _value(vehicle, field, known),
                cell(known_from(vehicle, known), under=_others(others)),
                cell(_sure(known), align="right"),
            ]
        )
    widths = [38.0, 56.0, WIDTH_MM - 38 - 56 - 20, 20.0]
    return [*heading(_("Vehicle")), grid(rows, widths, header_rows=1)]


def _others(others: str) -> str:
    return "" if others == NOTHING else _("also read as: {others}").format(others=others)


def _value(vehicle: Vehicle, field: str, known: Known | None) -> Any:
    if known is None or known.value is None:
        return cell(not_known(), colour=GREY)
    text = vehicle.text(field)
    return cell("", bold=shortened(_day(text) if field == "expires" else text, _LONGEST))


def _day(text: str) -> str:
    try:
        return date_words(date.fromisoformat(text))
    except ValueError:
        return text


def _sure(known: Known | None) -> str:
    if known is None or known.value is None:
        return NOTHING
    return _("given") if known.source in _GIVEN else share_words(known.confidence)

"""A claim in a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from claimapp.app.saved import Assessed
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage
from claimapp.domain.vehicle import Vehicle
from claimapp.words.figures import listed, money_words, not_known
from claimapp.words.language import N_, _, counted
from claimapp.words.names import kind_words, place_words, severity_words, sure_words
from claimapp.words.phrases import edit_sentence
from claimapp.words.ranges import range_line
from claimapp.words.say import say

__all__ = ["claim_summary", "edits_summary", "estimate_summary", "warning_lines"]

_FINDINGS_NAMED = 4
"""A crushed bonnet may have thirty; the rest are counted."""

_LABELS = (
    N_("Claim"), N_("Vehicle"), N_("Damage"), N_("Warning"), N_("Report"), N_("Data"), N_("Cost"), N_("Range"),
    N_("Edit"),
)  # fmt: skip


def claim_summary(assessed: Assessed) -> str:
    """Vehicle, damages, cost, warnings and where the report is."""
    assessment = assessed.assessment
    photos = counted("{number} photo", "{number} photos", len(assessment.photos))
    lines = [
        _row("Claim", f"{assessment.claim.number}: {photos}"),
        _row("Vehicle", _vehicle(assessment.vehicle)),
        *_damages(assessment),
        estimate_summary(assessment),
        *warning_lines(assessment),
        _row("Report", str(assessed.report_pdf or _("left out"))),
        _row("Data", str(assessed.assessment_json)),
    ]
    return "\n".join(lines)


def estimate_summary(assessment: Assessment) -> str:
    """Totals and the range, with what the range rests on."""
    estimate = assessment.estimate
    priced = counted("{number} line", "{number} lines", len(estimate.lines))
    total = _("{lines}, {total} including VAT").format(lines=priced, total=money_words(estimate.total))
    lines = [_row("Cost", total)]
    if estimate.payable is not None and estimate.excess is not None:
        payable = _("less excess {excess}: {payable}")
        lines.append(
            _row("", payable.format(excess=money_words(estimate.excess), payable=money_words(estimate.payable)))
        )
    if estimate.range:
        lines.append(_row("Range", range_line(estimate.range)))
    return "\n".join(lines)


def warning_lines(assessment: Assessment) -> list[str]:
    """Every caution of a claim, a line each, with the file's name where it is about a photo."""
    files = {seen.photo.id: f"{seen.photo.file}: " for seen in assessment.photos}
    return [_row("Warning", files.get(caution.where or "", "") + say(caution)) for caution in assessment.cautions()]


def edits_summary(assessment: Assessment) -> str:
    """What a person changed, a line each; says so where nothing was."""
    rows = [_row("Edit", f"{record.id} {edit_sentence(record)}") for record in assessment.edits]
    return "\n".join(rows) if rows else _row("Edit", _("none"))


def _row(label: str, text: str) -> str:
    return f"{_(label) if label else '':<11}{text}"


def _vehicle(vehicle: Vehicle) -> str:
    names = [vehicle.text(field) for field in ("make", "series", "registration", "vin")]
    known = [name for name in names if name]
    return ", ".join(known) if known else not_known()


def _damages(assessment: Assessment) -> Iterable[str]:
    charged = assessment.charged_damages
    if not charged:
        none = _("none charged") if assessment.damages else _("none found by the program; that does not mean undamaged")
        return [_row("Damage", none)]
    return [_row("Damage" if number == 0 else "", _damage(damage)) for number, damage in enumerate(charged)]


def _damage(damage: Damage) -> str:
    part = place_words(damage.place) if damage.place else _("part not known")
    severity = f", {severity_words(damage.severity)}" if damage.severity else ""
    seen = _(" (seen {findings})").format(findings=listed(damage.seen, _FINDINGS_NAMED)) if damage.seen else ""
    return f"{part}: {kind_words(damage.kind)}{severity}, {sure_words(damage)}{seen}"

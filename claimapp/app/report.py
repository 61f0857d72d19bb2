"""Use case: the PDF of a saved assessment, written or printed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from claimapp.app.saved import REPORT_NAME, open_saved
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, DamageStatus
from claimapp.domain.part import PartName, Side
from claimapp.errors import AssessmentProblem
from claimapp.logs import job
from claimapp.report.pdf import write_pdf
from claimapp.report.sent_to_printer import print_pdf
from claimapp.store.assessment_json import assessment_sha256
from claimapp.store.lock import locked

__all__ = ["REPORT_NAME", "print_report", "write_report"]


def write_report(path: Path, target: Path | None = None) -> Path:
    """Write the PDF of an output folder (or its assessment.json) and return its path.

    `target` None writes report.pdf beside assessment.json. The same assessment and
    photos give the same bytes.

    Raises:
        AssessmentProblem: if the assessment cannot be read, or its damages were changed since it was priced.
        OutputProblem: if the PDF cannot be written, or another run is writing beside the assessment.
    """
    saved = open_saved(path)
    _refuse_unpriced(saved.assessment, saved.folder)
    digest = assessment_sha256(saved.assessment)
    if target is not None and target.resolve().parent != saved.folder.resolve():
        # One file elsewhere, written in one step: nothing that two runs could mix up.
        return write_pdf(saved.assessment, saved.drawn, target, assessment_sha256=digest)
    with job("write the report"), locked(saved.folder, "report"):
        return write_pdf(saved.assessment, saved.drawn, target or saved.folder / REPORT_NAME, assessment_sha256=digest)


def _refuse_unpriced(assessment: Assessment, folder: Path) -> None:
    """A person signs the report: its lines must be those of its damages."""
    charged = {damage.id: (damage.part, damage.side) for damage in assessment.damages if _is_charged(damage)}
    priced: dict[str, set[tuple[PartName | None, Side | None]]] = defaultdict(set)
    for line in assessment.estimate.lines:
        for damage_id in line.damages:
            priced[damage_id].add((line.part, line.side))
    changed = [damage_id for damage_id, places in priced.items() if charged.get(damage_id) not in places]
    if changed:
        raise AssessmentProblem(
            f"damage {', '.join(changed)} was changed since it was priced",
            hint=f"price again with `claimapp estimate {folder} -o {folder}`",
            where=str(folder),
        )


def _is_charged(damage: Damage) -> bool:
    return damage.status is not DamageStatus.DISMISSED


def print_report(pdf: Path, printer: str | None) -> str:
    """Hand a PDF to the system's printing; returns a sentence about where it went; raises PrintProblem."""
    return print_pdf(pdf, printer)

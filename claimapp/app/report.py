"""Use case: the PDF of a saved assessment, written or printed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from claimapp.app.estimate import price_again
from claimapp.app.saved import open_saved
from claimapp.domain.assessment import Assessment
from claimapp.domain.files import FileName
from claimapp.errors import AssessmentProblem
from claimapp.logs import job
from claimapp.report.pdf import write_pdf
from claimapp.report.sent_to_printer import print_pdf
from claimapp.store.assessment_json import assessment_sha256
from claimapp.store.lock import locked
from claimapp.store.priced import money_faults
from claimapp.words.language import Language, speaking

__all__ = ["print_report", "require_priced", "write_report"]

_MOST_TOLD = 3  # faults that an error names


def write_report(path: Path, target: Path | None = None, *, language: Language = Language.ENGLISH) -> Path:
    """Write the PDF of an output folder (or its assessment.json) and return its path.

    `target` None writes report.pdf beside assessment.json. The same assessment, photos and
    language give the same bytes.

    Raises:
        AssessmentProblem: if the assessment cannot be read, or its money is not that of its damages.
        OutputProblem: if the PDF cannot be written, or another run is writing beside the assessment.
    """
    saved = open_saved(path)
    require_priced(saved.assessment, saved.assessment_json)
    digest = assessment_sha256(saved.assessment)
    if target is not None and target.resolve().parent != saved.folder.resolve():
        # One file elsewhere, written in one step: nothing that two runs could mix up.
        with speaking(language):
            return write_pdf(saved.assessment, saved.drawn, target, assessment_sha256=digest)
    with job("write the report"), locked(saved.folder, "report"), speaking(language):
        file = target or saved.folder / FileName.REPORT
        return write_pdf(saved.assessment, saved.drawn, file, assessment_sha256=digest)


def require_priced(assessment: Assessment, file: Path) -> None:
    """Refuse an assessment whose money is not that of its damages: a person signs the report.

    A file of an older program carries no hash of what was priced; it is priced again, and
    refused where that gives other lines.

    Raises:
        AssessmentProblem: names what does not fit, and how to price again.
    """
    faults = money_faults(assessment)
    if not faults and not assessment.estimate.priced_hash and _amounts(assessment) != _amounts(price_again(assessment)):
        faults = ("the lines are not those that its damages give",)
    if faults:
        raise AssessmentProblem(
            f"the figures do not belong together: {'; '.join(faults[:_MOST_TOLD])}",
            hint=f"price again with `claimapp estimate {file} -o {file.parent}`; type figures with `claimapp edit`",
            where=str(file),
        )


def _amounts(assessment: Assessment) -> Counter[tuple[str, str, int]]:
    return Counter(
        (line.place.key if line.place else "", line.operation.value, line.amount.cents)
        for line in assessment.estimate.lines
    )


def print_report(pdf: Path, printer: str | None) -> str:
    """Hand a PDF to the system's printing; returns a sentence about where it went; raises PrintProblem."""
    return print_pdf(pdf, printer)

"""Use case: a person's edits of a saved assessment, priced again and kept with who and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from claimapp.app.estimate import price_again
from claimapp.domain.assessment import Assessment
from claimapp.domain.edit import Edit
from claimapp.pipeline.edits import apply

__all__ = ["edit_assessment"]


def edit_assessment(assessment: Assessment, edits: Iterable[Edit], *, when: datetime, who: str) -> Assessment:
    """Return the assessment with the edits in force, one after the other, and priced again.

    Raises:
        EditProblem: if an edit names something that is not there, or a value that cannot be.
        ModelProblem, TableProblem: if it cannot be priced.
    """
    for edit in edits:
        assessment = price_again(apply(assessment, edit, when=when, who=who))
    return assessment

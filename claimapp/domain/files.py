"""Names of the files and folders that the program reads and writes, each once."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FileName"]


class FileName(StrEnum):
    """The files of a claim folder, of an assessed claim, and of a batch."""

    CLAIM = "claim.toml"
    ASSESSMENT = "assessment.json"
    PREVIOUS = "assessment.previous.json"
    REPORT = "report.pdf"
    PHOTOS = "photos"
    PREVIEWS = ".claimapp-previews"
    SUMMARY = "summary.csv"
    WORKBOOK = "summary.xlsx"
    RUN = "run.json"

"""Options that several commands share, each worded once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimapp.domain.choices import ModelName, Profile, Runtime, TextEngine
from claimapp.words.language import Language

__all__ = [
    "AsJson",
    "ClaimFolder",
    "Data",
    "LanguageOption",
    "Out",
    "ProfileOption",
    "Quiet",
    "RuntimeOption",
    "TextEngineOption",
    "Verbose",
    "VisionName",
]


class VisionName(StrEnum):
    """The vision models."""

    DAMAGE = ModelName.DAMAGE.value
    DAMAGED_PARTS = ModelName.DAMAGED_PARTS.value
    CAR_PARTS = ModelName.CAR_PARTS.value


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show the log, and a traceback with an error.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to; made if it is not there.")]
ClaimFolder = Annotated[Path, typer.Argument(help="Folder with the photos, and claim.toml if you have one.")]
Data = Annotated[Path, typer.Argument(help="Data set folder: data.yaml, images/<split>, labels/<split>.")]
RuntimeOption = Annotated[
    Runtime | None,
    typer.Option("--runtime", help="Engine that runs the vision models; that of the settings if left out."),
]
TextEngineOption = Annotated[
    TextEngine | None, typer.Option("--text-engine", help="Reader for printed text; that of the settings if left out.")
]
ProfileOption = Annotated[
    Profile | None,
    typer.Option("--profile", help="accurate looks several times, at several sizes; it takes several times as long."),
]
LanguageOption = Annotated[
    Language | None, typer.Option("--language", help="Language of the report; that of the settings if left out.")
]

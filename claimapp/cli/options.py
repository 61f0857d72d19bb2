"""Options that several commands share, each worded once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AsJson",
    "ClaimFolder",
    "Data",
    "Out",
    "Quiet",
    "Runtime",
    "RuntimeOption",
    "TextEngine",
    "TextEngineOption",
    "Verbose",
]


class Runtime(StrEnum):
    """Engines that run the vision models."""

    OPENVINO = "openvino"
    TORCH = "torch"


class TextEngine(StrEnum):
    """Engines that read print."""

    RAPIDOCR = "rapidocr"
    EASYOCR = "easyocr"


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show the log, and a traceback with an error.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to; made if it is not there.")]
ClaimFolder = Annotated[Path, typer.Argument(help="Folder with the photos, and claim.toml if you have one.")]
Data = Annotated[Path, typer.Argument(help="Data set folder: data.yaml, images/<split>, labels/<split>.")]
RuntimeOption = Annotated[Runtime, typer.Option("--runtime", help="Engine that runs the vision models.")]
TextEngineOption = Annotated[TextEngine, typer.Option("--text-engine", help="Reader for printed text.")]

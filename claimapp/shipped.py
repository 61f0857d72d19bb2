"""Where the files that ship with the program lie: beside the source, or inside the installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "MODELS_VARIABLE",
    "assets_folder",
    "checkout_models_folder",
    "models_folder",
    "sample_claim_folder",
    "tables_folder",
]

MODELS_VARIABLE = "CLAIMAPP_MODELS"
"""Environment variable that names another folder of models, for those who train their own."""

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    in_wheel = _PACKAGE / "_shipped" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


def models_folder() -> Path:
    """Folder of weights, exports, cards and manifest.json."""
    return Path(chosen) if (chosen := os.environ.get(MODELS_VARIABLE)) else _shipped("models")


def checkout_models_folder() -> Path | None:
    """Models folder of the source checkout that this program runs from; None for an installed wheel."""
    own = _shipped("models")
    return own if own.parent == _PACKAGE.parent else None


def assets_folder() -> Path:
    """Folder of the sample claim and the data tables."""
    return _shipped("assets")


def tables_folder() -> Path:
    """Folder of the price, hour, rate and rule tables (CSV)."""
    return assets_folder() / "tables"


def sample_claim_folder() -> Path:
    """The rendered sample claim."""
    return assets_folder() / "sample-claim"

"""What is no part of the daily install: which extra brings it, and the one command that installs it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from claimapp.errors import UsageProblem
from claimapp.shipped import checkout_models_folder

__all__ = ["Extra", "install_hint", "require_extra"]


class Extra(StrEnum):
    """The extras of pyproject.toml that commands ask for."""

    TRAIN = "train"
    COST = "cost"
    EASYOCR = "easyocr"


_MODULES: Mapping[Extra, tuple[str, ...]] = MappingProxyType(
    {
        Extra.TRAIN: ("torch", "torchvision", "ultralytics", "nncf"),
        Extra.COST: ("sklearn", "threadpoolctl"),
        Extra.EASYOCR: ("torch", "easyocr", "easyocr_en_models"),
    }
)


def install_hint(extra: Extra) -> str:
    """Say the one command that brings an extra to this installation."""
    what = f"-c constraints.txt -e '.[{extra}]'" if checkout_models_folder() else f"'claimapp[{extra}]'"
    return f"install it with: {sys.executable} -m pip install {what}"


def require_extra(extra: Extra, what_for: str) -> None:
    """Check that an extra's libraries are there, without importing them.

    `what_for` begins the sentence: "training", "the runtime torch".

    Raises:
        UsageProblem: if one is missing.
    """
    missing = [name for name in _MODULES[extra] if not _is_there(name)]
    if missing:
        raise UsageProblem(
            f"{what_for} needs what is no part of the daily install ({', '.join(missing)})",
            hint=install_hint(extra),
        )


def _is_there(module: str) -> bool:
    if module in sys.modules:
        return sys.modules[module] is not None
    return importlib.util.find_spec(module) is not None

"""Trained weights (`.pt`) from anywhere, read without running what may be hidden in them."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from claimapp.errors import ModelProblem
from claimapp.runtime.extras import Extra, require_extra
from claimapp.runtime.ultralytics_offline import own_settings_folder, prepare_ultralytics

__all__ = ["read_checkpoint"]

_NOT_A_MODEL = (
    OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, EOFError, ImportError,
    pickle.UnpicklingError,
)  # fmt: skip
"""What ultralytics and pickle raise on a file that is no ultralytics checkpoint."""


def read_checkpoint(weights: Path) -> dict[str, Any]:
    """Return the content of an ultralytics checkpoint; nothing is downloaded, and no code of the file runs.

    A checkpoint is a pickle, and a pickle can run any program when it is loaded. So only
    networks made of torch's and ultralytics' own parts are loaded (ultralytics' safe loading
    on torch's `weights_only`); whoever has seen a file pass here may load it in any way.

    Raises:
        ModelProblem: if the file is missing, no checkpoint, or holds anything else.
        UsageProblem: if torch or ultralytics is not installed.
    """
    where = f"model file {weights.name}"
    if not weights.is_file():
        # Asked for before ultralytics is, which would look for the file on the network.
        raise ModelProblem("the file is missing", hint="give the path of a .pt checkpoint", where=where)
    require_extra(Extra.TRAIN, "loading a .pt checkpoint")
    prepare_ultralytics(own_settings_folder(), quiet=True)
    from ultralytics.nn.tasks import torch_safe_load

    try:
        # By its whole path: a damaged file of a known name alone would be fetched again.
        content, _ = torch_safe_load(str(weights.resolve()), safe_only=True)  # type: ignore[no-untyped-call]  # no stubs
    except _NOT_A_MODEL as problem:
        raise ModelProblem(
            "the file is no checkpoint of a network alone, so it is not loaded: it could run a program of its own",
            hint="give the .pt of a training by this program or by ultralytics",
            where=where,
        ) from problem
    if not isinstance(content, dict) or not (content.get("ema") or content.get("model")):
        raise ModelProblem("the file is no ultralytics checkpoint", hint="give the .pt of a training", where=where)
    return content

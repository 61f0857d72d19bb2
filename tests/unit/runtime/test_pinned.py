"""The pin that ships is that of the list that ships."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from claimapp.runtime import pinned

_MODELS = Path(__file__).resolve().parents[3] / "models"


def test_it_is_the_hash_of_the_digests_in_the_repository() -> None:
    models = json.loads((_MODELS / "manifest.json").read_text())["models"]
    lines = "".join(f"{name} {models[name]['digest']}\n" for name in sorted(models))
    assert hashlib.sha256(lines.encode()).hexdigest() == pinned.MANIFEST_SHA256, "run packaging/pin_models.py"

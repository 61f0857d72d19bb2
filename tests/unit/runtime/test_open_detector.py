"""From the manifest to a running detector."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.choices import Runtime
from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import Manifest, ModelEntry, Way
from claimapp.runtime.many_looks import ManyLooks
from claimapp.runtime.open_detector import open_detector
from claimapp.shipped import models_folder


@pytest.fixture
def entry() -> ModelEntry:
    return Manifest.load(models_folder()).model("damaged-parts")


def test_shipped_model_runs_on_the_default_engine(entry: ModelEntry) -> None:
    detector = open_detector(entry, threads=1)
    assert detector.classes == entry.classes
    assert len(detector.detect(np.full((200, 300, 3), 114, dtype=np.uint8), min_confidence=0.9)) == 0


def test_a_way_of_several_looks_is_looked_in(entry: ModelEntry) -> None:
    detector = open_detector(entry, way=Way((128, 256), mirrored=True), threads=1)
    assert isinstance(detector, ManyLooks)
    assert detector.classes == entry.classes
    assert not isinstance(open_detector(entry, way=Way((128,)), threads=1), ManyLooks)


def test_altered_export_is_refused_before_it_is_loaded(entry: ModelEntry) -> None:
    wrong = replace(entry, sha256={**entry.sha256, entry.files["bin"]: "0" * 64})
    with pytest.raises(ModelProblem, match="altered"):
        open_detector(wrong)


def test_weights_of_the_other_engine_are_not_needed(entry: ModelEntry) -> None:
    without = replace(entry, files={**entry.files, "weights": "not-there.pt"})
    assert open_detector(without, threads=1).classes == entry.classes


def test_missing_weights_are_a_model_problem(entry: ModelEntry, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="missing"):
        open_detector(replace(entry, folder=tmp_path), runtime=Runtime.TORCH)


def test_importing_the_engines_loads_none_of_their_libraries() -> None:
    code = (
        "import sys, claimapp.runtime.open_detector, claimapp.runtime.torch_detector,"
        "claimapp.runtime.openvino_detector; print({'torch', 'ultralytics', 'openvino'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"

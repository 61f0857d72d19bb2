"""Nothing leaves the machine: no command, and not the window, asks for the network or writes into the home folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.shipped import MODELS_VARIABLE, models_folder
from tests.data.engines import a_photo
from tests.e2e.conftest import ROOT, Claimapp, Run, at_home
from tests.e2e.watched import watch

ASKS_IN_A_THREAD_OF_A_CHILD = """
import subprocess, sys
subprocess.run([sys.executable, "-c", '''
import socket, threading
def ask():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.connect(("127.0.0.1", 9))
    raise SystemExit  # the thread dies unseen
threading.Thread(target=ask).start()
'''], check=True)
"""


def test_the_recorder_sees_a_thread_of_a_child_process(tmp_path: Path) -> None:
    seen = watch([sys.executable, "-c", ASKS_IN_A_THREAD_OF_A_CHILD], cwd=tmp_path)
    assert seen.code == 0, seen.stderr
    assert ["127.0.0.1" in call for call in seen.network] == [True]


def test_the_recorder_sees_a_name_being_looked_up(tmp_path: Path) -> None:
    ask = "import socket\ntry:\n    socket.getaddrinfo('claimapp.invalid', 443)\nexcept OSError:\n    pass\n"
    assert watch([sys.executable, "-c", ask], cwd=tmp_path).network


def assert_nothing_left(run: Run, *, code: int = 0) -> None:
    assert run.code == code, run.stderr
    assert run.network == ()
    assert run.home == []


@pytest.fixture(scope="module")
def labelled_photo(tmp_path_factory: pytest.TempPathFactory, sample_claim: Path) -> Path:
    """A data set of one photo a split, not the same one, with one label each."""
    root = tmp_path_factory.mktemp("sets") / "damage"
    for split, photo in (("train", "03_door_scratch.jpg"), ("val", "05_right_rear.jpg")):
        for kind in ("images", "labels"):
            (root / kind / split).mkdir(parents=True)
        shutil.copy(sample_claim / photo, root / "images" / split / "one.jpg")
        (root / "labels" / split / "one.txt").write_text("0 0.5 0.5 0.4 0.3\n")
    (root / "data.yaml").write_text("train: images/train\nval: images/val\nnames:\n  0: scratch\n")
    return root


@pytest.fixture
def own_models(tmp_path: Path) -> dict[str, str]:
    """A copy of the shipped models, for commands that write among them."""
    return {MODELS_VARIABLE: str(shutil.copytree(models_folder(), tmp_path / "models"))}


def test_assess(sample_run: tuple[Run, Path]) -> None:
    assert_nothing_left(sample_run[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["models", "list"],
        ["models", "verify"],
        ["report", "{out}", "-o", "{tmp}/again.pdf"],
        ["estimate", "{out}", "-o", "{tmp}/again"],
        ["detect", "{sample}/03_door_scratch.jpg", "--draw", "{tmp}/drawn"],
        ["disc", "{sample}/06_licence_disc.jpg"],
        ["desk", "{sample}", "-o", "{out}", "--screenshot", "{tmp}/window.png"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_daily_commands(
    claimapp: Claimapp, sample_claim: Path, sample_run: tuple[Run, Path], tmp_path: Path, arguments: list[str]
) -> None:
    places = {"sample": sample_claim, "out": sample_run[1], "tmp": tmp_path}
    assert_nothing_left(claimapp(*(argument.format(**places) for argument in arguments)))


def test_batch_with_its_worker_processes(claimapp: Claimapp, sample_claim: Path, tmp_path: Path) -> None:
    for name in ("CLM-1", "CLM-2"):
        (tmp_path / "claims" / name).mkdir(parents=True)
        shutil.copy(sample_claim / "06_licence_disc.jpg", tmp_path / "claims" / name)
    assert_nothing_left(claimapp("batch", tmp_path / "claims", "-o", tmp_path / "out", "--workers", 2))


THE_WINDOWS_WORKER = """
import sys
from pathlib import Path
from claimapp.desk.worker import WorkerProcess, perform
from claimapp.pipeline.progress import go_on, tell_nobody
worker = WorkerProcess(perform)
print(worker.assess(Path(sys.argv[1]), Path(sys.argv[2]), tell_nobody, go_on).assessment_json)
worker.stop()
"""


def test_the_window_while_it_assesses(sample_claim: Path, tmp_path: Path) -> None:
    (tmp_path / "claim").mkdir()
    (tmp_path / "home").mkdir()
    shutil.copy(sample_claim / "03_door_scratch.jpg", tmp_path / "claim")
    command = [sys.executable, "-c", THE_WINDOWS_WORKER, str(tmp_path / "claim"), str(tmp_path / "out")]
    done = watch(command, cwd=ROOT, env=os.environ | at_home(tmp_path / "home"))
    assert (done.code, done.network) == (0, ()), done.stderr
    assert (tmp_path / "out" / "assessment.json").is_file()
    assert list((tmp_path / "home").iterdir()) == []


def test_a_photo_whose_print_is_read(claimapp: Claimapp, tmp_path: Path) -> None:
    a_photo(tmp_path / "none.jpg")
    assert_nothing_left(claimapp("disc", tmp_path / "none.jpg"))


@pytest.mark.torch
def test_a_photo_whose_print_is_read_by_easyocr(claimapp: Claimapp, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "none.jpg")
    (tmp_path / "truth.jsonl").write_text('{"file": "none.jpg", "fields": null, "conditions": {}}\n')
    assert_nothing_left(claimapp("evaluate", "disc", tmp_path, "--text-engine", "easyocr"))


@pytest.mark.torch
def test_detect_on_torch(claimapp: Claimapp, sample_claim: Path) -> None:
    assert_nothing_left(claimapp("detect", sample_claim / "03_door_scratch.jpg", "--runtime", "torch"))


@pytest.mark.torch
@pytest.mark.parametrize("runtime", ["openvino", "torch"])
def test_evaluate(claimapp: Claimapp, labelled_photo: Path, runtime: str) -> None:
    assert_nothing_left(claimapp("evaluate", "damage", labelled_photo, "--runtime", runtime))


@pytest.mark.torch
def test_export(claimapp: Claimapp, own_models: dict[str, str]) -> None:
    assert_nothing_left(claimapp("models", "export", "damage", env=own_models))


def test_train_the_cost_model(claimapp: Claimapp, own_models: dict[str, str]) -> None:
    assert_nothing_left(claimapp("train", "cost", "--rows", 300, env=own_models))


@pytest.mark.torch
def test_train_a_vision_model(claimapp: Claimapp, labelled_photo: Path, tmp_path: Path) -> None:
    for name, label in (("damaged-parts", "door"), ("car-parts", "hood")):
        shutil.copytree(labelled_photo, tmp_path / "sets" / name)
        listing = tmp_path / "sets" / name / "data.yaml"
        listing.write_text(listing.read_text().replace("scratch", label))
    run = claimapp("train", "damaged-parts", tmp_path / "sets", "--work", tmp_path / "runs", "--epochs", 1)
    assert_nothing_left(run)

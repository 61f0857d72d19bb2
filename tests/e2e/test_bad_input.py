"""Bad input: one clear sentence with what to do, the right exit code, and the rest of the claim gets done."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from claimapp.shipped import MODELS_VARIABLE, models_folder
from tests.data.engines import a_photo
from tests.e2e.conftest import Claimapp, Run


@pytest.fixture
def claim(tmp_path: Path) -> Path:
    a_photo(tmp_path / "claim" / "good.jpg")
    return tmp_path / "claim"


def assert_one_sentence(run: Run, *words: str) -> None:
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    assert all(word in lines[0] for word in words), lines[0]


def test_a_folder_without_photos(claimapp: Claimapp, tmp_path: Path) -> None:
    (tmp_path / "claim").mkdir()
    (tmp_path / "claim" / "letter.txt").write_bytes(b"photos follow by mail")
    run = claimapp("assess", tmp_path / "claim", "-o", tmp_path / "out")
    assert run.code == 3
    assert_one_sentence(run, "no photo", "put its photos into it")


def test_bad_photos_are_named_and_the_good_one_is_assessed(claimapp: Claimapp, claim: Path, tmp_path: Path) -> None:
    (claim / "text.jpg").write_text("this is not a photo")
    (claim / "empty.jpg").write_bytes(b"")
    whole = (claim / "good.jpg").read_bytes()
    (claim / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    Image.new("1", (20_000, 15_000)).save(claim / "huge.png")
    run = claimapp("assess", claim, "-o", tmp_path / "out", "-q")
    assert run.code == 1
    assert run.stdout == ""
    told = dict(line.removeprefix("not used: ").split(": ", 1) for line in run.stderr.strip().splitlines())
    assert "text" in told["text.jpg"]
    assert "0 bytes" in told["empty.jpg"]
    assert "cut short" in told["cut.jpg"]
    assert "megapixels" in told["huge.png"]
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text())
    assert [photo["file"] for photo in assessment["photos"]] == ["good.jpg"]
    assert {error["file"] for error in assessment["errors"]} == {"text.jpg", "empty.jpg", "cut.jpg", "huge.png"}
    assert (tmp_path / "out" / "report.pdf").is_file()


@pytest.mark.parametrize("spoil", ["missing", "altered"])
def test_a_missing_or_altered_weight_file(claimapp: Claimapp, claim: Path, tmp_path: Path, spoil: str) -> None:
    models = Path(shutil.copytree(models_folder(), tmp_path / "models"))
    if spoil == "missing":
        (models / "damage.bin").unlink()
    else:
        (models / "damage.bin").write_bytes(b"altered")
    run = claimapp("assess", claim, "-o", tmp_path / "out", env=os.environ | {MODELS_VARIABLE: str(models)})
    assert run.code == 4
    assert_one_sentence(run, "damage.bin", spoil, "install claimapp again")


def test_an_unwritable_output_folder(claimapp: Claimapp, claim: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")
    run = claimapp("assess", claim, "-o", tmp_path / "out")
    assert run.code == 5
    assert_one_sentence(run, "output folder cannot be written", "-o")


def test_a_claim_toml_with_a_typo(claimapp: Claimapp, claim: Path, tmp_path: Path) -> None:
    (claim / "claim.toml").write_text('number = "1"\n[vehicle]\nmodle = "POLO"\n')
    run = claimapp("assess", claim, "-o", tmp_path / "out")
    assert run.code == 2
    assert_one_sentence(run, "claim.toml, line 3", "'modle'", "model")


def test_a_folder_that_is_not_there(claimapp: Claimapp, tmp_path: Path) -> None:
    run = claimapp("assess", tmp_path / "none", "-o", tmp_path / "out")
    assert run.code == 2
    assert_one_sentence(run, "not a folder")

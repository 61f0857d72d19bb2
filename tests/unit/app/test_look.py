"""look.py: photos from Python, as files and as arrays."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.app.look import Eyes
from claimapp.domain.finding import DamageKind
from claimapp.errors import PhotoProblem
from tests.data.engines import a_photo, told_engines

DENT = ("dent", 0.5, (10.0, 20.0, 60.0, 80.0))


def _eyes() -> Eyes:
    return Eyes(told_engines(damage=[[DENT]]))


def test_a_file_and_its_pixels_show_the_same(tmp_path: Path) -> None:
    file = a_photo(tmp_path / "door.jpg", shade=120)
    pixels = np.full((240, 320, 3), 120, dtype=np.uint8)
    of_file, of_array = _eyes().see(file), _eyes().see(pixels)
    assert of_file.findings == of_array.findings
    assert [(finding.kind, finding.box.xyxy) for finding in of_array.findings] == [(DamageKind.DENT, DENT[2])]
    assert (of_file.photo.file, of_array.photo.file) == ("door.jpg", "array")
    assert of_array.photo.sha256 == hashlib.sha256(pixels.tobytes()).hexdigest()
    assert (of_array.photo.size.width, of_array.photo.size.height) == (320, 240)


def test_a_name_can_be_given(tmp_path: Path) -> None:
    assert _eyes().see(str(a_photo(tmp_path / "a.jpg")), name="front").photo.file == "front"


def test_a_view_of_an_array_is_as_good_as_a_copy() -> None:
    pixels = np.full((240, 320, 3), 120, dtype=np.uint8)
    assert _eyes().see(pixels[:, ::-1]).photo.sha256 == _eyes().see(pixels).photo.sha256


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((240, 320), dtype=np.uint8),
        np.zeros((240, 320, 4), dtype=np.uint8),
        np.zeros((3, 240, 320), dtype=np.uint8),
        np.zeros((240, 320, 3), dtype=np.float32),
        np.zeros((0, 320, 3), dtype=np.uint8),
    ],
)
def test_an_array_that_is_no_photo_says_what_is_wanted(pixels: NDArray[np.uint8]) -> None:
    with pytest.raises(PhotoProblem, match=re.escape(str(pixels.shape))) as caught:
        _eyes().see(pixels)
    assert "uint8 RGB of shape (height, width, 3)" in caught.value.sentence


def test_the_examples_of_the_docs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_claim: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "sample-claim").symlink_to(sample_claim)
    text = (sample_claim.parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), {})  # our own page
    assert (tmp_path / "out" / "sample-claim" / "report.pdf").is_file()

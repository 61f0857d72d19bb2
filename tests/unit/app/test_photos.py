from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.photos import list_photos, read_photo
from claimapp.errors import PhotoProblem, UsageProblem
from tests.data.engines import a_photo


def test_photos_come_in_the_order_of_the_assessment_and_small_enough(tmp_path: Path) -> None:
    a_photo(tmp_path / "10.jpg")
    a_photo(tmp_path / "9.jpg", size=(400, 200))
    first, second = list_photos(tmp_path)
    assert (first.name, second.name) == ("9.jpg", "10.jpg")
    assert read_photo(first, 100).shape == (50, 100, 3)


def test_no_folder_and_no_photo_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        list_photos(tmp_path / "none")
    (tmp_path / "text.jpg").write_text("hello")
    with pytest.raises(PhotoProblem):
        read_photo(tmp_path / "text.jpg", 100)

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from claimapp.app.photos import is_photo, list_photos, read_photo
from claimapp.errors import PhotoProblem, UsageProblem
from tests.data.engines import a_photo
from tests.data.photo_files import jpeg, put, tiff, zipped


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


def test_pages_and_members_have_readable_paths_that_can_be_shown(tmp_path: Path) -> None:
    put(tmp_path, {"chat.zip": zipped({"1.jpg": jpeg(1)}), "scan.tif": tiff(2, 3)})
    paths = list_photos(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == ["chat.zip/1.jpg", "scan.tif#1", "scan.tif#2"]
    assert [read_photo(path, 160).shape for path in paths] == [(120, 160, 3)] * 3
    assert is_photo(paths[0], hashlib.sha256(jpeg(1)).hexdigest())
    assert is_photo(paths[1], None)
    assert not is_photo(paths[1], "0" * 64)
    assert not is_photo(tmp_path / "chat.zip" / "2.jpg", None)
    with pytest.raises(PhotoProblem, match="not there any more"):
        read_photo(tmp_path / "chat.zip" / "2.jpg", 160)

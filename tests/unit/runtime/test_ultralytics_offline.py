"""ultralytics is told to stay offline."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from PIL import ImageFont

from claimapp.runtime.ultralytics_offline import own_settings_folder, prepare_ultralytics


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("YOLO_OFFLINE", "YOLO_AUTOINSTALL", "YOLO_CONFIG_DIR", "YOLO_VERBOSE", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, "as before")


def test_it_stays_offline_and_keeps_its_settings_with_ours(tmp_path: Path) -> None:
    prepare_ultralytics(tmp_path / "settings")
    assert os.environ["YOLO_OFFLINE"] == "true"
    assert os.environ["YOLO_AUTOINSTALL"] == "false"
    assert Path(os.environ["YOLO_CONFIG_DIR"]) == (tmp_path / "settings").resolve()
    assert (tmp_path / "settings").is_dir()
    assert os.environ["YOLO_VERBOSE"] == "as before"


def test_it_can_be_kept_quiet(tmp_path: Path) -> None:
    prepare_ultralytics(tmp_path, quiet=True)
    assert os.environ["YOLO_VERBOSE"] == "false"


def test_its_fonts_are_there_so_that_it_does_not_fetch_them(tmp_path: Path) -> None:
    prepare_ultralytics(tmp_path)
    for name in ("Arial.ttf", "Arial.Unicode.ttf"):
        assert ImageFont.truetype(str(tmp_path / "Ultralytics" / name)).getname()[0]


def test_without_a_work_folder_its_settings_stay_out_of_the_home_folder() -> None:
    assert own_settings_folder() == own_settings_folder()
    assert Path(tempfile.gettempdir()) in own_settings_folder().parents

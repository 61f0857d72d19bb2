from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimapp.desk import main
from claimapp.desk.main import check_display, run_desk
from claimapp.errors import SetupProblem, UsageProblem

HEAVY = ("torch", "openvino", "sklearn", "reportlab", "cv2", "numpy", "claimapp.app", "PIL", "onnxruntime")


def run_python(code: str, folder: Path) -> str:
    quiet = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | quiet, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_linux_without_a_display_is_told_before_qt_is_loaded() -> None:
    with pytest.raises(UsageProblem, match="no display"):
        check_display({}, "linux")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_display_is_asked_for_only_where_one_is_needed(environ: dict[str, str], platform: str) -> None:
    check_display(environ, platform)


def test_missing_library_of_x11_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_loads", lambda library: "cursor" not in library)
    with pytest.raises(SetupProblem) as caught:
        check_display({"DISPLAY": ":0"}, "linux")
    assert caught.value.hint == "install libxcb-cursor0 with the system's package manager"


def test_unknown_theme_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageProblem, match="system, light, dark"):
        run_desk(None, theme="pink")


def test_module_that_checks_the_display_loads_no_qt(tmp_path: Path) -> None:
    code = "import sys, claimapp.desk.main; print([name for name in sys.modules if name.startswith('PySide6')])"
    assert run_python(code, tmp_path).strip() == "[]"


def test_window_starts_without_engines_and_image_decoders(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from claimapp.desk.main import _window\n"
        "window = _window('light', {}, unseen=False); window.show(); app.processEvents()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "window.close()\n"
    )
    assert run_python(code, tmp_path).strip() == "[]"


def test_picture_of_the_window_is_written_without_a_display(tmp_path: Path, sample_claim: Path) -> None:
    target = tmp_path / "window.png"
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "for name in ('QT_QPA_PLATFORM', 'DISPLAY', 'WAYLAND_DISPLAY'): os.environ.pop(name, None)\n"
        "from claimapp.desk.main import run_desk\n"
        f"print(run_desk(Path({str(sample_claim)!r}), theme='dark', screenshot=Path({str(target)!r})))\n"
    )
    assert run_python(code, tmp_path).strip() == "0"
    assert target.read_bytes().startswith(b"\x89PNG")
    assert target.stat().st_size > 200_000  # photos and all, not an empty window

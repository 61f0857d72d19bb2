from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimapp.app.saved import save
from claimapp.desk import main
from claimapp.desk.main import check_display, run_desk
from claimapp.errors import SetupProblem, UsageProblem
from tests.data.assessments import sample_assessment

HEAVY = ("torch", "openvino", "sklearn", "reportlab", "cv2", "numpy", "claimapp.app", "PIL", "onnxruntime")


def run_program(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    quiet = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=os.environ | quiet, capture_output=True, text=True, check=False, timeout=60)


def run_python(code: str, folder: Path) -> str:
    done = run_program(code, folder)
    assert done.returncode == 0, done.stderr
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
        "window = _window('light', {}, memory=None); window.show(); app.processEvents()\n"
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


SCREENSHOT = (
    "import sys, tempfile\nfrom pathlib import Path\n"
    "from claimapp.cli.main import app\n"
    "tempfile.tempdir = sys.argv[1]\n"
    "app(['desk', sys.argv[2], '--screenshot', sys.argv[3]])\n"
)


def test_picture_of_a_claim_that_does_not_open_is_an_error_with_its_reason(tmp_path: Path) -> None:
    scratch, target = tmp_path / "scratch", tmp_path / "window.png"
    scratch.mkdir()
    done = run_program(SCREENSHOT, tmp_path, str(scratch), str(tmp_path / "gone"), str(target))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("gone: there is nothing here; open another claim folder")
    assert not target.exists()
    assert list(scratch.iterdir()) == []


def test_ctrl_c_in_the_terminal_ends_the_window_with_130(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys, threading\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        # From another thread and late: no slot of ours runs then that would let Python look by itself.
        "press = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))\n"
        "QTimer.singleShot(0, press.start)\n"
        "from claimapp.desk.main import run_desk\n"
        "sys.exit(run_desk(None))\n"
    )
    assert run_program(code, tmp_path).returncode == 130


def test_claim_opened_again_without_naming_its_output_shows_the_one_it_had(tmp_path: Path, sample_claim: Path) -> None:
    out, memory = tmp_path / "out", tmp_path / "window.ini"
    save(sample_assessment(), out)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from claimapp.desk.main import _window\n"
        f"claim, out, memory = Path({str(sample_claim)!r}), Path({str(out)!r}), Path({str(memory)!r})\n"
        "for named in ({claim: out}, {}):\n"
        "    window = _window('light', named, memory=memory)\n"
        "    window.open_path(claim)\n"
        "    while window.jobs.busy: app.processEvents()\n"
        "    print(window.model.claim.out == out, window.model.claim.assessed is not None)\n"
        "    window.close()\n"
    )
    assert run_python(code, tmp_path).split() == ["True"] * 4

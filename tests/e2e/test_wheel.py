"""An installed wheel has the models, the tables and the sample claim."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent


def test_models_tables_and_sample_reach_the_wheel_and_nothing_of_the_data_does(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=_ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    for path in (_ROOT / "models").iterdir():
        assert f"claimapp/_shipped/models/{path.name}" in names
    assert "claimapp/_shipped/assets/sample-claim/claim.toml" in names
    assert any(name.startswith("claimapp/_shipped/assets/tables/") for name in names)
    assert not any(part in name for name in names for part in ("shared", "tests/", "runs/"))

"""Where the hash of a list of models goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.errors import Bug
from claimapp.runtime import pinned
from claimapp.shipped import checkout_models_folder
from claimapp.training.pin import pin

NEW = "ab" * 32


def test_models_of_ones_own_are_pinned_beside_their_list(tmp_path: Path) -> None:
    before = Path(pinned.__file__).read_bytes()
    assert pin(tmp_path, NEW).read_text() == f"{NEW}\n"
    assert (tmp_path / "manifest.sha256").is_file()
    assert Path(pinned.__file__).read_bytes() == before


def test_the_models_of_the_next_release_are_pinned_in_the_code(tmp_path: Path) -> None:
    code = tmp_path / "pinned.py"
    code.write_bytes(Path(pinned.__file__).read_bytes())
    assert pin(tmp_path, NEW, release=tmp_path, code=code) == code
    written: dict[str, str] = {}
    exec(code.read_text(), written)
    assert written["MANIFEST_SHA256"] == NEW
    assert not (tmp_path / "manifest.sha256").exists()


def test_code_without_the_constant_is_a_bug(tmp_path: Path) -> None:
    (tmp_path / "pinned.py").write_text("nothing\n")
    with pytest.raises(Bug, match="MANIFEST_SHA256"):
        pin(tmp_path, NEW, release=tmp_path, code=tmp_path / "pinned.py")


def test_a_checkout_knows_its_own_models() -> None:
    folder = checkout_models_folder()
    assert folder is not None
    assert (folder.parent / "pyproject.toml").is_file()

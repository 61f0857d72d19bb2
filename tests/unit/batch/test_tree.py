"""tree.py: a folder of claims is read once, whatever lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.batch.tree import may_hold_photos, read_tree


def test_photos_are_told_by_ending_or_content_and_folders_are_in_the_order_of_a_person(tmp_path: Path) -> None:
    for name in ("CLM-10", "CLM-2"):
        (tmp_path / name).mkdir()
    (tmp_path / "CLM-2" / "a.jpg").write_bytes(b"x")
    (tmp_path / "CLM-2" / "photo").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "CLM-2" / "notes.txt").write_bytes(b"hello")
    (tmp_path / "CLM-2" / "claim.toml").write_bytes(b"")
    tree = read_tree(tmp_path)
    assert [child.name for child in tree.children] == ["CLM-2", "CLM-10"]
    first = tree.children[0]
    assert (first.photos, first.has_claim_file, first.holds_photos) == (("a.jpg", "photo"), True, True)
    assert not tree.children[1].holds_claim
    assert [folder.name for folder in tree.below()] == ["CLM-2", "CLM-10"]


@pytest.mark.parametrize(
    ("name", "content", "may"),
    [
        ("a.JFIF", b"", True),
        ("chat.zip", b"PK\x03\x04", True),
        ("scan.pdf", b"%PDF-1.4", True),
        ("film.mp4", b"\0\0\0\x18ftypmp42", False),
        ("notes.txt", b"hello", False),
    ],
)
def test_what_may_hold_photos(tmp_path: Path, name: str, content: bytes, may: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert may_hold_photos(tmp_path / name) is may

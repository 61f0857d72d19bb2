"""tree.py: a folder of claims is read once, whatever lies in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.batch.tree import Holding, holding_of, read_tree


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
    ("name", "content", "holding"),
    [
        ("a.JFIF", b"", Holding.PHOTOS),
        ("photo", b"\x89PNG", Holding.PHOTOS),
        ("chat.zip", b"broken", Holding.PHOTOS),
        ("chat", b"PK\x03\x04", Holding.PHOTOS),
        ("letter.docx", b"PK\x03\x04", Holding.PERHAPS),
        ("scan.pdf", b"%PDF-1.4", Holding.PERHAPS),
        ("mail.eml", b"From: a@b\nTo: c@d\n\nhello", Holding.PERHAPS),
        ("film.mp4", b"\0\0\0\x18ftypmp42", Holding.NOTHING),
        ("notes.txt", b"hello", Holding.NOTHING),
    ],
)
def test_what_a_file_says_about_its_folder(tmp_path: Path, name: str, content: bytes, holding: Holding) -> None:
    (tmp_path / name).write_bytes(content)
    assert holding_of(tmp_path / name) is holding


def test_a_document_makes_a_claim_of_a_folder_with_nothing_else_but_not_of_a_folder_of_claims(tmp_path: Path) -> None:
    for place in ("a/only.pdf", "list.pdf"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(b"%PDF-1.4")
    tree = read_tree(tmp_path)
    assert (tree.photos, tree.documents) == ((), ("list.pdf",))
    assert tree.children[0].photos == ("only.pdf",)

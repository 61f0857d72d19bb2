"""zips.py: archives are listed and read with care, and nothing is written to disk."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.errors import PhotoProblem
from claimapp.stages.intake import zips
from claimapp.stages.intake.zips import list_zip, read_zip_member
from tests.data.photo_files import jpeg, zipped


def _listed(content: bytes) -> list[str]:
    return [member.name for member in list_zip(io.BytesIO(content), "a.zip")]


def test_members_are_listed_and_read_back() -> None:
    content = zipped({"WA/IMG-1.jpg": jpeg(1), "_chat.txt": b"hi"})
    members = list_zip(io.BytesIO(content), "a.zip")
    assert [member.name for member in members] == ["WA/IMG-1.jpg", "_chat.txt"]
    assert read_zip_member(io.BytesIO(content), members[0].locator, "a.zip") == jpeg(1)
    assert read_zip_member(io.BytesIO(content), members[1].locator, "a.zip", most=1) == b"h"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told_apart() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.jpg", b"one")
        archive.writestr("a.jpg", b"two")
    members = list_zip(packed, "a.zip")
    assert [member.name for member in members] == ["a.jpg", "a-2.jpg"]
    assert [read_zip_member(packed, member.locator, "a.zip") for member in members] == [b"one", b"two"]


@pytest.mark.parametrize("name", ["../../etc/a.jpg", "/etc/a.jpg", "a/../../b.jpg", "C:\\a.jpg", "..\\..\\a.jpg"])
def test_a_path_that_leads_out_of_the_archive_is_named(name: str) -> None:
    (member,) = list_zip(io.BytesIO(zipped({name: b"x"})), "a.zip")
    assert "leads out of the archive" in member.problem


def _locked(content: bytes) -> bytes:
    """Set the flag of encryption in both headers of every member."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_a_locked_archive_is_named() -> None:
    with pytest.raises(PhotoProblem, match="password"):
        _listed(_locked(zipped({"a.txt": b"x", "b.txt": b"y"})))


def test_an_archive_that_grows_beyond_all_photos_is_refused_by_what_it_declares() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.bmp", bytes(40_000_000))
    with pytest.raises(PhotoProblem, match="which photos never do"):
        list_zip(packed, "a.zip")


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "_MOST_MEMBERS", 2)
    with pytest.raises(PhotoProblem, match="holds 3 files"):
        _listed(zipped({"a": b"", "b": b"", "c": b""}))


def test_of_an_office_document_only_pictures_are_listed() -> None:
    members = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", "word/media/image1.jpeg": jpeg(1)}
    assert _listed(zipped({**members, "docProps/thumbnail.jpeg": jpeg(2)})) == ["word/media/image1.jpeg"]


def test_a_cut_archive_is_a_problem_of_its_own() -> None:
    with pytest.raises(PhotoProblem, match="damaged") as caught:
        _listed(zipped({"a.jpg": jpeg(1)})[:200])
    assert caught.value.hint == "unpack it into the claim folder"


def test_a_member_whose_bytes_changed_is_a_problem() -> None:
    content = bytearray(zipped({"a.txt": b"hello hello"}))
    content[content.find(b"hello")] ^= 0xFF
    (member,) = list_zip(io.BytesIO(content), "a.zip")
    with pytest.raises(PhotoProblem, match="damaged"):
        read_zip_member(io.BytesIO(content), member.locator, "a.zip")
    with pytest.raises(PhotoProblem, match="any more"):
        read_zip_member(io.BytesIO(content), "999", "a.zip")


_SEED = zipped({"a.txt": b"hello", "b/c.txt": b"world" * 30}, compression=zipfile.ZIP_DEFLATED)


@settings(max_examples=150)
@given(st.integers(1, len(_SEED)), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6))
def test_a_damaged_archive_is_read_or_refused_in_our_words(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(_SEED[:cut])
    for place, value in changes:
        content[place % len(content)] = value
    try:
        for member in list_zip(io.BytesIO(content), "a.zip"):
            read_zip_member(io.BytesIO(content), member.locator, "a.zip")
    except PhotoProblem:
        return


def test_every_refusal_names_the_archive_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "_MOST_MEMBERS", 2)
    refused = {
        "more than 2": zipped({"a": b"", "b": b"", "c": b""}),
        "locked with a password": _locked(zipped({"a.txt": b"x"})),
        "damaged or cannot be opened": b"PK\x03\x04",
    }
    for told, content in refused.items():
        with pytest.raises(PhotoProblem, match=told) as caught:
            list_zip(io.BytesIO(content), "sub/a.zip")
        assert caught.value.where == "sub/a.zip"
        assert caught.value.hint == "unpack it into the claim folder"
    with pytest.raises(PhotoProblem) as gone:
        read_zip_member(io.BytesIO(zipped({"a": b""})), "999", "sub/a.zip")
    assert (gone.value.where, gone.value.hint) == ("sub/a.zip", "assess the claim again")


def test_an_archive_may_hold_as_much_as_is_allowed_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "_MOST_MEMBERS", 2)
    monkeypatch.setattr(zips, "_MOST_BYTES", 10)
    assert _listed(zipped({"a": b"x" * 5, "b": b"y" * 5})) == ["a", "b"]
    with pytest.raises(PhotoProblem, match="photos never do") as caught:
        list_zip(io.BytesIO(zipped({"a": b"x" * 5, "b": b"y" * 6})), "a.zip")
    assert (caught.value.where, caught.value.hint) == ("a.zip", "ask the sender for the photos themselves")


def test_an_archive_that_grows_fiftyfold_is_refused_only_where_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({"a": bytes(100_000)}, compression=zipfile.ZIP_DEFLATED)
    assert _listed(content) == ["a"]
    monkeypatch.setattr(zips, "_RATIO_FROM_BYTES", 100_000)
    assert _listed(content) == ["a"]
    monkeypatch.setattr(zips, "_RATIO_FROM_BYTES", 99_999)
    with pytest.raises(PhotoProblem, match="from 0 to 0 MB"):
        _listed(content)
    assert _listed(zipped({"a": bytes(100_000)})) == ["a"]


def test_of_two_members_the_locked_one_alone_is_a_problem() -> None:
    content = bytearray(zipped({"a.txt": b"x", "b.txt": b"y"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + place] |= 1
    first, second = list_zip(io.BytesIO(content), "a.zip")
    assert "password; unpack it" in first.problem
    assert (second.problem, second.bytes_declared) == ("", 1)


def test_folders_are_no_members_and_signs_that_cannot_be_shown_are_left_out() -> None:
    content = zipped({"photos/": b"", "photos/a\x07.jpg": b"xyz"})
    (member,) = list_zip(io.BytesIO(content), "a.zip")
    assert (member.name, member.bytes_declared, member.problem) == ("photos/a.jpg", 3, "")


def test_pictures_of_libreoffice_are_known_by_their_folder() -> None:
    members = {"mimetype": b"x", "Pictures/a.png": b"1", "Thumbnails/b.png": b"2", "content.xml": b"3"}
    assert _listed(zipped(members)) == ["Pictures/a.png"]
    assert _listed(zipped({})) == []

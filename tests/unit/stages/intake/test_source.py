"""source.py: a photo's bytes, wherever they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from claimapp.errors import PhotoProblem
from claimapp.stages.intake import source as source_module
from claimapp.stages.intake.kinds import FileKind
from claimapp.stages.intake.source import PhotoSource, as_source, open_container
from tests.data.photo_files import jpeg, mail, pdf_of, picture, zipped


def test_a_file_is_a_source_of_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(1))
    found = as_source(path)
    assert (found.file, found.read()) == ("a.jpg", jpeg(1))
    assert found.digest(found.read()) == hashlib.sha256(jpeg(1)).hexdigest()
    assert as_source(found) is found


def test_pages_of_one_file_have_digests_of_their_own(tmp_path: Path) -> None:
    digests = {PhotoSource("a", tmp_path / "a", page=page).digest(b"x") for page in (None, 1, 2)}
    assert len(digests) == 3


def test_a_photo_still_holds_while_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"one")
    digest = hashlib.sha256(b"one").hexdigest()
    assert as_source(path).holds(digest)
    path.write_bytes(b"two")
    assert not as_source(path).holds(digest)
    path.unlink()
    assert not as_source(path).holds(digest)


def test_what_lies_in_an_archive_in_an_archive_is_read(tmp_path: Path) -> None:
    inner = zipped({"a.jpg": jpeg(1)})
    (tmp_path / "a.zip").write_bytes(zipped({"b.zip": inner}))
    way = ((FileKind.ARCHIVE, "0"), (FileKind.ARCHIVE, "0"))
    assert PhotoSource("a.zip/b.zip/a.jpg", tmp_path / "a.zip", way).read() == jpeg(1)
    with open_container(tmp_path / "a.zip", way[:1], "a.zip/b.zip") as stream:
        assert stream.read() == inner


@pytest.mark.parametrize(
    ("content", "says"), [(None, "cannot be read"), (b"", "empty (0 bytes)"), (b"x" * 11, "too large")]
)
def test_what_cannot_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, says: str
) -> None:
    monkeypatch.setattr(source_module, "MAX_FILE_BYTES", 10)
    if content is not None:
        (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(PhotoProblem) as caught:
        PhotoSource("photos/a.jpg", tmp_path / "a.jpg").read()
    assert says in caught.value.message
    assert caught.value.where == "photos/a.jpg"


def test_a_locked_file_names_its_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(PhotoProblem, match="permission denied") as caught:
        as_source(tmp_path / "a.jpg").read()
    assert caught.value.hint == "check its permissions"


def test_a_file_may_be_as_large_as_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.jpg").write_bytes(b"x" * 10)
    assert as_source(tmp_path / "a.jpg").read() == b"x" * 10


@pytest.mark.parametrize(
    ("content", "hint"),
    [(None, "check the path"), (b"", "send the photo again"), (b"x" * 11, "export the photo as JPEG")],
)
def test_what_cannot_be_read_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, hint: str
) -> None:
    monkeypatch.setattr(source_module, "MAX_FILE_BYTES", 10)
    if content is not None:
        (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(PhotoProblem, match=hint):
        as_source(tmp_path / "a.jpg").read()


def test_the_size_that_is_too_large_is_told_in_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "MAX_FILE_BYTES", 2_000_000)
    (tmp_path / "a.jpg").write_bytes(bytes(3_000_000))
    with pytest.raises(PhotoProblem, match="3 MB, more than 2"):
        as_source(tmp_path / "a.jpg").read()


def test_the_digest_of_a_page_is_of_its_bytes_and_number(tmp_path: Path) -> None:
    page = PhotoSource("a.tif#2", tmp_path / "a.tif", page=2)
    assert page.digest(b"x") == hashlib.sha256(b"x#2").hexdigest()


def test_what_lies_in_a_mail_and_in_a_pdf_is_read_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail({"a.jpg": jpeg(1)}))
    assert PhotoSource("a.eml/a.jpg", tmp_path / "a.eml", ((FileKind.MAIL, "2"),)).read() == jpeg(1)
    (tmp_path / "a.pdf").write_bytes(pdf_of(picture(1)))
    assert PhotoSource("a.pdf/1", tmp_path / "a.pdf", ((FileKind.PDF, "1.1"),)).read().startswith(b"\xff\xd8\xff")
    for file, kind in (("a.eml", FileKind.MAIL), ("a.pdf", FileKind.PDF)):
        with pytest.raises(PhotoProblem, match="any more") as caught:
            PhotoSource("gone", tmp_path / file, ((kind, "9.9"),)).read()
        assert caught.value.where == "gone"

"""sources.py: every file of a claim is a photo or named, once, with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from claimapp.report.drawn import DRAWING_MARK
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.kinds import PHOTO_ENDINGS
from claimapp.stages.intake.sources import (
    PhotoSources,
    find_source,
    list_photo_sources,
    photos_of_claim,
    sources_of_file,
)
from claimapp.words.say import say
from tests.data.photo_files import jpeg, mail, pdf_of, picture, png, put, tiff, zipped

_MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(40)


def _files(listed: PhotoSources) -> list[str]:
    return [source.file for source in listed.sources]


def _problems(listed: PhotoSources) -> dict[str, str]:
    return {problem.file: problem.problem for problem in listed.problems}


def _codes(listed: PhotoSources) -> dict[str, str]:
    return {caution.code: say(caution) for caution in listed.cautions}


def _drawing() -> bytes:
    packed = io.BytesIO()
    picture(9).save(packed, "JPEG", comment=DRAWING_MARK)
    return packed.getvalue()


def test_the_endings_of_the_contract_are_among_those_of_photos() -> None:
    assert {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff"} <= PHOTO_ENDINGS


def test_photos_are_found_by_content_under_any_name_and_ending(tmp_path: Path) -> None:
    avif, bmp, gif = (io.BytesIO() for _ in range(3))
    picture(4).save(avif, "AVIF")
    picture(5).save(bmp, "BMP")
    picture(6).save(gif, "GIF")
    put(tmp_path, {"1.jfif": jpeg(1), "2": jpeg(2), "3.jpe": png(3), "4.avif": avif.getvalue(), "5.BMP": bmp.getvalue(),
                   "6.gif": gif.getvalue(), "7.doc": jpeg(7), "sub/8.JPG": jpeg(8)})  # fmt: skip
    listed = photos_of_claim(tmp_path)
    assert _files(listed) == ["1.jfif", "2", "3.jpe", "4.avif", "5.BMP", "6.gif", "7.doc", "sub/8.JPG"]
    assert (listed.problems, listed.cautions) == ((), ())
    for source in listed.sources:
        assert decode_file(source).size.width in {320, 64}


def test_every_page_of_a_scan_is_a_photo_and_a_small_copy_is_none(tmp_path: Path) -> None:
    put(tmp_path, {"scan.tif": tiff(1, 2, 3), "one.tif": tiff(4)})
    listed = photos_of_claim(tmp_path)
    assert _files(listed) == ["one.tif", "scan.tif#1", "scan.tif#2", "scan.tif#3"]
    for source, seed in zip(listed.sources, (4, 1, 2, 3), strict=True):
        assert (decode_file(source).pixels_rgb == np.asarray(picture(seed))).all()
    assert len({decode_file(source).sha256 for source in listed.sources}) == 4


def test_photos_in_archives_mails_documents_and_pdfs_are_photos(tmp_path: Path) -> None:
    office = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", "word/media/image1.jpeg": jpeg(7)}
    put(tmp_path, {
        "WhatsApp Chat.zip": zipped({"IMG-001.jpg": jpeg(1), "more/scan.tif": tiff(2, 3), "_chat.txt": b"hi"}),
        "photos.eml": mail({"IMG_1.jpg": jpeg(4), "more.zip": zipped({"a.jpg": jpeg(5)})}),
        "quote.pdf": pdf_of(picture(6)),
        "letter.docx": zipped(office),
    })  # fmt: skip
    listed = photos_of_claim(tmp_path)
    assert _files(listed) == [
        "letter.docx/word/media/image1.jpeg",
        "photos.eml/IMG_1.jpg",
        "photos.eml/more.zip/a.jpg",
        "quote.pdf/page-1-picture-1",
        "WhatsApp Chat.zip/IMG-001.jpg",
        "WhatsApp Chat.zip/more/scan.tif#1",
        "WhatsApp Chat.zip/more/scan.tif#2",
    ]
    assert listed.problems == ()
    assert "WhatsApp Chat.zip/_chat.txt" in _codes(listed)["documents"]
    for source in listed.sources:
        found = find_source(tmp_path / source.file)
        assert found is not None
        assert found.holds(decode_file(source).sha256)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("walkround.mp4", _MP4, "video"),
        ("film.jpg", _MP4, "video"),
        ("IMG_1.NEF", tiff(1), "raw photo"),
        ("photos.rar", b"Rar!\x1a\x07\0", "unpack it"),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
        ("a.psd", b"8BPS\0\x01", "export it as JPEG"),
        ("IMG_2.jpg.crdownload", bytes(9), "not finished"),
        ("nothing", b"", "empty"),
        ("claim.toml.txt", b"number = 'A'", "rename it to claim.toml"),
        ("claim.toml (1)", b"number = 'A'", "rename it to claim.toml"),
        ("broken.pdf", b"%PDF-1.4 broken", "the PDF is damaged"),
        ("broken.zip", b"PK\x03\x04 broken", "the archive is damaged"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_once_with_the_remedy(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), name: content})
    listed = list_photo_sources(tmp_path)
    assert _files(listed) == ["a.jpg"]
    assert list(_problems(listed)) == [name]
    assert says in _problems(listed)[name]
    assert listed.cautions == ()


def test_documents_without_photos_are_named_but_no_fault(tmp_path: Path) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), "notes.txt": b"hello", "voice.opus": b"OggS\0\x02", "empty.eml": mail({})})
    listed = list_photo_sources(tmp_path)
    assert (_files(listed), listed.problems) == (["a.jpg"], ())
    assert _codes(listed) == {"documents": "Not looked at, since they hold no photo: empty.eml, notes.txt, voice.opus."}


def test_pictures_that_are_not_the_claim_s_are_passed_over_and_named(tmp_path: Path) -> None:
    put(tmp_path, {
        "a.jpg": jpeg(1), "@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg": jpeg(2), "#recycle/b.jpg": jpeg(3),
        ".thumbnails/c.jpg": jpeg(4), "$RECYCLE.BIN/d.jpg": jpeg(5), "Thumbs.db": b"x", "drawn/p1_a.jpg": _drawing(),
        "any name.jpg": _drawing(), "out/assessment.json": b"{}", "out/photos/p1.jpg": jpeg(6),
        "CLM-2/claim.toml": b"", "CLM-2/e.jpg": jpeg(7),
        "chat.zip": zipped({"__MACOSX/._f.jpg": jpeg(8), "drawn.jpg": _drawing()}),
    })  # fmt: skip
    listed = photos_of_claim(tmp_path)
    assert (_files(listed), listed.problems) == (["a.jpg"], ())
    said = _codes(listed)
    assert set(said) == {"system_files", "own_drawings", "outputs", "nested_claims"}
    for name in ("@eaDir", "#recycle", ".thumbnails", "$RECYCLE.BIN", "Thumbs.db", "chat.zip/__MACOSX"):
        assert name in said["system_files"]
    assert "any name.jpg, chat.zip/drawn.jpg, drawn/p1_a.jpg" in said["own_drawings"]
    assert "out" in said["outputs"]
    assert "CLM-2" in said["nested_claims"]


def test_a_photo_that_is_there_twice_is_looked_at_once_also_where_one_is_in_an_archive(tmp_path: Path) -> None:
    put(tmp_path, {"a.jpg": jpeg(1, (1600, 1200)), "chat.zip": zipped({"a.jpg": jpeg(1, (800, 600), 50)})})
    listed = photos_of_claim(tmp_path)
    assert _files(listed) == ["a.jpg"]
    assert _codes(listed)["same_photo"].startswith("chat.zip/a.jpg is the same photo as a.jpg")
    assert _files(list_photo_sources(tmp_path)) == ["a.jpg", "chat.zip/a.jpg"]


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_named(tmp_path: Path) -> None:
    deep = zipped({"c.zip": zipped({"d.jpg": jpeg(4)}), "b.jpg": jpeg(2)})
    put(tmp_path, {"a.zip": zipped({"b.zip": deep, "../x.jpg": jpeg(3)})})
    listed = list_photo_sources(tmp_path)
    assert _files(listed) == ["a.zip/b.zip/b.jpg"]
    assert set(_problems(listed)) == {"a.zip/b.zip/c.zip", "a.zip/../x.jpg"}
    assert "too deep" in _problems(listed)["a.zip/b.zip/c.zip"]


def test_an_archive_made_to_fill_a_computer_is_named_and_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.bmp", bytes(150_000_000))
    put(tmp_path, {"a.zip": packed.getvalue()})
    listed = list_photo_sources(tmp_path)
    assert listed.sources == ()
    assert "photos never do" in _problems(listed)["a.zip"]


def test_a_locked_file_is_a_problem_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), "b.jpg": jpeg(2)})
    read = Path.open

    def refused(self: Path, *rest: object) -> object:
        if self.name == "a.jpg":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    listed = list_photo_sources(tmp_path)
    assert _files(listed) == ["b.jpg"]
    assert "permission denied" in _problems(listed)["a.jpg"]


def test_a_pdf_page_that_is_shown_turned_is_turned(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(picture(1)))))
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "scan.pdf")
    (source,) = sources_of_file(tmp_path / "scan.pdf").sources
    wanted = np.asarray(picture(1).transpose(Image.Transpose.ROTATE_270), dtype=int)
    assert np.abs(decode_file(source).pixels_rgb - wanted).mean() < 8


def test_the_report_of_this_program_is_no_source_of_photos(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(picture(1)))))
    writer.add_metadata({"/Creator": "claimapp 1.0.0"})
    writer.write(tmp_path / "report.pdf")
    listed = list_photo_sources(tmp_path)
    assert listed.sources == ()
    assert "report.pdf" in _codes(listed)["outputs"]


def test_a_file_named_like_a_page_is_itself_and_what_is_not_there_is_none(tmp_path: Path) -> None:
    put(tmp_path, {"a#2.jpg": jpeg(1), "chat.zip": zipped({"b.jpg": jpeg(2)})})
    found = find_source(tmp_path / "a#2.jpg")
    assert found is not None
    assert found.page is None
    assert find_source(tmp_path / "c.tif#2") is None
    assert find_source(tmp_path / "chat.zip" / "c.jpg") is None
    assert find_source(tmp_path / "chat.zip" / ".." / ".." / "etc" / "passwd.jpg") is None


_CONTENTS = {
    "photo": jpeg(1), "text": b"hello", "video": _MP4, "scan": tiff(2, 3), "zip": zipped({"z.jpg": jpeg(4)}),
    "mail": mail({"m.jpg": jpeg(5)}), "pdf": pdf_of(picture(6)), "nothing": b"", "bytes": bytes(range(256)),
    "drawing": _drawing(),
}  # fmt: skip
_NAMES = st.sampled_from(
    [
        "a.jpg",
        "b",
        "claim.toml.txt",
        "c.zip",
        "d.txt",
        "Thumbs.db",
        "sub/e.tif",
        "@eaDir/f.jpg",
        "sub/claim.txt",
        "g.eml",
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_NAMES, st.sampled_from(sorted(_CONTENTS)), max_size=6))
def test_every_file_is_a_source_or_named(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]) -> None:
    folder = put(tmp_path_factory.mktemp("claim"), {name: _CONTENTS[kind] for name, kind in files.items()})
    listed = list_photo_sources(folder)
    named = [*_files(listed), *_problems(listed), *(say(caution) for caution in listed.cautions)]
    for name in files:
        shown = "@eaDir" if name.startswith("@eaDir") else name
        assert any(shown in text for text in named), (name, named)
    assert len(_files(listed)) == len(set(_files(listed)))


def test_each_problem_of_a_member_names_the_member_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = {"b.zip": b"PK\x03\x04 broken", "c.mp4": _MP4, "claim.toml": b"", "claim.toml.txt": b"", "d.jpg": jpeg(1)}
    put(tmp_path, {"a.zip": zipped(broken)})
    listed = list_photo_sources(tmp_path)
    assert _files(listed) == ["a.zip/d.jpg"]
    said = _problems(listed)
    assert list(said) == ["a.zip/b.zip", "a.zip/c.mp4", "a.zip/claim.toml", "a.zip/claim.toml.txt"]
    assert "the archive is damaged" in said["a.zip/b.zip"]
    assert "unpack it into the claim folder" in said["a.zip/b.zip"]
    assert "video" in said["a.zip/c.mp4"]
    for file in ("a.zip/claim.toml", "a.zip/claim.toml.txt"):
        assert said[file] == "a claim.toml is not read from here; unpack it beside the photos"


def test_what_lies_too_deep_says_what_it_is_and_to_unpack_it(tmp_path: Path) -> None:
    put(tmp_path, {"a.zip": zipped({"b.zip": zipped({"c.eml": mail({"d.jpg": jpeg(4)})})})})
    assert _problems(list_photo_sources(tmp_path)) == {
        "a.zip/b.zip/c.eml": "this mail lies too deep in others; unpack it into the claim folder"
    }


def test_a_system_s_folder_in_an_archive_is_named_once_by_its_way(tmp_path: Path) -> None:
    inside = {"x/__MACOSX/._a.jpg": b"1", "x/__MACOSX/deep/._b.jpg": b"2", "x/Thumbs.db": b"3", "a.jpg": jpeg(1)}
    put(tmp_path, {"a.zip": zipped(inside), ".hidden": b""})
    listed = list_photo_sources(tmp_path)
    (caution,) = listed.cautions
    assert (caution.code, dict(caution.facts)["names"]) == (
        "system_files",
        (".hidden", "a.zip/x/__MACOSX", "a.zip/x/Thumbs.db"),
    )
    assert _files(listed) == ["a.zip/a.jpg"]


def test_an_archive_of_nothing_but_a_system_s_files_holds_no_photo(tmp_path: Path) -> None:
    put(tmp_path, {"a.zip": zipped({"__MACOSX/._a.jpg": b"1"}), "b.zip": zipped({"c.txt": b"x"}), "d.zip": zipped({})})
    said = {caution.code: dict(caution.facts)["names"] for caution in list_photo_sources(tmp_path).cautions}
    assert said == {"system_files": ("a.zip/__MACOSX",), "documents": ("a.zip", "b.zip/c.txt", "d.zip")}


def test_logos_of_a_document_are_counted_by_its_name(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "letter.pdf"))
    for seed in (1, 2):
        canvas.drawImage(ImageReader(picture(seed, (40, 30))), 10, 100 * seed, 40, 30)
    canvas.save()
    documents, small = list_photo_sources(tmp_path).cautions
    assert (documents.code, small.code, small.where) == ("documents", "small_pictures", "letter.pdf")
    assert dict(small.facts) == {"file": "letter.pdf", "number": 2, "side_px": 100}


def test_a_claim_file_of_another_case_is_told_to_be_renamed_unless_a_right_one_lies_beside_it(tmp_path: Path) -> None:
    put(tmp_path, {"sub/claim.toml.txt": b"", "claim.toml": b"", "claim.txt": b"", "CLAIM.toml": b""})
    listed = list_photo_sources(tmp_path)
    assert "rename it" in _problems(listed)["sub/claim.toml.txt"]
    assert "lies beside it" in _problems(listed)["claim.txt"]
    assert "claim.toml" not in _problems(listed)


def test_a_file_asked_for_by_name_is_a_source_whatever_it_is_and_keeps_the_name_given(tmp_path: Path) -> None:
    put(tmp_path, {"notes.txt": b"hello", "a.zip": zipped({"b.jpg": jpeg(1)}), "c.mp4": _MP4})
    assert _files(sources_of_file(tmp_path / "notes.txt")) == ["notes.txt"]
    assert _files(sources_of_file(tmp_path / "notes.txt", "photos/1")) == ["photos/1"]
    assert _files(sources_of_file(tmp_path / "a.zip", "photos/a.zip")) == ["photos/a.zip/b.jpg"]
    video = sources_of_file(tmp_path / "c.mp4")
    assert (video.sources, [problem.file for problem in video.problems]) == ((), ["c.mp4"])


def test_a_page_is_found_by_its_number_and_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    put(tmp_path, {"scan.tif": tiff(1, 2)})
    second = find_source(tmp_path / "scan.tif#2")
    assert second is not None
    assert (second.file, second.page) == ("scan.tif#2", 2)
    put(tmp_path, {"scan.tif": tiff(1)})
    assert find_source(tmp_path / "scan.tif#2") is None
    assert find_source(tmp_path / "#2") is None


def test_a_picture_that_says_it_is_a_photo_and_is_none_is_left_for_decoding_to_name(tmp_path: Path) -> None:
    put(tmp_path, {"a.JPG": b"hello", "b.png": b"\xd0\xcf\x11\xe0", "c.jpg": b"Rar!\x1a\x07\0", "d.gif": b""})
    listed = list_photo_sources(tmp_path)
    assert _files(listed) == ["a.JPG", "b.png", "d.gif"]
    assert list(_problems(listed)) == ["c.jpg"]


def test_a_locked_folder_is_a_problem_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), "sub/b.jpg": jpeg(2)})
    read = Path.iterdir

    def refused(self: Path) -> object:
        if self.name == "sub":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert _problems(list_photo_sources(tmp_path)) == {
        "sub": "this cannot be read (permission denied); check its permissions"
    }


def test_a_linked_folder_is_told(tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere/a.jpg": jpeg(1), "claim/b.jpg": jpeg(2)})
    (tmp_path / "claim" / "more").symlink_to(tmp_path / "elsewhere")
    assert [(caution.code, caution.where) for caution in list_photo_sources(tmp_path / "claim").cautions] == [
        ("linked", "more")
    ]


def test_cautions_of_doubles_come_first(tmp_path: Path) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), "b.jpg": jpeg(1), "notes.txt": b"hello", "c.mp4": _MP4})
    listed = photos_of_claim(tmp_path)
    assert [caution.code for caution in listed.cautions] == ["same_photo", "documents"]
    assert list(_problems(listed)) == ["c.mp4"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read: on Linux alone")
def test_a_file_that_opens_and_cannot_be_read_is_a_problem_with_its_reason() -> None:
    assert _problems(sources_of_file(Path("/proc/self/mem"))) == {
        "mem": "this cannot be read (input/output error); check its permissions"
    }

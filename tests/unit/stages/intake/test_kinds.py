"""kinds.py: a file's first bytes say what it is, whatever its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.stages.intake.kinds import FileKind, kind_of
from tests.data.photo_files import jpeg, mail, pdf_of, picture, png, tiff, zipped

_MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(40)

_HEADS = [
    (jpeg(1), "IMG_0001", FileKind.PICTURE),
    (png(1), "a.jpg", FileKind.PICTURE),
    (b"GIF89a" + bytes(20), "a.gif", FileKind.PICTURE),
    (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0" + bytes(40), "a.bmp", FileKind.PICTURE),
    (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", FileKind.PICTURE),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic", FileKind.PICTURE),
    (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "a.avif", FileKind.PICTURE),
    (tiff(1), "a.tif", FileKind.TIFF),
    (tiff(1), "a.NEF", FileKind.RAW),
    (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "a", FileKind.RAW),
    (pdf_of(picture(1)), "a.pdf", FileKind.PDF),
    (b"\r\n\r\n%PDF-1.4\n", "a.pdf", FileKind.PDF),
    (zipped({"a.jpg": jpeg(1)}), "chat", FileKind.ARCHIVE),
    (mail({"a.jpg": jpeg(1)}), "photos", FileKind.MAIL),
    (b"X-Odd: 1\r\nFrom: a@b\r\n\r\nhello", "a.eml", FileKind.MAIL),
    (_MP4, "a.mp4", FileKind.VIDEO),
    (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "IMG_1.MOV", FileKind.VIDEO),
    (b"\0\0\0\x08wide\0\0\0\0mdat", "a", FileKind.VIDEO),
    (b"RIFF\0\0\0\0AVI LIST", "a.avi", FileKind.VIDEO),
    (b"\x1aE\xdf\xa3" + bytes(20), "a.mkv", FileKind.VIDEO),
    (b"RIFF\0\0\0\0WAVEfmt ", "a.wav", FileKind.UNKNOWN),
    (b"\0\0\0\x08moov\0\0\0\0", "a", FileKind.VIDEO),
    (b"\0\0\0\x08free\0\0\0\0", "a", FileKind.VIDEO),
    (b"\0\0\0\x08skip\0\0\0\0", "a", FileKind.VIDEO),
    (b"\0\0\0\x18ftypisom\0\0\0\0mp41mif1", "a", FileKind.PICTURE),  # a still among its brands, the last one
    (b"\0\0\0\x14ftypisom\0\0\0\0mp41mif1", "a", FileKind.VIDEO),  # that stands behind the brands
    (b"\0\0\0\x14ftypisom\0\0\0\0mif1", "a", FileKind.PICTURE),
    (b"BM\x36\0\0\0\1\0\0\0\x36\0\0\0" + bytes(40), "a", FileKind.UNKNOWN),
    (b"G" + b"\xff" * 187 + b"G" + b"\xff" * 187 + b"G", "a.ts", FileKind.VIDEO),
    (b"G" + b"\1" * 187 + b"G" + b"\1" * 188, "a.ts", FileKind.UNKNOWN),
    (b"G" + b"\1" * 187 + b"G" + b"\1" * 187, "a.ts", FileKind.UNKNOWN),
    (b"G" + b"\1" * 375 + b"G", "a.ts", FileKind.UNKNOWN),
    (b"x" * 1019 + b"%PDF-", "a.pdf", FileKind.PDF),
    (b"x" * 1020 + b"%PDF-", "a.pdf", FileKind.TEXT),
    (b"Rar!\x1a\x07\0", "a.rar", FileKind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a.7z", FileKind.OTHER_ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.msg", FileKind.OTHER_MAIL),
    (b"8BPS\0\x01", "a.psd", FileKind.OTHER_PICTURE),
    (b"Dear assessor,\nFrom: the panel beater: two photos\n", "a.txt", FileKind.TEXT),
    ("é".encode("utf-16"), "a.txt", FileKind.TEXT),
    ("é".encode("utf-16-be").join((b"\xfe\xff", b"")), "a.txt", FileKind.TEXT),
    (b"\xef\xbb\xbf\0", "a.txt", FileKind.TEXT),
    (b"a\tb\n", "a.txt", FileKind.TEXT),
    (b"a\x08b", "a.txt", FileKind.UNKNOWN),
    (b"\r\n From: a@b\r\nTo: c@d\r\n\r\nhello", "photos", FileKind.MAIL),
    (b"From: a@b\r\nhello", "photos", FileKind.TEXT),  # one line alone is no mail
    (b"From: a@b\r\nhello", "A.EML", FileKind.MAIL),
    (b"hello", "a.eml", FileKind.TEXT),
    (b"hello\nFrom: a@b\nTo: c@d", "photos", FileKind.TEXT),
    (b"From: a@b\n" + b"x\n" * 38 + b"To: c@d", "photos", FileKind.MAIL),
    (b"From: a@b\n" + b"x\n" * 39 + b"To: c@d", "photos", FileKind.TEXT),  # beyond the first forty lines
    (b"\n\n", "a.txt", FileKind.TEXT),
    (b"", "a.jpg", FileKind.EMPTY),
    (bytes(500), "a.bin", FileKind.UNKNOWN),
]


@pytest.mark.parametrize(("head", "name", "kind"), _HEADS, ids=[f"{row[1]}-{row[2].name}" for row in _HEADS])
def test_the_first_bytes_say_what_a_file_is(head: bytes, name: str, kind: FileKind) -> None:
    assert kind_of(head[:4096], name) is kind


@given(st.binary(max_size=400), st.text(max_size=12))
def test_any_bytes_have_a_kind(head: bytes, name: str) -> None:
    assert isinstance(kind_of(head, name), FileKind)


def test_no_two_kinds_are_one() -> None:
    assert len({kind.value for kind in FileKind}) == len(FileKind.__members__)

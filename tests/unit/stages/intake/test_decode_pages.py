"""decode.py: photos looked at small, pages of one file, turns and limits; formats and faults are in test_decode.py."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.domain.geometry import Size
from claimapp.errors import PhotoProblem
from claimapp.stages.intake import decode
from claimapp.stages.intake.decode import decode_file, full_pages, read_small
from claimapp.stages.intake.source import PhotoSource
from tests.data.photo_files import STORED_AS, exif_of, is_near, noise, packed_as, quarters, saved


def test_a_photo_looked_at_small_tells_of_the_whole_one(tmp_path: Path) -> None:
    stored = STORED_AS[6](quarters().resize((320, 240)))
    path = saved(tmp_path, stored, "a.jpg", exif=exif_of(6, "2026:10:12 09:14:02"))
    small, whole = read_small(path, 80), decode_file(path)
    assert small.pixels_rgb.shape == (60, 80, 3)
    assert (small.size, small.sha256, small.taken, small.bytes_read) == (
        Size(320, 240), whole.sha256, datetime(2026, 10, 12, 9, 14, 2), path.stat().st_size,
    )  # fmt: skip
    assert (whole.size, whole.bytes_read) == (Size(320, 240), path.stat().st_size)


@pytest.mark.parametrize("size", [(320, 240), (240, 320), (240, 240)])
def test_the_size_of_a_photo_looked_at_small_is_its_own_whichever_way_it_lies(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    assert read_small(saved(tmp_path, quarters().resize(size), "a.jpg"), 80).size == Size(*size)


@pytest.mark.parametrize(
    ("turn_deg", "turned"),
    [
        (0, None),
        (90, Image.Transpose.ROTATE_270),
        (180, Image.Transpose.ROTATE_180),
        (270, Image.Transpose.ROTATE_90),
    ],
)
def test_a_photo_in_a_document_is_turned_clockwise_as_it_is_shown(
    tmp_path: Path, turn_deg: int, turned: Image.Transpose | None
) -> None:
    source = PhotoSource("a", saved(tmp_path, quarters(), "a.png"), turn_deg=turn_deg)
    wanted = quarters() if turned is None else quarters().transpose(turned)
    decoded = decode_file(source)
    assert (decoded.pixels_rgb == np.asarray(wanted)).all()
    assert decoded.pixels_rgb.flags.c_contiguous
    assert decoded.size == Size(*wanted.size)
    assert is_near(read_small(source, 32).pixels_rgb, wanted)


def test_what_the_camera_says_of_a_turn_goes_before_what_a_document_says(tmp_path: Path) -> None:
    path = saved(tmp_path, STORED_AS[6](quarters()), "a.png", exif=exif_of(6))
    assert (decode_file(PhotoSource("a", path, turn_deg=90)).pixels_rgb == np.asarray(quarters())).all()


def _tiff(*subfile_types: int) -> bytes:
    """A TIFF whose pages say that they are whole (0), small copies (1) or pages of several (2)."""
    pages = []
    for kind in subfile_types:
        page = quarters()
        page.encoderinfo = {"tiffinfo": {254: kind}}
        pages.append(page)
    return packed_as(pages[0], "TIFF", save_all=True, append_images=pages[1:], tiffinfo={254: subfile_types[0]})


@pytest.mark.parametrize(
    ("subfile_types", "pages"), [((0, 1, 0), (1, 3)), ((1, 0), (2,)), ((2, 3, 2), (1, 3)), ((1, 1), (1,)), ((0,), (1,))]
)
def test_small_copies_of_a_tiff_are_no_pages(subfile_types: tuple[int, ...], pages: tuple[int, ...]) -> None:
    assert full_pages(_tiff(*subfile_types)) == pages


def test_what_is_no_tiff_has_one_page() -> None:
    assert full_pages(b"II*\0 broken") == full_pages(b"") == full_pages(packed_as(quarters(), "PNG")) == (1,)


def test_a_page_is_decoded_by_its_number(tmp_path: Path) -> None:
    content = packed_as(quarters(), "TIFF", save_all=True, append_images=[noise()])
    (tmp_path / "a.tif").write_bytes(content)
    assert decode_file(PhotoSource("a#1", tmp_path / "a.tif", page=1)).size == Size(32, 24)
    assert decode_file(PhotoSource("a#2", tmp_path / "a.tif", page=2)).size == Size(96, 64)
    with pytest.raises(PhotoProblem, match="the photo is"):
        decode_file(PhotoSource("a#3", tmp_path / "a.tif", page=3))


def test_a_jpeg_may_hold_as_much_before_its_picture_as_is_allowed_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = packed_as(quarters(), "JPEG", quality=95)
    before = plain.find(b"\xff\xda")
    (tmp_path / "a.jpg").write_bytes(plain)
    monkeypatch.setattr(decode, "_MOST_HEADER_BYTES", before)
    assert decode_file(tmp_path / "a.jpg").size == Size(32, 24)
    monkeypatch.setattr(decode, "_MOST_HEADER_BYTES", before - 1)
    with pytest.raises(PhotoProblem, match="camera data"):
        decode_file(tmp_path / "a.jpg")


def test_a_photo_may_have_as_many_pixels_as_is_allowed_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, quarters(), "a.png")
    monkeypatch.setattr(decode, "MAX_PHOTO_PIXELS", 32 * 24)
    assert decode_file(path).size == Size(32, 24)
    monkeypatch.setattr(decode, "MAX_PHOTO_PIXELS", 32 * 24 - 1)
    with pytest.raises(PhotoProblem, match="32 x 24 pixels"):
        decode_file(path)


def test_whole_numbers_of_32_bits_keep_their_upper_byte_of_16_and_end_at_white(tmp_path: Path) -> None:
    grey = np.array([[0, 256, 65535, 70000]], dtype=np.int32)
    pixels = decode_file(saved(tmp_path, Image.fromarray(grey), "a.tif")).pixels_rgb
    assert pixels[0, :, 0].tolist() == [0, 1, 255, 255]

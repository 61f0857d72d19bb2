"""decode.py: every format comes out upright in RGB, and what is no photo says so in one sentence."""

from __future__ import annotations

import functools
import hashlib
import io
import struct
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from claimapp.domain.geometry import Size
from claimapp.errors import PhotoProblem
from claimapp.stages.intake.decode import Decoded, decode_file, read_thumbnail
from tests.data.photo_files import STORED_AS, exif_of, is_near, noise, packed_as, quarters, saved

_TINY_HEIC = Path(__file__).resolve().parents[3] / "data" / "tiny.heic"  # 16 x 12, left half red, right half blue


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
def test_every_format_is_decoded_to_rgb(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path, quarters(), f"a.{ending}", **({"quality": 95} if ending in {"jpg", "webp"} else {}))
    decoded = decode_file(path)
    assert decoded.size == Size(32, 24)
    assert decoded.pixels_rgb.dtype == np.uint8
    assert decoded.pixels_rgb.flags.c_contiguous
    assert is_near(decoded.pixels_rgb, quarters())
    assert decoded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert decoded.taken is None


def test_heic_as_phones_write_it_is_decoded() -> None:
    decoded = decode_file(_TINY_HEIC)
    assert decoded.size == Size(16, 12)
    assert decoded.pixels_rgb[6, 3].tolist() == pytest.approx([255, 0, 0], abs=10)
    assert decoded.pixels_rgb[6, 12].tolist() == pytest.approx([0, 0, 255], abs=10)


def test_the_contents_decide_and_not_the_ending(tmp_path: Path) -> None:
    renamed = saved(tmp_path, quarters(), "a.png").rename(tmp_path / "a.jpg")
    assert is_near(decode_file(renamed).pixels_rgb, quarters())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
def test_all_eight_orientations_come_out_the_same(tmp_path: Path, ending: str, orientation: int) -> None:
    path = saved(tmp_path, STORED_AS[orientation](quarters()), f"a.{ending}", exif=exif_of(orientation))
    decoded = decode_file(path)
    assert decoded.size == Size(32, 24)
    assert is_near(decoded.pixels_rgb, quarters())
    assert is_near(read_thumbnail(path, 32), quarters())


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_passed_over(tmp_path: Path, orientation: int) -> None:
    path = saved(tmp_path, quarters(), "a.jpg", exif=exif_of(orientation))
    assert is_near(decode_file(path).pixels_rgb, quarters())


def test_transparent_places_become_white(tmp_path: Path) -> None:
    photo = quarters().convert("RGBA")
    photo.putpixel((3, 3), (0, 0, 0, 0))
    photo.putpixel((4, 3), (0, 0, 0, 128))
    pixels = decode_file(saved(tmp_path, photo, "a.png")).pixels_rgb
    assert pixels[3, 3].tolist() == [255, 255, 255]
    assert pixels[3, 4].tolist() == [127, 127, 127]
    assert pixels[3, 5].tolist() == [255, 0, 0]


def test_a_palette_with_a_transparent_colour_becomes_white_there(tmp_path: Path) -> None:
    photo = Image.new("P", (4, 4), 0)
    photo.putpalette([10, 20, 30, 200, 100, 50])
    photo.putpixel((1, 1), 1)
    pixels = decode_file(saved(tmp_path, photo, "a.png", transparency=0)).pixels_rgb
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[1, 1].tolist() == [200, 100, 50]


@pytest.mark.parametrize("ending", ["tif", "png"])
def test_a_16_bit_scan_keeps_its_upper_byte(tmp_path: Path, ending: str) -> None:
    grey = np.array([[0, 255, 256], [32768, 65280, 65535]], dtype=np.uint16)
    pixels = decode_file(saved(tmp_path, Image.fromarray(grey), f"a.{ending}")).pixels_rgb
    assert pixels[..., 0].tolist() == [[0, 0, 1], [128, 255, 255]]
    assert (pixels[..., 0] == pixels[..., 2]).all()


@pytest.mark.parametrize(("mode", "ending"), [("L", "jpg"), ("CMYK", "jpg"), ("1", "png"), ("LA", "png"), ("P", "png")])
def test_other_kinds_of_pixel_become_rgb(tmp_path: Path, mode: str, ending: str) -> None:
    path = saved(tmp_path, Image.new("RGB", (64, 48), "white").convert(mode), f"a.{ending}")
    assert decode_file(path).pixels_rgb.shape == (48, 64, 3)
    assert int(decode_file(path).pixels_rgb.min()) >= 250
    assert read_thumbnail(path, 16).shape == (12, 16, 3)


# Camera time.


def _decoded_with(tmp_path: Path, taken: str | None, offset: str | None = None, ending: str = "jpg") -> Decoded:
    return decode_file(saved(tmp_path, quarters(), f"a.{ending}", exif=exif_of(1, taken, offset)))


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_camera_time_without_an_offset_has_none(tmp_path: Path, ending: str) -> None:
    assert _decoded_with(tmp_path, "2026:10:12 09:14:02", ending=ending).taken == datetime(2026, 10, 12, 9, 14, 2)


def test_camera_time_with_an_offset_keeps_it(tmp_path: Path) -> None:
    taken = _decoded_with(tmp_path, "2026:10:12 09:14:02", "+02:00").taken
    assert taken == datetime(2026, 10, 12, 9, 14, 2, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize("offset", ["   :  ", "", "02:00", ".5", "+2", "+99:00", "abc"])
def test_an_offset_that_is_none_costs_no_more_than_itself(tmp_path: Path, offset: str) -> None:
    taken = _decoded_with(tmp_path, "2026:10:12 09:14:02", offset).taken
    assert taken == datetime(2026, 10, 12, 9, 14, 2)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026-10-12", "", "yesterday"])
def test_a_time_that_is_none_is_left_out(tmp_path: Path, taken: str) -> None:
    assert _decoded_with(tmp_path, taken).taken is None


@pytest.mark.filterwarnings("error")  # Pillow's own grumbling is nothing for the console
def test_broken_exif_costs_time_and_orientation_but_not_the_photo(tmp_path: Path) -> None:
    packed = io.BytesIO()
    quarters().save(packed, "JPEG", quality=95, exif=b"Exif\0\0II*\0\xff\xff\xff\x7f" + b"\xff" * 40)
    (tmp_path / "a.jpg").write_bytes(packed.getvalue())
    decoded = decode_file(tmp_path / "a.jpg")
    assert decoded.taken is None
    assert is_near(decoded.pixels_rgb, quarters())


def test_exif_that_cannot_be_written_again_does_not_lose_a_turned_photo(tmp_path: Path) -> None:
    # Orientation 6 beside a tag whose number does not fit its type when packed again.
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack("<HHI4s", 0x011A, 2, 2, b"-1\0\0")
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + b"\0\0\0\0"
    path = saved(tmp_path, STORED_AS[6](quarters()), "a.jpg", exif=exif, quality=95)
    assert is_near(decode_file(path).pixels_rgb, quarters())


# What is no photo, or not a whole one.


@functools.cache
def _png_of_300_megapixels() -> bytes:
    """A blank one-bit picture of 20 000 x 15 000: 37 kB of file."""
    return packed_as(Image.new("1", (20_000, 15_000)), "PNG")


def _jpeg_with_exif_of_20_megabytes() -> bytes:
    plain = packed_as(quarters(), "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", 65_002) + b"Exif\0\0" + bytes(64_994)
    return plain[:2] + segment * 310 + plain[2:]


_POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"

# Each: file name, contents, words of the sentence.
_NOT_USABLE: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.jpg", lambda: b"", "empty (0 bytes)"),
    ("text.jpg", lambda: b"Dear assessor,\nphotos follow by mail.\n", "no photo: the file holds text"),
    ("letter.jpg", lambda: b"%PDF-1.7\n\x00\x01\x02", "no photo: the file holds a PDF"),
    ("zeros.jpg", lambda: bytes(5000), "no photo: its contents are of no picture format"),
    ("drawing.jpg", lambda: _POSTSCRIPT, "no photo: the file holds text"),
    ("half.jpg", lambda: packed_as(noise(), "JPEG")[:4000], "cut short: the file ends after 4 kB"),
    ("head.jpg", lambda: packed_as(noise(), "JPEG")[:30], "cut short: the file ends after 1 kB"),
    ("head.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), "damaged at its beginning or cut short (2 kB)"),
    ("half.png", lambda: packed_as(noise(), "PNG")[:9000], "the photo is"),
    ("half.webp", lambda: packed_as(noise(), "WEBP")[:1500], "the photo is damaged"),
    ("half.tif", lambda: packed_as(noise(), "TIFF")[:9000], "the photo is"),
    ("half.heic", lambda: _TINY_HEIC.read_bytes()[:480], "the photo is"),
    ("huge.png", _png_of_300_megapixels, "too large (more than 65 megapixels)"),
    ("exif.jpg", _jpeg_with_exif_of_20_megabytes, "20 MB of camera data"),
    ("119 megapixels.png", lambda: packed_as(Image.new("1", (11_900, 10_000)), "PNG"), "11900 x 10000 pixels"),
    ("large.png", lambda: packed_as(Image.new("1", (13_000, 10_000)), "PNG"), "13000 x 10000 pixels, more than 65"),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "contents", "says"), _NOT_USABLE, ids=[row[0] for row in _NOT_USABLE])
@pytest.mark.parametrize("read", [decode_file, lambda path: read_thumbnail(path, 64)], ids=["whole", "thumbnail"])
def test_what_cannot_be_used_says_so_in_one_sentence(
    tmp_path: Path, name: str, contents: Callable[[], bytes], says: str, read: Callable[[Path], object]
) -> None:
    (tmp_path / name).write_bytes(contents())
    with pytest.raises(PhotoProblem) as caught:
        read(tmp_path / name)
    assert says in caught.value.message
    assert caught.value.where == name
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", ["not there.jpg", "folder.jpg"])
def test_a_file_that_is_gone_or_a_folder_is_a_photo_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.jpg").mkdir()
    with pytest.raises(PhotoProblem, match="cannot be read") as caught:
        decode_file(tmp_path / name)
    assert caught.value.where == name


_SEEDS = [
    packed_as(noise().resize((24, 16)), kind, exif=exif_of(6, "2026:10:12 09:14:02", "+02:00"))
    for kind in ("JPEG", "PNG", "WEBP")
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.sampled_from(_SEEDS),
    cut=st.integers(1, 4000),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
)
def test_a_damaged_file_is_decoded_or_refused_but_never_crashes(
    tmp_path: Path, seed: bytes, cut: int, changes: list[tuple[int, int]]
) -> None:
    damaged = bytearray(seed[:cut])
    for place, value in changes:
        damaged[place % len(damaged)] = value
    (tmp_path / "a.jpg").write_bytes(damaged)
    try:
        decoded = decode_file(tmp_path / "a.jpg")
    except PhotoProblem:
        return
    assert decoded.pixels_rgb.shape == (decoded.size.height, decoded.size.width, 3)


# Thumbnails.


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_thumbnail_keeps_its_proportions_and_is_never_enlarged(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path, quarters().resize((320, 240)), f"a.{ending}")
    assert read_thumbnail(path, 80).shape == (60, 80, 3)
    assert read_thumbnail(path, 1000).shape == (240, 320, 3)
    assert is_near(read_thumbnail(path, 80), quarters().resize((80, 60)))


def test_a_thumbnail_of_a_turned_photo_is_upright(tmp_path: Path) -> None:
    stored = STORED_AS[6](quarters().resize((320, 240)))
    assert read_thumbnail(saved(tmp_path, stored, "a.jpg", exif=exif_of(6)), 80).shape == (60, 80, 3)


def test_a_thumbnail_of_a_16_bit_scan_is_not_white(tmp_path: Path) -> None:
    grey = np.full((64, 64), 0x4000, dtype=np.uint16)
    assert read_thumbnail(saved(tmp_path, Image.fromarray(grey), "a.tif"), 32)[5, 5].tolist() == [64, 64, 64]


@pytest.mark.parametrize(
    ("name", "contents", "hint"),
    [
        ("text.jpg", lambda: b"Dear assessor", "export it again as JPEG"),
        ("half.jpg", lambda: packed_as(noise(), "JPEG")[:4000], "send the photo again"),
        ("half.webp", lambda: packed_as(noise(), "WEBP")[:1500], "send the photo again"),
        ("head.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), "send the photo again"),
        ("exif.jpg", _jpeg_with_exif_of_20_megabytes, "send the photo again"),
        ("huge.png", _png_of_300_megapixels, "export it smaller"),
    ],
)
def test_each_refusal_says_what_to_do(tmp_path: Path, name: str, contents: Callable[[], bytes], hint: str) -> None:
    (tmp_path / name).write_bytes(contents())
    with pytest.raises(PhotoProblem) as caught:
        decode_file(tmp_path / name)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"a\tb", "holds text"),
        (b"a\x08b", "no picture format"),
        (b"a\0b", "no picture format"),
        (b"a" * 512 + b"\0", "holds text"),
        (b"a" * 511 + b"\0", "no picture format"),
    ],
)
def test_the_first_512_bytes_say_whether_it_is_text(tmp_path: Path, contents: bytes, says: str) -> None:
    (tmp_path / "a.jpg").write_bytes(contents)
    with pytest.raises(PhotoProblem, match=says):
        decode_file(tmp_path / "a.jpg")

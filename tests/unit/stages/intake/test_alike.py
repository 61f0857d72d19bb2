"""alike.py: copies of one photo are one photo, and two photos of one car are two."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from claimapp.stages.intake.alike import Glance, glance, is_same, without_doubles
from claimapp.stages.intake.source import PhotoSource, as_source
from tests.data.photo_files import jpeg, picture, put


def _sources(folder: Path) -> list[PhotoSource]:
    return [as_source(path) for path in sorted(folder.iterdir())]


def _kept(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    kept, cautions = without_doubles(_sources(folder))
    return [source.file for source in kept], [(caution.code, caution.where) for caution in cautions]


def test_a_copy_is_named_and_the_larger_one_is_kept_wherever_it_stands(tmp_path: Path) -> None:
    put(tmp_path, {"1.jpg": jpeg(1, (400, 300), 60), "2.jpg": jpeg(2), "3.jpg": jpeg(1, (1600, 1200))})
    assert _kept(tmp_path) == (["2.jpg", "3.jpg"], [("same_photo", "1.jpg")])


def test_of_equal_copies_the_first_is_kept(tmp_path: Path) -> None:
    put(tmp_path, {"a.jpg": jpeg(1), "b.jpg": jpeg(1), "c.jpg": jpeg(1, quality=50)})
    assert _kept(tmp_path) == (["a.jpg"], [("same_photo", "b.jpg"), ("same_photo", "c.jpg")])


def test_of_equally_large_copies_the_one_as_the_camera_wrote_it_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:10:12 09:14:02"
    picture(1).save(tmp_path / "c.jpg", exif=exif, quality=60)
    put(tmp_path, {"a.jpg": jpeg(1, quality=50), "b.jpg": jpeg(1, quality=95), "d.jpg": jpeg(2, quality=50)})
    put(tmp_path, {"e.jpg": jpeg(2, quality=95)})
    assert _kept(tmp_path)[0] == ["c.jpg", "e.jpg"]


def test_what_cannot_be_decoded_is_kept_for_the_run_to_name(tmp_path: Path) -> None:
    put(tmp_path, {"a.jpg": b"broken", "b.jpg": b"broken"})
    assert _kept(tmp_path) == (["a.jpg", "b.jpg"], [])


def test_plain_pictures_are_the_same_only_by_their_bytes(tmp_path: Path) -> None:
    for name, shade in (("a", 100), ("b", 101), ("c", 100)):
        Image.new("RGB", (320, 240), (shade,) * 3).save(tmp_path / f"{name}.jpg")
    assert _kept(tmp_path) == (["a.jpg", "b.jpg"], [("same_photo", "c.jpg")])


def test_a_drawing_of_an_older_version_is_known_by_its_name_beside_its_photo(tmp_path: Path) -> None:
    drawn = picture(1)
    ImageDraw.Draw(drawn).rectangle((60, 60, 200, 180), outline="red", width=4)
    put(tmp_path, {"bump.jpg": jpeg(1), "p2_other.jpg": jpeg(2)})
    drawn.save(tmp_path / "p1_bump.jpg")
    assert _kept(tmp_path) == (["bump.jpg", "p2_other.jpg"], [("own_drawings", "p1_bump.jpg")])


def _glance_at(shown: Image.Image, folder: Path, quality: int = 90) -> Glance:
    path = folder / "shown.jpg"
    shown.save(path, quality=quality)
    return glance(as_source(path))


def test_a_licence_disc_with_another_date_is_another_photo(tmp_path: Path) -> None:
    """As on two discs of one car: only the print differs, which a coarse hash does not see."""
    old, new = (Image.new("RGB", (800, 800), "white") for _ in range(2))
    for disc, year in ((old, "2025-03-31"), (new, "2026-03-31")):
        draw = ImageDraw.Draw(disc)
        draw.ellipse((40, 40, 760, 760), outline="black", width=10)
        draw.rectangle((200, 200, 600, 320), fill="black")
        draw.text((250, 560), year, fill="black", font_size=60)
    assert not is_same(_glance_at(old, tmp_path), _glance_at(new, tmp_path))
    assert is_same(_glance_at(new, tmp_path), _glance_at(new.resize((500, 500)), tmp_path, quality=50))


@pytest.mark.shared_data
def test_copies_of_real_photos_are_found_and_neighbours_of_one_car_are_not(shared_data: Path, tmp_path: Path) -> None:
    """The figures in alike.py, on the val split of claims-tr: photos of one claim begin with the same number."""
    photos = sorted((shared_data / "claims-tr" / "images" / "val").iterdir())
    seen = [glance(as_source(path)) for path in photos]
    pairs = [(a, b) for a in range(len(seen)) for b in range(a + 1, len(seen)) if is_same(seen[a], seen[b])]
    assert [(photos[a].name, photos[b].name) for a, b in pairs] == []
    for path, original in zip(photos[::4], seen[::4], strict=True):
        with Image.open(path) as photo:
            for side, quality in ((1600, 40), (800, 75), (640, 30), (480, 85), (240, 70), (160, 60)):
                copy = photo.convert("RGB")
                copy.thumbnail((side, side))
                assert is_same(original, _glance_at(copy, tmp_path, quality)), (path.name, side, quality)


@pytest.mark.shared_data
def test_the_next_photo_of_a_burst_is_another_photo(shared_data: Path, tmp_path: Path) -> None:
    for path in sorted((shared_data / "claims-tr" / "images" / "val").iterdir())[::8]:
        with Image.open(path) as photo:
            width, height = photo.size
            step = max(round(width * 0.005), 2)
            one = photo.convert("RGB").crop((0, 0, width - step, height - step))
            next_one = photo.convert("RGB").crop((step, step, width, height))
        assert not is_same(_glance_at(one, tmp_path), _glance_at(next_one, tmp_path)), path.name


def test_a_glance_knows_the_size_of_the_whole_photo(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    packed = io.BytesIO()
    picture(1, (640, 480)).save(packed, "JPEG", exif=exif)
    (tmp_path / "a.jpg").write_bytes(packed.getvalue())
    found = glance(as_source(tmp_path / "a.jpg"))
    assert found.worth == (640 * 480, False, len(packed.getvalue()))
    assert found.grey.shape == (64, 64)
    assert found.bits.dtype == np.bool_


def _glance(bits: int = 0, level: float = 0, *, flat: bool = False, sha256: str = "") -> Glance:
    """A glance whose first bits are set, and one of whose fields is of a level."""
    grey = np.zeros((64, 64), dtype=np.float32)
    grey[3, 5] = level
    return Glance(np.arange(64) < bits, grey, flat, sha256 or f"{bits} {level}", (1, False, 1))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (_glance(6), True),
        (_glance(7), False),
        (_glance(0, 27), True),
        (_glance(0, -27), True),
        (_glance(0, 28), False),
        (_glance(0, -28), False),
        (_glance(1, flat=True), False),
        (_glance(64, 255, flat=True, sha256="0 0"), True),  # the same bytes
    ],
)
def test_photos_are_the_same_up_to_six_bits_and_27_levels_or_by_their_bytes(other: Glance, same: bool) -> None:
    one = _glance(sha256="0 0")
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_the_bits_say_where_a_photo_grows_lighter_to_the_right(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 255, 256).astype(np.uint8), (256, 1))
    for shown, bit in ((ramp, True), (ramp[:, ::-1], False)):
        found = _glance_at(Image.fromarray(np.ascontiguousarray(shown)).convert("RGB"), tmp_path, 95)
        assert found.bits.shape == (64,)
        assert set(found.bits.tolist()) == {bit}
        assert not found.flat


@pytest.mark.parametrize(("spread", "flat"), [(3, True), (5, False)])
def test_a_picture_without_spread_is_flat(tmp_path: Path, spread: int, flat: bool) -> None:
    halves = np.full((256, 256, 3), 100 - spread, dtype=np.uint8)
    halves[:, 128:] = 100 + spread
    assert _glance_at(Image.fromarray(halves), tmp_path, 100).flat is flat


def test_a_drawing_s_name_alone_or_its_looks_alone_make_none(tmp_path: Path) -> None:
    drawn = picture(1)
    ImageDraw.Draw(drawn).rectangle((60, 60, 200, 180), outline="red", width=4)
    put(tmp_path, {"my bump!.jpg": jpeg(1), "sub_p1_my_bump.jpg": jpeg(3), "p1_other.jpg": jpeg(2)})
    drawn.save(tmp_path / "p12_my_bump.jpg")  # how an older version wrote the name
    drawn.save(tmp_path / "px_my_bump.jpg")
    kept, cautions = _kept(tmp_path)
    assert "p12_my_bump.jpg" not in kept
    assert {"my bump!.jpg", "p1_other.jpg", "sub_p1_my_bump.jpg", "px_my_bump.jpg"} == set(kept)
    assert cautions == [("own_drawings", "p12_my_bump.jpg")]


def test_each_double_is_named_beside_the_one_that_is_kept_and_what_is_broken_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"0.jpg": b"broken", "1.jpg": jpeg(1, (400, 300)), "2.jpg": jpeg(1, (800, 600))})
    put(tmp_path, {"3.jpg": jpeg(2), "4.jpg": jpeg(2)})
    kept, cautions = without_doubles(_sources(tmp_path))
    assert [source.file for source in kept] == ["0.jpg", "2.jpg", "3.jpg"]
    assert [dict(caution.facts) for caution in cautions] == [
        {"file": "1.jpg", "same": "2.jpg"},
        {"file": "4.jpg", "same": "3.jpg"},
    ]

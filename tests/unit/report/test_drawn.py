from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import hypot
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, Size
from claimapp.errors import BadValue, OutputProblem
from claimapp.report.drawn import DRAWING_MARK, draw_photo, drawn_name, finding_label, label_place, strokes
from tests.data.assessments import sample_assessment

_SAMPLE = sample_assessment()


def _seen(*findings: Finding, size: Size) -> PhotoSeen:
    photo = _SAMPLE.photos[0].photo
    return PhotoSeen(replace(photo, size=size), findings)


def _grey(size: Size) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((size.height, size.width, 3), 128, np.uint8)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("01_front_left.jpg", "p1_01_front_left.jpg"),
        ("from WhatsApp/IMG 0001 (2).jpeg", "p1_IMG_0001_2.jpg"),
        ("..jpg", "p1_photo.jpg"),
        ("ê/=cmd|.png", "p1_cmd.jpg"),
        ("x" * 300 + ".jpg", f"p1_{'x' * 80}.jpg"),
    ],
)
def test_drawn_name_is_safe_in_any_file_system(file: str, name: str) -> None:
    assert drawn_name(replace(_SAMPLE.photos[0].photo, file=file)) == name


def test_label_names_the_damage_of_the_vehicle_where_it_is_known() -> None:
    found = _SAMPLE.photos[0].findings[2]
    assert finding_label(found) == "p1.d3 dent 52 %"
    assert finding_label(found, _SAMPLE.damages) == "d4 dent 52 %"
    assert finding_label(found, _SAMPLE.damages, {"p1.d3"}) == "d4 dent 52 % taken off"
    assert finding_label(_SAMPLE.photos[4].findings[0], _SAMPLE.damages) == "d6 glass 31 % taken off"


def test_large_photo_is_scaled_down_and_a_small_one_keeps_its_size(tmp_path: Path) -> None:
    for size, expected in ((Size(4000, 3000), (1600, 1200)), (Size(300, 900), (300, 900))):
        draw_photo(_grey(size), _seen(size=size), tmp_path / "a.jpg")
        with Image.open(tmp_path / "a.jpg") as made:
            assert made.size == expected
            assert not made.getexif()


def test_finding_is_drawn_where_it_lies_also_on_a_scaled_photo(tmp_path: Path) -> None:
    size = Size(3200, 2400)
    found = Finding("p1.d1", DamageKind.DENT, 0.9, Box(1600, 1200, 3000, 2200))
    draw_photo(_grey(size), _seen(found, size=size), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as made:
        changed = np.abs(np.asarray(made, int) - 128).max(axis=2) > 40
    rows, columns = np.nonzero(changed)
    assert abs(columns.max() - 1500) < 8
    assert abs(rows.max() - 1100) < 8
    assert not changed[:500, :700].any()


def test_kinds_give_different_pictures(tmp_path: Path) -> None:
    size = Size(400, 300)
    made = set()
    for kind in DamageKind:
        found = Finding("p1.d1", kind, 0.9, Box(50, 80, 350, 250))
        draw_photo(_grey(size), _seen(found, size=size), tmp_path / "a.jpg")
        made.add((tmp_path / "a.jpg").read_bytes())
    assert len(made) == len(DamageKind)


def _ink_share(file: Path) -> float:
    """Share of the drawing that is a label's dark ground."""
    with Image.open(file) as made:
        return float((np.asarray(made, int).max(axis=2) < 40).mean())


def test_of_a_damages_findings_one_gets_words_and_the_others_their_letter(tmp_path: Path) -> None:
    size = Size(1200, 900)
    findings = tuple(
        Finding(f"p1.d{number}", DamageKind.DENT, 0.5 + number / 10, Box(x, 300, x + 150, 400))
        for number, x in enumerate((50, 350, 650), start=1)
    )
    one = replace(_SAMPLE.damages[0], id="d1", seen=tuple(found.id for found in findings), dismissed=False)
    each = tuple(replace(one, id=f"d{number}", seen=(found.id,)) for number, found in enumerate(findings, start=1))
    for name, damages in (("one.png", (one,)), ("each.png", each)):
        draw_photo(_grey(size), _seen(*findings, size=size), tmp_path / name, damages=damages)
    assert _ink_share(tmp_path / "one.png") < 0.6 * _ink_share(tmp_path / "each.png")
    with Image.open(tmp_path / "one.png") as made:
        dark = np.asarray(made, int).max(axis=2) < 40
    # The surest of the three, the right one, has the words: d1 dent 80 %.
    assert dark[:, 600:].sum() > 2 * dark[:, :600].sum()


def test_the_words_are_those_of_a_finding_of_the_damages_kind(tmp_path: Path) -> None:
    size = Size(1200, 900)
    dent = Finding("p1.d1", DamageKind.DENT, 0.4, Box(50, 300, 200, 400))
    vague = Finding("p1.d2", DamageKind.UNKNOWN, 0.9, Box(650, 300, 800, 400))
    damage = replace(_SAMPLE.damages[0], id="d1", kind=DamageKind.DENT, seen=("p1.d1", "p1.d2"), dismissed=False)
    draw_photo(_grey(size), _seen(dent, vague, size=size), tmp_path / "a.png", damages=(damage,))
    with Image.open(tmp_path / "a.png") as made:
        dark = np.asarray(made, int).max(axis=2) < 40
    assert dark[:, :600].sum() > 2 * dark[:, 600:].sum()


def test_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    seen = _SAMPLE.photos[1]
    for name in ("a.jpg", "b.jpg"):
        draw_photo(_grey(seen.photo.size), seen, tmp_path / name, damages=_SAMPLE.damages)
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_a_drawing_says_in_its_first_bytes_that_it_is_one(tmp_path: Path) -> None:
    draw_photo(_grey(_SAMPLE.photos[1].photo.size), _SAMPLE.photos[1], tmp_path / "a.jpg")
    assert DRAWING_MARK.encode() in (tmp_path / "a.jpg").read_bytes()[:500]
    with Image.open(tmp_path / "a.jpg") as made:
        assert dict(made.getexif()) == {}


@pytest.mark.parametrize("size", [Size(1, 1), Size(40, 9), Size(90, 60), Size(9, 400)])
def test_tiny_photo_is_drawn_with_a_shorter_label_or_none(tmp_path: Path, size: Size) -> None:
    found = Finding("p1.d1", DamageKind.UNKNOWN, 0.5, Box(-5, -5, 500, 500), ((0, 0),))
    draw_photo(_grey(size), _seen(found, size=size), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as made:
        assert made.size == (size.width, size.height)


def test_array_that_is_no_rgb_photo_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="H x W x 3"):
        draw_photo(np.zeros((4, 4), np.uint8), _seen(size=Size(4, 4)), tmp_path / "a.jpg")


def test_unwritable_target_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").mkdir()
    with pytest.raises(OutputProblem):
        draw_photo(_grey(Size(9, 9)), _seen(size=Size(9, 9)), tmp_path / "a.jpg")


_ENDS = st.integers(-50, 900)


@settings(max_examples=60)
@given(
    corners=st.tuples(_ENDS, _ENDS, _ENDS, _ENDS),
    label=st.tuples(st.integers(10, 200), st.integers(8, 40)),
    more=st.tuples(st.integers(0, 600), st.integers(0, 600)),
    others=st.integers(0, 12),
)
def test_label_never_leaves_the_photo(
    corners: tuple[int, int, int, int], label: tuple[int, int], more: tuple[int, int], others: int
) -> None:
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    box = Box(xs[0], ys[0], xs[1], ys[1])
    size = Size(label[0] + more[0], label[1] + more[1])
    taken: list[Box] = []
    for _ in range(others + 1):
        place = label_place(box, label, size, taken)
        assert place.clipped(size) == place
        assert place.width == pytest.approx(label[0])
        assert place.height == pytest.approx(label[1])
        taken.append(place)


def test_labels_of_findings_on_one_spot_do_not_cover_each_other() -> None:
    taken: list[Box] = []
    for _ in range(5):
        taken.append(label_place(Box(300, 300, 420, 360), (110, 24), Size(1600, 1200), taken))
    assert all(a.overlap_area(b) == 0 for at, a in enumerate(taken) for b in taken[:at])


@settings(max_examples=60)
@given(
    dash=st.lists(st.integers(1, 30), min_size=2, max_size=6).filter(lambda dash: len(dash) % 2 == 0),
    corners=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=8),
)
def test_strokes_cover_the_share_of_the_outline_that_the_pattern_says(
    dash: list[int], corners: list[tuple[int, int]]
) -> None:
    outline = tuple((float(x), float(y)) for x, y in corners)
    ring = [*outline, outline[0]]
    round_px = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))
    drawn_px = sum(hypot(b[0] - a[0], b[1] - a[1]) for piece in strokes(outline, dash) for a, b in pairwise(piece))
    whole = sum(dash)
    assert drawn_px == pytest.approx(round_px * sum(dash[::2]) / whole, abs=whole)


def test_solid_outline_is_one_closed_stroke_and_a_point_gives_none() -> None:
    square = ((0.0, 0.0), (5.0, 0.0), (5.0, 5.0))
    assert strokes(square, ()) == [[*square, square[0]]]
    assert strokes(((1.0, 1.0),), (4, 2)) == []

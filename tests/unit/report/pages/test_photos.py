from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimapp.domain.finding import DamageKind
from claimapp.report.pages import photos
from claimapp.report.pages.figures import figures
from claimapp.report.pages.photos import legend_text, photos_section
from tests.data.assessments import sample_assessment

_SAMPLE = sample_assessment()
TextOf = Callable[[list[Any]], str]


def test_caption_has_file_time_role_and_findings(text_of: TextOf, drawn: dict[str, Path]) -> None:
    text = text_of(photos_section(_SAMPLE, figures(_SAMPLE, drawn)))
    for said in (
        "Figure 1 p1: 01_front_left.jpg vehicle, from the front left taken 12 October 2026, 09:14",
        "d1 broken 91 % front bumper",
        "Figure 6",
        "time taken: not known",
        "The photo is a little soft",
    ):
        assert said in text, said
    assert text.index("Other photos") < text.index("Figure 5")


def test_missing_or_broken_picture_is_said_in_its_place(text_of: TextOf, tmp_path: Path) -> None:
    broken = tmp_path / "p1_broken.jpg"
    broken.write_bytes(b"no picture")
    text = text_of(photos_section(_SAMPLE, figures(_SAMPLE, {"p1": broken, "p2": tmp_path / "gone.jpg"})))
    assert "The drawn photo p1_broken.jpg cannot be read." in text
    assert "The drawn photo gone.jpg cannot be read." in text
    assert text.count("This photo was not drawn.") == 4


def test_claim_without_photos_has_no_photo_section() -> None:
    assert photos_section(replace(_SAMPLE, photos=()), ()) == []


def test_many_findings_on_a_photo_are_cut_and_counted(text_of: TextOf) -> None:
    seen = _SAMPLE.photos[1]
    many = replace(seen, findings=tuple(replace(seen.findings[0], id=f"p2.d{n}") for n in range(1, 31)))
    value = replace(_SAMPLE, photos=(many,))
    assert "and 21 more in assessment.json" in text_of(photos_section(value, figures(value, {})))


def test_legend_explains_the_kinds_that_occur_only() -> None:
    text = legend_text({DamageKind.DENT, DamageKind.LAMP})
    assert "D dent (solid)" in text
    assert "L lamp (long dashes)" in text
    assert "scratch" not in text


def test_photo_that_a_person_left_out_says_so_in_its_caption(text_of: TextOf) -> None:
    left = replace(_SAMPLE, photos=(*_SAMPLE.photos[:5], replace(_SAMPLE.photos[5], left_out=True)))
    text = text_of(photos_section(left, figures(left, {})))
    assert text.count("left out by a person") == 1
    assert text.index("Figure 6") < text.index("left out by a person")


def test_per_cent_sign_stays_beside_its_number() -> None:
    label = photos._label(_SAMPLE.photos[0].findings[0], _SAMPLE.damages)
    assert label.endswith("91\u00a0%")

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from claimapp.app import detect
from tests.data.engines import a_photo, told_engines

Claimapp = Callable[..., Result]


@pytest.fixture(autouse=True)
def use_told_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = told_engines(
        damage=[[("dent", 0.6, (60.0, 60.0, 120.0, 120.0))]],
        car_parts=[[("front_left_door", 0.9, (20.0, 20.0, 220.0, 220.0))]],
    )
    monkeypatch.setattr(detect, "engines_for", lambda options: engines)


def test_detect_json_has_photos_as_the_assessment_has_them(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("detect", a_photo(tmp_path / "a.jpg"), "--json")
    photo = json.loads(outcome.stdout)["photos"][0]
    assert (photo["id"], photo["file"], photo["width"], photo["height"]) == ("p1", "a.jpg", 320, 240)
    assert photo["detections"][0] == {
        "id": "p1.d1",
        "kind": "dent",
        "confidence": 0.6,
        "box": [60.0, 60.0, 120.0, 120.0],
        "polygon": None,
        "part": "front_door",
        "part_coverage": 1.0,
        "share_of_part": 0.09,
        "side": "left",
        "end": None,
        "alternatives": [],
    }
    assert photo["parts"][0]["side"] == "left"


def test_detect_draws_and_says_in_words(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("detect", a_photo(tmp_path / "a.jpg"), "--draw", tmp_path / "drawn")
    assert "dent 60\u00a0% on left front door" in outcome.stdout
    assert [path.name for path in (tmp_path / "drawn").iterdir()] == ["p1_a.jpg"]


def test_a_bad_photo_beside_a_good_one_exits_1_and_names_it(claimapp: Claimapp, tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_text("text")
    outcome = claimapp("detect", a_photo(tmp_path / "a.jpg"), tmp_path / "b.jpg", "--json")
    assert outcome.exit_code == 1
    assert len(json.loads(outcome.stdout)["errors"]) == 1
    assert "b.jpg" in outcome.stderr


def test_only_bad_photos_exit_3(claimapp: Claimapp, tmp_path: Path) -> None:
    assert claimapp("detect", tmp_path / "none.jpg").exit_code == 3


def test_disc_json_gives_every_field_null_where_unknown(claimapp: Claimapp, tmp_path: Path, sample_claim: Path) -> None:
    outcome = claimapp("disc", sample_claim / "06_licence_disc.jpg", a_photo(tmp_path / "a.jpg"), "--json")
    disc, none = json.loads(outcome.stdout)["files"]
    assert disc["fields"]["make"]["value"] == "VOLKSWAGEN"
    assert disc["fields"]["expires"]["value"] == "2027-03-31"
    assert disc["barcode_checked"]
    assert none["fields"] is None


def test_disc_says_in_words_what_it_read(claimapp: Claimapp, sample_claim: Path) -> None:
    assert "XYZ123GP" in claimapp("disc", sample_claim / "06_licence_disc.jpg").stdout

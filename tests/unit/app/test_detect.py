from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app import detect
from claimapp.app.assess import AssessOptions
from claimapp.app.detect import detect_photos, read_discs
from claimapp.domain.caution import CautionCode
from claimapp.pipeline.engines import Engines
from claimapp.words.say import say
from tests.data.engines import a_photo, told_engines
from tests.data.photo_files import put, tiff


@pytest.fixture(autouse=True)
def use_told_engines(monkeypatch: pytest.MonkeyPatch, engines: Engines) -> None:
    monkeypatch.setattr(detect, "engines_for", lambda options: engines)


def test_folders_and_files_are_looked_at_in_order_and_bad_ones_named(claim: Path) -> None:
    (claim / "3.jpg").write_bytes(b"")
    seen = detect_photos([claim, claim / "1.jpg"], options=AssessOptions())
    assert [(photo.photo.id, photo.photo.file) for photo in seen.photos] == [
        ("p1", "1.jpg"),
        ("p2", "2.jpg"),
        ("p4", "1.jpg"),
    ]
    assert [Path(problem.file).name for problem in seen.errors] == ["3.jpg"]


def test_drawn_photos_land_in_the_folder_asked_for(claim: Path, tmp_path: Path) -> None:
    detect_photos([claim / "1.jpg"], options=AssessOptions(), draw_into=tmp_path / "drawn")
    assert [path.name for path in (tmp_path / "drawn").iterdir()] == ["p1_1.jpg"]


def test_a_photo_without_a_disc_gives_none_and_a_bad_file_is_named(tmp_path: Path) -> None:
    plain = a_photo(tmp_path / "plain.jpg")
    (tmp_path / "empty.jpg").write_bytes(b"")
    read = read_discs([plain, tmp_path / "empty.jpg"])
    assert [item.disc for item in read.files] == [None]
    assert len(read.errors) == 1


def test_the_discs_of_a_folder_name_every_file(sample_claim: Path) -> None:
    read = read_discs([sample_claim / "06_licence_disc.jpg"])
    disc = read.files[0].disc
    assert disc is not None
    assert disc.fields["registration"].value == "XYZ123GP"


def test_a_scan_asked_for_is_looked_at_page_by_page_and_what_was_passed_over_is_said(tmp_path: Path) -> None:
    put(tmp_path, {"scan.tif": tiff(2, 3), "notes.txt": b"hello"})
    by_name = detect_photos([tmp_path / "scan.tif"], options=AssessOptions())
    assert [photo.photo.file for photo in by_name.photos] == ["scan.tif#1", "scan.tif#2"]
    by_folder = detect_photos([tmp_path], options=AssessOptions())
    assert ["notes.txt" in say(caution) for caution in by_folder.cautions] == [True]


def test_a_drawing_asked_for_by_name_is_looked_at_and_in_a_folder_is_not(claim: Path, tmp_path: Path) -> None:
    detect_photos([claim / "1.jpg"], options=AssessOptions(), draw_into=tmp_path / "drawn")
    assert len(detect_photos([tmp_path / "drawn" / "p1_1.jpg"], options=AssessOptions()).photos) == 1
    assert detect_photos([tmp_path / "drawn"], options=AssessOptions()).photos == ()


def test_what_lies_on_another_car_is_said_with_the_name_of_its_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = told_engines(
        damage=[[("dent", 0.6, (20.0, 20.0, 60.0, 60.0))]],
        cars=[[("car", 0.9, (100.0, 40.0, 310.0, 230.0)), ("car", 0.6, (0.0, 0.0, 90.0, 80.0))]],
    )
    monkeypatch.setattr(detect, "engines_for", lambda options: engines)
    seen = detect.detect_photos([a_photo(tmp_path / "door.jpg")], options=AssessOptions())
    assert [photo.findings for photo in seen.photos] == [()]
    assert [(caution.code, caution.where) for caution in seen.cautions] == [(CautionCode.ON_ANOTHER_CAR, "door.jpg")]

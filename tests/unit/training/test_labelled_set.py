"""Labelled sets in ultralytics' layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.errors import UsageProblem
from claimapp.training.labelled_set import LabelledSet, class_names
from claimapp.training.val_halves import ValHalf, half_of

BOX = "0 0.5 0.5 0.2 0.4"
POLYGON = "1 0.1 0.2 0.5 0.2 0.5 1.1"


def _set(folder: Path, labels: str = BOX, names: str = "[dent, scratch]", photo: str = "a.jpg") -> Path:
    (folder / "data.yaml").write_text(f"names: {names}\n")
    for kind in ("images", "labels"):
        (folder / kind / "val").mkdir(parents=True)
    (folder / "images" / "val" / photo).write_bytes(b"")
    (folder / "labels" / "val" / "a.txt").write_text(labels)
    return folder


def test_box_is_read_as_corners(tmp_path: Path) -> None:
    (photo,) = LabelledSet.load(_set(tmp_path), "val").photos
    (truth,) = photo.truths
    assert truth.class_id == 0
    assert truth.box_xyxy_share == pytest.approx([0.4, 0.3, 0.6, 0.7])
    assert truth.polygon_share is None


def test_polygon_is_clipped_and_has_its_bounds_as_box(tmp_path: Path) -> None:
    (photo,) = LabelledSet.load(_set(tmp_path, POLYGON), "val").photos
    (truth,) = photo.truths
    assert truth.box_xyxy_share == pytest.approx([0.1, 0.2, 0.5, 1.0])
    assert truth.polygon_share is not None
    assert len(truth.polygon_share) == 3


def test_boxes_and_polygons_may_stand_in_one_file_and_doubles_count_once(tmp_path: Path) -> None:
    (photo,) = LabelledSet.load(_set(tmp_path, f"{BOX}\n{POLYGON}\n\n{BOX}\n"), "val").photos
    assert [truth.class_id for truth in photo.truths] == [0, 1]


def test_photo_without_label_file_shows_nothing(tmp_path: Path) -> None:
    (photo,) = LabelledSet.load(_set(tmp_path, photo="b.webp"), "val").photos
    assert photo.truths == ()


@pytest.mark.parametrize("names", ["[dent, scratch]", "{0: dent, 1: scratch}", "{1: scratch, 0: dent}"])
def test_class_names_may_be_a_list_or_a_map(tmp_path: Path, names: str) -> None:
    assert class_names(_set(tmp_path, names=names)) == ("dent", "scratch")


@pytest.mark.parametrize("line", ["0 0.5 0.5", "2 0.5 0.5 0.1 0.1", "x 0 0 0 0", "0.5 0.5 0.5 0.1 0.1", "-1 0 0 0 0"])
def test_bad_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageProblem, match=r"a\.txt: the line"):
        LabelledSet.load(_set(tmp_path, line), "val")


def test_missing_split_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no split 'test'"):
        LabelledSet.load(_set(tmp_path), "test")


def test_split_without_photos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="there is no photo"):
        LabelledSet.load(_set(tmp_path, photo="a.txt"), "val")


@pytest.mark.parametrize("names", ["", "7", "[", "{0: dent, x: scratch}"])
def test_file_without_class_names_is_refused(tmp_path: Path, names: str) -> None:
    with pytest.raises(UsageProblem, match="names no classes"):
        class_names(_set(tmp_path, names=names))


def test_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"no data\.yaml"):
        class_names(tmp_path)


def test_a_half_keeps_its_photos_and_the_classes(tmp_path: Path) -> None:
    labelled = LabelledSet.load(_set(tmp_path), "val")
    halves = {half: labelled.half(half) for half in ValHalf}
    assert [len(each.photos) for half, each in halves.items() if half is half_of("a")] == [1]
    assert sum(len(each.photos) for each in halves.values()) == 1
    assert {each.classes for each in halves.values()} == {labelled.classes}

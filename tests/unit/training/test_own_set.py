"""A person's own set: what it teaches, and what of it is held back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from claimapp.errors import UsageProblem
from claimapp.training.mix import compose
from claimapp.training.own_set import OwnSet, classes_taught, lay_own_set
from claimapp.training.partial_labels import label_rules
from claimapp.training.recipes import RECIPES

DAMAGE = RECIPES["damage"]
OUTLINE = "0.2 0.2 0.6 0.2 0.6 0.6"
BOX = "0.5 0.5 0.4 0.4"
# Of photo_00 to photo_19 the hash of the name holds these back; written down once, as it may not change.
HELD_BACK = ["photo_02", "photo_04", "photo_09", "photo_17", "photo_18", "photo_19"]


def _photo(data: Path, split: str, stem: str, labels: str | None) -> None:
    photo = data / "images" / split / f"{stem}.png"
    photo.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng([*stem.encode()]).integers(0, 255, (32, 32, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(photo)
    if labels is not None:
        text = data / "labels" / split / f"{stem}.txt"
        text.parent.mkdir(parents=True, exist_ok=True)
        text.write_text(labels)


def _set(data: Path, names: str = "[scratch]", labels: str = f"0 {OUTLINE}", *, train: int = 20, val: int = 0) -> Path:
    for number in range(train):
        _photo(data, "train", f"photo_{number:02}", labels)
    for number in range(val):
        _photo(data, "val", f"val_{number:02}", labels)
    (data / "data.yaml").write_text(f"names: {names}\n")
    return data


def _stems(own: OwnSet, split: str) -> list[str]:
    return sorted(photo.stem for photo in (own.folder / "images" / split).iterdir())


@pytest.mark.parametrize(
    ("label", "taught"),
    [
        ("Scratches", "scratch"),
        ("no part", "missing"),
        ("broken light", "lamp"),
        ("shattered-glass", "glass"),
        ("car damage", "damage"),
        ("flat tyre", "damage"),  # a kind without a class
    ],
)
def test_a_label_teaches_the_class_that_it_means(label: str, taught: str) -> None:
    assert classes_taught([label, "sticker"], DAMAGE) == {label: taught}


def test_a_set_without_val_holds_back_photos_by_their_names(tmp_path: Path) -> None:
    own = lay_own_set(_set(tmp_path / "mine"), tmp_path / "sets", DAMAGE)
    assert _stems(own, "val") == HELD_BACK
    assert _stems(own, "train") == [f"photo_{n:02}" for n in range(20) if f"photo_{n:02}" not in HELD_BACK]
    assert (own.trained, own.held_back) == (14, 6)


def test_what_is_held_back_stays_so_when_photos_are_added(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine")
    _photo(data, "train", "added_1", f"0 {OUTLINE}")
    _photo(data, "train", "a_first", f"0 {OUTLINE}")
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    assert [stem for stem in _stems(own, "val") if stem.startswith("photo_")] == HELD_BACK


def test_photos_of_a_claim_are_held_back_together(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine")
    for claim in range(10):
        for number in range(3):
            _photo(data, "train", f"c{claim:04}_{number}", f"0 {OUTLINE}")
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    learned, held_back = (
        {stem.split("_")[0] for stem in _stems(own, split) if stem.startswith("c")} for split in ("train", "val")
    )
    assert learned
    assert held_back
    assert not learned & held_back


def test_a_set_with_val_holds_back_that_and_learns_from_all_of_train(tmp_path: Path) -> None:
    own = lay_own_set(_set(tmp_path / "mine", val=4), tmp_path / "sets", DAMAGE)
    assert _stems(own, "val") == ["val_00", "val_01", "val_02", "val_03"]
    assert own.trained == 20


def test_a_copy_of_a_photo_held_back_is_not_learned_from(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine", val=4)
    with Image.open(data / "images" / "val" / "val_02.png") as held_back:
        held_back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(data / "images" / "train" / "photo_07.png")
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    assert "photo_07" not in _stems(own, "train")
    assert (own.trained, own.copies) == (19, 1)


def test_what_is_laid_out_composes_to_what_is_learned_from_with_the_models_classes(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine", "[sticker, rub, flat tyre]", f"0 {OUTLINE}\n1 {OUTLINE}\n2 {OUTLINE}")
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    listing = compose(replace(DAMAGE, sources=(own.source,), validated_on=()), own.root, tmp_path / "mix")
    assert yaml.safe_load(listing.read_text())["names"] == dict(enumerate(DAMAGE.classes))
    learned = {photo.stem.removeprefix("own__") for photo in (tmp_path / "mix/images/train").iterdir()}
    assert len(learned) == 14
    assert not learned & set(HELD_BACK)
    # scratch is class 1 of the model, damage class 0; the sticker is no damage.
    assert (tmp_path / "mix/labels/train/own__photo_00.txt").read_text() == f"1 {OUTLINE}\n0 {OUTLINE}"


def test_a_kind_that_the_set_does_not_label_is_not_taught_as_background(tmp_path: Path) -> None:
    """`dent` is among the names, but on no photo."""
    own = lay_own_set(_set(tmp_path / "mine", "[scratch, dent, glass_break]"), tmp_path / "sets", DAMAGE)
    rules = label_rules(replace(DAMAGE, sources=(own.source,)))
    assert rules is not None
    taught = [name for name, flag in zip(DAMAGE.classes, rules.background["own"], strict=True) if flag]
    assert taught == ["damage", "scratch"]
    assert own.by_kind


def test_kinds_are_not_judged_where_a_damage_has_none(tmp_path: Path) -> None:
    own = lay_own_set(
        _set(tmp_path / "mine", "[scratch, car_damage]", f"0 {OUTLINE}\n1 {OUTLINE}"), tmp_path / "sets", DAMAGE
    )
    assert own.measured == "place"


@pytest.mark.parametrize(("labels", "outlined"), [(f"0 {OUTLINE}", True), (f"0 {BOX}", False)])
def test_a_set_of_boxes_teaches_no_outlines(tmp_path: Path, labels: str, outlined: bool) -> None:
    own = lay_own_set(_set(tmp_path / "mine", labels=labels), tmp_path / "sets", DAMAGE)
    assert own.source.outlined is outlined


def test_a_photo_whose_labels_all_mean_nothing_is_not_taken_for_undamaged(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine", "[scratch, sticker]")
    _photo(data, "train", "photo_00", f"1 {OUTLINE}")
    _photo(data, "train", "clean", None)
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    assert "photo_00" not in _stems(own, "train")
    assert "clean" in _stems(own, "train")
    assert own.unlabelled == 1
    assert own.left_out == ("sticker",)
    assert "sticker" in own.told()
    assert "without a label, counted as undamaged: 1" in own.told()


def test_two_photos_of_one_name_share_their_labels(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine")
    photo = data / "images" / "train" / "photo_00.png"
    with Image.open(photo) as opened:
        opened.rotate(90).save(photo.with_suffix(".jpg"))
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    assert _stems(own, "train").count("photo_00") == 2


def test_nothing_is_written_into_the_set_and_an_earlier_laying_goes(tmp_path: Path) -> None:
    data = _set(tmp_path / "mine")
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    lay_own_set(data, tmp_path / "sets", DAMAGE)
    own = lay_own_set(data, tmp_path / "sets", DAMAGE)
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
    assert all(photo.is_symlink() for photo in own.folder.glob("*/*/*"))
    (data / "images" / "train" / "photo_00.png").unlink()
    assert "photo_00" not in _stems(lay_own_set(data, tmp_path / "sets", DAMAGE), "train")


@pytest.mark.parametrize(
    ("train", "val", "labels", "names", "said"),
    [
        (9, 4, f"0 {OUTLINE}", "[scratch]", "9 to learn from and 4 held back"),
        (12, 2, f"0 {OUTLINE}", "[scratch]", "12 to learn from and 2 held back"),
        (12, 4, "", "[scratch]", "no label names a damage"),
        (12, 4, f"0 {OUTLINE}", "[sticker]", "sticker"),
    ],
)
def test_a_set_that_teaches_nothing_is_refused(
    tmp_path: Path, train: int, val: int, labels: str, names: str, said: str
) -> None:
    data = _set(tmp_path / "mine", names, labels, train=train, val=val)
    with pytest.raises(UsageProblem, match=said):
        lay_own_set(data, tmp_path / "sets", DAMAGE)

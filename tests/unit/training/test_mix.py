"""Several data sets become one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from PIL import Image

from claimapp.errors import UsageProblem
from claimapp.training.mix import compose, photos_to_leave_out
from claimapp.training.recipes import Recipe, Source
from claimapp.training.val_halves import ValHalf, half_of

RECIPE = Recipe(
    name="mixed",
    task="detect",
    classes=("dent", "damage"),
    sources=(Source("typed", {"dent": "dent"}), Source("boxes", {"car_damage": "damage"}), Source("whole", {}, 5)),
    photo_side_px=64,
    epochs=1,
    flip_share=0.5,
)


def _source(root: Path, name: str, names: str, labels: dict[str, str]) -> None:
    folder = root / name
    for split in ("train", "val"):
        for kind in ("images", "labels"):
            (folder / kind / split).mkdir(parents=True)
        for stem, text in labels.items():
            (folder / "images" / split / f"{stem}.jpg").write_bytes(stem.encode())
            (folder / "labels" / split / f"{stem}.txt").write_text(text)
    (folder / "data.yaml").write_text(f"names: {names}\n")


def _sources(root: Path) -> Path:
    _source(root, "typed", "[scratch, dent]", {"a": "0 .5 .5 .1 .1\n1 .1 .1 .2 .1 .2 .2"})
    _source(root, "boxes", "{0: car_damage}", {"a": "0 .5 .5 .1 .1"})
    _source(root, "whole", "[hood]", {f"c{number}": "0 .5 .5 .1 .1" for number in range(8)})
    return root


def test_labels_are_renumbered_and_unknown_ones_left_out(tmp_path: Path) -> None:
    target = tmp_path / "mix"
    listing = compose(RECIPE, _sources(tmp_path / "data"), target)
    assert (target / "labels/train/typed__a.txt").read_text() == "0 .1 .1 .2 .1 .2 .2"
    assert (target / "labels/val/boxes__a.txt").read_text() == "1 .5 .5 .1 .1"
    content = yaml.safe_load(listing.read_text())
    assert content["names"] == {0: "dent", 1: "damage"}
    assert content["path"] == str(target.resolve())


def test_photos_of_one_name_stay_apart_and_are_links(tmp_path: Path) -> None:
    target = tmp_path / "mix"
    compose(RECIPE, _sources(tmp_path / "data"), target)
    assert (target / "images/train/typed__a.jpg").is_symlink()
    assert (target / "images/train/boxes__a.jpg").read_bytes() == b"a"


def test_a_capped_source_gives_its_first_photos_without_labels(tmp_path: Path) -> None:
    target = tmp_path / "mix"
    compose(RECIPE, _sources(tmp_path / "data"), target)
    assert len(list((target / "images/train").glob("whole__*"))) == 5
    assert len(list((target / "images/val").glob("whole__*"))) == 1
    assert (target / "labels/train/whole__c0.txt").read_text() == ""


def test_composing_again_changes_nothing(tmp_path: Path) -> None:
    data, target = _sources(tmp_path / "data"), tmp_path / "mix"
    compose(RECIPE, data, target)
    before = sorted(path.name for path in target.rglob("*"))
    compose(RECIPE, data, target)
    assert sorted(path.name for path in target.rglob("*")) == before


def test_doubles_of_judged_and_of_test_photos_are_left_out(tmp_path: Path) -> None:
    data = _sources(tmp_path / "data")
    (data / "cross_dups.csv").write_text(
        "held_out_in,train_photo\n"
        "typed/val,boxes/images/train/a.jpg\n"  # the recipe is judged on typed
        "other/val,typed/images/train/a.jpg\n"  # it is not judged on other
        "other/test,whole/images/train/c0.jpg\n"  # a test is a test
    )
    assert photos_to_leave_out(RECIPE, data) == {"boxes/images/train/a.jpg", "whole/images/train/c0.jpg"}
    compose(RECIPE, data, tmp_path / "mix")
    assert not (tmp_path / "mix/images/train/boxes__a.jpg").exists()
    assert (tmp_path / "mix/images/train/typed__a.jpg").exists()


def test_a_segment_model_gets_a_box_as_its_corners(tmp_path: Path) -> None:
    """Ultralytics drops every outline of a set in which it meets a single box."""
    data = _sources(tmp_path / "data")
    compose(replace(RECIPE, task="segment"), data, tmp_path / "mix")
    head, *corners = (tmp_path / "mix/labels/train/boxes__a.txt").read_text().split()
    assert head == "1"
    assert [float(word) for word in corners] == pytest.approx([0.45, 0.45, 0.55, 0.45, 0.55, 0.55, 0.45, 0.55])


def test_what_an_earlier_composing_left_is_taken_away(tmp_path: Path) -> None:
    data = _sources(tmp_path / "data")
    compose(RECIPE, data, tmp_path / "mix")
    compose(replace(RECIPE, sources=RECIPE.sources[:1]), data, tmp_path / "mix")
    assert [photo.name for photo in (tmp_path / "mix/images/train").iterdir()] == ["typed__a.jpg"]
    assert (data / "boxes/images/train/a.jpg").exists()


def test_a_mended_copy_in_the_place_of_a_link_is_taken_away(tmp_path: Path) -> None:
    stale = tmp_path / "mix/images/train/typed__gone.JPG"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"mended")
    compose(RECIPE, _sources(tmp_path / "data"), tmp_path / "mix")
    assert not stale.exists()


def test_more_photos_can_be_left_out(tmp_path: Path) -> None:
    data = _sources(tmp_path / "data")
    compose(RECIPE, data, tmp_path / "mix", also_leave_out=frozenset({data / "typed/images/train/a.jpg"}))
    assert not (tmp_path / "mix/images/train/typed__a.jpg").exists()
    assert (tmp_path / "mix/images/train/boxes__a.jpg").exists()


def test_training_is_watched_on_the_choosing_half_of_the_sets_named_for_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _source(data, "typed", "[dent]", {f"c{number:04}_1": "" for number in range(20)})
    _source(data, "boxes", "[car_damage]", {"a": ""})
    _source(data, "whole", "[hood]", {"a": ""})
    compose(replace(RECIPE, validated_on=("typed",)), data, tmp_path / "mix")
    watched = {photo.stem for photo in (tmp_path / "mix/images/val").iterdir()}
    choosing = {f"typed__c{number:04}_1" for number in range(20) if half_of(f"c{number:04}_1") is ValHalf.CHOOSE}
    assert watched == choosing
    assert 0 < len(watched) < 20
    assert len(list((tmp_path / "mix/images/train").glob("typed__*"))) == 20


def test_a_set_of_copies_alone_is_refused_before_a_training_begins(tmp_path: Path) -> None:
    root = _sources(tmp_path / "sets")
    copies = frozenset(root.glob("*/images/train/*"))
    with pytest.raises(UsageProblem, match="no train photo is left"):
        compose(RECIPE, root, tmp_path / "mix", also_leave_out=copies)


def test_without_a_list_of_doubles_nothing_is_left_out(tmp_path: Path) -> None:
    assert photos_to_leave_out(RECIPE, tmp_path) == frozenset()


def test_a_mirrored_photo_has_its_sides_changed_in_picture_and_labels(tmp_path: Path) -> None:
    data = tmp_path / "data"
    _source(data, "cars", "[left_mirror, right_mirror, hood]", {"a": "0 .1 .2 .3 .2 .3 .4\n2 .25 .5 .1 .2"})
    for split in ("train", "val"):
        half = Image.new("RGB", (40, 20), "white")
        half.paste("black", (0, 0, 20, 20))
        half.save(data / "cars" / "images" / split / "a.jpg")
    classes = ("left_mirror", "right_mirror", "hood")
    recipe = replace(
        RECIPE, classes=classes, sources=(Source("cars", {name: name for name in classes}),), mirrored=True
    )
    target = tmp_path / "mix"
    compose(recipe, data, target)
    assert (target / "labels/train/cars__a-mirrored.txt").read_text().splitlines() == [
        "1 0.900000 .2 0.700000 .2 0.700000 .4",
        "2 0.750000 .5 .1 .2",
    ]
    with Image.open(target / "images/train/cars__a-mirrored.jpg") as mirrored:
        assert [mirrored.convert("L").getpixel((x, 10)) > 128 for x in (5, 35)] == [True, False]  # type: ignore[operator]
    assert not list((target / "images/val").glob("*mirrored*"))
    compose(replace(recipe, mirrored=False), data, target)
    assert not list((target / "images/train").glob("*mirrored*"))

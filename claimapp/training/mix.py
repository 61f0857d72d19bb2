"""Data sets of a recipe -> one folder in ultralytics' layout."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import yaml

from claimapp.training.labelled_set import PHOTO_ENDINGS, class_names
from claimapp.training.recipes import Recipe, Source

__all__ = ["compose", "photos_to_leave_out"]


def photos_to_leave_out(recipe: Recipe, data_root: Path) -> frozenset[str]:
    """Train photos of the recipe that stand in a val or test split, as paths below `data_root`.

    Read from `cross_dups.csv` beside the data sets (`held_out_in,train_photo`); without
    that file nothing is left out. A photo is left out where the recipe is judged on the
    set that holds its double, and always where that split is a test.
    """
    listing = data_root / "cross_dups.csv"
    if not listing.exists():
        return frozenset()
    judged_on = {source.name for source in recipe.sources}
    with listing.open(encoding="utf-8", newline="") as lines:
        return frozenset(
            row["train_photo"]
            for row in csv.DictReader(lines)
            if row["held_out_in"].endswith("/test") or row["held_out_in"].split("/")[0] in judged_on
        )


def compose(recipe: Recipe, data_root: Path, target: Path) -> Path:
    """Lay a recipe's data sets into `target` and return its data.yaml.

    Photos are linked, labels are written with the recipe's class numbers. Boxes and
    polygons both pass through unchanged (a `detect` model takes a polygon's bounds).
    """
    leave_out = photos_to_leave_out(recipe, data_root)
    for split in ("train", "val"):
        (target / "images" / split).mkdir(parents=True, exist_ok=True)
        (target / "labels" / split).mkdir(parents=True, exist_ok=True)
        for source in recipe.sources:
            _lay_source(recipe, source, data_root, target, split, leave_out)
    listing = target / "data.yaml"
    listing.write_text(
        yaml.safe_dump(
            {
                "path": str(target.resolve()),
                "train": "images/train",
                "val": "images/val",
                "names": dict(enumerate(recipe.classes)),
            }
        ),
        encoding="utf-8",
    )
    return listing


def _lay_source(
    recipe: Recipe, source: Source, data_root: Path, target: Path, split: str, leave_out: frozenset[str]
) -> None:
    folder = data_root / source.name
    names = class_names(folder)
    numbers = {
        number: recipe.classes.index(source.classes[name])
        for number, name in enumerate(names)
        if name in source.classes
    }
    photos = sorted(p for p in (folder / "images" / split).iterdir() if p.suffix.lower() in PHOTO_ENDINGS)
    if source.at_most:
        photos = photos[: source.at_most if split == "train" else source.at_most // 5]
    for photo in photos:
        if f"{source.name}/images/{split}/{photo.name}" in leave_out:
            continue
        stem = f"{source.name}__{photo.stem}"
        link = target / "images" / split / f"{stem}{photo.suffix}"
        if not link.exists():
            link.symlink_to(photo.resolve())
        label = folder / "labels" / split / f"{photo.stem}.txt"
        lines = label.read_text(encoding="utf-8").splitlines() if label.exists() else []
        (target / "labels" / split / f"{stem}.txt").write_text("\n".join(_renumber(lines, numbers)), encoding="utf-8")


def _renumber(lines: Iterable[str], numbers: dict[int, int]) -> list[str]:
    renumbered = []
    for line in lines:
        head, _, rest = line.strip().partition(" ")
        if head and int(float(head)) in numbers:
            renumbered.append(f"{numbers[int(float(head))]} {rest}")
    return renumbered

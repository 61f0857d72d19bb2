"""Data sets of a recipe -> one folder in ultralytics' layout."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from PIL import Image, ImageOps

from claimapp.errors import UsageProblem
from claimapp.training.labelled_set import PHOTO_ENDINGS, class_names
from claimapp.training.partial_labels import SEPARATOR
from claimapp.training.recipes import Recipe, Source
from claimapp.training.val_halves import ValHalf, half_of

__all__ = ["compose", "photos_to_leave_out"]

_MIRRORED = "-mirrored"
_OTHER_SIDE = re.compile("left|right")
_CHANGED = {"left": "right", "right": "left"}
_BOX_VALUES = 4


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


def compose(recipe: Recipe, data_root: Path, target: Path, *, also_leave_out: frozenset[Path] = frozenset()) -> Path:
    """Lay a recipe's data sets into `target` and return its data.yaml.

    Photos are linked (mirror images are written), labels are written with the recipe's class numbers. For a `detect`
    model boxes and polygons pass through unchanged (it takes a polygon's bounds); for a
    `segment` model a box becomes its four corners, as ultralytics takes no mixture. What an
    earlier composing left in `target` is taken away. `also_leave_out` are photos' paths.

    Raises:
        UsageProblem: if no photo is left to learn from, or none to watch the training on.
    """
    leave_out = photos_to_leave_out(recipe, data_root) | {
        photo.relative_to(data_root).as_posix() for photo in also_leave_out
    }
    for split in ("train", "val"):
        for kind in ("images", "labels"):
            _emptied(target / kind / split)
        for source in recipe.sources:
            if split == "val" and recipe.validated_on and source.name not in recipe.validated_on:
                continue
            _lay_source(recipe, source, data_root, target, split, leave_out)
        if not any((target / "images" / split).iterdir()):
            raise UsageProblem(
                f"no {split} photo is left: the data sets have none, or all are copies of photos held back",
                hint="put other photos into them",
                where=str(data_root),
            )
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


def _emptied(folder: Path) -> None:
    """Make the folder, or take away the photos, links and labels of an earlier composing; nothing else.

    Not every photo there is a link: mirror images are files, and ultralytics puts a mended copy
    in the place of a link to a JPEG that lacks its end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_symlink() or old.suffix == ".txt" or old.suffix.lower() in PHOTO_ENDINGS:
            old.unlink()


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
        if split == "val" and recipe.validated_on and half_of(photo.stem) is not ValHalf.CHOOSE:
            continue
        stem = f"{source.name}{SEPARATOR}{photo.stem}"
        link = target / "images" / split / f"{stem}{photo.suffix}"
        if not link.exists():
            link.symlink_to(photo.resolve())
        label = folder / "labels" / split / f"{photo.stem}.txt"
        lines = label.read_text(encoding="utf-8").splitlines() if label.exists() else []
        labels = _renumber(lines, numbers, as_polygons=recipe.task == "segment")
        (target / "labels" / split / f"{stem}.txt").write_text("\n".join(labels), encoding="utf-8")
        if recipe.mirrored and split == "train":
            _lay_mirrored(photo, labels, recipe.classes, target, f"{stem}{_MIRRORED}")


def _lay_mirrored(photo: Path, labels: Iterable[str], classes: Sequence[str], target: Path, stem: str) -> None:
    """A photo's mirror image as a file of its own: what was on the car's left is on its right now."""
    other = [classes.index(_OTHER_SIDE.sub(lambda side: _CHANGED[side.group()], name)) for name in classes]
    with Image.open(photo) as opened:
        ImageOps.mirror(opened.convert("RGB")).save(target / "images" / "train" / f"{stem}.jpg", quality=95)
    lines = []
    for label in labels:
        number, *values = label.split()
        # x of corners and outlines, at the even places; a box (x, y, width, height) has only one.
        last_x = 1 if len(values) == _BOX_VALUES else len(values)
        turned = [f"{1 - float(v):.6f}" if at % 2 == 0 and at < last_x else v for at, v in enumerate(values)]
        lines.append(" ".join([str(other[int(number)]), *turned]))
    (target / "labels" / "train" / f"{stem}.txt").write_text("\n".join(lines), encoding="utf-8")


def _renumber(lines: Iterable[str], numbers: dict[int, int], *, as_polygons: bool) -> list[str]:
    renumbered = []
    for line in lines:
        head, _, rest = line.strip().partition(" ")
        if head and int(float(head)) in numbers:
            if as_polygons and len(rest.split()) == 4:
                rest = _corners(rest)
            renumbered.append(f"{numbers[int(float(head))]} {rest}")
    return renumbered


def _corners(box: str) -> str:
    x, y, wide, high = (float(word) for word in box.split())
    near_x, far_x = (min(1.0, max(0.0, x + side * wide / 2)) for side in (-1, 1))
    near_y, far_y = (min(1.0, max(0.0, y + side * high / 2)) for side in (-1, 1))
    corners = ((near_x, near_y), (far_x, near_y), (far_x, far_y), (near_x, far_y))
    return " ".join(f"{value:.6f}" for corner in corners for value in corner)

"""A person's own labelled set, laid out for the damage model: what it teaches and what of it is held back.

The set is one folder in ultralytics' layout, in the person's words for damage. It is laid out
anew as links under the model's names; nothing is written into it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from claimapp.domain.class_names import kind_of
from claimapp.errors import UsageProblem
from claimapp.training.doubles import doubles_between
from claimapp.training.labelled_set import PHOTO_ENDINGS, LabelledPhoto, LabelledSet
from claimapp.training.recipes import Recipe, Source
from claimapp.training.val_halves import in_held_back_fifth

__all__ = ["FEWEST_HELD_BACK", "FEWEST_TRAINED", "OwnSet", "classes_taught", "lay_own_set"]

FEWEST_TRAINED = 10
FEWEST_HELD_BACK = 3
"""Labelled photos; with fewer there is nothing to learn from, or before and after differ by chance alone."""

_NAME = "own"
_LEFT_OUT = "left-out"  # a name that means no damage, in this program's words too


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A person's set, laid out under `root` as the data set `source` of a recipe.

    `trained` and `held_back` count photos, `unlabelled` those of both on which nothing is
    labelled: they teach that nothing is damaged there. `copies` are train photos that stand
    in the held-back part too, `left_out` the set's labels that mean no damage. `by_kind`
    tells whether kinds can be judged, and not only places.
    """

    root: Path
    source: Source
    trained: int
    held_back: int
    unlabelled: int
    copies: int
    left_out: tuple[str, ...]
    by_kind: bool

    @property
    def measured(self) -> str:
        """What a finding must have right: a set that labels damage of no noted kind cannot judge kinds."""
        return "place and kind" if self.by_kind else "place"

    @property
    def folder(self) -> Path:
        """Folder of the laid out set, with the splits train and val."""
        return self.root / self.source.name

    def told(self) -> str:
        """One line for people."""
        taught = ", ".join(self.source.classes)
        parts = [f"{self.trained} photos to learn from, {self.held_back} held back; they teach {taught}"]
        if self.unlabelled:
            parts.append(f"without a label, counted as undamaged: {self.unlabelled}")
        if self.copies:
            parts.append(f"{self.copies} copies of photos held back are left out")
        if self.left_out:
            parts.append(f"left out, as the label names no damage that is known here: {', '.join(self.left_out)}")
        return "; ".join(parts)


def classes_taught(labels: Sequence[str], recipe: Recipe) -> dict[str, str]:
    """Class of the model that each of a set's labels teaches; a label that names no damage is not in it.

    Damage whose kind has no class (a flat tyre) teaches the catch-all.
    """
    kinds = {label: kind_of(label) for label in labels}
    catch_all = str(recipe.catch_all)
    return {
        label: str(kind) if kind in recipe.classes else catch_all for label, kind in kinds.items() if kind is not None
    }


def lay_own_set(data: Path, root: Path, recipe: Recipe) -> OwnSet:
    """Lay the set `data` out under `root` (train and val as links, labels by the model's names), for `recipe`'s model.

    Held back is images/val, or a fifth of images/train (`val_halves.py`) where there is none.

    Raises:
        UsageProblem: if the set is not as it should be, means nothing here, or has too few photos.
    """
    train, held_back = _split(data)
    taught = classes_taught(train.classes, recipe)
    used = {train.classes[truth.class_id] for photo in (*train.photos, *held_back) for truth in photo.truths}
    if not used & taught.keys():
        raise UsageProblem(
            "no label names a damage that is known here",
            hint="name them in data.yaml: damage, scratch, dent, crack, broken, missing, glass or lamp",
            where=f"{data}: {', '.join(train.classes)}",
        )
    useful = {number for number, label in enumerate(train.classes) if label in taught}
    doubles = doubles_between([photo.file for photo in train.photos], [photo.file for photo in held_back])
    copies = {pair.train for pair in doubles.pairs}
    learned_from = _telling([photo for photo in train.photos if photo.file not in copies], useful)
    judged_on = _telling(held_back, useful)
    _check_enough(data, learned_from, judged_on)
    names = [taught[label] if label in used & taught.keys() else _LEFT_OUT for label in train.classes]
    folder = root / _NAME
    shutil.rmtree(folder, ignore_errors=True)  # an earlier call's links
    for split, photos in (("train", learned_from), ("val", judged_on)):
        _lay_photos(folder, split, photos)
    (folder / "data.yaml").write_text(yaml.safe_dump({"names": names}), encoding="utf-8")
    classes = [name for name in recipe.classes if name in names]
    outlined = all(truth.polygon_share is not None for photo in learned_from for truth in photo.truths)
    return OwnSet(
        root=root,
        source=Source(_NAME, {name: name for name in classes}, outlined=outlined),
        trained=len(learned_from),
        held_back=len(judged_on),
        unlabelled=sum(not photo.truths for photo in (*learned_from, *judged_on)),
        copies=len(copies),
        left_out=tuple(label for label in train.classes if label not in taught),
        by_kind=recipe.catch_all not in classes,
    )


def _split(data: Path) -> tuple[LabelledSet, tuple[LabelledPhoto, ...]]:
    """Train split without what is held back, and the photos held back."""
    train = LabelledSet.load(data, "train")
    val = data / "images" / "val"
    if val.is_dir() and any(file.suffix.lower() in PHOTO_ENDINGS for file in val.iterdir()):
        return train, LabelledSet.load(data, "val").photos
    parts: dict[bool, list[LabelledPhoto]] = {True: [], False: []}
    for photo in train.photos:
        parts[in_held_back_fifth(photo.file.stem)].append(photo)
    return LabelledSet(train.classes, tuple(parts[False])), tuple(parts[True])


def _telling(photos: Sequence[LabelledPhoto], useful: set[int]) -> list[LabelledPhoto]:
    """Photos that tell something: one on which all labels mean nothing here is not undamaged."""
    return [photo for photo in photos if not photo.truths or any(truth.class_id in useful for truth in photo.truths)]


def _check_enough(data: Path, learned_from: Sequence[LabelledPhoto], judged_on: Sequence[LabelledPhoto]) -> None:
    trained, judged = (sum(bool(photo.truths) for photo in photos) for photos in (learned_from, judged_on))
    if trained < FEWEST_TRAINED or judged < FEWEST_HELD_BACK:
        raise UsageProblem(
            f"too few labelled photos: {trained} to learn from and {judged} held back",
            hint=f"{FEWEST_TRAINED} and {FEWEST_HELD_BACK} are the least; put more into images/train, of which a fifth "
            "is held back, or choose those to hold back yourself and put them into images/val",
            where=str(data),
        )


def _lay_photos(folder: Path, split: str, photos: Sequence[LabelledPhoto]) -> None:
    for kind in ("images", "labels"):
        (folder / kind / split).mkdir(parents=True)
    for photo in photos:
        (folder / "images" / split / photo.file.name).symlink_to(photo.file.resolve())
        labels = photo.file.parents[2] / "labels" / photo.file.parent.name / f"{photo.file.stem}.txt"
        link = folder / "labels" / split / labels.name
        if labels.exists() and not link.exists():  # a.jpg and a.png have one file of labels
            link.symlink_to(labels.resolve())

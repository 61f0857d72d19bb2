"""What a data set teaches and what it leaves open: the mask of the classification loss, set by set.

Data sets label some kinds of damage and not others. On a photo of a set that does not
label missing parts, a missing part is no background: nothing may be learned about that
class there. The composed photos carry their set's name in front of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from claimapp.errors import BadValue
from claimapp.training.recipes import Recipe

__all__ = ["SEPARATOR", "LabelRules", "label_rules", "source_of"]

SEPARATOR = "__"
"""Stands between the set's name and the photo's own in a composed folder."""


@dataclass(frozen=True, slots=True)
class LabelRules:
    """By set: which classes its background teaches (one flag a class) and whether its outlines are outlines.

    `catch_all` is the number of the class that every labelled damage belongs to, besides its
    own; a label of that class alone has a kind that nobody noted.
    """

    class_count: int
    catch_all: int
    background: dict[str, tuple[bool, ...]]
    outlined: dict[str, bool]


def label_rules(recipe: Recipe) -> LabelRules | None:
    """Rules of a recipe, or None for one whose sets all label all classes (it names no catch-all)."""
    if recipe.catch_all is None:
        return None
    return LabelRules(
        class_count=len(recipe.classes),
        catch_all=recipe.classes.index(recipe.catch_all),
        background={
            source.name: tuple(name == recipe.catch_all or name in source.teaches(recipe) for name in recipe.classes)
            for source in recipe.sources
        },
        outlined={source.name: source.outlined for source in recipe.sources},
    )


def source_of(photo: str) -> str:
    """Name of the set that a composed photo comes from, told by its file's name.

    Raises:
        BadValue: if the name does not start with a set's name.
    """
    source, separator, _ = PurePath(photo).name.partition(SEPARATOR)
    if not separator:
        raise BadValue(f"the photo {PurePath(photo).name} does not name its data set")
    return source

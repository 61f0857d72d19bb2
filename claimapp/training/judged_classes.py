"""Which labelled class is compared with which of a model's classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimapp.domain.class_names import CATCH_ALL, kind_of, part_of, side_of

__all__ = ["JudgedClasses", "judge_by_kind", "judge_by_part"]


@dataclass(frozen=True, slots=True)
class JudgedClasses:
    """How labels and predictions are brought to common classes.

    `names` are the common classes. `of_label` and `of_model` give the common class of each
    class number of set and model; a number that is absent is left out. `left_out` are the
    set's labels that the model cannot answer. `agnostic` says that there is one common
    class, and that predictions of different classes at one place are one prediction.
    """

    names: tuple[str, ...]
    of_label: dict[int, int]
    of_model: dict[int, int]
    left_out: tuple[str, ...]
    agnostic: bool = False


def judge_by_kind(labels: tuple[str, ...], model_classes: tuple[str, ...]) -> JudgedClasses:
    """Compare kinds of damage.

    Where the set has a catch-all label, everything is one class: its `car_damage` covers
    what a model rightly calls a dent. Where it has none, the model's catch-all is ignored.
    """
    if any(kind_of(label) is CATCH_ALL for label in labels):
        return JudgedClasses(
            names=("damage",),
            of_label={number: 0 for number, label in enumerate(labels) if kind_of(label) is not None},
            of_model={number: 0 for number, name in enumerate(model_classes) if kind_of(name) is not None},
            left_out=tuple(label for label in labels if kind_of(label) is None),
            agnostic=True,
        )
    return _linked(labels, model_classes, lambda a, b: kind_of(a) is not None and kind_of(a) == kind_of(b))


def judge_by_part(labels: tuple[str, ...], model_classes: tuple[str, ...]) -> JudgedClasses:
    """Compare parts; where one side says only `bumper`, the other's front and rear count as one class."""

    def same_part(a: str, b: str) -> bool:
        sides = {side_of(a), side_of(b)} - {None}
        return len(sides) < 2 and not set(part_of(a)).isdisjoint(part_of(b))

    return _linked(labels, model_classes, same_part)


def _linked(labels: tuple[str, ...], model_classes: tuple[str, ...], same: Callable[[str, str], bool]) -> JudgedClasses:
    """Join every label with the model's classes that mean the same; what is joined becomes one class.

    A name that stands on both sides is joined with itself alone.
    """
    shared = set(labels) & set(model_classes)
    group = {label: label for label in labels}
    answered: dict[str, str] = {}
    for model_class in model_classes:
        for label in labels:
            exact = label == model_class
            if not exact and (label in shared or model_class in shared or not same(label, model_class)):
                continue
            if model_class in answered:  # the model does not tell these two labels apart
                old, new = group[label], group[answered[model_class]]
                group = {each: new if first == old else first for each, first in group.items()}
            answered[model_class] = label
    known = [label for label in labels if group[label] in {group[label] for label in answered.values()}]
    firsts = list(dict.fromkeys(group[label] for label in known))
    return JudgedClasses(
        names=tuple("|".join(label for label in known if group[label] == first) for first in firsts),
        of_label={number: firsts.index(group[label]) for number, label in enumerate(labels) if label in known},
        of_model={
            number: firsts.index(group[answered[name]]) for number, name in enumerate(model_classes) if name in answered
        },
        left_out=tuple(label for label in labels if label not in known),
    )

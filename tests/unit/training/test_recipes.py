"""The table of what each vision model is trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.domain.class_names import kind_of, part_of
from claimapp.training.labelled_set import LabelledSet, class_names
from claimapp.training.recipes import RECIPES, Recipe


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)
def test_every_source_maps_to_classes_of_its_model(recipe: Recipe) -> None:
    assert RECIPES[recipe.name] is recipe
    for source in recipe.sources:
        assert set(source.classes.values()) <= set(recipe.classes)
    learned = {name for source in recipe.sources for name in source.classes.values()}
    assert learned == set(recipe.classes)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)
def test_every_class_means_something_to_the_program(recipe: Recipe) -> None:
    meaning = kind_of if recipe.name == "damage" else part_of
    assert all(meaning(name) for name in recipe.classes)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)
def test_a_model_that_knows_left_and_right_is_not_trained_on_mirrored_photos(recipe: Recipe) -> None:
    knows_sides = any("left" in name for name in recipe.classes)
    assert (recipe.flip_share == 0.0) == knows_sides


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)
def test_sides_suit_the_network(recipe: Recipe) -> None:
    assert recipe.photo_side_px % 32 == 0


def test_labels_of_every_set_are_spelt_as_the_set_spells_them(shared_data: Path) -> None:
    for recipe in RECIPES.values():
        for source in recipe.sources:
            assert set(source.classes) <= set(class_names(shared_data / source.name)), source.name


def test_a_label_that_the_damage_model_leaves_out_is_left_out_on_purpose(shared_data: Path) -> None:
    left_out = {
        (source.name, label)
        for source in RECIPES["damage"].sources
        for label in class_names(shared_data / source.name)
        if source.classes and label not in source.classes
    }
    assert left_out == {("claims-tr", "airbag"), ("mixed10", "tire_flat")}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=str)
def test_a_set_gives_only_what_its_background_teaches_unless_it_says_so(recipe: Recipe) -> None:
    for source in recipe.sources:
        assert source.teaches(recipe) <= set(recipe.classes)
        if source.labelled is None and source.classes:
            assert source.teaches(recipe) == set(source.classes.values())


def test_sets_of_boxes_do_not_teach_outlines(shared_data: Path) -> None:
    for source in RECIPES["damage"].sources:
        truths = [
            truth for photo in LabelledSet.load(shared_data / source.name, "train").photos for truth in photo.truths
        ]
        if truths:
            assert source.outlined == any(truth.polygon_share is not None for truth in truths), source.name

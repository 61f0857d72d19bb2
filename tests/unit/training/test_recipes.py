"""The table of what each vision model is trained on."""

from __future__ import annotations

import pytest

from claimapp.domain.class_names import kind_of, part_of
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

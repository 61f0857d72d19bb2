"""What each data set teaches and what it leaves open."""

from __future__ import annotations

import pytest

from claimapp.errors import BadValue
from claimapp.training.partial_labels import label_rules, source_of
from claimapp.training.recipes import RECIPES, Recipe, Source

RECIPE = Recipe(
    name="damage",
    task="segment",
    classes=("damage", "dent", "missing"),
    sources=(
        Source("dents", {"dent": "dent"}),
        Source("boxes", {"car_damage": "damage", "dent": "dent"}, labelled=(), outlined=False),
        Source("whole", {}),
    ),
    photo_side_px=64,
    epochs=1,
    flip_share=0.5,
    catch_all="damage",
)


def test_a_set_teaches_the_kinds_that_it_labels_and_the_catch_all() -> None:
    rules = label_rules(RECIPE)
    assert rules is not None
    assert rules.catch_all == 0
    assert rules.background["dents"] == (True, True, False)


def test_a_set_may_give_a_kind_without_telling_where_there_is_none() -> None:
    rules = label_rules(RECIPE)
    assert rules is not None
    assert rules.background["boxes"] == (True, False, False)


def test_undamaged_cars_teach_every_class() -> None:
    rules = label_rules(RECIPE)
    assert rules is not None
    assert rules.background["whole"] == (True, True, True)


def test_sets_of_boxes_teach_no_outlines() -> None:
    rules = label_rules(RECIPE)
    assert rules is not None
    assert rules.outlined == {"dents": True, "boxes": False, "whole": True}


def test_claims_do_not_teach_that_nothing_is_missing_or_cracked() -> None:
    rules = label_rules(RECIPES["damage"])
    assert rules is not None
    taught = dict(zip(RECIPES["damage"].classes, rules.background["claims-tr"], strict=True))
    assert taught["broken"]
    assert not taught["missing"]
    assert not taught["crack"]


def test_a_recipe_without_a_catch_all_has_no_rules() -> None:
    assert label_rules(RECIPES["car-parts"]) is None


def test_a_composed_photo_names_its_set() -> None:
    assert source_of("/runs/data/images/train/claims-tr__c0001_00002.jpg") == "claims-tr"
    with pytest.raises(BadValue, match="does not name its data set"):
        source_of("photo.jpg")

from __future__ import annotations

from claimapp.domain.choices import ModelName, Profile, Runtime, TextEngine
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder


def test_the_first_of_each_list_is_what_an_assessor_gets_and_never_torch() -> None:
    assert [next(iter(kind)) for kind in (Runtime, TextEngine, Profile)] == ["openvino", "rapidocr", "fast"]


def test_the_models_are_those_that_are_shipped_and_all_but_the_cost_model_see() -> None:
    assert set(Manifest.load(models_folder()).models) == set(ModelName)
    assert [name for name in ModelName if not name.sees] == [ModelName.COST]

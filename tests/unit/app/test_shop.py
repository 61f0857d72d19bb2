"""shop.py: the shipped models and tables, each named by its digest or version."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.shop import Shop, shop
from claimapp.domain.claim import ClaimFacts
from claimapp.errors import ModelProblem, TableProblem
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder, tables_folder


def test_the_shop_holds_what_is_shipped() -> None:
    assert shop() == Shop(models_folder(), tables_folder(), ())
    assert shop().tables(ClaimFacts("C")).versions == shop().tables().versions
    assert len(shop().tables().versions) >= 4


def test_the_cost_model_comes_with_the_digest_that_the_manifest_gives() -> None:
    digest, model = shop().cost_model()
    assert digest == Manifest.load(models_folder()).model("cost").digest()
    assert model is not None


def test_missing_folders_are_told_as_such(tmp_path: Path) -> None:
    empty = Shop(tmp_path / "models", tmp_path / "tables")
    with pytest.raises(TableProblem):
        empty.tables()
    with pytest.raises(ModelProblem):
        empty.cost_model()

"""What a use case works with: the folders of models and tables, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimapp.domain.claim import ClaimFacts
from claimapp.pipeline.engines import COST
from claimapp.runtime.cost_model import RatioModel, load_cost_model
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.lines.tables import Tables, load_tables

__all__ = ["Shop", "shop"]


@dataclass(frozen=True, slots=True)
class Shop:
    """The models' folder, the tables' folder, and the folders of tables that are laid over it."""

    models: Path
    base_tables: Path
    overlays: tuple[Path, ...] = ()

    def tables(self, claim: ClaimFacts | None = None) -> Tables:
        """Load the tables that a claim is priced with.

        Raises:
            TableProblem: if one is damaged or missing.
        """
        return load_tables(self.base_tables, *self.overlays)

    def cost_model(self) -> tuple[str, RatioModel]:
        """Load the cost model, with its digest.

        Raises:
            ModelProblem: if it is missing or altered.
        """
        entry = Manifest.load(self.models).model(COST)
        return entry.digest(), load_cost_model(entry)


def shop() -> Shop:
    """Return the shipped models and tables."""
    return Shop(models_folder(), tables_folder())

"""What a use case works with: the folders of models and tables, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimapp.domain.choices import ModelName
from claimapp.domain.claim import ClaimFacts
from claimapp.runtime.cost_model import RatioModel, load_cost_model
from claimapp.runtime.manifest import Manifest
from claimapp.settings import Settings, load_settings
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.lines.tables import Tables, load_tables

__all__ = ["Shop", "shop"]


@dataclass(frozen=True, slots=True)
class Shop:
    """The models' folder, the tables' folder, and the folders of tables that are laid over it.

    A claim can name one more folder of tables (`[prices]` in claim.toml), laid over all others.
    """

    models: Path
    base_tables: Path
    overlays: tuple[Path, ...] = ()

    def tables(self, claim: ClaimFacts | None = None) -> Tables:
        """Load the tables that a claim is priced with.

        Raises:
            TableProblem: if one is damaged or missing.
        """
        of_claim = (Path(claim.prices.tables),) if claim and claim.prices.tables else ()
        return load_tables(self.base_tables, *self.overlays, *of_claim)

    def cost_model(self) -> tuple[str, RatioModel]:
        """Load the cost model, with its digest.

        Raises:
            ModelProblem: if it is missing or altered.
        """
        entry = Manifest.load(self.models).model(ModelName.COST)
        return entry.digest(), load_cost_model(entry)


def shop(settings: Settings | None = None) -> Shop:
    """Return the folders that the settings name, None for those of this machine; what they leave open is shipped."""
    chosen = load_settings() if settings is None else settings
    return Shop(chosen.models or models_folder(), chosen.tables or tables_folder(), chosen.price_lists)

from __future__ import annotations

import pytest

from claimapp.domain.vehicle import MAKE_ALIASES
from claimapp.stages.disc.vocabulary import MAKES, MAKES_BY_WMI, POLICE_WMI, english_half, model_of_series


@pytest.mark.parametrize(
    ("series", "model"),
    [
        ("VW 240-POLO VIVO", "POLO VIVO"),
        ("VW 216 T-CROSS", "T-CROSS"),
        ("AU350-A3", "A3"),
        ("COROLLA  CROSS", "COROLLA CROSS"),
        ("W203", "W203"),
        ("VW 240", "VW 240"),  # nothing stands behind the code
        ("OTHER", None),
        ("", None),
    ],
)
def test_model_is_the_series_without_the_makers_code(series: str, model: str | None) -> None:
    assert model_of_series(series) == model


def test_english_half_of_a_bilingual_word() -> None:
    assert english_half("Hatch back / Luikrug") == "Hatch back"
    assert english_half("Pick-up") == "Pick-up"


def test_every_maker_behind_a_vin_code_or_an_alias_is_a_known_make() -> None:
    behind = {make for makes in MAKES_BY_WMI.values() for make in makes} | set(MAKE_ALIASES.values())
    assert behind <= set(MAKES)
    assert all(len(wmi) == 3 for wmi in MAKES_BY_WMI)
    assert POLICE_WMI not in MAKES_BY_WMI

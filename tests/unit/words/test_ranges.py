from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from claimapp.domain.estimate import Range, RangeKind
from claimapp.domain.money import Money
from claimapp.words.language import Language, speaking
from claimapp.words.ranges import range_line, range_sentence

_R = Money.rand
_RANGES = {
    "learned": Range(RangeKind.LEARNED, _R(80), _R(100), _R(130), "own 3", 412, Decimal("0.91")),
    "unmeasured": Range(RangeKind.LEARNED, _R(80), _R(100), _R(130), "own 3", 40),
    "simulated": Range(RangeKind.SIMULATED, _R(80), _R(100), _R(130), "cost 1"),
    "tables": Range(RangeKind.NONE, _R(80), _R(100), _R(130)),
    "nothing": Range(RangeKind.NONE, _R(100), _R(100), _R(100)),
}
_WORDINGS: list[Callable[[Range], str]] = [range_sentence, range_line]


@pytest.mark.parametrize("spoken", Language)
@pytest.mark.parametrize("wording", _WORDINGS)
@pytest.mark.parametrize("name", _RANGES)
def test_no_range_that_was_not_measured_is_called_90_percent_or_nine_in_ten(
    name: str, wording: Callable[[Range], str], spoken: Language
) -> None:
    with speaking(spoken):
        text = wording(_RANGES[name]).replace("\u00a0", " ")
    for promise in ("90 %", "nine times", "nege uit tien", "nege keer"):
        assert promise not in text


def test_a_learned_range_says_what_was_measured_on_how_many_settled_claims() -> None:
    text = range_sentence(_RANGES["learned"]).replace("\u00a0", " ")
    assert "Held 91 % of settled claims" in text
    assert "412 settled claims (model own 3)" in text
    assert "was not measured" in range_sentence(_RANGES["unmeasured"])


def test_a_simulated_range_says_that_it_is_one() -> None:
    assert "simulation, not measured on settled claims" in range_sentence(_RANGES["simulated"])


def test_where_no_model_knows_the_job_the_ends_are_said_to_be_the_tables() -> None:
    text = range_sentence(_RANGES["tables"]).replace("\u00a0", " ")
    assert text.startswith("No range")
    assert "every low and every high figure of the tables R 80,00 and R 130,00" in text
    assert "low" not in range_sentence(_RANGES["nothing"])
    assert range_sentence(None).startswith("No range")

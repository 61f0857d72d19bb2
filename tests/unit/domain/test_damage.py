"""damage.py: words of the contract; severities are in order, since others count on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import End, PartName, Side
from claimapp.errors import BadValue


def test_severities_go_up_in_the_words_of_the_contract() -> None:
    assert [severity.value for severity in Severity] == ["minor", "moderate", "severe"]


def test_states_are_the_words_of_the_contract_and_a_new_damage_is_found_by_the_program() -> None:
    assert [origin.value for origin in Origin] == ["program", "person"]
    new = Damage("d1", DamageKind.DENT, None, None, None, 0.5, ())
    assert (new.origin, new.dismissed, new.checked, new.charged) == (Origin.PROGRAM, False, False, True)


@pytest.mark.parametrize(
    ("part", "side", "end", "told"),
    [
        (PartName.BONNET, Side.LEFT, None, "a bonnet has no left or right"),
        (PartName.BONNET, None, End.FRONT, "a bonnet has no front or rear"),
        (None, Side.LEFT, None, "without a part has no side and no end"),
        (None, None, End.FRONT, "without a part has no side and no end"),
    ],
)
def test_a_side_or_end_that_the_part_cannot_have_is_refused(
    part: PartName | None, side: Side | None, end: End | None, told: str
) -> None:
    with pytest.raises(BadValue, match=told):
        Damage("d1", DamageKind.DENT, part, side, None, 0.5, (), end=end)


@pytest.mark.parametrize("confidence", [-0.01, 1.01, 57.0, float("nan")])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(BadValue, match="0 to 1"):
        Damage("d1", DamageKind.DENT, None, None, None, confidence, ())


def test_a_damage_of_another_vehicle_is_so_until_a_person_restores_it() -> None:
    found = Damage("d1", DamageKind.DENT, None, None, None, 0.5, ("p2.d1", "p10.d4", "p2.d2"))
    assert found.photos == {"p2", "p10"}
    left_out = replace(found, dismissed=True, another_vehicle=True)
    assert (found.on_another_vehicle, left_out.on_another_vehicle, left_out.charged) == (False, True, False)
    restored = replace(left_out, dismissed=False)
    assert (restored.on_another_vehicle, restored.charged) == (False, True)

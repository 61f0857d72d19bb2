"""damage.py: words of the contract; severities are in order, since others count on it."""

from __future__ import annotations

from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.finding import DamageKind


def test_severities_go_up_in_the_words_of_the_contract() -> None:
    assert [severity.value for severity in Severity] == ["minor", "moderate", "severe"]


def test_states_are_the_words_of_the_contract_and_a_new_damage_is_found_by_the_program() -> None:
    assert [origin.value for origin in Origin] == ["program", "person"]
    assert Damage("d1", DamageKind.DENT, None, None, None, 0.5, ()).status is DamageStatus.FOUND

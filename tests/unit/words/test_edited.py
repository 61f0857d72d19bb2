from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.damage import Severity
from claimapp.domain.edit import (
    AddDamage,
    ChangeDamage,
    Dismiss,
    Edit,
    LeaveOutPhoto,
    Merge,
    Note,
    PriceLine,
    SetClaim,
    SetVehicle,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Side
from claimapp.words.edited import before_words, edit_told
from claimapp.words.language import Language, speaking


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (AddDamage(DamageKind.DENT, PartName.BONNET, severity=Severity.MINOR), "dent, minor"),
        (ChangeDamage("d1", part=PartName.FRONT_DOOR, side=Side.LEFT), "front door, left"),
        (Merge(("d1", "d2")), "d1, d2"),
        (PriceLine("l1", ChargeKind.PANEL, each=Money.rand("600")), "panel beating: R 600,00"),
        (PriceLine("l1", ChargeKind.PANEL, Money.rand(600), Decimal("2.5")), "panel beating: 2,5 x R 600,00"),
        (Note("Called the repairer"), "Called the repairer"),
        (SetVehicle("colour", "Red"), "now: Red"),
        (SetClaim("terms.excess", None), "now: not known"),
        (LeaveOutPhoto("p5"), "p5"),
        (Dismiss("d1"), ""),
    ],
)
def test_edit_tells_what_a_person_typed(edit: Edit, told: str) -> None:
    assert _plain(edit_told(edit)) == told


@pytest.mark.parametrize(
    ("before", "worded"),
    [
        ({"d1": "unknown front_bumper// severe dismissed"}, "d1: kind not known, front bumper, severe, taken off"),
        ({"d1": "p2.d1, p4.d1"}, "d1: p2.d1, p4.d1"),
        ({"finding": "p1.d1", "kind": "dent"}, "p1.d1; dent"),
        ({"amount": "5695.00", "part": "1 x 5020.00"}, "R 5 695,00; part: 1 x R 5 020,00"),
        ({"terms.excess": "5000.00"}, "excess: 5000.00"),
        ({"colour": "", "file": "a b.jpg"}, "a b.jpg"),
        ({"box": "1, 2, 3, 4"}, ""),
        ({"amount": "as it was", "d9": "odd // words"}, "as it was; d9: odd, //, words"),
    ],
)
def test_what_stood_there_before_is_worded_not_shown_as_kept(before: dict[str, str], worded: str) -> None:
    assert _plain(before_words(before)) == worded


def test_before_is_worded_in_the_language_that_is_spoken() -> None:
    with speaking(Language.AFRIKAANS):
        assert before_words({"d1": "scratch front_door/left/"}) == "d1: skraap, linker-voordeur"

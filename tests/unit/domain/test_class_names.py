"""Labels of data sets and models in this program's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.class_names import CATCH_ALL, CatchAll, kind_of, part_of, side_of
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import WHOLE_PARTS, PartName, Side


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("dickey", (PartName.BOOT_LID,)),
        ("hood", (PartName.BONNET,)),
        ("trunk", (PartName.BOOT_LID,)),
        ("tailgate", (PartName.TAILGATE,)),
        ("light", (PartName.HEADLAMP, PartName.TAIL_LAMP)),
        ("bumper", (PartName.FRONT_BUMPER, PartName.REAR_BUMPER)),
        ("Back-Bumper", (PartName.REAR_BUMPER,)),
        ("windshield", (PartName.WINDSCREEN,)),
        ("front glass", (PartName.WINDSCREEN,)),
        ("back_left_door", (PartName.REAR_DOOR,)),
        ("front_right_light", (PartName.HEADLAMP,)),
        ("left_mirror", (PartName.MIRROR,)),
        ("car_damage", ()),
        ("", ()),
    ],
)
def test_part_of_a_label(label: str, parts: tuple[PartName, ...]) -> None:
    assert part_of(label) == parts


@pytest.mark.parametrize("part", WHOLE_PARTS)
def test_every_part_is_known_by_its_own_name(part: PartName) -> None:
    assert part_of(part.value) == (part,)


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("back_left_door", Side.LEFT),
        ("right mirror", Side.RIGHT),
        ("wheel", None),
        ("left_or_right", None),
        ("leftover", None),
    ],
)
def test_side_of_a_label(label: str, side: Side | None) -> None:
    assert side_of(label) == side


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("scratch", DamageKind.SCRATCH),
        ("Dent", DamageKind.DENT),
        ("crack", DamageKind.CRACK),
        ("no_part", DamageKind.MISSING),
        ("glass_break", DamageKind.GLASS),
        ("glass shatter", DamageKind.GLASS),
        ("lamp broken", DamageKind.LAMP),
        ("tire flat", DamageKind.TYRE),
        ("car_damage", CATCH_ALL),
        ("damage", CATCH_ALL),
        ("unknown", CATCH_ALL),
        ("bumper", None),
        ("", None),
    ],
)
def test_kind_of_a_label(label: str, kind: DamageKind | CatchAll | None) -> None:
    assert kind_of(label) == kind


@given(st.text(max_size=30))
def test_any_text_is_a_label(label: str) -> None:
    assert isinstance(part_of(label), tuple)
    assert kind_of(label) is None or isinstance(kind_of(label), DamageKind | CatchAll)
    assert side_of(label) in {Side.LEFT, Side.RIGHT, None}

"""claim_lines.py: where a key stands and what was typed there."""

from __future__ import annotations

import pytest

from claimapp.store.claim_lines import Line, find_line, line_numbered

_TEXT = "number = 'a#b' # note\n\n[ terms ]\nexcess: R5 000\r\nvehicle . year = 2021\n[vehicle]\n'vin' = 'X'\n"


def test_a_key_is_found_in_its_section_and_else_the_section() -> None:
    found = find_line(_TEXT, "vehicle", "vin")
    assert found is not None
    assert (found.number, found.section, found.key, found.typed) == (7, "vehicle", "vin", "'X'")
    without = find_line(_TEXT, "vehicle", "make")
    assert without is not None
    assert without.number == 6
    assert find_line(_TEXT, "garage", "class") is None


def test_what_was_typed_comes_without_its_comment() -> None:
    first = line_numbered(_TEXT, 1)
    assert first is not None
    assert (first.key, first.typed) == ("number", "'a#b'")


def test_a_colon_counts_as_an_equals_sign_and_the_line_is_shown_as_typed() -> None:
    line = line_numbered(_TEXT, 4)
    assert line is not None
    assert (line.key, line.typed, line.shown, line.section) == ("excess", "R5 000", "excess: R5 000", "terms")


def test_a_line_that_does_not_exist_is_none_and_no_number_means_the_last_with_something_on_it() -> None:
    assert line_numbered(_TEXT, 99) is None
    assert line_numbered("", None) is None
    last = line_numbered(_TEXT, None)
    assert last is not None
    assert last.number == 7


def test_a_long_line_is_shown_short() -> None:
    line = line_numbered("a = " + "x" * 500, 1)
    assert line is not None
    assert len(line.shown) < 100


@pytest.mark.parametrize(
    ("line", "key", "typed"),
    [
        ("excess = 5000", "excess", "5000"),
        ("  'excess' : 5000  # R", "excess", "5000"),
        ("“excess” = 5000", "excess", "5000"),
        ('name = "J # Smit" # him', "name", '"J # Smit"'),
        (r'name = "say \"hi\" # x" # y', "name", r'"say \"hi\" # x"'),
        ("name = 'a' b # c", "name", "'a' b"),
        ("excess 5000 rand # x", "excess", "5000 rand"),
        ("excess", "excess", ""),
        ("excess =", "excess", ""),
        ("a = b = c", "a", "b = c"),
        ("", "", ""),
    ],
)
def test_key_and_value_are_what_stands_around_the_first_equals_sign(line: str, key: str, typed: str) -> None:
    found = Line(1, line, "")
    assert (found.key, found.typed) == (key, typed)


def test_a_line_of_80_signs_is_shown_whole_and_a_longer_one_cut_to_them() -> None:
    assert Line(1, f"  {'x' * 80} ", "").shown == "x" * 80
    assert Line(1, "x" * 81, "").shown == "x" * 80 + "..."


def test_lines_are_counted_from_one_and_blank_ones_are_none() -> None:
    assert line_numbered("a = 1\n \nb = 2\n\n", 0) is None
    assert line_numbered("a = 1\n \nb = 2\n\n", 2) is None
    first, third = line_numbered("a = 1\n \nb = 2\n\n", 1), line_numbered("a = 1\n \nb = 2", 3)
    assert first == Line(1, "a = 1", "")
    assert third == line_numbered("a = 1\n \nb = 2\n\n", None) == Line(3, "b = 2", "")


_SECTIONS = """number = 1
vehicle.make = 2
"vehicle" . 'model' = 3
[ 'terms' ] # of the policy
excess = 4
vat.x = 5
[[rates]]
panel=6
[vehicle.tyres]
front = 7
[a.b]
c = 8
"""


@pytest.mark.parametrize(
    ("section", "key", "number"),
    [
        ("", "number", 1),
        ("vehicle", "make", 2),
        ("vehicle", "model", 3),
        ("vehicle", "vin", 2),  # where something of the section stands first
        ("terms", "excess", 5),
        ("terms", "vat", 6),
        ("terms", "write_off_ratio", 4),
        ("rates", "panel", 8),
        ("rates", "paint", 7),
        ("vehicle", "tyres", 9),
        ("a.b", "c", 12),
        ("", "excess", None),  # of another section
        ("", "tyres", None),
        ("garage", "class", None),
        ("", "numbe", None),
    ],
)
def test_a_key_is_found_however_its_section_is_written(section: str, key: str, number: int | None) -> None:
    found = find_line(_SECTIONS, section, key)
    assert (found.number if found else None) == number

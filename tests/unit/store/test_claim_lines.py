"""claim_lines.py: where a key stands and what was typed there."""

from __future__ import annotations

from claimapp.store.claim_lines import find_line, line_numbered

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

"""finding.py: kinds of damage are the contract's, and a finding lies on no part until it is placed."""

from __future__ import annotations

from claimapp.domain.finding import DamageKind, Finding, photo_of
from claimapp.domain.geometry import Box


def test_kinds_are_the_words_of_the_contract() -> None:
    assert [kind.value for kind in DamageKind] == [
        "scratch", "dent", "crack", "broken", "missing", "glass", "lamp", "tyre", "unknown",
    ]  # fmt: skip


def test_a_new_finding_lies_on_no_part() -> None:
    finding = Finding("p1.d1", DamageKind.DENT, 0.9, Box(0, 0, 1, 1))
    assert (finding.part, finding.part_coverage, finding.outline) == (None, None, None)


def test_an_id_on_a_photo_names_the_photo() -> None:
    assert [photo_of(known) for known in ("p12.d3", "p2", "")] == ["p12", "p2", ""]

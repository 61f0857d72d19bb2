"""folder_kinds.py: what a folder's name says."""

from __future__ import annotations

import pytest

from claimapp.batch.folder_kinds import is_claim_like, is_part_name, is_period_name


@pytest.mark.parametrize(
    "name",
    [
        "photos", "Photos 2", "licence disc", "Licence_Disc", "front", "left side", "Close-ups", "before & after",
        "WhatsApp Images", "100CANON", "DCIM", "skade foto's", "voor", "Documents", "day 1",
    ],
)  # fmt: skip
def test_names_of_a_claim_s_subfolders(name: str) -> None:
    assert is_part_name(name)
    assert not is_claim_like(name)


@pytest.mark.parametrize("name", ["CLM-1", "CLM 2026 0042", "c1", "4711", "CA123456", "J Smith GP 12", "2026-0042"])
def test_names_that_look_like_a_claim(name: str) -> None:
    assert is_claim_like(name)
    assert not is_part_name(name)


@pytest.mark.parametrize("name", ["2026", "2026-11", "November 2026", "11 nov", "okt", "11_November"])
def test_years_and_months_are_neither_claims_nor_parts(name: str) -> None:
    assert is_period_name(name)
    assert not is_claim_like(name)
    assert not is_part_name(name)


@pytest.mark.parametrize("name", ["Smith", "tow yard", "1", "12", "", "photos of Smith", "???"])
def test_all_other_names_say_nothing(name: str) -> None:
    assert not is_part_name(name)
    assert not is_claim_like(name)

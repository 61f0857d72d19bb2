"""claim_text.py: every encoding that an editor on Windows saves is read, other files are refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.errors import ClaimFileProblem
from claimapp.store.claim_text import decode_claim_text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a = 1", "a = 1"),
        (codecs.BOM_UTF8 + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "é"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "é"),
        (b"n\0=\0" + b"1\0", "n=1"),
        (b"\0n\0=\0" + b"1", "n=1"),
        (b"number = \x93CLM\x94", "number = “CLM”"),
        (b"", ""),
    ],
)
def test_what_editors_save_is_read(content: bytes, text: str) -> None:
    assert decode_claim_text(content, where="claim.toml") == text


@pytest.mark.parametrize("content", [b"\x81\x8d\x8f", b"a\0\0\0", bytes(64), b"x" * 1_000_001])
def test_what_is_no_text_is_refused_with_the_way_to_save_it(content: bytes) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        decode_claim_text(content, where="claim.toml")
    assert "UTF-8" in caught.value.hint
    assert caught.value.where == "claim.toml"


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        text = decode_claim_text(content, where="claim.toml")
    except ClaimFileProblem:
        return
    assert "\0" not in text


def test_a_file_may_have_a_million_bytes_and_one_with_more_is_told_by_its_size() -> None:
    assert decode_claim_text(b"x" * 1_000_000, where="") == "x" * 1_000_000
    with pytest.raises(ClaimFileProblem, match=r"a/claim\.toml: the file has 1000 kB") as caught:
        decode_claim_text(b"x" * 1_000_999, where="a/claim.toml")
    assert "Save as" in caught.value.hint
    with pytest.raises(ClaimFileProblem, match="no text that the program can read"):
        decode_claim_text(bytes(64), where="claim.toml")


def test_utf_16_without_its_mark_is_told_by_which_bytes_are_empty() -> None:
    # Polish letters have no empty byte of their own: the Latin ones decide.
    assert decode_claim_text("aż b".encode("utf-16-le"), where="") == "aż b"
    assert decode_claim_text("aż b".encode("utf-16-be"), where="") == "aż b"

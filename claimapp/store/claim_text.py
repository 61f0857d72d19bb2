"""The bytes of a claim.toml -> its text, in whatever encoding an editor saved it."""

from __future__ import annotations

import codecs

from claimapp.errors import ClaimFileProblem

__all__ = ["decode_claim_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LARGEST = 1_000_000
"""Bytes; a claim.toml has some hundreds, so a file beyond this is another file under its name."""


def decode_claim_text(content: bytes, *, where: str) -> str:
    """Read UTF-8, UTF-16 (with or without its mark) and Windows-1252, as Notepad has them in its list.

    Windows-1252 is what Notepad calls ANSI on a South African Windows, and what is left when the
    bytes are no UTF-8. `where` names the file in errors.

    Raises:
        ClaimFileProblem: if the bytes are none of these, or far too many.
    """
    if len(content) > _LARGEST:
        raise _unreadable(f"the file has {len(content) // 1000} kB, which no claim file has", where)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], (encoding,), where)
    if b"\0" in content:
        # Without a mark: Latin letters leave every second byte empty, the later one of a pair in little-endian.
        little = content[1::2].count(0) >= content[::2].count(0)
        return _decoded(content, ("utf-16-le" if little else "utf-16-be",), where)
    return _decoded(content, ("utf-8", "cp1252"), where)


def _decoded(content: bytes, encodings: tuple[str, ...], where: str) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable("the file is no text that the program can read", where)


def _unreadable(message: str, where: str) -> ClaimFileProblem:
    return ClaimFileProblem(message, hint="open it in Notepad, choose Save as and the encoding UTF-8", where=where)

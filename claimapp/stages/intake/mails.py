"""Mails saved as files (.eml): the files attached to them."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from typing import IO

from claimapp.errors import PhotoProblem
from claimapp.stages.intake.member import MAX_FILE_BYTES, Member, named_once

__all__ = ["list_mail", "read_mail_member"]

_SAVE = "save its photos into the claim folder"
_MOST_PARTS = 500


def list_mail(stream: IO[bytes], where: str) -> tuple[Member, ...]:
    """List the attachments and pictures of a mail, also of those forwarded in it; its text is none of them.

    Raises:
        PhotoProblem: if it cannot be read as a mail or has absurdly many parts.
    """
    taken: set[str] = set()
    return tuple(
        Member(str(number), named_once(_shown(part, number), taken), len(content))
        for number, part, content in _attached(stream, where)
    )


def read_mail_member(stream: IO[bytes], locator: str, where: str) -> bytes:
    """Read an attachment.

    Raises:
        PhotoProblem: if the mail changed.
    """
    for number, _, content in _attached(stream, where):
        if str(number) == locator:
            return content
    raise PhotoProblem("it is not in the mail any more", hint="assess the claim again", where=where)


def _attached(stream: IO[bytes], where: str) -> Iterator[tuple[int, EmailMessage, bytes]]:
    content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise PhotoProblem(f"the mail is larger than {MAX_FILE_BYTES // 1_000_000} MB", hint=_SAVE, where=where)
    try:
        parts = list(email.message_from_bytes(content, policy=email.policy.default).walk())
        if len(parts) > _MOST_PARTS:
            raise PhotoProblem(f"the mail has {len(parts)} parts", hint=_SAVE, where=where)
        for number, part in enumerate(parts):
            if part.is_multipart() or not (part.get_filename() or part.get_content_maintype() == "image"):
                continue
            held = part.get_payload(decode=True)
            if isinstance(held, bytes) and held:
                yield number, part, held
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        # what the parser raises on headers that are none
        raise PhotoProblem(f"the mail is damaged ({problem})", hint=_SAVE, where=where) from problem


def _shown(part: EmailMessage, number: int) -> str:
    name = "".join(letter for letter in (part.get_filename() or "") if letter.isprintable())
    return name.replace("\\", "/").rsplit("/", maxsplit=1)[-1].strip() or f"picture-{number}"

"""mails.py: photos attached to a saved mail."""

from __future__ import annotations

import email
import email.policy
import io
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.errors import PhotoProblem
from claimapp.stages.intake import mails
from claimapp.stages.intake.mails import list_mail, read_mail_member
from tests.data.photo_files import jpeg, mail


def test_attachments_are_listed_and_read_back_and_the_text_is_none() -> None:
    content = mail({"IMG_1.jpg": jpeg(1), "form.pdf": b"%PDF-1.4"})
    members = list_mail(io.BytesIO(content), "a.eml")
    assert [member.name for member in members] == ["IMG_1.jpg", "form.pdf"]
    assert read_mail_member(io.BytesIO(content), members[0].locator, "a.eml") == jpeg(1)


def test_photos_of_a_forwarded_mail_and_those_in_the_text_are_found() -> None:
    message = EmailMessage()
    message["Subject"] = "Fwd: photos"
    message.set_content("see below")
    message.add_attachment(email.message_from_bytes(mail({"IMG_1.jpg": jpeg(1)}), policy=email.policy.default))
    message.add_attachment(jpeg(2), maintype="image", subtype="jpeg", filename="..\\..\\IMG_1.jpg")
    message.add_attachment(jpeg(3), maintype="image", subtype="jpeg")
    names = [member.name for member in list_mail(io.BytesIO(message.as_bytes()), "a.eml")]
    assert names[:2] == ["IMG_1.jpg", "IMG_1-2.jpg"]
    assert names[2].startswith("picture-")


def test_an_attachment_that_is_gone_is_a_problem() -> None:
    with pytest.raises(PhotoProblem, match="any more"):
        read_mail_member(io.BytesIO(mail({})), "7", "a.eml")


_SEED = mail({"a.jpg": jpeg(1, (32, 24))})


@settings(max_examples=100)
@given(st.integers(1, len(_SEED)), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=8))
def test_a_damaged_mail_is_read_or_refused_in_our_words(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(_SEED[:cut])
    for place, value in changes:
        content[place % len(content)] = value
    try:
        list_mail(io.BytesIO(content), "a.eml")
    except PhotoProblem:
        return


def test_members_say_how_large_they_are_and_one_without_a_name_is_numbered() -> None:
    message = EmailMessage()
    message.set_content("see below")
    message.add_attachment(b"12345", maintype="image", subtype="jpeg")
    message.add_attachment(b"", maintype="image", subtype="jpeg", filename="empty.jpg")
    message.add_attachment(b"1", maintype="application", subtype="pdf", filename=" a/b\\c\x07.pdf ")
    first, second = list_mail(io.BytesIO(message.as_bytes()), "a.eml")
    assert (first.name, first.bytes_declared) == ("picture-2", 5)
    assert (second.name, second.bytes_declared) == ("c.pdf", 1)


def test_a_mail_may_be_as_large_and_have_as_many_parts_as_is_allowed_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = mail({"a.jpg": b"1", "b.jpg": b"2"})  # the whole, its text and two attachments
    monkeypatch.setattr(mails, "_MOST_PARTS", 4)
    monkeypatch.setattr(mails, "MAX_FILE_BYTES", len(content))
    assert len(list_mail(io.BytesIO(content), "a.eml")) == 2
    monkeypatch.setattr(mails, "_MOST_PARTS", 3)
    with pytest.raises(PhotoProblem, match="has 4 parts") as many:
        list_mail(io.BytesIO(content), "sub/a.eml")
    monkeypatch.setattr(mails, "MAX_FILE_BYTES", len(content) - 1)
    with pytest.raises(PhotoProblem, match="larger than 0 MB") as large:
        list_mail(io.BytesIO(content), "sub/a.eml")
    for refused in (many, large):
        assert refused.value.where == "sub/a.eml"
        assert refused.value.hint == "save its photos into the claim folder"


def test_an_attachment_that_is_gone_is_told_by_its_place_and_what_to_do() -> None:
    with pytest.raises(PhotoProblem) as caught:
        read_mail_member(io.BytesIO(mail({})), "7", "sub/a.eml")
    assert (caught.value.where, caught.value.hint) == ("sub/a.eml", "assess the claim again")

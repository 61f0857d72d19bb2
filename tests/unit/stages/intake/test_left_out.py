"""left_out.py: what is said of files that are not used."""

from __future__ import annotations

import pytest

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.photo import FileProblem
from claimapp.stages.intake import left_out
from claimapp.stages.intake.kinds import FileKind
from claimapp.stages.intake.left_out import is_misnamed_claim_file
from claimapp.words.say import say


@pytest.mark.parametrize(
    "name",
    [
        "claim.toml.txt", "claim.toml (1)", "claim (1).toml", "claim(2).toml", "Claim.toml", "CLAIM.TOML",
        "claim.toml.toml", "claim.txt", "claim - Copy.toml", "Copy of claim.toml", "claim.toml - Copy", "claim.tml",
        "claim_toml.txt", "claim.toml.docx", "claim toml", "claim-copy.toml.txt", "claim.toml.txt (1)",
    ],
)  # fmt: skip
def test_names_that_are_meant_as_claim_toml(name: str) -> None:
    assert is_misnamed_claim_file(name)


@pytest.mark.parametrize(
    "name",
    [
        "claim.toml",
        "claim.toml~",
        "claim.toml.bak",
        "claim form.pdf",
        "claim.docx",
        "claim 4711",
        "claims.xlsx",
        "1.jpg",
    ],
)
def test_names_that_are_not(name: str) -> None:
    assert not is_misnamed_claim_file(name)


def test_a_misnamed_claim_file_is_told_how_to_be_called() -> None:
    assert "rename it to claim.toml" in left_out.misnamed_claim_file("a/claim.toml.txt", beside=False).problem
    assert "claim.toml lies beside it" in left_out.misnamed_claim_file("claim.txt", beside=True).problem


@pytest.mark.parametrize(
    "kind", [FileKind.VIDEO, FileKind.RAW, FileKind.OTHER_ARCHIVE, FileKind.OTHER_MAIL, FileKind.EMPTY]
)
def test_a_file_at_fault_comes_with_what_to_do(kind: FileKind) -> None:
    problem = left_out.not_used("a", kind)
    assert problem is not None
    assert "; " in problem.problem or ", " in problem.problem


def test_a_document_is_no_fault_but_an_unfinished_download_is() -> None:
    assert left_out.not_used("notes.txt", FileKind.TEXT) is None
    unfinished = left_out.not_used("a.jpg.crdownload", FileKind.UNKNOWN)
    assert unfinished is not None
    assert "not finished" in unfinished.problem


def test_a_long_list_is_named_in_part_and_counted() -> None:
    caution = left_out.documents([f"{number}.txt" for number in range(50)])
    assert "0.txt" in say(caution)
    assert "and 30 more" in say(caution)


def test_every_caution_has_a_known_code() -> None:
    said = [
        left_out.same_photo("a", kept="b"), left_out.system_files(["a"]), left_out.documents(["a"]),
        left_out.own_drawings(["a"]), left_out.outputs(["a"]), left_out.nested_claims(["a"]),
        left_out.linked(["a"]), left_out.small_pictures("a", count=1, side_px=100),
    ]  # fmt: skip
    assert len({caution.code for caution in said}) == len(said)
    assert all(caution.code.outlives_pricing for caution in said)
    assert {caution.code for caution in said} > left_out.DOUBLE_CODES


def test_cautions_name_every_file_and_lie_at_the_first() -> None:
    for said, code in (
        (left_out.system_files, CautionCode.SYSTEM_FILES),
        (left_out.documents, CautionCode.DOCUMENTS),
        (left_out.own_drawings, CautionCode.OWN_DRAWINGS),
        (left_out.outputs, CautionCode.OUTPUTS),
        (left_out.nested_claims, CautionCode.NESTED_CLAIMS),
        (left_out.linked, CautionCode.LINKED),
    ):
        assert said(["b", "a"]) == Caution(code, (("names", ("b", "a")),), "b")
        assert said([]).where == ""
    assert left_out.same_photo("a", kept="b") == Caution.of(CautionCode.SAME_PHOTO, where="a", file="a", same="b")
    assert left_out.small_pictures("a", count=2, side_px=100) == Caution.of(
        CautionCode.SMALL_PICTURES, where="a", file="a", number=2, side_px=100
    )


@pytest.mark.parametrize("name", ["a.JPG.PART", "a.download", "a.partial", "a.tmp", "a.crdownload"])
def test_a_download_that_was_not_finished_is_one_whatever_its_contents(name: str) -> None:
    problem = left_out.not_used(name, FileKind.VIDEO)
    assert problem is not None
    assert (problem.file, "fetch it again" in problem.problem) == (name, True)


def test_what_cannot_be_used_is_named_with_reason_and_remedy() -> None:
    video = left_out.not_used("a.mp4", FileKind.VIDEO)
    assert video is not None
    assert (video.file, "this is a video" in video.problem) == ("a.mp4", True)
    assert left_out.locked("a", reason="denied") == FileProblem(
        "a", "this cannot be read (denied); check its permissions"
    )
    assert left_out.archive_problem("a", what="it is odd", remedy="unpack it") == FileProblem(
        "a", "it is odd; unpack it"
    )
    for beside in (True, False):
        assert left_out.misnamed_claim_file("a/claim.txt", beside=beside).file == "a/claim.txt"


@pytest.mark.parametrize("name", ["CLAIM.TOML~", "claim.toml.OLD", "claim.toml.orig", "claim.toml.swp"])
def test_a_backup_of_an_editor_is_not_meant_as_claim_toml(name: str) -> None:
    assert not is_misnamed_claim_file(name)

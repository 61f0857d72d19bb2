"""system_names.py: what systems, drives and this program leave among photos."""

from __future__ import annotations

import pytest

from claimapp.stages.intake.system_names import is_output, is_system_name


@pytest.mark.parametrize(
    "name",
    [
        "@eaDir", ".@__thumb", "#recycle", "$RECYCLE.BIN", "$Recycle.Bin", ".Trash-1000", ".Trashes", "__MACOSX",
        ".thumbnails", "Thumbs.db", "THUMBS.DB", "lost+found", "System Volume Information", "._IMG_1.jpg", ".hidden",
        "desktop.ini", "~$claim.docx", "SYNOPHOTO_THUMB_XL.jpg", "@Recycle", "#snapshot", "found.000", "RECYCLER",
    ],
)  # fmt: skip
def test_names_of_systems(name: str) -> None:
    assert is_system_name(name)


@pytest.mark.parametrize(
    "name", ["IMG_1.jpg", "CLM-1", "photos", "recycle bin photos", "@home", "#1 front.jpg", "thumb.jpg"]
)
def test_names_that_people_give(name: str) -> None:
    assert not is_system_name(name)


@pytest.mark.parametrize(
    ("names", "result"),
    [
        ({"assessment.json", "photos"}, True),
        ({"assessment.previous.json"}, True),
        ({"run.json", "summary.csv"}, True),
        ({".claimapp-8ax1", "photos"}, True),
        ({".claimapp.lock"}, True),
        ({"summary.csv", "1.jpg"}, False),
        ({"report.pdf", "photos"}, False),
        (set(), False),
    ],
)
def test_a_result_of_ours_is_known_finished_or_half_made(names: set[str], result: bool) -> None:
    assert is_output(names) is result

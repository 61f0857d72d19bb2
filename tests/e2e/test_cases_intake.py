"""Small inputs that went wrong once (shared/cases): photos among other files, folders of claims, claim.toml."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Run

Claimapp = Callable[..., Run]
pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def cases() -> Path:
    folder = Path(__file__).resolve().parents[3] / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip(f"the cases are not beside the repository ({folder}); clone them there to run this test")
    return folder


def _assessed(claimapp: Claimapp, folder: Path, out: Path) -> tuple[Run, dict[str, Any]]:
    run = claimapp("assess", folder, "-o", out, "--no-report", "--json")
    return run, json.loads(run.stdout)


def _plan(claimapp: Claimapp, folder: Path) -> dict[str, Any]:
    run = claimapp("batch", folder, "--plan", "--json")
    assert run.code == 0, run.stderr
    plan: dict[str, Any] = json.loads(run.stdout)
    return plan


@pytest.mark.parametrize(
    ("folder", "claims", "remarks"),
    [
        ("stray-claim-toml", ["CLM-1", "CLM-2"], ["stray_claim_file"]),
        ("split", ["CLM-1", "CLM-2"], []),
        ("nested", ["CLM-2", "CLM-2/x/CLM-3"], []),
    ],
)
def test_claims_are_found_as_a_person_would(
    claimapp: Claimapp, cases: Path, folder: str, claims: list[str], remarks: list[str]
) -> None:
    plan = _plan(claimapp, cases / "04-claims-mixed" / folder)
    assert [claim["claim"] for claim in plan["claims"]] == claims
    assert [remark["code"] for remark in plan["remarks"]] == remarks


def test_two_cars_under_a_stray_claim_file_are_two_claims_and_the_file_is_named(
    claimapp: Claimapp, cases: Path, tmp_path: Path
) -> None:
    run = claimapp("batch", cases / "04-claims-mixed" / "stray-claim-toml", "-o", tmp_path, "--no-report", "--json")
    counts = json.loads(run.stdout)
    assert (run.code, counts["found"], counts["ok"]) == (1, 2, 2)
    assert "the claim.toml here was not used" in run.stderr


@pytest.mark.parametrize(
    ("folder", "photo", "passed_over"),
    [("nas", "side.jpg", "@eaDir"), ("drawn-in-claim", "bump.jpg", "drawn/p1_bump.jpg")],
)
def test_pictures_that_are_not_the_claim_s_are_not_priced(
    claimapp: Claimapp, cases: Path, tmp_path: Path, folder: str, photo: str, passed_over: str
) -> None:
    run, found = _assessed(claimapp, cases / "05-foreign-pictures" / folder, tmp_path)
    assert run.code == 0
    assert [item["file"] for item in found["photos"]] == [photo]
    assert any(passed_over in warning["text"] for warning in found["warnings"])


def test_all_pages_of_a_scan_are_looked_at(claimapp: Claimapp, cases: Path, tmp_path: Path) -> None:
    run, found = _assessed(claimapp, cases / "06-pages-of-a-tiff", tmp_path)
    assert run.code == 0
    assert [item["file"] for item in found["photos"]] == [f"scan.tif#{page}" for page in (1, 2, 3, 4)]
    assert found["damages"]
    assert len(list((tmp_path / "photos").iterdir())) == 4


def test_every_file_is_used_or_named(claimapp: Claimapp, cases: Path, tmp_path: Path) -> None:
    folder = cases / "07-left-out-without-a-word"
    run, found = _assessed(claimapp, folder, tmp_path)
    assert run.code == 1
    photos = {item["file"] for item in found["photos"]}
    assert photos == {"1.jpg", "4.avif", "IMG_0002.jfif"}
    doubles = {warning["where"] for warning in found["warnings"] if warning["code"] == "same_photo"}
    assert doubles == {"3.bmp", "WhatsApp Chat.zip/IMG-20261012-WA0001.jpg"}  # a thumbnail and a copy of the others
    errors = {item["file"]: item["problem"] for item in found["errors"]}
    assert set(errors) == {"broken.jpg", "claim.toml.txt", "disc.pdf", "walkround.mp4"}
    assert "rename it to claim.toml" in errors["claim.toml.txt"]
    named = [*photos, *errors, *(warning["text"] for warning in found["warnings"])]
    for file in folder.iterdir():
        assert any(file.name in text for text in named), file.name


@pytest.mark.parametrize(
    ("folder", "remedy"),
    [
        ("R", "write excess = 5000"),
        ("comma", "write excess = 5000.50"),
        ("zeros", "write excess = 5000"),
        ("percent", "write write_off_ratio = 0.70"),
        ("smart", 'write number = "CLM-1"'),
        ("date", "loss_date = 2026-10-12 if you mean 12 October 2026 or loss_date = 2026-12-10"),
    ],
)
def test_a_claim_file_as_people_type_it_is_refused_with_the_right_form(
    claimapp: Claimapp, cases: Path, tmp_path: Path, folder: str, remedy: str
) -> None:
    run = claimapp("assess", cases / "14-claim-toml-as-people-type-it" / folder, "-o", tmp_path)
    assert run.code == 2
    assert remedy in run.stderr


def test_a_claim_file_in_utf_16_is_read(claimapp: Claimapp, cases: Path, tmp_path: Path) -> None:
    run = claimapp("assess", cases / "14-claim-toml-as-people-type-it" / "utf16", "-o", tmp_path)
    assert run.code == 3  # it is read; there just is no photo beside it
    assert "no photo" in run.stderr

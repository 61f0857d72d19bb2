"""find.py: which folders are claims, that none is lost or found twice, and that doubt is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.batch.find import ClaimPlan, RemarkCode, find_claims, plan_of
from claimapp.batch.tree import Folder
from claimapp.errors import UsageProblem


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%PDF-1.4" if name.endswith(".pdf") else b"x")


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., ClaimPlan]:
    def make(*names: str, leave_out: Path | None = None) -> ClaimPlan:
        _make(tmp_path / "claims", *names)
        return find_claims(tmp_path / "claims", leave_out=leave_out)

    return make


Plan = Callable[..., ClaimPlan]


def _names(plan: ClaimPlan) -> list[str]:
    return [claim.name for claim in plan.claims]


def _codes(plan: ClaimPlan) -> list[tuple[str, str]]:
    return [(remark.code.value, remark.where) for remark in plan.remarks]


# Each: what lies in the folder, the claims, the remarks (code, where).
_LAYOUTS = [
    # folders with photos or a claim.toml
    (["b/1.JPG", "a/claim.toml", "c/x.heic", "readme.txt"], ["a", "b", "c"], []),
    (["2026/oct/c1/1.jpg", "2026/oct/c2/1.jpg", "2026/nov/c1/claim.toml"],
     ["2026/nov/c1", "2026/oct/c1", "2026/oct/c2"], []),
    # subfolders belong to their claim
    (["a/claim.toml", "a/photos/1.jpg", "a/more/2.jpg"], ["a"], []),
    (["CLM-1/photos/1.jpg", "CLM-1/disc/2.jpg", "CLM-2/3.jpg"], ["CLM-1", "CLM-2"], []),
    (["Smith/Left side/1.jpg", "Smith/foto's van skade/2.jpg", "Jones/1.jpg"], ["Jones", "Smith"], []),
    (["CLM-1/DCIM/100CANON/1.jpg", "CLM-1/docs/form.jpg"], ["CLM-1"], []),
    # a part that is no part: claims lie in it
    (["photos/CLM-1/1.jpg", "photos/CLM-2/1.jpg"], ["photos/CLM-1", "photos/CLM-2"], []),
    # nested claims are claims of their own
    (["CLM-2/a.jpg", "CLM-2/x/CLM-3/claim.toml", "CLM-2/x/CLM-3/a.jpg"], ["CLM-2", "CLM-2/x/CLM-3"], []),
    (["CLM-2/claim.toml", "CLM-2/a.jpg", "CLM-2/CLM-3/claim.toml", "CLM-2/CLM-4/claim.toml"],
     ["CLM-2", "CLM-2/CLM-3", "CLM-2/CLM-4"], []),
    (["CLM-2/a.jpg", "CLM-2/CLM-3/claim.toml", "CLM-2/CLM-4/claim.toml"], ["CLM-2", "CLM-2/CLM-3", "CLM-2/CLM-4"], []),
    # a stray claim.toml, at the top and in a month's folder
    (["claim.toml", "CLM-1/a.jpg", "CLM-2/a.jpg"], ["CLM-1", "CLM-2"], [("stray_claim_file", ".")]),
    (["claim.toml", "CLM-1/claim.toml", "CLM-1/a.jpg"], ["CLM-1"], [("stray_claim_file", ".")]),
    (["november/claim.toml", "november/CLM-1/a.jpg", "november/CLM-2/a.jpg", "CLM-3/a.jpg"],
     ["CLM-3", "november/CLM-1", "november/CLM-2"], [("stray_claim_file", "november")]),
    (["claim.toml", "Smith/a.jpg", "Jones/a.jpg"], ["Jones", "Smith"], [("stray_claim_file", "."), ("ambiguous", ".")]),
    # photos beside claims
    (["stray.jpg", "CLM-1/1.jpg", "CLM-2/2.jpg"], ["CLM-1", "CLM-2"], [("loose_photos", ".")]),
    (["stray.jpg", "a/1.jpg", "b/2.jpg"], ["a", "b"], [("loose_photos", "."), ("ambiguous", ".")]),
    (["november/stray.jpg", "november/CLM-1/1.jpg", "november/CLM-2/2.jpg", "a/1.jpg"],
     ["a", "november/CLM-1", "november/CLM-2"], [("loose_photos", "november")]),
    # what can be read in two ways is said
    (["CLM-1/bumper cam/1.jpg", "CLM-1/tow yard/1.jpg", "CLM-2/1.jpg"],
     ["CLM-1/bumper cam", "CLM-1/tow yard", "CLM-2"], [("ambiguous", "CLM-1")]),
    (["CLM-1/photos/1.jpg", "CLM-1/tow yard/1.jpg", "CLM-2/1.jpg"], ["CLM-1", "CLM-2"], [("ambiguous", "CLM-1")]),
    (["CLM-1/1.jpg", "CLM-1/CLM-9/2.jpg", "CLM-2/1.jpg"], ["CLM-1", "CLM-2"], [("ambiguous", "CLM-1")]),
    (["photos/1.jpg", "CLM-1/2.jpg"], ["CLM-1", "photos"], [("ambiguous", ".")]),
    (["november/CLM-1.zip", "november/CLM-2.zip", "a/1.zip"], ["a", "november"], [("ambiguous", "november")]),
    (["price list.pdf", "Smith/1.jpg"], ["Smith"], [("loose_documents", ".")]),
    (["CLM-1/form.pdf", "CLM-1/photos/1.jpg", "CLM-2/only.pdf"], ["CLM-1", "CLM-2"], []),
    # nothing is lost
    (["a/1.jpg", "empty/", "only notes/notes.txt", "only hidden/.git/config"],
     ["a", "empty", "only hidden", "only notes"], []),
    (["CLM-1/WhatsApp.zip", "CLM-2/IMG_1.jfif"], ["CLM-1", "CLM-2"], []),
    # systems and results
    (["@eaDir/CLM-1/1.jpg", "#recycle/1.jpg", "$RECYCLE.BIN/S-1-5/1.jpg", ".Trash-1000/1.jpg", "CLM-1/1.jpg",
      "System Volume Information/1.jpg", "lost+found/1.jpg", "__MACOSX/a/1.jpg"], ["CLM-1"], []),
    (["a/1.jpg", "a-claimapp/assessment.json", "a-claimapp/photos/p1.jpg", "old/run.json", "old/summary.csv",
      "old/a/photos/p1.jpg", "half/.claimapp-xyz", "half/photos/p1.jpg"], ["a"], []),
]  # fmt: skip


@pytest.mark.parametrize(("names", "claims", "remarks"), _LAYOUTS, ids=[" ".join(row[0])[:60] for row in _LAYOUTS])
def test_what_is_a_claim(plan: Plan, names: list[str], claims: list[str], remarks: list[tuple[str, str]]) -> None:
    found = plan(*names)
    assert (_names(found), _codes(found)) == (claims, remarks)
    assert all(claim.reason for claim in found.claims)


@pytest.mark.parametrize(
    "files",
    [
        ("1.jpg", "notes/letter.txt"),
        ("claim.toml", "details/2.jpg"),
        ("photos/1.jpg", "disc/2.jpg"),
        ("1.jpg", "disc/2.jpg"),
    ],
)
def test_a_folder_that_is_itself_a_claim_is_the_one_claim(tmp_path: Path, files: tuple[str, ...]) -> None:
    folder = tmp_path / "CLM 7"
    _make(folder, *files)
    found = find_claims(folder)
    assert [(claim.name, claim.path) for claim in found.claims] == [("CLM 7", folder)]
    assert found.remarks == ()


def test_the_whole_folder_and_a_claim_in_it_of_the_same_name_do_not_share_an_output(tmp_path: Path) -> None:
    _make(tmp_path / "CLM-1", "a.jpg", "claim.toml", "CLM-1/claim.toml", "CLM-1/b.jpg")
    assert _names(find_claims(tmp_path / "CLM-1")) == ["CLM-1_", "CLM-1"]


def test_the_output_is_passed_over(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "claims" / "b" / ".." / "out"
    assert _names(plan("a/1.jpg", "out/a/photos/p1.jpg", leave_out=out)) == ["a"]


def test_a_linked_claim_is_found_but_a_link_back_is_not_followed_in_circles(plan: Plan, tmp_path: Path) -> None:
    _make(tmp_path, "elsewhere/1.jpg", "claims/group/a/1.jpg")
    (tmp_path / "claims" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "claims" / "group" / "back").symlink_to(tmp_path / "claims")
    assert _names(plan()) == ["group/a", "linked"]


def test_a_folder_without_subfolders_and_photos_holds_no_claim(tmp_path: Path) -> None:
    assert find_claims(tmp_path).claims == ()


def test_a_remark_on_what_was_left_out_is_told_from_one_on_doubt(plan: Plan) -> None:
    found = plan("claim.toml", "Smith/a.jpg", "Jones/a.jpg")
    assert [(remark.code, remark.left_out) for remark in found.remarks] == [
        (RemarkCode.STRAY_CLAIM_FILE, True),
        (RemarkCode.AMBIGUOUS, False),
    ]
    assert "could also be one claim" in found.remarks[1].text


@pytest.mark.parametrize("name", ["a.txt", "not there"])
def test_what_is_no_folder_is_a_usage_problem(tmp_path: Path, name: str) -> None:
    _make(tmp_path, "a.txt")
    with pytest.raises(UsageProblem, match="not a folder") as caught:
        find_claims(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


def test_a_locked_folder_is_a_claim_with_its_reason_and_the_rest_is_found(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.iterdir

    def refused(self: Path) -> object:
        if self.name == "CLM-2":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    found = plan("CLM-1/a.jpg", "CLM-2/a.jpg", "CLM-3/a.jpg")
    assert _names(found) == ["CLM-1", "CLM-2", "CLM-3"]
    assert "permission denied" in found.claims[1].reason


def test_the_searched_folder_itself_must_be_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(UsageProblem, match="permission denied") as caught:
        find_claims(tmp_path)
    assert caught.value.where == str(tmp_path)


_names_of_folders = st.sampled_from(["photos", "disc", "CLM-1", "CLM-2", "Smith", "x", "2026", "1"])


def _folders(depth: int) -> st.SearchStrategy[Folder]:
    children = (
        st.just(()) if depth == 0 else st.lists(_folders(depth - 1), max_size=3, unique_by=lambda c: c.name).map(tuple)
    )
    return st.builds(
        lambda name, photos, has, children: Folder(name, Path(name), ("a.jpg",) * photos, has, children),
        _names_of_folders, st.integers(0, 2), st.booleans(), children,
    )  # fmt: skip


@given(_folders(3))
def test_every_photo_is_in_one_claim_or_named_as_loose_and_every_claim_file_is_used_or_named(root: Folder) -> None:
    found = plan_of(root)
    photos = len(root.photos) + sum(len(folder.photos) for folder in root.below())
    loose = {remark.where for remark in found.remarks if remark.code is RemarkCode.LOOSE_PHOTOS}
    stray = [remark for remark in found.remarks if remark.code is RemarkCode.STRAY_CLAIM_FILE]
    places = {".": root, **dict(_places(root, ""))}
    assert sum(claim.photos for claim in found.claims) + sum(len(places[where].photos) for where in loose) == photos
    assert len(set(_names(found))) == len(found.claims)
    claim_files = sum(folder.has_claim_file for folder in places.values())
    assert sum("has a claim.toml" in claim.reason for claim in found.claims) + len(stray) == claim_files


def _places(folder: Folder, above: str) -> list[tuple[str, Folder]]:
    found = []
    for child in folder.children:
        found += [(f"{above}{child.name}", child), *_places(child, f"{above}{child.name}/")]
    return found

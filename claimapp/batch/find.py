"""Which folders below a folder are claims, why, and where it could be read otherwise.

The rule, in this order:

1. A claim.toml begins a claim. Everything below belongs to it, but a folder with a claim.toml of
   its own. Above several claims and without photos of its own it is stray, and named.
2. A folder with photos in it is a claim with all its subfolders, unless these look like claims:
   then the photos beside them are loose, and named.
3. A folder without photos of its own is one claim if its subfolders are parts of a claim by their
   names (`photos`, `disc`, `left side`: see folder_kinds.py); else its subfolders are looked at
   one by one.
4. A folder without anything is a claim too, and so is one that may not be read: both are then
   reported and not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from claimapp.batch.folder_kinds import is_claim_like, is_part_name, is_period_name
from claimapp.batch.tree import Folder, read_tree

__all__ = ["ClaimFolder", "ClaimPlan", "Remark", "RemarkCode", "find_claims", "plan_of"]


_MOST_NAMED = 5
_ONE_WITH_THESE = "one claim with these as its subfolders"


class RemarkCode(StrEnum):
    """What a person should know about how the folders were read."""

    AMBIGUOUS = "ambiguous"
    STRAY_CLAIM_FILE = "stray_claim_file"
    LOOSE_PHOTOS = "loose_photos"
    LOOSE_DOCUMENTS = "loose_documents"


@dataclass(frozen=True, slots=True)
class ClaimFolder:
    """A claim: its name (the path below the folder that was searched, with forward slashes), and why it is one.

    `photos` counts its files that are photos or may hold some.
    """

    name: str
    path: Path
    reason: str = ""
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at; `where` is below the folder searched ("." is that folder itself)."""

    code: RemarkCode
    where: str
    text: str

    @property
    def left_out(self) -> bool:
        """Whether something that belongs to a claim was not used; a document beside claims need not."""
        return self.code in {RemarkCode.STRAY_CLAIM_FILE, RemarkCode.LOOSE_PHOTOS}


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """The claims that a batch would do, by name, and the remarks."""

    claims: tuple[ClaimFolder, ...]
    remarks: tuple[Remark, ...] = ()


def find_claims(folder: Path, *, leave_out: Path | None = None) -> ClaimPlan:
    """Find every claim folder below `folder`, or that it is the one claim itself.

    Systems' folders, `leave_out` (the output), results of this program and links back to a
    folder above are passed over.

    Raises:
        UsageProblem: if `folder` is not a folder, or may itself not be read.
    """
    return plan_of(read_tree(folder, leave_out=leave_out))


def plan_of(root: Folder) -> ClaimPlan:
    """Decide what is a claim in a tree; no disk is read."""
    finding = _Finding()
    finding.look_at(root, ".", is_root=True)
    names = {claim.name for claim in finding.claims if claim.name != "."}
    claims = []
    for claim in finding.claims:
        name = claim.name
        if name == ".":
            name = root.name or "claim"
            while name in names:
                name += "_"
        claims.append(ClaimFolder(name, claim.path, claim.reason, claim.photos))
    return ClaimPlan(tuple(claims), tuple(finding.remarks))


@dataclass(slots=True)
class _Finding:
    claims: list[ClaimFolder] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def look_at(self, folder: Folder, where: str, *, is_root: bool = False) -> None:
        """Add the folder as a claim, or the claims below it."""
        if folder.locked:
            self._claim(folder, where, f"cannot be read ({folder.locked}); what is in it is not known")
        elif folder.has_claim_file and not _is_stray(folder, is_root=is_root):
            self._whole(folder, where, "has a claim.toml")
        elif folder.has_claim_file:
            self._stray(folder, where)
            self._each_child(folder, where)
        elif folder.photos:
            self._with_photos(folder, where, is_root=is_root)
        else:
            self._without_photos(folder, where, is_root=is_root)

    def _with_photos(self, folder: Folder, where: str, *, is_root: bool) -> None:
        others = _possible_claims(folder)
        if _photos_are_loose(folder, others, is_root=is_root):
            self._remark(RemarkCode.LOOSE_PHOTOS, where, _loose(folder, others))
            if not any(_looks_like_claim(child) for child in others):
                self._ambiguous(where, f"claims of their own ({_names(others)})", _ONE_WITH_THESE)
            self._each_child(folder, where)
        else:
            self._whole(folder, where, "holds photos")

    def _without_photos(self, folder: Folder, where: str, *, is_root: bool) -> None:
        full = [child for child in folder.children if child.holds_claim]
        if not folder.children and not is_root:
            self._claim(folder, where, "is empty")
            return
        parts = [child for child in full if _is_part(child)]
        others = [child for child in full if not _is_part(child)]
        if parts and not others:
            self._whole(folder, where, f"its subfolders are parts of a claim ({_names(parts)})")
            return
        if parts and not is_root and not any(_looks_like_claim(child) for child in others):
            self._whole(folder, where, f"some subfolders are parts of a claim ({_names(parts)})")
            return
        if parts:
            self._ambiguous(where, f"claims of their own ({_names(full)})", "one claim, since some are named as parts")
        elif not is_root and not is_period_name(folder.name):
            direct = [child for child in others if child.photos]
            if direct and not any(_looks_like_claim(child) for child in direct):
                self._ambiguous(where, f"claims of their own ({_names(direct)})", _ONE_WITH_THESE)
        self._each_child(folder, where)

    def _each_child(self, folder: Folder, where: str) -> None:
        if folder.documents:
            self._remark(
                RemarkCode.LOOSE_DOCUMENTS,
                where,
                f"documents beside the claims were not looked at ({_few(folder.documents)});"
                " move one that is of a claim into it",
            )
        for child in folder.children:
            self.look_at(child, _joined(where, child.name))

    def _whole(self, folder: Folder, where: str, reason: str) -> None:
        """The folder with all below is one claim, but for nested claims, which are claims too."""
        nested = list(_nested(folder, where))
        if nested:
            reason += f"; {len(nested)} below with a claim.toml of their own are not part of it"
        self._claim(folder, where, reason)
        inside = [child for child in _possible_claims(folder) if _photos_of(child) and not child.has_claim_file]
        if inside and (not folder.has_claim_file or any(_looks_like_claim(child) for child in inside)):
            self._ambiguous(where, f"one claim with {_names(inside)}", "claims of their own")
        archives = [name for name in folder.photos if name.lower().endswith(".zip") and is_claim_like(name[:-4])]
        if len(archives) > 1:
            self._remark(
                RemarkCode.AMBIGUOUS,
                where,
                f"read as one claim with the archives {_few(archives)}; each could also be a claim;"
                " unpack each into a folder of its own if so",
            )
        for child, place in nested:
            self.look_at(child, place)

    def _claim(self, folder: Folder, where: str, reason: str) -> None:
        self.claims.append(ClaimFolder(where, folder.path, reason, _photos_of(folder)))

    def _stray(self, folder: Folder, where: str) -> None:
        claims = _names(_possible_claims(folder))
        self._remark(
            RemarkCode.STRAY_CLAIM_FILE,
            where,
            f"the claim.toml here was not used, since it lies above claims ({claims});"
            " move it into the one that it is of",
        )
        if folder.photos:
            self._remark(RemarkCode.LOOSE_PHOTOS, where, _loose(folder, _possible_claims(folder)))
        if not any(_looks_like_claim(child) for child in _possible_claims(folder)):
            self._ambiguous(where, f"claims of their own ({claims})", _ONE_WITH_THESE)

    def _ambiguous(self, where: str, read: str, other: str) -> None:
        self._remark(
            RemarkCode.AMBIGUOUS,
            where,
            f"read as {read}; could also be {other}; a claim.toml in a folder makes it a claim",
        )

    def _remark(self, code: RemarkCode, where: str, text: str) -> None:
        self.remarks.append(Remark(code, where, text))


def _photos_are_loose(folder: Folder, others: list[Folder], *, is_root: bool) -> bool:
    """Whether photos in a folder without a claim.toml lie beside claims, instead of making it a claim itself."""
    marked = [child for child in others if child.has_claim_file]
    unmarked = [child for child in others if not child.has_claim_file]
    like_claims = [child for child in unmarked if is_claim_like(child.name)]
    if is_root:
        return bool(like_claims) or len(unmarked) > 1 or len(marked) > 1
    return not is_claim_like(folder.name) and (len(like_claims) > 1 or len(marked) > 1)


def _is_stray(folder: Folder, *, is_root: bool) -> bool:
    """Whether a claim.toml lies above claims, and is not that of a claim itself."""
    others = _possible_claims(folder)
    like_claims = [child for child in others if _looks_like_claim(child)]
    if folder.photos:
        return len(like_claims) > 1 and not any(child.has_claim_file for child in like_claims)
    if _photos_of(folder) == 0 and any(True for _ in _nested(folder, "")):
        return True
    has_parts = any(_is_part(child) for child in folder.children if child.holds_photos)
    return len(others if is_root and not has_parts else like_claims) > 1


def _possible_claims(folder: Folder) -> list[Folder]:
    """Subfolders with photos that are not parts of a claim by their names."""
    return [child for child in folder.children if child.holds_claim and not _is_part(child)]


def _looks_like_claim(folder: Folder) -> bool:
    return folder.has_claim_file or is_claim_like(folder.name)


def _is_part(folder: Folder) -> bool:
    """Whether a folder is a part of a claim by its name, and so is everything with photos in it."""
    return (
        is_part_name(folder.name)
        and not folder.has_claim_file
        and all(_is_part(child) for child in folder.children if child.holds_claim)
    )


def _nested(folder: Folder, where: str) -> Iterator[tuple[Folder, str]]:
    """The nearest folders below with a claim.toml of their own, with their places."""
    for child in folder.children:
        place = _joined(where, child.name)
        if child.has_claim_file:
            yield child, place
        else:
            yield from _nested(child, place)


def _photos_of(folder: Folder) -> int:
    return len(folder.photos) + sum(_photos_of(child) for child in folder.children if not child.has_claim_file)


def _joined(where: str, name: str) -> str:
    return name if where in {".", ""} else f"{where}/{name}"


def _loose(folder: Folder, others: list[Folder]) -> str:
    return (
        f"{len(folder.photos)} photos were not used ({_few(folder.photos)}), since they lie beside claims"
        f" ({_names(others)});"
        " move them into one, or into a folder of their own if they are one"
    )


def _names(folders: list[Folder]) -> str:
    return _few([folder.name for folder in folders])


def _few(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")

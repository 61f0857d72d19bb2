"""A folder of claims as a tree: what lies where, read once, so that what is a claim can be decided without a disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from claimapp.domain.files import FileName
from claimapp.errors import UsageProblem
from claimapp.stages.intake.kinds import CONTAINERS, HEAD_BYTES, PHOTO_ENDINGS, PHOTOS, FileKind, kind_of
from claimapp.stages.intake.system_names import is_output, is_system_name
from claimapp.stages.intake.walk import as_counted, list_folder, reason_of

__all__ = ["Folder", "Holding", "holding_of", "read_tree"]


_OFFICE_ENDINGS = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp"})


class Holding(Enum):
    """What a file means for the question whether its folder is a claim."""

    PHOTOS = auto()
    PERHAPS = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder: its own photos (by name), whether it has a claim.toml, its subfolders; `locked` is the reason.

    `documents` are PDFs, mails and Office files beside claims: they may hold photos, but do not
    make a folder of claims one claim. In a folder with nothing else they count as `photos`.
    """

    name: str
    path: Path
    photos: tuple[str, ...] = ()
    has_claim_file: bool = False
    children: tuple[Folder, ...] = ()
    locked: str = ""
    documents: tuple[str, ...] = ()

    @property
    def holds_photos(self) -> bool:
        """Whether a photo lies in it or anywhere below."""
        return bool(self.photos) or any(child.holds_photos for child in self.children)

    @property
    def holds_claim(self) -> bool:
        """Whether there is anything in it or below that a claim is made of, or that could not be looked at."""
        return (
            bool(self.photos)
            or self.has_claim_file
            or bool(self.locked)
            or any(child.holds_claim for child in self.children)
        )

    def below(self) -> Iterator[Folder]:
        """All folders below, the nearest first within each branch."""
        for child in self.children:
            yield child
            yield from child.below()


def read_tree(folder: Path, *, leave_out: Path | None = None) -> Folder:
    """Read a folder and everything below, but `leave_out`, results of ours, systems' folders, and links in circles.

    A folder below that may not be read stays in the tree with the reason.

    Raises:
        UsageProblem: if `folder` is no folder, or may itself not be read.
    """
    if not folder.is_dir():
        raise UsageProblem("this is not a folder", hint="name the folder that holds the claims", where=str(folder))
    avoided = leave_out.resolve() if leave_out else None
    tree = _read(folder, folder.resolve().name, avoided, ())
    if tree.locked:
        raise UsageProblem(
            f"the folder cannot be read ({tree.locked})", hint="check its permissions", where=str(folder)
        )
    return tree


def _read(folder: Path, name: str, avoided: Path | None, above: tuple[Path, ...]) -> Folder:
    try:
        entries = list_folder(folder)
    except OSError as problem:
        return Folder(name, folder, locked=reason_of(problem))
    photos: list[str] = []
    documents: list[str] = []
    children: list[Folder] = []
    has_claim_file = False
    here = (*above, folder.resolve())
    for entry in entries:
        try:
            if is_system_name(entry.name):
                continue
            if entry.is_dir():
                if entry.resolve() not in {*here, avoided} and not _is_result(entry):
                    children.append(_read(entry, entry.name, avoided, here))
            elif entry.name == FileName.CLAIM:
                has_claim_file = True
            else:
                holds = holding_of(entry)
                photos += [entry.name] if holds is Holding.PHOTOS else []
                documents += [entry.name] if holds is Holding.PERHAPS else []
        except OSError as problem:
            children.append(Folder(entry.name, entry, locked=reason_of(problem)))
    children.sort(key=lambda child: as_counted(child.name))
    if photos or not any(child.holds_claim for child in children):
        photos, documents = photos + documents, []
    return Folder(name, folder, tuple(photos), has_claim_file, tuple(children), documents=tuple(documents))


def _is_result(folder: Path) -> bool:
    try:
        return is_output({entry.name for entry in list_folder(folder)})
    except OSError:
        return False  # `_read` says that it is locked


def holding_of(file: Path) -> Holding:
    """Whether a file is a photo or an archive of some, a document with photos perhaps, or neither."""
    ending = file.suffix.lower()
    if ending in PHOTO_ENDINGS or ending == ".zip":
        return Holding.PHOTOS
    try:
        with file.open("rb") as stream:
            kind = kind_of(stream.read(HEAD_BYTES), file.name)
    except OSError:
        return Holding.PERHAPS  # the claim's own run names the file and the reason
    if kind in PHOTOS or (kind is FileKind.ARCHIVE and ending not in _OFFICE_ENDINGS):
        return Holding.PHOTOS
    return Holding.PERHAPS if kind in CONTAINERS else Holding.NOTHING

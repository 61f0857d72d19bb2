"""A claim folder -> its photos, wherever they are, and a word on every file that is none."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from claimapp.domain.caution import Caution
from claimapp.domain.files import FileName
from claimapp.domain.photo import FileProblem
from claimapp.errors import PhotoProblem
from claimapp.report.drawn import DRAWING_MARK
from claimapp.stages.intake import left_out
from claimapp.stages.intake.alike import without_doubles
from claimapp.stages.intake.decode import full_pages
from claimapp.stages.intake.kinds import CONTAINERS, HEAD_BYTES, PHOTO_ENDINGS, PHOTOS, FileKind, kind_of
from claimapp.stages.intake.mails import list_mail
from claimapp.stages.intake.member import Member
from claimapp.stages.intake.pdfs import SMALLEST_SIDE_PX, is_own_report, list_pdf
from claimapp.stages.intake.source import PhotoSource, Step, open_container
from claimapp.stages.intake.system_names import is_system_name
from claimapp.stages.intake.walk import walk_claim
from claimapp.stages.intake.zips import list_zip, read_zip_member

__all__ = ["PhotoSources", "find_source", "list_photo_sources", "photos_of_claim", "sources_of_file"]

_DEEPEST = 2
"""Containers within each other: a photo in an archive at a mail is looked for, an archive in an archive in an archive
is not."""

_UNPACK = "unpack it into the claim folder"


@dataclass(frozen=True, slots=True)
class PhotoSources:
    """The photos of a claim in the order a person counts, and what is said of all other files.

    `problems` are files at fault (the run is then partial); `cautions` name what was passed over for a good reason.
    """

    sources: tuple[PhotoSource, ...]
    problems: tuple[FileProblem, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(slots=True)
class _Found:
    sources: list[PhotoSource] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    system: list[str] = field(default_factory=list)
    small: dict[str, int] = field(default_factory=dict)

    @property
    def told(self) -> int:
        """How many files were used or named so far."""
        return len(self.sources) + len(self.problems) + len(self.drawings) + len(self.documents)


def list_photo_sources(claim_folder: Path) -> PhotoSources:
    """List the photos of a claim folder: files by their content, pages of TIFF, members of ZIP, mail and PDF.

    No photo is decoded. Every file is a source, or named in a problem or a caution.

    Raises:
        UsageProblem: if the folder does not exist, is a file, or may not be read.
    """
    walked = walk_claim(claim_folder)
    found = _Found()
    names = {file for file, _ in walked.files}
    for file, path in walked.files:
        name = PurePosixPath(file).name
        if name == FileName.CLAIM:
            continue
        beside = (PurePosixPath(file).parent / FileName.CLAIM).as_posix() in names
        if not beside and name.lower() == FileName.CLAIM and path.with_name(FileName.CLAIM).is_file():
            continue  # Windows and macOS read it as claim.toml, whatever its case
        if left_out.is_misnamed_claim_file(name):
            found.problems.append(left_out.misnamed_claim_file(file, beside=beside))
        else:
            _look_into(file, path, found)
    found.problems += [left_out.locked(file, reason=reason) for file, reason in walked.locked]
    cautions: list[Caution] = []
    for files, said in (
        (walked.nested, left_out.nested_claims),
        (found.drawings, left_out.own_drawings),
        (walked.outputs + found.reports, left_out.outputs),
        (found.documents, left_out.documents),
        (walked.system + list(dict.fromkeys(found.system)), left_out.system_files),
        (walked.linked, left_out.linked),
    ):
        if files:
            cautions.append(said(files))
    cautions += [
        left_out.small_pictures(file, count=count, side_px=SMALLEST_SIDE_PX) for file, count in found.small.items()
    ]
    return PhotoSources(tuple(found.sources), tuple(found.problems), tuple(cautions))


def photos_of_claim(claim_folder: Path) -> PhotoSources:
    """As `list_photo_sources`, and each photo once: doubles are named and left out. Looks at every photo small."""
    listed = list_photo_sources(claim_folder)
    kept, doubles = without_doubles(listed.sources)
    return PhotoSources(kept, listed.problems, (*doubles, *listed.cautions))


def sources_of_file(path: Path, file: str = "") -> PhotoSources:
    """The photos of one file, which may have pages or be an archive; `file` is its name in results.

    A file without any is a source itself: it was asked for by name, and decoding it says what it is.
    """
    found = _Found()
    _look_into(file or path.name, path, found)
    if not found.sources and not found.problems:
        found.sources.append(PhotoSource(file or path.name, path))
    return PhotoSources(tuple(found.sources), tuple(found.problems))


def find_source(path: Path) -> PhotoSource | None:
    """The source of a photo by its readable path, as `folder / Photo.file` gives it; None if it is not there.

    The source's `file` is then the name of the file on disk and what is inside it.
    """
    with contextlib.suppress(OSError):
        if path.is_file():
            return PhotoSource(path.name, path)
    candidates = [path.with_name(path.name.rpartition("#")[0])] if "#" in path.name[1:] else []
    candidates += path.parents
    for file in candidates:
        with contextlib.suppress(OSError):
            if file.is_file():
                status = file.stat()
                wanted = path.relative_to(file.parent).as_posix()
                return _sources_by_name(file, status.st_mtime_ns, status.st_size).get(wanted)
    return None


@functools.lru_cache(maxsize=8)
def _sources_by_name(path: Path, mtime_ns: int, size: int) -> dict[str, PhotoSource]:
    """Sources of one file; time and size are there so that a changed file is read anew."""
    return {source.file: source for source in sources_of_file(path).sources}


def _look_into(file: str, path: Path, found: _Found, inside: tuple[Step, ...] = ()) -> None:
    """Add a file on disk, or a container inside one, to what was found."""
    try:
        with open_container(path, inside, file) as stream:
            _sort_in(file, path, inside, stream.read(HEAD_BYTES), found, whole=lambda: _whole(path, inside, file))
    except OSError as problem:
        found.problems.append(left_out.locked(file, reason=(problem.strerror or "unknown reason").lower()))
    except PhotoProblem as problem:
        found.problems.append(FileProblem(file, problem.sentence))


def _whole(path: Path, inside: tuple[Step, ...], file: str) -> bytes:
    return PhotoSource(file, path, inside).read()


def _sort_in(
    file: str,
    path: Path,
    inside: tuple[Step, ...],
    head: bytes,
    found: _Found,
    *,
    whole: Callable[[], bytes],
    turn_deg: int = 0,
) -> None:
    kind = kind_of(head, file)
    if kind is FileKind.PICTURE and DRAWING_MARK.encode() in head:
        found.drawings.append(file)
    elif kind is FileKind.TIFF:
        pages = full_pages(whole())
        found.sources += [
            PhotoSource(f"{file}#{page}" if len(pages) > 1 else file, path, inside, page if len(pages) > 1 else None)
            for page in pages
        ]
    elif kind in PHOTOS or (kind not in CONTAINERS and _claims_to_be_a_photo(file, kind)):
        found.sources.append(PhotoSource(file, path, inside, turn_deg=turn_deg))
    elif kind in CONTAINERS:
        _look_into_container(file, path, inside, kind, found)
    elif problem := left_out.not_used(file, kind):
        found.problems.append(problem)
    else:
        found.documents.append(file)


def _claims_to_be_a_photo(file: str, kind: FileKind) -> bool:
    """A file with a photo's ending and other contents is a source: decoding it says what it is instead."""
    return PurePosixPath(file).suffix.lower() in PHOTO_ENDINGS and kind not in {FileKind.VIDEO, FileKind.OTHER_ARCHIVE}


def _look_into_container(file: str, path: Path, inside: tuple[Step, ...], kind: FileKind, found: _Found) -> None:
    if len(inside) >= _DEEPEST:
        found.problems.append(
            left_out.archive_problem(file, what=f"this {kind.value} lies too deep in others", remedy=_UNPACK)
        )
        return
    before = found.told
    for member in _members(file, path, inside, kind, found):
        _add_member(member, f"{file}/{member.name}", path, (*inside, (kind, member.locator)), found)
    if found.told == before and file not in found.reports:
        found.documents.append(file)


def _members(file: str, path: Path, inside: tuple[Step, ...], kind: FileKind, found: _Found) -> tuple[Member, ...]:
    with open_container(path, inside, file) as stream:
        if kind is FileKind.ARCHIVE:
            return list_zip(stream, file)
        if kind is FileKind.MAIL:
            return list_mail(stream, file)
        if is_own_report(stream):
            found.reports.append(file)
            return ()
        members, small = list_pdf(stream, file)
        if small:
            found.small[file] = small
        return members


def _add_member(member: Member, file: str, path: Path, inside: tuple[Step, ...], found: _Found) -> None:
    if member.problem:
        found.problems.append(FileProblem(file, member.problem))
        return
    parts = PurePosixPath(member.name).parts
    of_system = next((place for place, part in enumerate(parts, start=1) if is_system_name(part)), 0)
    if of_system:
        found.system.append("/".join((file.removesuffix(f"/{member.name}"), *parts[:of_system])))
        return
    name = parts[-1]
    if name == FileName.CLAIM or left_out.is_misnamed_claim_file(name):
        found.problems.append(
            left_out.archive_problem(
                file, what="a claim.toml is not read from here", remedy="unpack it beside the photos"
            )
        )
        return
    try:
        head = _head(file, path, inside)
        _sort_in(file, path, inside, head, found, whole=lambda: _whole(path, inside, file), turn_deg=member.turn_deg)
    except PhotoProblem as problem:
        found.problems.append(FileProblem(file, problem.sentence))


def _head(file: str, path: Path, inside: tuple[Step, ...]) -> bytes:
    kind, locator = inside[-1]
    if kind is FileKind.PDF:
        return b"\xff\xd8\xff"  # only pictures are listed of a PDF; taking them out twice would take long
    with open_container(path, inside[:-1], file) as stream:
        if kind is FileKind.ARCHIVE:
            return read_zip_member(stream, locator, file, most=HEAD_BYTES)
    with open_container(path, inside, file) as stream:
        return stream.read(HEAD_BYTES)

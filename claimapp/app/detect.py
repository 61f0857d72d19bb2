"""Use cases: what is seen on single photos, and what a licence disc says."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from claimapp.app.assess import AssessOptions, engines_for
from claimapp.atomic import make_folder
from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import Caution
from claimapp.domain.choices import TextEngine
from claimapp.domain.disc import Disc
from claimapp.domain.photo import FileProblem
from claimapp.errors import EngineProblem, PhotoProblem
from claimapp.pipeline.see import see_disc, see_photo
from claimapp.report.drawn import draw_photo, drawn_name
from claimapp.runtime.open_text_reader import open_text_reader
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.source import PhotoSource
from claimapp.stages.intake.sources import PhotoSources, list_photo_sources, sources_of_file

__all__ = ["DiscRead", "DiscsRead", "PhotosSeen", "detect_photos", "read_discs"]


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PhotosSeen:
    """Photos with what was seen on them, the files that could not be used, and what was passed over."""

    photos: tuple[PhotoSeen, ...]
    errors: tuple[FileProblem, ...]
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscRead:
    """A file and the disc on it; None where no disc is seen."""

    file: str
    disc: Disc | None


@dataclass(frozen=True, slots=True)
class DiscsRead:
    """Files with their discs, the files that could not be used, and what was passed over."""

    files: tuple[DiscRead, ...]
    errors: tuple[FileProblem, ...]
    cautions: tuple[Caution, ...] = ()


def detect_photos(
    paths: Sequence[Path],
    *,
    options: AssessOptions,
    draw_into: Path | None = None,
    told: Callable[[str], None] = lambda file: None,
) -> PhotosSeen:
    """Find damages and parts on single photos or folders of them; photos are p1, p2... in the order given.

    Raises:
        ModelProblem, UsageProblem: if the models cannot be opened.
        OutputProblem: if `draw_into` cannot be written.
    """
    folder = make_folder(draw_into) if draw_into else None
    engines = engines_for(options)
    left_out: list[Caution] = []

    def see(number: int, photo: PhotoSource) -> PhotoSeen:
        look = see_photo(photo, file=photo.file, photo_id=f"p{number}", engines=engines)
        left_out.extend(replace(caution, where=photo.file) for caution in look.cautions)
        if folder:
            draw_photo(decode_file(photo).pixels_rgb, look.seen, folder / drawn_name(look.seen.photo))
        return look.seen

    seen, problems, cautions = _each(paths, see, told)
    return PhotosSeen(tuple(seen), problems, (*cautions, *left_out))


def read_discs(
    paths: Sequence[Path],
    *,
    text_engine: TextEngine = TextEngine.RAPIDOCR,
    told: Callable[[str], None] = lambda file: None,
) -> DiscsRead:
    """Read licence discs from photos or folders of them; print is read wherever no barcode is.

    Raises:
        ModelProblem, UsageProblem: if the text engine cannot be opened.
    """

    reader = functools.cache(lambda: open_text_reader(text_engine))  # seconds to open, so once and only if needed

    def read(number: int, photo: PhotoSource) -> DiscRead:
        disc = see_disc(decode_file(photo).pixels_rgb, f"p{number}", reader, car_seen=False)
        return DiscRead(photo.file, disc)

    discs, problems, cautions = _each(paths, read, told)
    return DiscsRead(tuple(discs), problems, cautions)


def _expanded(paths: Iterable[Path]) -> PhotoSources:
    """Photos with the name that results call them by: below its folder where one was given, else its own."""
    # A file that is not there is a source too: reading it says so.
    listed = [list_photo_sources(path) if path.is_dir() else sources_of_file(path) for path in paths]
    return PhotoSources(
        tuple(source for each in listed for source in each.sources),
        tuple(problem for each in listed for problem in each.problems),
        tuple(caution for each in listed for caution in each.cautions),
    )


def _each(
    paths: Iterable[Path], use: Callable[[int, PhotoSource], _T], told: Callable[[str], None]
) -> tuple[list[_T], tuple[FileProblem, ...], tuple[Caution, ...]]:
    listed = _expanded(paths)
    done: list[_T] = []
    problems = list(listed.problems)
    for number, photo in enumerate(listed.sources, start=1):
        told(photo.file)
        try:
            done.append(use(number, photo))
        except (PhotoProblem, EngineProblem) as problem:
            problems.append(FileProblem(photo.file, problem.sentence))
    return done, tuple(problems), listed.cautions

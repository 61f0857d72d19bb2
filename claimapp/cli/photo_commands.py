"""Commands about single photos: detect, disc."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from claimapp.app.assess import AssessOptions
from claimapp.app.detect import DiscRead, detect_photos, read_discs
from claimapp.cli.console import PARTLY_FAILED, Talk, print_json, reporting_errors, settings_told
from claimapp.cli.options import AsJson, ProfileOption, Quiet, RuntimeOption, TextEngineOption, Verbose
from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import Caution
from claimapp.domain.disc import DISC_FIELDS
from claimapp.domain.part import Place
from claimapp.domain.photo import FileProblem
from claimapp.errors import NothingToAssess
from claimapp.store.assessment_json import plain
from claimapp.words.figures import not_known, share_words
from claimapp.words.language import _
from claimapp.words.names import kind_words, place_words, role_words, view_words
from claimapp.words.say import say, say_all

__all__ = ["detect", "disc"]

Photos = Annotated[list[Path], typer.Argument(help="Photos, or folders of photos.")]


def detect(
    photos: Photos,
    draw: Annotated[Path | None, typer.Option("--draw", help="Folder for the photos with damage drawn on.")] = None,
    profile: ProfileOption = None,
    runtime: RuntimeOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find damages and parts on photos.

    Example: claimapp detect assets/sample-claim/02_bumper_close.jpg --draw out/drawn
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        options = AssessOptions(settings_told(profile=profile, runtime=runtime), report=False)
        seen = detect_photos(photos, options=options, draw_into=draw, told=lambda file: talk.note(f"looking at {file}"))
        _any_read(seen.photos, seen.errors)
    if as_json:
        print_json({"photos": plain(seen.photos), "errors": plain(seen.errors), "warnings": plain(seen.cautions)})
    elif not quiet:
        for photo in seen.photos:
            typer.echo(_photo_lines(photo))
    _end(talk, seen.errors, seen.cautions)


def disc(
    photos: Photos,
    text_engine: TextEngineOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read licence discs: barcode first, printed text where there is none.

    Example: claimapp disc assets/sample-claim/06_licence_disc.jpg --json
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        read = read_discs(
            photos,
            text_engine=settings_told(text_engine=text_engine).text_engine,
            told=lambda file: talk.note(f"reading {file}"),
        )
        _any_read(read.files, read.errors)
    if as_json:
        print_json({"files": [_disc_json(item) for item in read.files], "errors": plain(read.errors)})
    elif not quiet:
        for item in read.files:
            typer.echo(_disc_lines(item))
    _end(talk, read.errors, read.cautions)


def _any_read(done: tuple[Any, ...], errors: tuple[FileProblem, ...]) -> None:
    if not done:
        listed = "; ".join(f"{item.file}: {item.problem}" for item in errors) or "no photo was named"
        raise NothingToAssess(f"not one photo can be read ({listed})")


def _end(talk: Talk, errors: tuple[FileProblem, ...], cautions: tuple[Caution, ...]) -> None:
    for caution in cautions:
        said = say(caution)
        talk.note(f"note: {said}" if caution.where in said else f"note: {caution.where}: {said}")
    for problem in errors:
        talk.failure(f"not used: {problem.file}: {problem.problem}")
    if errors:
        raise typer.Exit(PARTLY_FAILED)


def _photo_lines(seen: PhotoSeen) -> str:
    photo = seen.photo
    view = f", {view_words(photo.view)}" if photo.view else ""
    head = f"{photo.id} {photo.file}: {role_words(photo.role)}{view}"
    findings = [
        _("  {id} {kind} {share} on {place}").format(
            id=finding.id,
            kind=kind_words(finding.kind),
            share=share_words(finding.confidence),
            place=place_words(Place(finding.part, finding.side, finding.end)) if finding.part else _("no known part"),
        )
        for finding in seen.findings
    ]
    parts = ", ".join(sorted({place_words(Place(region.part, region.side, region.end)) for region in seen.parts}))
    nothing = ["  " + _("no damage found by the program")]
    return "\n".join([head, *(findings or nothing), "  " + _("parts: {parts}").format(parts=parts or _("none seen"))])


def _disc_json(item: DiscRead) -> dict[str, Any]:
    found = item.disc
    return {
        "file": item.file,
        "fields": {name: plain(found.fields.get(name)) for name in DISC_FIELDS} if found else None,
        "barcode_checked": found.barcode_checked if found else False,
        "tried": [say(message) for message in found.tried] if found else [],
        "warnings": plain(found.warnings) if found else [],
    }


def _disc_lines(item: DiscRead) -> str:
    if item.disc is None:
        return _("{file}: no licence disc seen").format(file=item.file)
    values = [
        f"  {name:<13}{field.value}  ({field.source.value}, {share_words(field.confidence)})"
        if (field := item.disc.fields.get(name))
        else f"  {name:<13}{not_known()}"
        for name in DISC_FIELDS
    ]
    tried = "  " + _("tried: {tried}").format(tried=say_all(item.disc.tried))
    warnings = ["  " + _("warning: {text}").format(text=say(caution)) for caution in item.disc.warnings]
    return "\n".join([item.file, *values, tried, *warnings])

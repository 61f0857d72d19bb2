"""What a path that a person opens, drops or names on the command line turns out to be."""

from __future__ import annotations

import shutil
from pathlib import Path

from claimapp.desk.claim_model import OpenedClaim
from claimapp.desk.use_cases import UseCases
from claimapp.domain.files import FileName
from claimapp.errors import NothingToAssess, OutputProblem, UsageProblem
from claimapp.shipped import assets_folder

__all__ = ["copy_sample", "open_claim"]


def open_claim(path: Path, use_cases: UseCases) -> OpenedClaim:
    """Open a claim folder, an assessed folder or its assessment.json.

    A claim folder that was assessed before comes with that assessment; an assessed
    folder comes with its claim folder where that is known or still lies beside it. Reads only.

    Raises:
        UsageProblem: if there is nothing at `path`, or it is a file of another kind.
        NothingToAssess: if the folder holds no photo.
        AssessmentProblem: if the saved assessment is damaged: it is never opened as an empty one.
    """
    path = path.expanduser().resolve()
    if not path.exists():
        raise UsageProblem("there is nothing here", hint="open another claim folder", where=str(path))
    if path.is_file() and path.name != FileName.ASSESSMENT:
        raise UsageProblem("this is a file", hint="open or drop the folder that holds the photos", where=str(path))
    if path.is_file() or (path / FileName.ASSESSMENT).is_file():
        return _open_assessed(path.parent if path.is_file() else path, use_cases)
    photos = use_cases.list_photos(path)
    if not photos:
        raise NothingToAssess(
            "this folder holds no photo", hint="open the folder that the photos of one claim are in", where=str(path)
        )
    out = use_cases.default_out(path)
    assessed = use_cases.open_saved(out) if (out / FileName.ASSESSMENT).is_file() else None
    return OpenedClaim(path, out, photos, assessed)


def _open_assessed(out: Path, use_cases: UseCases) -> OpenedClaim:
    assessed = use_cases.open_saved(out)
    claim = use_cases.claim_of(out) or _claim_beside(out, use_cases)
    return OpenedClaim(claim, out, use_cases.list_photos(claim) if claim else (), assessed)


def _claim_beside(out: Path, use_cases: UseCases) -> Path | None:
    """Return the claim folder whose default output `out` is: its name is the start of that of `out`."""
    for other in out.parent.iterdir():
        if out.name.startswith(other.name) and other != out and other.is_dir() and use_cases.default_out(other) == out:
            return other
    return None


def copy_sample(into: Path) -> Path:
    """Copy the shipped sample claim below `into`, where it can be written beside, and return its folder.

    Files that are there already are kept as they are.

    Raises:
        OutputProblem: if the copy cannot be written.
    """
    source, target = assets_folder() / "sample-claim", into / "sample-claim"
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file in source.iterdir():
            wanted = file.suffix == ".jpg" or file.name == FileName.CLAIM
            if wanted and not (target / file.name).exists():
                shutil.copyfile(file, target / file.name)
    except OSError as problem:
        raise OutputProblem(
            f"the sample claim cannot be copied ({problem.strerror})", hint="check the disk", where=str(target)
        ) from problem
    return target

"""The seam between the window and `claimapp.app`: what it reads and writes without models.

The real use cases are imported when they are first called, on a job's thread, so that
the window starts without numpy or an image decoder. Tests put their own object here.
What needs a model or takes long goes through `claimapp.desk.worker` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claimapp.domain.files import FileName

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimapp.app.assess import Assessed

__all__ = ["AppUseCases", "UseCases"]


class UseCases(Protocol):
    """Quick use cases; every one is called from a job's thread, never from the GUI's."""

    def list_photos(self, folder: Path) -> tuple[Path, ...]:
        """Return the photos below a claim folder in the order of the claim."""

    def read_photo(self, path: Path, longest_side_px: int) -> NDArray[Any]:
        """Return the upright photo as uint8 RGB of shape (height, width, 3), at most so large."""

    def is_photo(self, path: Path, sha256: str | None) -> bool:
        """Say whether a photo lies there, and is the one of that digest where one is given."""

    def open_saved(self, path: Path) -> Assessed:
        """Read OUT or OUT/assessment.json."""

    def default_out(self, claim_folder: Path) -> Path:
        """Return where a claim folder's assessment goes when nobody says otherwise."""

    def claim_of(self, out: Path) -> Path | None:
        """Return the claim folder that `out` was named for, None where it was named for none."""


class AppUseCases:
    """The use cases of `claimapp.app`.

    `outs` names the output of single claims (as the command line may), `remembered` those that
    claims had when they were opened last; all others are assessed beside the claim.
    """

    def __init__(
        self, outs: Mapping[Path, Path] | None = None, *, remembered: Mapping[Path, Path] | None = None
    ) -> None:
        self._outs = {claim.resolve(): out.resolve() for claim, out in (outs or {}).items()}
        self._remembered = dict(remembered or {})

    def list_photos(self, folder: Path) -> tuple[Path, ...]:
        """Return the photos below a claim folder; none gives an empty tuple."""
        from claimapp.app.photos import list_photos

        return list_photos(folder)

    def read_photo(self, path: Path, longest_side_px: int) -> NDArray[Any]:
        """Decode one photo, upright, no longer than `longest_side_px` on its longest side.

        Raises:
            PhotoProblem: if the file cannot be decoded.
        """
        from claimapp.app.photos import read_photo

        return read_photo(path, longest_side_px)

    def is_photo(self, path: Path, sha256: str | None) -> bool:
        """Say whether a photo lies there (also inside an archive), and is the one of that digest if given."""
        from claimapp.app.photos import is_photo

        return is_photo(path, sha256)

    def open_saved(self, path: Path) -> Assessed:
        """Read a saved assessment.

        Raises:
            AssessmentProblem: if the file is damaged or of an unknown schema.
        """
        from claimapp.app.saved import open_saved

        return open_saved(path)

    def default_out(self, claim_folder: Path) -> Path:
        """Return the folder that a claim's assessment goes to.

        That is the one named for it, else the one remembered if it still holds an assessment, else one beside it.
        """
        from claimapp.app.assess import default_out

        claim = claim_folder.resolve()
        if claim in self._outs:
            return self._outs[claim]
        remembered = self._remembered.get(claim)
        if remembered is not None and (remembered / FileName.ASSESSMENT).is_file():
            return remembered
        return default_out(claim_folder)

    def claim_of(self, out: Path) -> Path | None:
        """Return the claim folder that `out` was named for or is remembered with, if it is still there."""
        pairs = self._remembered | self._outs
        return next((claim for claim, named in pairs.items() if named == out and claim.is_dir()), None)

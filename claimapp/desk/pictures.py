"""Decoded photos for the list and the canvas: off the GUI thread, what is looked at first, few kept."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from claimapp.desk.claim_model import PhotoItem
from claimapp.desk.jobs import Jobs
from claimapp.desk.use_cases import UseCases
from claimapp.errors import ClaimAppError, PhotoProblem

__all__ = ["Picture", "Pictures", "load_picture", "read_image"]

_LONGEST_SIDE_PX = 3200
"""Longest side kept for the canvas: sharp at twice the width of a full-HD window, 30 MB."""

_MOST_THUMBNAILS = 600
_MOST_WAITING = 60
"""Thumbnails waiting at most; when a person scrolls past more, the oldest are asked for again if shown again."""

_MOST_PICTURES = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded photo; `original` says that findings may be drawn over it, `note` why not."""

    image: QImage
    original: bool
    note: str = ""


def read_image(use_cases: UseCases, path: Path, longest_side_px: int) -> QImage:
    """Decode a photo into an image that owns its pixels; for a job's thread.

    Raises:
        PhotoProblem: if it cannot be decoded.
    """
    pixels_rgb = use_cases.read_photo(path, longest_side_px)
    height, width = pixels_rgb.shape[:2]
    return QImage(pixels_rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def load_picture(item: PhotoItem, use_cases: UseCases) -> Picture:
    """Decode what the canvas shows of a photo; for a job's thread.

    The original, if it is still the file that was assessed (by its hash): findings drawn
    over another picture would be a false proof. Else the drawn photo of the output.

    Raises:
        PhotoProblem: if neither is at hand.
    """
    note = "The photo itself is not at hand: this is the picture drawn when it was assessed."
    if item.original is not None and use_cases.is_photo(item.original, None):
        if item.seen is None or use_cases.is_photo(item.original, item.seen.photo.sha256):
            return Picture(read_image(use_cases, item.original, _LONGEST_SIDE_PX), original=True)
        note = "The photo has changed since it was assessed: this is the picture drawn then."
    if item.drawn is not None:
        return Picture(read_image(use_cases, item.drawn, _LONGEST_SIDE_PX), original=False, note=note)
    raise PhotoProblem("the photo is not where it was when it was assessed", hint="put it back", where=item.file)


class Pictures(QObject):
    """Asks for decoded photos and keeps the last few."""

    thumbnail_ready = Signal(str)

    def __init__(self, jobs: Jobs, use_cases: UseCases, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._use_cases = jobs, use_cases
        self._thumbnails: OrderedDict[Path, QPixmap] = OrderedDict()
        self._waiting: deque[tuple[Path, int]] = deque(maxlen=_MOST_WAITING)
        self._decoding: Path | None = None
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._wanted: tuple[PhotoItem, Callable[[Picture], None], Callable[[ClaimAppError], None]] | None = None
        self._loading = False

    def forget(self) -> None:
        """Drop everything kept: another claim is on the screen, or the photos were assessed anew."""
        self._pictures.clear()
        self._thumbnails.clear()
        self._waiting.clear()
        self._wanted = None

    def thumbnail(self, path: Path, longest_side_px: int) -> QPixmap | None:
        """Return a small picture, or None and decode it: `thumbnail_ready` tells its path. Null if unreadable."""
        if path in self._thumbnails:
            return self._thumbnails[path]
        if path != self._decoding and all(path != waiting for waiting, _ in self._waiting):
            self._waiting.append((path, longest_side_px))
            self._decode_next()
        return None

    def show(self, item: PhotoItem, shown: Callable[[Picture], None], failed: Callable[[ClaimAppError], None]) -> None:
        """Decode a photo for the canvas; of several asked for in a row only the last is shown."""
        kept = self._pictures.get(_key(item))
        if kept is not None:
            self._pictures.move_to_end(_key(item))
            self._wanted = None
            shown(kept)
            return
        self._wanted = (item, shown, failed)
        self._load_wanted()

    def _load_wanted(self) -> None:
        if self._loading or self._wanted is None:
            return
        asked = self._wanted
        item, shown, failed = asked
        self._loading = True

        def keep(picture: Picture) -> None:
            self._pictures[_key(item)] = picture
            while len(self._pictures) > _MOST_PICTURES:
                self._pictures.popitem(last=False)
            end(lambda: shown(picture))

        def end(report: Callable[[], None]) -> None:
            self._loading = False
            if self._wanted is asked:
                self._wanted = None
                report()
            self._load_wanted()

        self._jobs.query(
            lambda: load_picture(item, self._use_cases), keep, lambda problem: end(lambda: failed(problem))
        )

    def _decode_next(self) -> None:
        if self._decoding is not None or not self._waiting:
            return
        path, side_px = self._waiting.pop()  # newest first: that is what is on the screen now
        self._decoding = path

        def keep(pixmap: QPixmap) -> None:
            self._decoding = None
            self._thumbnails[path] = pixmap
            while len(self._thumbnails) > _MOST_THUMBNAILS:
                self._thumbnails.popitem(last=False)
            self.thumbnail_ready.emit(str(path))
            self._decode_next()

        self._jobs.query(
            lambda: read_image(self._use_cases, path, side_px),
            lambda image: keep(QPixmap.fromImage(image)),
            lambda problem: keep(QPixmap()),
        )


def _key(item: PhotoItem) -> str:
    return f"{item.id} {item.seen.photo.sha256 if item.seen else ''} {item.original} {item.drawn}"

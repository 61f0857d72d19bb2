"""One photo -> the licence disc on it, or None: the entry of this stage.

Order: barcode (cheap, always) -> printed text, only where no barcode checked out and
either the caller wants it or a disc's barcode was seen -> merge. docs/disc.md tells why.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.disc import Disc, DiscField
from claimapp.domain.message import Message, MessageCode
from claimapp.errors import EngineProblem
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.text_reader import TextReader
from claimapp.stages.disc.agree import merge
from claimapp.stages.disc.barcode import BarcodeRead, read_barcode
from claimapp.stages.disc.face import FaceRead, read_face
from claimapp.stages.disc.locate import Grey, cut_paper, find_paper, level_disc

__all__ = ["read_disc"]

_LEAST_LABELS = 2  # recognised labels that make a photo a disc's where no barcode was seen
_ENOUGH_FIELDS = 4  # of the 7 printed: with fewer the cut-out may be upside down
_WHOLE_SIDE_PX = 1600  # longest side of a photo given whole to the text reader
_NOT_READ = FaceRead({}, 0)


def read_disc(
    pixels_rgb: PixelsRgb,
    photo_id: str,
    *,
    open_text_reader: Callable[[], TextReader] | None,
    text_wanted: bool,
) -> Disc | None:
    """Read the licence disc on an upright photo.

    `pixels_rgb` is (height, width, 3) uint8. `open_text_reader` is called at most once, and
    only where text is needed; it should hand out one reader again and again, for building
    one takes seconds. None in its place reads no text. `text_wanted` says that the photo is
    thought to show a disc, so that print is read even where no barcode is seen.

    Returns:
        None where no disc is on the photo. A Disc with no fields, and `tried` filled, where
        one was seen but could not be read.

    Raises:
        ModelProblem: from `open_text_reader`, if the engine's models are missing.
    """
    grey = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    barcode = read_barcode(grey)
    coded: dict[str, DiscField] = dict(barcode.payload.fields) if barcode.payload else {}
    if barcode.payload and barcode.payload.checked:
        return Disc(photo_id, coded, barcode_checked=True, tried=barcode.tried)
    disc_seen = barcode.payload is not None or barcode.place is not None
    tried = list(barcode.tried)
    face = _NOT_READ
    if (text_wanted or disc_seen) and open_text_reader is not None:
        face, told = _read_text(pixels_rgb, grey, barcode, open_text_reader())
        tried.append(told)
    elif disc_seen:
        tried.append(Message.of(MessageCode.TEXT_NOT_TRIED))
    if not disc_seen and face.labels_seen < _LEAST_LABELS:
        return None
    fields, warnings = merge(coded, face.fields)
    if coded:
        warnings = (*warnings, Caution.of(CautionCode.DISC_UNCHECKED, where=photo_id))
    return Disc(photo_id, fields, barcode_checked=False, tried=tuple(tried), warnings=warnings)


def _read_text(pixels_rgb: PixelsRgb, grey: Grey, barcode: BarcodeRead, reader: TextReader) -> tuple[FaceRead, Message]:
    """Read the print on the likeliest cut-outs until one shows a disc's labels."""
    best, broke = _NOT_READ, False
    for cut_out in _cut_outs(pixels_rgb, grey, barcode):
        try:
            face = read_face(reader.read(cut_out()))
        except EngineProblem:
            broke = True
            continue
        if (len(face.fields), face.labels_seen) > (len(best.fields), best.labels_seen):
            best = face
        if best.labels_seen >= _LEAST_LABELS and len(best.fields) >= _ENOUGH_FIELDS:
            break
    if broke and not best.fields:
        return best, Message.of(MessageCode.TEXT_ENGINE_BROKE, engine=reader.name)
    return best, Message.of(MessageCode.TEXT_READ, engine=reader.name, labels=best.labels_seen, values=len(best.fields))


def _cut_outs(pixels_rgb: PixelsRgb, grey: Grey, barcode: BarcodeRead) -> list[Callable[[], PixelsRgb]]:
    place = barcode.place
    if place is not None:
        return [lambda: level_disc(pixels_rgb, place), lambda: level_disc(pixels_rgb, place, upside_down=True)]
    paper = find_paper(grey)
    if paper is not None:
        return [lambda: cut_paper(pixels_rgb, paper), lambda: _whole(pixels_rgb)]
    return [lambda: _whole(pixels_rgb)]


def _whole(pixels_rgb: PixelsRgb) -> PixelsRgb:
    scale = _WHOLE_SIDE_PX / max(pixels_rgb.shape[:2])
    if scale >= 1:
        return pixels_rgb
    return cv2.resize(pixels_rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)

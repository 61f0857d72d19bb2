"""The disc's barcode -> payload: zxing-cpp over level cut-outs, judged by the payload's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from claimapp.domain.message import Message, MessageCode
from claimapp.stages.disc.locate import Candidate, Grey, candidates_by_size, level_code, looks_like_code
from claimapp.stages.disc.payload import Payload, parse_payload

__all__ = ["BarcodeRead", "read_barcode"]

_ANGLES_DEG = (0.0, 1.5, -1.5, 3.0, -3.0)  # beyond the candidate's own; the reader follows about 2 degrees
_SHARPEN_SIGMA_PX = 4.0  # one module of a level cut-out
_SHARPEN = 1.5
_SURE_SPARE = 0.05  # unused error correction above this: no false read had any
_FORM = "MVL1C"  # in every disc's text, also in one that was altered past our trust
_WHOLE_PHOTO_SIDE_PX = 2000  # longest side for the try on the whole photo


@dataclass(frozen=True, slots=True)
class BarcodeRead:
    """What came of the barcode.

    `payload` is None where nothing read. `place` is the code's rectangle, also where it was
    seen but could not be read; None where nothing looks like a disc's code. `tried` says
    what was attempted.
    """

    payload: Payload | None
    place: Candidate | None
    tried: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Decoded:
    payload: Payload | None  # None: surely read, but another document's
    spare: float  # unused error correction, 0 to 1: more is surer


def read_barcode(grey: Grey) -> BarcodeRead:
    """Read the disc's barcode from a photo: (height, width) uint8, turned any way.

    The first read whose payload checks out ends the search. The library's own `valid` is
    not trusted (13 of 458 such reads were wrong, all failed the payload's check), so the
    search goes on after a read that fails; of unchecked payloads the one with most spare
    error correction is kept. A code that reads well as something else (a driver's card) is
    no disc: it gives no place.
    """
    places: list[Candidate] = []
    best: tuple[Payload, float] | None = None
    other_document = False
    for place, picture in _pictures(grey):
        if place is not None and place not in places:
            places.append(place)
        for decoded in _decode(picture):
            if decoded.payload is None:
                other_document = True
            elif decoded.payload.checked:
                checked = Message.of(MessageCode.BARCODE_CHECKED)
                return BarcodeRead(decoded.payload, places[-1] if places else None, (checked,))
            elif best is None or decoded.spare > best[1]:
                best = (decoded.payload, decoded.spare)
    tries = Message.of(MessageCode.BARCODE_TRIED, cut_outs=len(places), angles=len(_ANGLES_DEG))
    place = places[0] if places else None
    if best is not None:
        return BarcodeRead(best[0], place, (tries, Message.of(MessageCode.BARCODE_OF_WRONG_LENGTH)))
    if other_document:
        return BarcodeRead(None, None, (tries, Message.of(MessageCode.BARCODE_OF_OTHER_DOCUMENT)))
    return BarcodeRead(None, place, (tries,))


def _pictures(grey: Grey) -> Iterator[tuple[Candidate | None, Grey]]:
    """Yield what the decoder should look at, likeliest first, with the code's place; the whole photo last."""
    for candidates in candidates_by_size(grey):
        for candidate in candidates:
            if looks_like_code(level_code(grey, candidate)):
                for sharpen in (_as_is, _sharpened):
                    for angle in _ANGLES_DEG:
                        yield candidate, sharpen(level_code(grey, candidate, more_deg=angle))
    yield None, _at_most(grey, _WHOLE_PHOTO_SIDE_PX)


def _decode(picture: Grey) -> list[_Decoded]:
    """Return every disc payload that zxing-cpp finds, and surely read other codes; most spare correction first."""
    found = []
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.PDF417])
    for read in zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        payload, spare = parse_payload(read.text), _spare(read.extra)
        if payload is not None or (spare > _SURE_SPARE and _FORM not in read.text):
            found.append(_Decoded(payload, spare))
    return sorted(found, key=lambda one: one.spare, reverse=True)


def _spare(extra: object) -> float:
    value = extra.get("UEC", 0.0) if isinstance(extra, dict) else 0.0
    return float(value)


def _as_is(picture: Grey) -> Grey:
    return picture


def _sharpened(picture: Grey) -> Grey:
    soft = cv2.GaussianBlur(picture, (0, 0), _SHARPEN_SIGMA_PX)
    return cv2.addWeighted(picture, 1 + _SHARPEN, soft, -_SHARPEN, 0).astype(np.uint8)


def _at_most(grey: Grey, side_px: int) -> Grey:
    scale = side_px / max(grey.shape)
    if scale >= 1:
        return grey
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)

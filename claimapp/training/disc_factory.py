"""Fictional licence discs with known truth: for tests, and to measure the reader.

Every value is made up, with the shape that a real one has; the barcode is a real PDF417
of the printed disc's geometry. `python -m claimapp.training.disc_factory OUT` writes
photos and truth.jsonl, which `claimapp evaluate disc OUT --json` judges.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from claimapp.stages.disc.grammar import PROVINCE_ENDINGS

__all__ = ["DiscFacts", "Shot", "draw_face", "made_up_facts", "main", "payload_text", "photograph", "sweep"]

Pixels = NDArray[np.uint8]

_FACE_MODULE_PX = 4  # pixels of the drawn face for one barcode module, before the photo's own scale
_FACE_SIDE_MODULES = 293  # disc diameter in modules: the barcode's 205 are 0.70 of it (measured on a real disc)
_BARCODE_COLUMNS = "8"
_BARCODE_EC_LEVEL = "4"  # 32 codewords of error correction, as on the real disc
_CONSONANTS = "BCDFGHJKLMNPRSTVWXYZ"
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_CARS = (
    ("AAV", "VOLKSWAGEN", "VW 240-POLO VIVO", "Hatch back / Luikrug"),
    ("AHT", "TOYOTA", "COROLLA CROSS", "Station wagon / Stasiewa"),
    ("AFA", "FORD", "RANGER", "Pick-up / Bakkie"),
    ("ADN", "NISSAN", "NP200", "Pick-up / Bakkie"),
    ("ADB", "MERCEDES-BENZ", "W203", "Sedan (closed top) / Sedan (toe-kap)"),
    ("MAL", "HYUNDAI", "I20", "Hatch back / Luikrug"),
)
_COLOURS = ("White / Wit", "Silver / Silwer", "Blue / Blou", "Grey / Grys", "Black / Swart")
_PLATE_ENDINGS = tuple(PROVINCE_ENDINGS.values())


@dataclass(frozen=True, slots=True)
class DiscFacts:
    """What one disc says; `expires` is an ISO date, the plate has no spaces."""

    make: str
    series: str
    vin: str
    registration: str
    register_no: str
    engine_no: str
    colour: str
    description: str
    expires: str
    control_no: str = "404600000000"
    form_digits: str = "08"


@dataclass(frozen=True, slots=True)
class Shot:
    """How a disc is photographed.

    `module_px` is pixels a barcode module, `roll_deg` turns in the picture's plane,
    `tilt_deg` turns about the upright axis (perspective), `blur_px` is a Gaussian's
    sigma, `noise` its standard deviation in grey levels, `quality` that of the JPEG.
    """

    module_px: float = 3.0
    roll_deg: float = 0.0
    tilt_deg: float = 0.0
    blur_px: float = 0.5
    noise: float = 4.0
    quality: int = 88


def made_up_facts(rng: np.random.Generator) -> DiscFacts:
    """Return one fictional disc; the same generator state gives the same disc."""

    def pick(letters: str, count: int) -> str:
        return "".join(letters[i] for i in rng.integers(0, len(letters), count))

    wmi, make, series, description = _CARS[rng.integers(len(_CARS))]
    month = date(2026 + int(rng.integers(3)), 1 + int(rng.integers(12)), 1)
    expires = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    ending = _PLATE_ENDINGS[rng.integers(len(_PLATE_ENDINGS))]
    return DiscFacts(
        make=make,
        series=series,
        vin=wmi + pick(_VIN_LETTERS, 8) + "00" + pick("0123456789", 4),
        registration=pick(_CONSONANTS, 3) + pick("0123456789", 3) + ending,
        register_no=pick(_CONSONANTS, 3) + pick("0123456789", 3) + pick("FHKLSWX", 1),
        engine_no=pick("BCDFGHKLM", 3) + pick("0123456789", 6),
        colour=_COLOURS[rng.integers(len(_COLOURS))],
        description=description,
        expires=expires.isoformat(),
        control_no="4046" + pick("0123456789BHKT", 8),
        form_digits=pick("0123456789", 2),
    )


def payload_text(facts: DiscFacts) -> str:
    """Return the barcode's text: 16 parts between `%`, field 2 the length of the whole."""

    def text(length: int) -> str:
        head = f"%MVL1CC{facts.form_digits}%{length:04d}%4046T0BH%1%{facts.control_no}%"
        body = (facts.registration, facts.register_no, facts.description, facts.make, facts.series, facts.colour)
        return head + "%".join((*body, facts.vin, facts.engine_no, facts.expires)) + "%"

    return text(len(text(0)))


def draw_face(facts: DiscFacts) -> Pixels:
    """Draw the disc's face on a dark square: (1172, 1172, 3), 4 pixels a barcode module."""
    side = _FACE_SIDE_MODULES * _FACE_MODULE_PX
    paper = Image.new("RGB", (side, side), (46, 50, 56))
    draw = ImageDraw.Draw(paper)
    draw.ellipse((0, 0, side - 1, side - 1), fill=(234, 234, 226))
    _centred(draw, 95, 34, "LISENSIESKYF  RSA  LICENCE DISC")
    _centred(draw, 145, 40, f"NO. {facts.control_no} NR.")
    left, value = 170, 560
    rows = (
        ("Licence no. / Lisensienr.", facts.registration),
        ("Veh. register no. / Vrt. registernr.", facts.register_no),
        ("VIN", facts.vin),
        ("Engine no. / Enjinnr.", facts.engine_no),
        ("Make / Fabrikaat", facts.make),
        ("Description / Beskrywing", facts.description),
    )
    for number, (label, text) in enumerate(rows):
        y = 230 + 58 * number
        draw.text((left, y + 6), label, fill=(60, 60, 60), font=_font(22))
        draw.text((value, y), text, fill=(25, 25, 25), font=_font(34))
    code = _barcode(payload_text(facts))
    paper.paste(code, ((side - code.width) // 2, 548))  # over the description's feet, as printed in life
    _centred(draw, 800, 22, "Date of test / Datum van toets")
    _centred(draw, 850, 22, "Date of expiry / Vervaldatum")
    _centred(draw, 885, 84, facts.expires)
    return np.asarray(paper, dtype=np.uint8)


def photograph(face: Pixels, shot: Shot, rng: np.random.Generator) -> Pixels:
    """Lay a face on a dark ground as `shot` says; returns (height, width, 3) RGB."""
    scale = shot.module_px / _FACE_MODULE_PX
    size = round(face.shape[0] * scale * 1.3)  # some ground around it
    tilt = np.radians(shot.tilt_deg)
    # A square seen turned about its upright axis from three diameters away.
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=np.float64)
    x, z = corners[:, 0] * np.cos(tilt), corners[:, 0] * np.sin(tilt)
    flat = np.stack((x, corners[:, 1]), axis=1) * (6 / (6 + z))[:, None]
    roll = np.radians(shot.roll_deg)
    turn = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
    target = flat @ turn.T * (face.shape[0] * scale / 2) + size / 2
    side = float(face.shape[0])
    source = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    # Area-like shrinking: soften to the photo's own sampling first.
    soft = cv2.GaussianBlur(face, (0, 0), max(0.35 / scale, 0.01)) if scale < 1 else face
    picture = cv2.warpPerspective(soft, matrix, (size, size), flags=cv2.INTER_LINEAR, borderValue=(46, 50, 56))
    if shot.blur_px > 0:
        picture = cv2.GaussianBlur(picture, (0, 0), shot.blur_px)
    noisy = picture + shot.noise * rng.standard_normal(picture.shape, dtype=np.float32)
    done, packed = cv2.imencode(
        ".jpg", np.clip(noisy, 0, 255).astype(np.uint8)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, shot.quality]
    )
    assert done, "an 8-bit picture can always be written as JPEG"
    seen = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert seen is not None, "a JPEG just written can always be read"
    return np.ascontiguousarray(seen[..., ::-1].astype(np.uint8))


def sweep(count: int, rng: np.random.Generator) -> Iterator[tuple[DiscFacts, Shot]]:
    """Yield `count` discs and shots spread over roll 0 to 45 degrees, 1.5 to 4 px a module, blur and tilt.

    Blur stays below 0.5 module: beyond 0.55 no reader we know can follow.
    """
    for number in range(count):
        module_px = (1.5, 2.0, 3.0, 4.0)[number % 4]
        yield (
            made_up_facts(rng),
            Shot(
                module_px=module_px,
                roll_deg=float((0, 2, 4, 8, 12, 17, 23, 30, 37, 45)[number * 7 % 10]),
                tilt_deg=float((0, 15, 30)[number % 3]),
                blur_px=round(float(rng.uniform(0.2, 0.5)) * module_px, 2),
                noise=float((3, 8, 14)[number % 3]),
                quality=(92, 80, 60)[number % 3],
            ),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a measuring set: OUT/NNN.jpg and OUT/truth.jsonl, one in five photos without a disc."""
    parser = argparse.ArgumentParser(prog="python -m claimapp.training.disc_factory", description=main.__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--count", type=int, default=60, help="discs (default 60)")
    parser.add_argument("--seed", type=int, default=7, help="another seed, other discs (default 7)")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(chosen.seed)
    with (chosen.out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for number, (facts, shot) in enumerate(sweep(chosen.count, rng)):
            _write(chosen.out / f"{number:03d}.jpg", photograph(draw_face(facts), shot, rng))
            fields = {k: v for k, v in asdict(facts).items() if k not in ("control_no", "form_digits")}
            truth.write(json.dumps({"file": f"{number:03d}.jpg", "fields": fields, "conditions": asdict(shot)}) + "\n")
        for number in range(chosen.count // 5):
            _write(chosen.out / f"empty_{number:03d}.jpg", _empty_photo(rng))
            truth.write(json.dumps({"file": f"empty_{number:03d}.jpg", "fields": None, "conditions": {}}) + "\n")
    return 0


def _barcode(text: str) -> Image.Image:
    code = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.PDF417, ec_level=_BARCODE_EC_LEVEL, columns=_BARCODE_COLUMNS
    )
    bars = np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    inked = np.where(bars < 128, 25, 234).astype(np.uint8)
    large = cv2.resize(inked, None, fx=_FACE_MODULE_PX, fy=_FACE_MODULE_PX, interpolation=cv2.INTER_NEAREST)
    return Image.fromarray(large).convert("RGB")


def _empty_photo(rng: np.random.Generator) -> Pixels:
    """Draw stripes, grilles and round things that are no disc."""
    picture = Image.new("RGB", (900, 700), (90, 96, 104))
    draw = ImageDraw.Draw(picture)
    x, y = (int(v) for v in rng.integers(80, 300, 2))
    draw.ellipse((x, y, x + 380, y + 380), fill=(30, 30, 32), outline=(190, 190, 190), width=30)
    for bar in range(0, 400, int(rng.integers(9, 30))):
        draw.rectangle((x + 150 + bar, y + 100, x + 154 + bar, y + 220), fill=(200, 200, 205))
    noisy = np.asarray(picture, dtype=np.float32) + rng.normal(0.0, 6.0, (700, 900, 3))
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _write(path: Path, pixels: Pixels) -> None:
    Image.fromarray(pixels).save(path, quality=95)


def _font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    # Pillow's own face: the same on every machine, nothing to ship.
    return ImageFont.load_default(size_px)


def _centred(draw: ImageDraw.ImageDraw, y: int, size_px: int, text: str) -> None:
    middle = _FACE_SIDE_MODULES * _FACE_MODULE_PX / 2
    draw.text((middle, y), text, fill=(30, 30, 30), font=_font(size_px), anchor="ma")


if __name__ == "__main__":
    raise SystemExit(main())

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from claimapp.domain.disc import DiscSource
from claimapp.domain.geometry import Box
from claimapp.domain.message import Message, MessageCode
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.text_reader import TextLine, TextReader
from claimapp.stages.disc.read import read_disc
from claimapp.training.disc_factory import Shot, draw_face, made_up_facts, photograph
from claimapp.words.say import say

Pixels = NDArray[np.uint8]
FACTS = made_up_facts(np.random.default_rng(4))
CLEAR = Shot(module_px=2, roll_deg=7)
BLURRED = Shot(module_px=2, roll_deg=7, blur_px=1.5)  # the code is seen, not read


def photo(shot: Shot) -> Pixels:
    return photograph(draw_face(FACTS), shot, np.random.default_rng(1))


def printed(**values: str) -> tuple[TextLine, ...]:
    labels = {"vin": "VIN", "registration": "Licence no. / Lisensienr.", "make": "Make / Fabrikaat"}
    labels |= {"expires": "Date of expiry / Vervaldatum"}
    lines: list[TextLine] = []
    for row, (name, value) in enumerate(values.items()):
        lines.append(TextLine(labels[name], 0.99, Box(100, 60 * row, 380, 60 * row + 24)))
        lines.append(TextLine(value, 0.99, Box(500, 60 * row, 800, 60 * row + 24)))
    return tuple(lines)


class Reader:
    """A text reader that gives what it is told, picture after picture."""

    name = "double"

    def __init__(self, *pictures: Sequence[TextLine] | EngineProblem) -> None:
        self.pictures = list(pictures)
        self.shapes: list[tuple[int, ...]] = []

    def read(self, pixels_rgb: Pixels) -> tuple[TextLine, ...]:
        self.shapes.append(pixels_rgb.shape)
        found = self.pictures.pop(0) if self.pictures else ()
        if isinstance(found, EngineProblem):
            raise found
        return tuple(found)


def opening(reader: TextReader) -> Callable[[], TextReader]:
    return lambda: reader


def never() -> TextReader:
    pytest.fail("no text was needed here")


FACE = printed(vin=FACTS.vin, registration=FACTS.registration, make=FACTS.make, expires=FACTS.expires)


def test_checked_barcode_needs_no_text_engine() -> None:
    disc = read_disc(photo(CLEAR), "p6", open_text_reader=never, text_wanted=True)
    assert disc is not None
    assert (disc.photo_id, disc.barcode_checked, disc.warnings) == ("p6", True, ())
    assert disc.fields["vin"].value == FACTS.vin
    assert disc.expires is not None
    assert disc.expires.isoformat() == FACTS.expires


def test_code_that_cannot_be_read_makes_the_print_be_read_even_unasked() -> None:
    reader = Reader(FACE)
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(reader), text_wanted=False)
    assert disc is not None
    assert not disc.barcode_checked
    assert {n: f.value for n, f in disc.fields.items()} == {
        n: getattr(FACTS, n) for n in ("vin", "registration", "make", "expires")
    }
    assert {f.source for f in disc.fields.values()} == {DiscSource.TEXT}
    assert reader.shapes == [(1220, 1220, 3)]  # the level disc, once


def test_upside_down_face_is_tried_where_the_first_cut_out_gives_little() -> None:
    reader = Reader(printed(vin="garbage", make="??"), FACE)
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(reader), text_wanted=False)
    assert disc is not None
    assert disc.fields["vin"].value == FACTS.vin


def test_disc_seen_but_not_readable_has_no_fields_and_says_what_was_tried() -> None:
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(Reader()), text_wanted=True)
    assert disc is not None
    assert disc.fields == {}
    assert any("barcode" in say(told) for told in disc.tried)
    assert any("double" in say(told) for told in disc.tried)


def test_without_a_text_engine_a_seen_disc_says_so() -> None:
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=None, text_wanted=True)
    assert disc is not None
    assert disc.fields == {}
    assert disc.tried[-1].code is MessageCode.TEXT_NOT_TRIED


def test_engine_that_breaks_leaves_an_unread_disc_not_an_error() -> None:
    broken = Reader(EngineProblem("broke"), EngineProblem("broke"))
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(broken), text_wanted=True)
    assert disc is not None
    assert disc.tried[-1].code is MessageCode.TEXT_ENGINE_BROKE


def test_missing_models_are_told_to_the_caller() -> None:
    def missing() -> TextReader:
        raise ModelProblem("the file is missing")

    with pytest.raises(ModelProblem):
        read_disc(photo(BLURRED), "p1", open_text_reader=missing, text_wanted=True)


def test_photo_without_a_disc_gives_none_and_no_text_is_read_unasked() -> None:
    assert read_disc(np.full((600, 800, 3), 128, np.uint8), "p1", open_text_reader=never, text_wanted=False) is None


def test_plate_and_maker_on_a_car_photo_invent_no_disc() -> None:
    car = Reader([TextLine("TOYOTA", 0.99, Box(0, 0, 90, 20)), TextLine("XYZ 123 GP", 0.99, Box(0, 50, 90, 80))])
    picture = np.full((600, 800, 3), 128, np.uint8)
    assert read_disc(picture, "p1", open_text_reader=opening(car), text_wanted=True) is None


def test_disc_with_its_code_covered_is_read_where_text_is_wanted() -> None:
    pixels = photo(Shot(module_px=2))
    middle = pixels.shape[0] // 2
    pixels[middle - 20 : middle + 140, middle - 240 : middle + 240] = 250
    disc = read_disc(pixels, "p1", open_text_reader=opening(Reader(FACE)), text_wanted=True)
    assert disc is not None
    assert disc.fields["registration"].value == FACTS.registration


def test_unchecked_barcode_is_compared_with_the_print(monkeypatch: pytest.MonkeyPatch) -> None:
    from claimapp.stages.disc import read
    from claimapp.stages.disc.barcode import BarcodeRead
    from claimapp.stages.disc.payload import parse_payload
    from claimapp.training.disc_factory import payload_text

    edited = parse_payload(payload_text(FACTS).replace(FACTS.make, "SOMETHING ELSE"))
    assert edited is not None
    monkeypatch.setattr(
        read,
        "read_barcode",
        lambda grey: BarcodeRead(edited, None, (Message.of(MessageCode.BARCODE_TRIED, cut_outs=1, angles=5),)),
    )
    disc = read_disc(photo(CLEAR), "p1", open_text_reader=opening(Reader(FACE)), text_wanted=False)
    assert disc is not None
    assert not disc.barcode_checked
    assert disc.fields["vin"].confidence == 0.95
    assert disc.fields["make"].alternatives == (FACTS.make,)
    assert len(disc.warnings) == 2  # a different make; a length that does not match
    assert not any(FACTS.vin in say(warning) for warning in disc.warnings)


def test_sample_claim_has_one_disc_and_five_photos_without(sample_claim: Path) -> None:
    photos = sorted(sample_claim.glob("0*.jpg"))
    assert len(photos) == 6
    found = {}
    for path in photos:
        pixels = np.asarray(Image.open(path).convert("RGB"), dtype=np.uint8)
        found[path.name] = read_disc(pixels, path.stem, open_text_reader=None, text_wanted=False)
    disc = found.pop("06_licence_disc.jpg")
    assert set(found.values()) == {None}
    assert disc is not None
    assert disc.barcode_checked
    assert {name: read.value for name, read in disc.fields.items()} == {
        "registration": "XYZ123GP",
        "register_no": "BBC123D",
        "make": "VOLKSWAGEN",
        "series": "VW 240-POLO VIVO",
        "vin": "AAVZZZ6RZHU000000",
        "engine_no": "CLS123456",
        "colour": "White / Wit",
        "description": "Hatch back / Luikrug",
        "expires": "2027-03-31",
    }


def test_a_large_photo_is_made_smaller_before_its_text_is_read() -> None:
    reader = Reader()
    large = np.full((2400, 3200, 3), 128, np.uint8)
    assert read_disc(large, "p1", open_text_reader=opening(reader), text_wanted=True) is None
    assert reader.shapes == [(1200, 1600, 3)]


def blank() -> Pixels:
    return np.full((600, 800, 3), 128, np.uint8)


def test_two_labels_make_a_photo_a_disc_s_and_one_does_not() -> None:
    one, two = printed(vin="garbage"), printed(vin="garbage", make="??")
    assert read_disc(blank(), "p1", open_text_reader=opening(Reader(one)), text_wanted=True) is None
    disc = read_disc(blank(), "p1", open_text_reader=opening(Reader(two)), text_wanted=True)
    assert disc is not None
    assert disc.fields == {}
    assert disc.tried == (
        Message.of(MessageCode.BARCODE_TRIED, cut_outs=0, angles=5),
        Message.of(MessageCode.TEXT_READ, engine="double", labels=2, values=0),
    )


def test_what_the_print_gave_is_told_with_its_labels_and_values() -> None:
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(Reader(FACE)), text_wanted=False)
    assert disc is not None
    assert disc.tried[-1] == Message.of(MessageCode.TEXT_READ, engine="double", labels=4, values=4)
    assert (disc.photo_id, disc.warnings) == ("p1", ())


def test_three_fields_are_too_few_to_stop_and_the_fuller_cut_out_is_kept() -> None:
    three = printed(vin=FACTS.vin, registration=FACTS.registration, make=FACTS.make)
    for pictures in ((three, printed(vin="garbage")), (printed(vin="garbage"), three)):
        reader = Reader(*pictures)
        disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(reader), text_wanted=False)
        assert disc is not None
        assert set(disc.fields) == {"vin", "registration", "make"}
        assert len(reader.shapes) == 2


def test_of_cut_outs_with_as_many_fields_the_one_with_more_labels_is_kept() -> None:
    reader = Reader(printed(vin="garbage"), printed(vin="garbage", make="??", expires="never"))
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(reader), text_wanted=False)
    assert disc is not None
    assert disc.tried[-1] == Message.of(MessageCode.TEXT_READ, engine="double", labels=3, values=0)


def test_an_engine_that_breaks_once_is_asked_again_and_told_of_only_where_nothing_was_read() -> None:
    reader = Reader(EngineProblem("broke"), FACE)
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(reader), text_wanted=False)
    assert disc is not None
    assert disc.tried[-1].code is MessageCode.TEXT_READ
    broken = Reader(EngineProblem("broke"), printed(vin="garbage"))
    disc = read_disc(photo(BLURRED), "p1", open_text_reader=opening(broken), text_wanted=False)
    assert disc is not None
    assert disc.tried[-1] == Message.of(MessageCode.TEXT_ENGINE_BROKE, engine="double")


def test_a_sheet_is_cut_out_first_and_the_whole_photo_read_after_it() -> None:
    pixels = photo(Shot(module_px=2))
    middle = pixels.shape[0] // 2
    pixels[middle - 20 : middle + 140, middle - 240 : middle + 240] = 250
    reader = Reader()
    assert read_disc(pixels, "p1", open_text_reader=opening(reader), text_wanted=True) is None
    assert reader.shapes == [(1220, 1220, 3), pixels.shape]


def test_a_checked_barcode_says_so_and_an_unwanted_text_is_not_read() -> None:
    disc = read_disc(photo(CLEAR), "p6", open_text_reader=None, text_wanted=False)
    assert disc is not None
    assert disc.tried == (Message.of(MessageCode.BARCODE_CHECKED),)


def test_a_photo_of_1600_pixels_is_read_as_it_is() -> None:
    reader = Reader()
    read_disc(np.full((1600, 900, 3), 128, np.uint8), "p1", open_text_reader=opening(reader), text_wanted=True)
    assert reader.shapes == [(1600, 900, 3)]

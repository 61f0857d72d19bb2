from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from claimapp.domain.disc import DISC_FIELDS
from claimapp.domain.message import Message, MessageCode
from claimapp.stages.disc import barcode
from claimapp.stages.disc.barcode import read_barcode
from claimapp.training.disc_factory import DiscFacts, Shot, draw_face, made_up_facts, payload_text, photograph, sweep

Grey = NDArray[np.uint8]


def grey_photo(facts: DiscFacts, shot: Shot) -> Grey:
    pixels = photograph(draw_face(facts), shot, np.random.default_rng(1))
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def values(read: barcode.BarcodeRead) -> dict[str, str] | None:
    return {n: f.value for n, f in read.payload.fields.items()} if read.payload else None


def test_every_disc_of_a_sweep_over_roll_size_and_blur_is_read_right() -> None:
    for facts, shot in sweep(8, np.random.default_rng(3)):
        read = read_barcode(grey_photo(facts, shot))
        assert values(read) == {name: getattr(facts, name) for name in DISC_FIELDS}, shot
        assert read.payload is not None
        assert read.payload.checked


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_photo_on_its_side_or_upside_down_is_read(quarter_turns: int) -> None:
    facts = made_up_facts(np.random.default_rng(2))
    turned = np.ascontiguousarray(np.rot90(grey_photo(facts, Shot(module_px=2, roll_deg=6)), quarter_turns))
    assert (values(read_barcode(turned)) or {}).get("vin") == facts.vin


def test_disc_far_away_on_a_large_photo_is_read() -> None:
    facts = made_up_facts(np.random.default_rng(2))
    small = grey_photo(facts, Shot(module_px=2, roll_deg=9))
    large = np.full((2250, 3000), 70, np.uint8)
    large[700 : 700 + small.shape[0], 1500 : 1500 + small.shape[1]] = small
    assert (values(read_barcode(large)) or {}).get("vin") == facts.vin


def test_code_too_blurred_to_read_is_still_seen_and_says_what_was_tried() -> None:
    read = read_barcode(grey_photo(made_up_facts(np.random.default_rng(2)), Shot(module_px=2, blur_px=1.5)))
    assert read.payload is None
    assert read.place is not None
    assert any(told.code is MessageCode.BARCODE_TRIED for told in read.tried)


def test_plain_photo_has_no_code() -> None:
    read = read_barcode(np.full((600, 800), 128, np.uint8))
    assert (read.payload, read.place) == (None, None)


def test_barcode_of_another_document_is_no_disc() -> None:
    code = zxingcpp.create_barcode(
        "a driver's card or a parcel label, long enough to look alike " * 3,
        zxingcpp.BarcodeFormat.PDF417,
        ec_level="4",
        columns="8",
    )
    bars = np.array(zxingcpp.write_barcode_to_image(code, scale=3, add_quiet_zones=False))
    picture = np.full((700, 900), 235, np.uint8)
    picture[200 : 200 + bars.shape[0], 120 : 120 + bars.shape[1]] = bars
    read = read_barcode(picture)
    assert (read.payload, read.place) == (None, None)
    assert read.tried[-1].code is MessageCode.BARCODE_OF_OTHER_DOCUMENT


def decoder_that_finds(*texts_and_spare: tuple[str, float]):  # type: ignore[no-untyped-def]  # zxing-cpp's own signature
    rounds = iter([*texts_and_spare])

    def read_barcodes(picture: Grey, **_: object) -> list[SimpleNamespace]:
        found = next(rounds, None)
        return [SimpleNamespace(text=found[0], valid=True, extra={"UEC": found[1]})] if found else []

    return read_barcodes


def test_valid_garbage_is_not_believed_and_the_search_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = made_up_facts(np.random.default_rng(2))
    picture = grey_photo(facts, Shot(module_px=2))
    reads = decoder_that_finds(("garbage", 0.0), ("%MVL1CC08%9999%", 0.0), (payload_text(facts), 0.4))
    monkeypatch.setattr(zxingcpp, "read_barcodes", reads)
    assert (values(read_barcode(picture)) or {}).get("vin") == facts.vin


def test_of_unchecked_reads_the_one_with_most_spare_correction_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = made_up_facts(np.random.default_rng(2))
    picture = grey_photo(facts, Shot(module_px=2))
    spoiled = [payload_text(facts).replace(facts.make, make) for make in ("ALPHA-ONE", "BETA-SECOND", "GAMMA")]
    reads = decoder_that_finds((spoiled[0], 0.1), (spoiled[1], 0.5), (spoiled[2], 0.2))
    monkeypatch.setattr(zxingcpp, "read_barcodes", reads)
    read = read_barcode(picture)
    assert (values(read) or {}).get("make") == "BETA-SECOND"
    assert read.payload is not None
    assert not read.payload.checked


def spoiled_photo() -> tuple[Grey, str]:
    facts = made_up_facts(np.random.default_rng(2))
    return grey_photo(facts, Shot(module_px=2)), payload_text(facts).replace(facts.make, "ALPHA-ONE")


def test_what_was_tried_is_told_for_each_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, spoiled = spoiled_photo()
    assert read_barcode(picture).tried == (Message.of(MessageCode.BARCODE_CHECKED),)
    assert read_barcode(np.full((600, 800), 128, np.uint8)).tried == (
        Message.of(MessageCode.BARCODE_TRIED, cut_outs=0, angles=5),
    )
    for text, last in (
        (spoiled, MessageCode.BARCODE_OF_WRONG_LENGTH),
        ("a parcel", MessageCode.BARCODE_OF_OTHER_DOCUMENT),
    ):
        monkeypatch.setattr(zxingcpp, "read_barcodes", decoder_that_finds((text, 0.4)))
        tries, told = read_barcode(picture).tried
        assert (tries.code, dict(tries.facts)["angles"]) == (MessageCode.BARCODE_TRIED, 5)
        assert told == Message.of(last)


def test_of_unchecked_reads_with_as_much_spare_the_first_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, spoiled = spoiled_photo()
    other = spoiled.replace("ALPHA-ONE", "BETA-TWO")
    monkeypatch.setattr(zxingcpp, "read_barcodes", decoder_that_finds((spoiled, 0.3), (other, 0.3)))
    assert (values(read_barcode(picture)) or {}).get("make") == "ALPHA-ONE"


@pytest.mark.parametrize(
    ("text", "spare", "place"),
    [
        ("a parcel", 0.06, False),  # surely read, so this is no disc
        ("a parcel", 0.05, True),  # garbage has no correction to spare
        ("%MVL1CC08%garbage", 0.5, True),  # a disc's form past our trust
    ],
)
def test_a_code_that_surely_reads_as_something_else_is_no_disc(
    monkeypatch: pytest.MonkeyPatch, text: str, spare: float, place: bool
) -> None:
    picture, _ = spoiled_photo()
    monkeypatch.setattr(zxingcpp, "read_barcodes", decoder_that_finds((text, spare)))
    read = read_barcode(picture)
    assert (read.payload, read.place is not None) == (None, place)


def test_a_read_without_a_word_on_its_correction_has_none_to_spare(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, _ = spoiled_photo()
    extras: list[object] = [None, {}, {"other": 1}]
    for extra in extras:
        found = [SimpleNamespace(text="a parcel", valid=True, extra=extra)]
        monkeypatch.setattr(zxingcpp, "read_barcodes", lambda picture, found=found, **_: found)
        assert read_barcode(picture).place is not None

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image

from claimapp.training.disc_factory import Shot, draw_face, made_up_facts, main, payload_text, photograph, sweep


def test_payload_states_its_own_length_and_has_16_parts() -> None:
    text = payload_text(made_up_facts(np.random.default_rng(1)))
    assert len(text.split("%")) == 16
    assert int(text.split("%")[2]) == len(text)


def test_face_carries_a_barcode_that_says_what_the_payload_says() -> None:
    facts = made_up_facts(np.random.default_rng(1))
    read = zxingcpp.read_barcode(draw_face(facts))
    assert read is not None
    assert read.text == payload_text(facts)
    assert read.ec_level == "25%"


def test_same_generator_state_gives_the_same_photo() -> None:
    def once() -> bytes:
        rng = np.random.default_rng(9)
        return photograph(draw_face(made_up_facts(rng)), Shot(module_px=1.5, roll_deg=20, tilt_deg=15), rng).tobytes()

    assert once() == once()


def test_blur_noise_and_size_change_the_photo_as_named() -> None:
    face = draw_face(made_up_facts(np.random.default_rng(1)))

    def shot(**options: float) -> np.ndarray:
        return photograph(face, Shot(**options), np.random.default_rng(0))  # type: ignore[arg-type]  # numbers only

    assert shot(module_px=2).shape[0] * 2 == shot(module_px=4).shape[0]
    sharp, soft = shot(blur_px=0, noise=0, quality=95), shot(blur_px=3, noise=0, quality=95)
    assert np.abs(np.diff(sharp.astype(int), axis=1)).mean() > 1.5 * np.abs(np.diff(soft.astype(int), axis=1)).mean()
    assert shot(noise=15).std() != shot(noise=0).std()


def test_sweep_covers_small_and_turned_discs() -> None:
    shots = [shot for _, shot in sweep(40, np.random.default_rng(0))]
    assert {shot.module_px for shot in shots} == {1.5, 2.0, 3.0, 4.0}
    assert max(shot.roll_deg for shot in shots) == 45
    assert all(shot.blur_px <= 0.5 * shot.module_px for shot in shots)


def test_command_writes_photos_with_their_truth_and_empty_ones(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--count", "5"]) == 0
    rows = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["fields"] is None for row in rows] == [False] * 5 + [True]
    assert set(rows[0]["fields"]) == {
        "make", "series", "vin", "registration", "register_no", "engine_no", "colour", "description", "expires",
    }  # fmt: skip
    assert all(Image.open(tmp_path / row["file"]).size[0] > 300 for row in rows)

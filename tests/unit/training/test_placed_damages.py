"""Labels of damages become labels of the parts that they lie on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.domain.geometry import Outline
from claimapp.runtime.detector import Detections
from claimapp.training.labelled_set import Truth
from claimapp.training.placed_damages import PartTeachers, placed_damages
from claimapp.training.recipes import Placing

NAMES = ("airbag", "scratch", "lamp_damage", "glass_crack")
HOW = Placing(
    parts={"front_bumper": "bumper", "hood": "bonnet", "front_glass": "windshield"},
    itself={"lamp_damage": "light"},
    panes=frozenset({"glass_crack"}),
    pane="windshield",
    aside=frozenset({"airbag"}),
)
SIZE = np.array([200, 100])
WHOLE = ("front_bumper", "hood", "front_glass", "wheel")
DAMAGED = ("bumper", "fender", "windshield")
Box = tuple[float, float, float, float]


def _damage(name: str, *box: float) -> Truth:
    return Truth(NAMES.index(name), np.array(box), None)


def _seen(classes: tuple[str, ...], *seen: tuple[str, Box], outlines: tuple[Outline | None, ...] = ()) -> Detections:
    return Detections(
        box_xyxy_px=np.array([box for _, box in seen], dtype=np.float32).reshape(-1, 4),
        confidence=np.linspace(0.9, 0.5, len(seen), dtype=np.float32),
        class_id=np.array([classes.index(name) for name, _ in seen], dtype=np.int64),
        outlines=outlines or (None,) * len(seen),
        classes=classes,
    )


NOTHING_WHOLE, NOTHING_DAMAGED = _seen(WHOLE), _seen(DAMAGED)


def _placed(
    *truths: Truth, whole: Detections = NOTHING_WHOLE, damaged: Detections = NOTHING_DAMAGED
) -> list[tuple[str, list[float]]] | None:
    found = placed_damages(truths, NAMES, whole, damaged, SIZE, HOW)
    return None if found is None else [(name, [round(float(v), 3) for v in box]) for name, box in found]


def test_the_whole_car_models_part_under_a_damage_is_the_damaged_one() -> None:
    whole = _seen(WHOLE, ("hood", (0, 0, 200, 40)), ("front_bumper", (0, 50, 200, 100)))
    assert _placed(_damage("scratch", 0.1, 0.6, 0.3, 0.8), whole=whole) == [("bumper", [0, 0.5, 1, 1])]


def test_a_part_with_two_damages_is_named_once() -> None:
    whole = _seen(WHOLE, ("front_bumper", (0, 50, 200, 100)))
    truths = (_damage("scratch", 0.1, 0.6, 0.3, 0.8), _damage("scratch", 0.5, 0.6, 0.7, 0.8))
    assert _placed(*truths, whole=whole) == [("bumper", [0, 0.5, 1, 1])]


def test_the_outline_counts_where_there_is_one_not_its_box() -> None:
    corner = ((0.0, 0.0), (20.0, 0.0), (0.0, 10.0))  # its box is the whole photo
    whole = _seen(WHOLE, ("hood", (0, 0, 200, 100)), outlines=(corner,))
    assert _placed(_damage("scratch", 0.6, 0.6, 0.8, 0.8), whole=whole) is None


def test_where_no_part_is_recognised_the_damaged_part_model_names_it() -> None:
    damaged = _seen(DAMAGED, ("fender", (20, 10, 180, 90)))
    assert _placed(_damage("scratch", 0.3, 0.3, 0.5, 0.5), damaged=damaged) == [("fender", [0.1, 0.1, 0.9, 0.9])]


def test_of_two_damaged_parts_around_a_damage_the_surer_one_is_taken() -> None:
    damaged = _seen(DAMAGED, ("fender", (20, 10, 180, 90)), ("bumper", (0, 0, 200, 100)))
    placed = _placed(_damage("scratch", 0.3, 0.3, 0.5, 0.5), damaged=damaged)
    assert placed is not None
    assert [name for name, _ in placed] == ["fender"]


def test_a_part_that_is_no_class_of_the_model_places_nothing() -> None:
    whole = _seen(WHOLE, ("wheel", (0, 0, 200, 100)))
    assert _placed(_damage("scratch", 0.3, 0.3, 0.5, 0.5), whole=whole) is None


def test_one_damage_without_a_place_makes_the_photo_useless() -> None:
    whole = _seen(WHOLE, ("front_bumper", (0, 50, 200, 100)))
    truths = (_damage("scratch", 0.1, 0.6, 0.3, 0.8), _damage("scratch", 0.1, 0.1, 0.3, 0.3))
    assert _placed(*truths, whole=whole) is None


def test_a_lamps_label_is_the_lamp() -> None:
    whole = _seen(WHOLE, ("front_bumper", (0, 0, 200, 100)))
    assert _placed(_damage("lamp_damage", 0.1, 0.2, 0.3, 0.4), whole=whole) == [("light", [0.1, 0.2, 0.3, 0.4])]


def test_broken_glass_lies_on_a_pane_and_a_scratch_never_does() -> None:
    whole = _seen(WHOLE, ("hood", (0, 0, 200, 100)), ("front_glass", (0, 0, 200, 50)))
    assert _placed(_damage("glass_crack", 0.1, 0.1, 0.3, 0.3), whole=whole) == [("windshield", [0, 0, 1, 0.5])]
    assert _placed(_damage("scratch", 0.1, 0.1, 0.3, 0.3), whole=whole) == [("bonnet", [0, 0, 1, 1])]
    damaged = _seen(DAMAGED, ("fender", (0, 0, 200, 100)))
    assert _placed(_damage("glass_crack", 0.1, 0.1, 0.3, 0.3), damaged=damaged) is None


@pytest.mark.parametrize("truths", [(), (_damage("airbag", 0.1, 0.1, 0.3, 0.3),)])
def test_without_a_damage_of_the_body_there_is_no_part(truths: tuple[Truth, ...]) -> None:
    assert _placed(*truths) == []


def test_teachers_look_at_the_photo_in_its_own_pixels(tmp_path: Path) -> None:
    class Asked:
        def __init__(self, answer: Detections) -> None:
            self.answer, self.classes, self.shapes = answer, answer.classes, list[tuple[int, ...]]()

        def detect(self, pixels_rgb: np.ndarray, *, min_confidence: float) -> Detections:
            assert 0 < min_confidence < 1
            self.shapes.append(pixels_rgb.shape)
            return self.answer

    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (200, 100)).save(photo)
    whole, damaged = Asked(_seen(WHOLE, ("front_bumper", (0, 50, 200, 100)))), Asked(NOTHING_DAMAGED)
    found = PartTeachers(whole, damaged).placed(photo, (_damage("scratch", 0.1, 0.6, 0.3, 0.8),), NAMES, HOW)
    assert found is not None
    assert [name for name, _ in found] == ["bumper"]
    assert whole.shapes == damaged.shapes == [(100, 200, 3)]

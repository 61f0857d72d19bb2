"""A photo that stands in training and in a held-out split, turned or recoloured."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from claimapp.errors import UsageProblem
from claimapp.training.doubles import SAME_PHOTO, doubles_between, doubles_of_held_out, edge_pattern, turns
from claimapp.training.recipes import RECIPES, Recipe, Source


def _scene(seed: int) -> NDArray[np.uint8]:
    """Boxes and lines at random places on a shaded ground, as unlike others as photos are."""
    random = np.random.default_rng(seed)
    picture = np.tile(np.linspace(40, 200, 320, dtype=np.float32)[None, :, None], (240, 1, 3)).astype(np.uint8).copy()
    for _ in range(12):
        corner, far = random.integers(0, 240, 2), random.integers(0, 240, 2)
        colour = [int(value) for value in random.integers(0, 255, 3)]
        cv2.rectangle(picture, corner.tolist(), far.tolist(), colour, int(random.choice([-1, 3])))
    return picture


def _saved(folder: Path, name: str, picture: NDArray[np.uint8]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(folder / name, quality=75)
    return folder / name


def _recoloured(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    tones = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    tones[..., 0] = (tones[..., 0].astype(int) + 15) % 180
    tones[..., 2] = tones[..., 2] * 0.75
    return np.asarray(cv2.cvtColor(tones, cv2.COLOR_HSV2RGB), dtype=np.uint8)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("recoloured", [False, True])
def test_a_doctored_copy_is_found(tmp_path: Path, quarters: int, mirrored: bool, recoloured: bool) -> None:
    picture = _scene(1)
    train = [_saved(tmp_path / "train", f"{seed}.jpg", _scene(seed)) for seed in range(4)]
    copy = np.rot90(_recoloured(picture) if recoloured else picture, quarters)
    copy = np.ascontiguousarray(copy[:, ::-1] if mirrored else copy)
    held = _saved(tmp_path / "val", "x.jpg", np.asarray(cv2.resize(copy, (300, 300)), dtype=np.uint8))
    (pair,) = doubles_between(train, [held]).pairs
    assert (pair.train, pair.held_out) == (train[1], held)
    assert pair.alike >= SAME_PHOTO


def test_different_photos_are_no_doubles(tmp_path: Path) -> None:
    train = [_saved(tmp_path / "train", f"{seed}.jpg", _scene(seed)) for seed in range(20)]
    held = [_saved(tmp_path / "val", f"{seed}.jpg", _scene(seed)) for seed in range(100, 110)]
    found = doubles_between(train, held)
    assert found.pairs == ()
    assert 0 < found.most_alike < SAME_PHOTO
    assert (found.train_photos, found.held_out_photos) == (20, 10)


def test_nothing_to_compare_with_gives_no_pairs(tmp_path: Path) -> None:
    assert doubles_between([], [_saved(tmp_path, "a.jpg", _scene(1))]).pairs == ()


def test_the_eight_turns_are_all_different() -> None:
    pattern = edge_pattern(_scene(3))
    assert len({turned.tobytes() for turned in turns(pattern)}) == 8


def test_val_and_test_of_every_set_are_held_out(tmp_path: Path) -> None:
    recipe = Recipe("damage", "segment", ("dent",), (Source("a", {}), Source("b", {})), 64, 1, 0.5)
    _saved(tmp_path / "a/images/train", "t.jpg", _scene(1))
    _saved(tmp_path / "b/images/val", "v.jpg", _scene(1))
    _saved(tmp_path / "a/images/test", "w.jpg", np.ascontiguousarray(_scene(1)[:, ::-1]))
    found = doubles_of_held_out(recipe, tmp_path)
    assert {pair.held_out.name for pair in found.pairs} == {"v.jpg", "w.jpg"}
    assert "2 pairs" in found.told()


def test_an_unreadable_photo_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    with pytest.raises(UsageProblem, match=r"a\.jpg"):
        doubles_between([tmp_path / "a.jpg"], [tmp_path / "a.jpg"])


def test_no_held_out_photo_is_trained_on(shared_data: Path) -> None:
    found = doubles_of_held_out(RECIPES["damage"], shared_data)
    assert found.pairs == ()
    assert found.held_out_photos > 700

"""A claim folder and engines that see what the test tells them."""

from pathlib import Path

import pytest

from claimapp.pipeline.engines import Engines
from tests.data.engines import a_photo, told_engines


@pytest.fixture
def claim(tmp_path: Path) -> Path:
    a_photo(tmp_path / "claim" / "1.jpg", 100)
    a_photo(tmp_path / "claim" / "2.jpg", 140)
    return tmp_path / "claim"


@pytest.fixture
def engines() -> Engines:
    return told_engines(
        damage=[[("dent", 0.6, (60.0, 60.0, 120.0, 120.0))]],
        car_parts=[[("front_left_door", 0.9, (20.0, 20.0, 220.0, 220.0))]],
    )

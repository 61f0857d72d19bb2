"""photo.py: the words of the contract, and values that stay as they are."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from claimapp.domain.geometry import Size
from claimapp.domain.photo import Photo, PhotoRole, Quality, View


def test_roles_and_views_are_the_words_of_the_contract() -> None:
    assert [role.value for role in PhotoRole] == ["vehicle", "close-up", "disc", "other"]
    assert {view.value for view in View} == {
        "front", "front-left", "left", "rear-left", "rear", "rear-right", "right", "front-right",
    }  # fmt: skip


def test_a_photo_is_of_nothing_in_particular_until_it_was_looked_at_and_cannot_be_changed() -> None:
    photo = Photo("p1", "a.jpg", "0" * 64, Size(4, 3), None, Quality(0, 0))
    assert (photo.role, photo.view) == (PhotoRole.OTHER, None)
    with pytest.raises(FrozenInstanceError):
        photo.file = "b.jpg"  # type: ignore[misc]

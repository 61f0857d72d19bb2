"""What each vision model is trained on and how: the one table to change.

A recipe names the classes of the model, the data sets that it learns from and how
each set's labels map to those classes. A label that maps to nothing is left out. A set
that labels only part of the classes is still used: what it leaves open teaches nothing
(`partial_labels.py`), and the catch-all class `damage` takes what has no kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claimapp.domain.choices import Profile
from claimapp.runtime.manifest import Way

__all__ = ["RECIPES", "Recipe", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """One data set of a recipe.

    `classes` maps the set's label names to the model's; an empty map makes every
    photo an unlabelled one (used for undamaged cars). `at_most` caps the photos
    taken, 0 takes all; the choice is by name order and so always the same. `labelled` are
    the model's classes whose absence in a photo's labels means something; None stands for
    all that `classes` can give, or for every class where it gives none (undamaged cars).
    `outlined` is false for a set with boxes alone.
    """

    name: str
    classes: dict[str, str]
    at_most: int = 0
    labelled: tuple[str, ...] | None = None
    outlined: bool = True

    def teaches(self, recipe: Recipe) -> frozenset[str]:
        """Classes that this set's background teaches to a model of `recipe`."""
        if self.labelled is not None:
            return frozenset(self.labelled)
        return frozenset(self.classes.values() or recipe.classes)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one vision model is made; `photo_side_px` is the square that it is trained at.

    `catch_all` names the class that every labelled thing belongs to besides its own, for sets
    that are partly labelled. `validated_on` names the sets whose choosing half of val is
    looked at while training; empty takes every set's whole val. `mirrored` adds every train
    photo's mirror image with left and right changed in its labels, where plain flipping
    (`flip_share`) would teach the sides wrongly. `ways` says how the trained model looks at
    photos in each profile (measured: docs/ideas.md); one look at `photo_side_px` if left out.
    """

    name: str
    task: str
    classes: tuple[str, ...]
    sources: tuple[Source, ...]
    photo_side_px: int
    epochs: int
    flip_share: float
    catch_all: str | None = None
    validated_on: tuple[str, ...] = ()
    mirrored: bool = False
    ways: dict[Profile, Way] = field(default_factory=dict)
    settings: dict[str, float] = field(default_factory=dict)


_SAME = {name: name for name in ("bonnet", "bumper", "dickey", "door", "fender", "light", "windshield")}
_CAR_PARTS = (
    "back_bumper", "back_glass", "back_left_door", "back_left_light", "back_right_door", "back_right_light",
    "front_bumper", "front_glass", "front_left_door", "front_left_light", "front_right_door", "front_right_light",
    "hood", "left_mirror", "right_mirror", "tailgate", "trunk", "wheel",
)  # fmt: skip

RECIPES: dict[str, Recipe] = {
    "damage": Recipe(
        name="damage",
        task="segment",
        classes=("damage", "scratch", "dent", "crack", "broken", "missing", "glass", "lamp"),
        sources=(
            # Motor claims. `airbag` is no damage of the body; a crack or a missing part is called broken there.
            Source(
                "claims-tr",
                {
                    "primer": "damage",
                    "glass_crack": "glass",
                    "scratch": "scratch",
                    "lamp_damage": "lamp",
                    "dent": "dent",
                    "bonnet_damage": "dent",
                    "broken_missing": "broken",
                },
            ),
            Source(
                "mixed10",
                {
                    "crack": "crack",
                    "crash": "damage",
                    "dent": "dent",
                    "dislocated_part": "broken",
                    "glass_shatter": "glass",
                    "lamp_broken": "lamp",
                    "no_part": "missing",
                    "rub": "scratch",
                    "scratch": "scratch",
                },
            ),
            Source("typed", {"scratch": "scratch", "dent": "dent", "broken": "broken"}),
            Source("webdents", {"dent": "dent", "dirt": "damage", "scratch": "scratch"}),
            # It says where, hardly ever what: its background says nothing about kinds.
            Source(
                "damage",
                {"car_damage": "damage", "dent": "dent", "glass_break": "glass", "scratch": "scratch"},
                at_most=250,
                labelled=(),
                outlined=False,
            ),
            Source(
                "damage-areas-224",
                {"body": "damage", "bumper": "damage", "door": "damage", "light": "lamp", "glass": "glass"},
                at_most=250,
            ),
            # What is not damage: gaps, handles, reflections, and what is no car.
            Source("undamaged", {}),
            Source("offtopic", {}),
            Source("car-parts", {}),
        ),
        photo_side_px=640,  # looks at 512 px gain from it as well
        epochs=14,
        flip_share=0.5,
        catch_all="damage",
        validated_on=("claims-tr", "mixed10", "typed"),
        ways={
            Profile.FAST: Way((512,), mirrored=True),
            Profile.ACCURATE: Way((448, 576, 704), mirrored=True),
        },
        settings={
            "lr0": 7e-4,
            "nbs": 16,
            "warmup_epochs": 0.5,
            # Ultralytics warms biases up from 0.1, which is made for SGD: AdamW would throw away what it starts from.
            "warmup_bias_lr": 0.0,
            "scale": 0.4,
            "mosaic": 0.5,
            "close_mosaic": 5,
            "hsv_h": 0.01,
            "degrees": 3.0,
        },
    ),
    "damaged-parts": Recipe(
        name="damaged-parts",
        task="detect",
        classes=("bonnet", "bumper", "dickey", "door", "fender", "light", "windshield"),
        sources=(
            Source("damaged-parts", _SAME),
            # Without undamaged cars in training it called a part of most undamaged cars damaged.
            Source("car-parts", {}, at_most=250),
        ),
        photo_side_px=256,
        epochs=24,
        flip_share=0.5,
        ways={Profile.FAST: Way((256,), mirrored=True), Profile.ACCURATE: Way((256, 320), mirrored=True)},
        settings={"scale": 0.4, "mosaic": 0.6, "close_mosaic": 6, "hsv_h": 0.01, "degrees": 3.0},
    ),
    "car-parts": Recipe(
        name="car-parts",
        task="segment",
        classes=_CAR_PARTS,
        sources=(Source("car-parts", {name: name for name in _CAR_PARTS}),),
        photo_side_px=512,
        epochs=30,
        flip_share=0.0,  # left and right are the car's own: a flipped photo would teach them wrongly
        mirrored=True,
        ways={Profile.ACCURATE: Way((448, 576), mirrored=True)},
        settings={"close_mosaic": 8},
    ),
}

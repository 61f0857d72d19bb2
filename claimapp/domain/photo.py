"""A photo of the claim, and what the program thinks that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claimapp.domain.caution import Caution
from claimapp.domain.geometry import Size
from claimapp.domain.share import check_share

__all__ = ["FileProblem", "Photo", "PhotoRole", "PhotoSubject", "Quality", "View"]


class PhotoRole(StrEnum):
    """What a photo is of."""

    VEHICLE = "vehicle"
    CLOSE_UP = "close-up"
    DISC = "disc"
    OTHER = "other"


class PhotoSubject(StrEnum):
    """What a photo shows as a whole: a car, from near or far, or what is not searched for damage.

    AIRBAG is a car in which one has gone off.
    """

    CAR = "car"
    AIRBAG = "airbag"
    DOCUMENT = "document"
    SOMETHING_ELSE = "something-else"


class View(StrEnum):
    """From where the vehicle is seen; left and right are the car's own."""

    FRONT = "front"
    FRONT_LEFT = "front-left"
    LEFT = "left"
    REAR_LEFT = "rear-left"
    REAR = "rear"
    REAR_RIGHT = "rear-right"
    RIGHT = "right"
    FRONT_RIGHT = "front-right"


@dataclass(frozen=True, slots=True)
class Quality:
    """How usable a photo is: `blur` and `dark` from 0 (fine) to 1 (hopeless), and what a person should know of it."""

    blur: float
    dark: float
    warnings: tuple[Caution, ...] = ()

    def __post_init__(self) -> None:
        check_share("blur", self.blur)
        check_share("dark", self.dark)


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of the claim; `size` is that of the upright photo (EXIF orientation applied).

    `file` is the path below the claim folder with forward slashes, `sha256` that of the
    file's bytes, `taken` the camera's own time where the file holds it.
    """

    id: str
    file: str
    sha256: str
    size: Size
    taken: datetime | None
    quality: Quality
    role: PhotoRole = PhotoRole.OTHER
    view: View | None = None


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file of the claim that could not be used, and why in one sentence."""

    file: str
    problem: str

"""What a photo is of (a car, a document, something else): a small network on OpenVINO."""

from __future__ import annotations

from typing import Protocol

from claimapp.domain.photo import PhotoSubject
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.runtime.manifest import ModelEntry
from claimapp.runtime.openvino_network import OpenVinoNetwork

__all__ = ["OpenVinoSubject", "SubjectModel", "open_subject_model"]


_ROUNDING = 1e-3
_LEAST_SURE = 0.5
"""A model that calls a photo no car on less is not used: what goes unsearched is lost."""


class SubjectModel(Protocol):
    """A model that tells what a photo is of."""

    def shares(self, pixels_rgb: PixelsRgb) -> dict[PhotoSubject, float]:
        """How likely each subject is, 0 to 1, together 1."""
        ...


class OpenVinoSubject:
    """The shipped one: the first half of the network that finds cars, its mean over the photo, and a line a subject."""

    def __init__(self, network: OpenVinoNetwork, subjects: tuple[PhotoSubject, ...], *, side_px: int) -> None:
        """Take a network whose one output is a share for each of `subjects`."""
        self._network = network
        self._subjects = subjects
        self._side_px = side_px

    def shares(self, pixels_rgb: PixelsRgb) -> dict[PhotoSubject, float]:
        """How likely each subject is, 0 to 1, together 1.

        Raises:
            EngineProblem: if the engine breaks on this photo, or gives what are no shares.
        """
        fit = fit_onto_canvas(photo_size(pixels_rgb), self._side_px)
        (told,) = self._network.run(network_input(letterbox(pixels_rgb, fit)))
        shares = told.reshape(-1)
        # NaN is not near to 1 either.
        if shares.shape != (len(self._subjects),) or shares.min() < 0 or not abs(shares.sum() - 1) <= _ROUNDING:
            raise EngineProblem("the model of what a photo shows gives no shares", hint="install claimapp again")
        return {subject: float(share) for subject, share in zip(self._subjects, shares, strict=True)}


def open_subject_model(entry: ModelEntry, *, threads: int = 0) -> OpenVinoSubject:
    """Check the model's files against the manifest and load it; OpenVINO is the one engine for it.

    Raises:
        ModelProblem: if a file is missing or altered, a class is no subject or none is a car, or if it is
            content with less than one half.
        UsageProblem: if OpenVINO is not installed.
    """
    xml, _ = entry.checked("xml", "bin")
    try:
        subjects = tuple(PhotoSubject(name) for name in entry.classes)
    except ValueError as problem:
        raise ModelProblem(
            f"it tells what this program has no word for ({problem})",
            hint="install models and program of one version",
            where=f"model {entry.name}",
        ) from problem
    if PhotoSubject.CAR not in subjects or not _LEAST_SURE <= entry.confidence <= 1:
        raise ModelProblem(
            f"its threshold {entry.confidence:g} or its classes would leave car photos unsearched",
            hint="install claimapp again",
            where=f"model {entry.name}",
        )
    return OpenVinoSubject(OpenVinoNetwork(xml, threads=threads), subjects, side_px=entry.side_px)

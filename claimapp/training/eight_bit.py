"""A network that counts in whole numbers of eight bits: twice as quick as float32, and the same on every processor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import UsageProblem
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.stages.intake.decode import decode_file
from claimapp.training.labelled_set import photos_of_split

__all__ = ["calibration_photos", "in_eight_bits"]

_PHOTOS = 300
"""As many show what range the numbers of a layer have."""

_IN_FLOAT = (r".*model\.22/.*", r".*model\.22\.dfl.*")
"""What the head of a YOLOv8 network does after its convolutions. In eight bits a box's corner would move in
steps of two pixels, and the scores, the box and the outline would share one range: car-parts lost four
points of box mAP50-95 that way."""


def calibration_photos(data_sets: Sequence[Path]) -> tuple[Path, ...]:
    """Train photos of the sets to show a network what photos are like: 300 at most, evenly over their names.

    Raises:
        UsageProblem: if a set has no train photo.
    """
    photos = [photo for data in data_sets for photo in photos_of_split(data, "train")]
    return tuple(photos[:: -(-len(photos) // _PHOTOS) or 1])


def in_eight_bits(xml: Path, photos: Sequence[Path], side_px: int) -> Any:
    """Return OpenVINO's network `xml` (planes in, YOLOv8 head out) with its convolutions in whole numbers.

    `photos` show it what range the numbers of each layer have; no label is looked at. Weights keep to seven bits:
    a processor without instructions for eight-bit products (before 2019) adds them up in sixteen bits, which
    overflow with more, silently, and a photo would score otherwise there than elsewhere.

    Raises:
        UsageProblem: if there are no photos.
        PhotoProblem: if one cannot be decoded.
    """
    if not photos:
        raise UsageProblem("there are no photos to show the network", hint="give a data set with train photos")
    import nncf
    import openvino
    from nncf.quantization.advanced_parameters import AdvancedQuantizationParameters, OverflowFix

    network = openvino.Core().read_model(xml)
    network.reshape([1, 3, -1, -1])

    def shown(photo: Path) -> NDArray[np.float32]:
        pixels = decode_file(photo).pixels_rgb
        return network_input(letterbox(pixels, fit_onto_canvas(photo_size(pixels), side_px)))

    return nncf.quantize(
        network,
        nncf.Dataset(photos, shown),
        preset=nncf.QuantizationPreset.MIXED,
        target_device=nncf.TargetDevice.CPU,
        subset_size=len(photos),
        ignored_scope=nncf.IgnoredScope(patterns=list(_IN_FLOAT), types=["Sigmoid"]),
        advanced_parameters=AdvancedQuantizationParameters(overflow_fix=OverflowFix.ENABLE),
    )

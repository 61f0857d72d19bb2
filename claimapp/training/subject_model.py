"""Train the model that tells what a photo is of: a line a subject over what the network that finds cars sees in it.

The network's first half is frozen (COCO taught it people, animals, books and screens as well);
its features, averaged over the photo, go into a logistic regression. The two make one small network.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.choices import ModelName
from claimapp.domain.photo import PhotoSubject
from claimapp.errors import ModelProblem, UsageProblem
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.runtime.manifest import Manifest, sha256_of
from claimapp.runtime.openvino_network import OpenVinoNetwork
from claimapp.runtime.subject_model import OpenVinoSubject
from claimapp.stages.intake.decode import decode_file
from claimapp.training.export import save_network
from claimapp.training.labelled_set import PHOTO_ENDINGS
from claimapp.training.publish import publish_network

__all__ = ["SubjectTraining", "subject_of", "train_subject"]

_OTHERS = "offtopic"
"""The data set of photos that show no car."""

_CARS = (
    "car-parts", "claims-tr", "damage", "damage-areas-224", "damaged-parts", "mixed10", "typed", "undamaged",
    "webdents",
)  # fmt: skip
_MOST_PHOTOS = 300  # of a set
_SUBJECTS = tuple(PhotoSubject)
_STRENGTH = 0.01  # inverse of the regularisation: 256 features, and few photos that show no car
_FOLDS = 6
_WRONGED = 0.001
"""Share of car photos that may go unsearched, as far as cross-validation tells: what is lost there is a damage."""

_LEAST = 0.5
_END_OF_FIRST_HALF = ".model.9."
"""Stands in the names of the last layers before a YOLOv8 network looks for boxes."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SubjectTraining:
    """What a training left: the threshold, and how the photos of val, which chose nothing, come out.

    `cars` and `others` are photos of val; `cars_lost` those of the first taken for something
    else, `others_searched` those of the second taken for cars, `misnamed` others under a wrong name.
    """

    least: float
    cars: int
    cars_lost: int
    others: int
    others_searched: int
    misnamed: int


def subject_of(data_set: str, photo: Path) -> PhotoSubject:
    """What a photo of a data set shows; `offtopic` says it by the file's name."""
    if data_set != _OTHERS:
        return PhotoSubject.CAR
    return PhotoSubject.DOCUMENT if photo.name.startswith("receipt") else PhotoSubject.SOMETHING_ELSE


def train_subject(
    data_root: Path, models_folder: Path, *, told: Callable[[str], None] = lambda _: None
) -> SubjectTraining:
    """Train on the data sets below `data_root`, judge on val, and put the model among those of `models_folder`.

    A model that is the shipped one, byte by byte, stays as it is; another gets the next version.

    Raises:
        UsageProblem: if the set of photos without cars is missing, or there are too few photos of a subject.
        ModelProblem: if the model that finds cars is missing or altered.
    """
    manifest = Manifest.load(models_folder)
    cars = manifest.model(ModelName.CARS)
    xml, _ = cars.checked("xml", "bin")
    photos, held_back = (list(_photos(data_root, split)) for split in ("train", "val"))
    counts = Counter(subject for _, subject in photos)
    if min(counts[subject] for subject in _SUBJECTS) < _FOLDS:
        raise UsageProblem(
            f"there are too few photos: {', '.join(f'{counts[each]} of {each}' for each in _SUBJECTS)}",
            hint=f"at least {_FOLDS} of each are needed",
            where=str(data_root),
        )
    told(f"subject: {', '.join(f'{counts[each]} photos of {each}' for each in _SUBJECTS)}")
    with tempfile.TemporaryDirectory() as scratch:
        features = OpenVinoNetwork(save_network(_first_half(xml), Path(scratch), "features"))
        seen = np.array([_features(features, photo, cars.side_px) for photo, _ in photos])
        truth = np.array([_SUBJECTS.index(subject) for _, subject in photos])
        weights, offsets, least = _fitted(seen, truth)
        made = save_network(_with_line(xml, weights, offsets), Path(scratch), ModelName.SUBJECT)
        model = OpenVinoSubject(OpenVinoNetwork(made), _SUBJECTS, side_px=cars.side_px)
        outcome = _judged(model, held_back, least)
        told(f"subject: {outcome}")
        shipped = manifest.models.get(ModelName.SUBJECT)
        new = {file.name: sha256_of(file) for file in (made, made.with_suffix(".bin"))}
        if shipped is None or dict(shipped.sha256) != new or shipped.confidence != least:
            publish_network(
                ModelName.SUBJECT,
                made,
                models_folder,
                task="classify",
                version=str(int(shipped.version) + 1) if shipped else "1",
                classes=_SUBJECTS,
                side_px=cars.side_px,
                confidence=least,
            )
    return outcome


def _fitted(seen: Floats, truth: NDArray[np.int64]) -> tuple[Floats, Floats, float]:
    """Weights (features x subjects) and offsets of the line a subject, and the threshold."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    line = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=3000))
    unseen = cross_val_predict(line, seen, truth, cv=_FOLDS, method="predict_proba")
    scaler, logistic = line.fit(seen, truth)
    weights = logistic.coef_.T / scaler.scale_[:, None]
    return weights, logistic.intercept_ - scaler.mean_ @ weights, _threshold(unseen, truth)


def _photos(data_root: Path, split: str) -> Iterable[tuple[Path, PhotoSubject]]:
    """Photos of a split with what they show, the same ones every time."""
    for name in (*_CARS, _OTHERS):
        folder = data_root / name / "images" / split
        if not folder.is_dir():
            if name == _OTHERS:
                raise UsageProblem("the data set of photos without cars is missing", where=str(folder))
            continue
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in PHOTO_ENDINGS)
        step = -(-len(files) // _MOST_PHOTOS)
        yield from ((file, subject_of(name, file)) for file in files[:: max(1, step)])


def _features(network: OpenVinoNetwork, photo: Path, side_px: int) -> Floats:
    pixels = decode_file(photo).pixels_rgb
    fit = fit_onto_canvas(photo_size(pixels), side_px)
    (told,) = network.run(network_input(letterbox(pixels, fit)))
    return told.reshape(-1).astype(np.float64)


def _threshold(shares: Floats, truth: NDArray[np.int64]) -> float:
    """From which share of other subjects on hardly a car photo is taken for one; at least one half."""
    others = 1 - shares[truth == _SUBJECTS.index(PhotoSubject.CAR), _SUBJECTS.index(PhotoSubject.CAR)]
    return round(max(_LEAST, float(np.quantile(others, 1 - _WRONGED, method="higher")) + 0.005), 2)


def _judged(model: OpenVinoSubject, photos: Sequence[tuple[Path, PhotoSubject]], least: float) -> SubjectTraining:
    lost = searched = misnamed = 0
    for photo, subject in photos:
        shares = model.shares(decode_file(photo).pixels_rgb)
        car = shares.pop(PhotoSubject.CAR)
        left_alone = 1 - car >= least
        if subject is PhotoSubject.CAR:
            lost += left_alone
        else:
            searched += not left_alone
            misnamed += left_alone and max(shares, key=lambda each: shares[each]) is not subject
    cars = sum(subject is PhotoSubject.CAR for _, subject in photos)
    return SubjectTraining(least, cars, lost, len(photos) - cars, searched, misnamed)


def _first_half(xml: Path) -> Any:
    """The network from the photo to the mean of its features: (1, features)."""
    import openvino
    from openvino import opset13 as ops

    network = openvino.Core().read_model(xml)
    ends = [layer for layer in network.get_ordered_ops() if _END_OF_FIRST_HALF in layer.get_friendly_name()]
    if not ends:
        raise ModelProblem("it has no layer 9: it is no YOLOv8 network", where=f"model file {xml.name}")
    # Names of our own: OpenVINO's count up from call to call, and the files would differ.
    over = ops.constant(np.array([2, 3]), name="height_and_width")
    mean = ops.reduce_mean(ends[-1].output(0), over, keep_dims=False, name="features_of_photo")
    return openvino.Model([ops.result(mean, name="features")], network.get_parameters(), "features")


def _with_line(xml: Path, weights: Floats, offsets: Floats) -> Any:
    """The first half, a line a subject (`weights` features x subjects), and shares that make 1."""
    import openvino
    from openvino import opset13 as ops

    half = _first_half(xml)
    features = half.get_results()[0].input_value(0)
    lines = ops.constant(weights.astype(np.float32), name="weights")
    scores = ops.matmul(features, lines, transpose_a=False, transpose_b=False, name="without_offsets")
    scores = ops.add(scores, ops.constant(offsets.astype(np.float32)[None], name="offsets"), name="scores")
    shares = ops.softmax(scores, axis=1, name="shares_of_subjects")
    return openvino.Model([ops.result(shares, name="shares")], half.get_parameters(), ModelName.SUBJECT)

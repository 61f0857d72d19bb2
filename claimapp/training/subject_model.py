"""Train the model that tells what a photo is of: a line a subject over what the network that finds cars sees in it.

The network's first half is frozen (COCO taught it people, animals, books and screens as well);
its features, averaged over the photo, go into a logistic regression. The two make one small network.
"""

from __future__ import annotations

import re
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
from claimapp.pipeline.engines import VisionModel
from claimapp.pipeline.see import look
from claimapp.pipeline.working_copy import WorkingCopy
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.runtime.manifest import Manifest, sha256_of
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.openvino_network import OpenVinoNetwork
from claimapp.runtime.subject_model import OpenVinoSubject
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.subject import airbag_out, person_seen
from claimapp.training.export import save_network
from claimapp.training.labelled_set import PHOTO_ENDINGS, LabelledSet, class_names
from claimapp.training.publish import publish_network

__all__ = ["SubjectTraining", "subject_of", "train_subject"]

_OTHERS = "offtopic"
"""The data set of photos that show no car."""

_AIRBAG = "airbag"
"""What the data sets that label it call an airbag that has gone off. Its photos are few: all of them are taken."""

_CARS = (
    "car-parts", "claims-tr", "damage", "damage-areas-224", "damaged-parts", "mixed10", "typed", "undamaged",
    "webdents",
)  # fmt: skip
_MOST_PHOTOS = 300  # of a set
_SUBJECTS = tuple(PhotoSubject)
_STRENGTH = 0.01  # inverse of the regularisation: 256 features, and few photos that show no car
_FOLDS = 6
_WRONGED = 0.001
"""Share of car photos that may go unsearched, as far as cross-validation tells: what is lost there is a damage.
And of photos without an airbag that may be said to show one."""

_NUMBERED = re.compile(r"(c\d+)_")
_LEAST = 0.5
_END_OF_FIRST_HALF = ".model.9."
"""Stands in the names of the last layers before a YOLOv8 network looks for boxes."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SubjectTraining:
    """What a training left: the thresholds, and how the photos of val, which chose nothing, come out.

    `cars` and `others` are photos of val; `cars_lost` those of the first taken for something
    else, `others_searched` those of the second taken for cars, `misnamed` others under a wrong name,
    `airbags_invented` cars without a labelled airbag that are said to show one. Val holds hardly an airbag: `airbags`
    are photos of train, and `airbags_told` those of them that cross-validation tells, a claim's photos always together.
    """

    least: float
    airbag_from: float
    airbags: int
    airbags_told: int
    airbags_invented: int
    cars: int
    cars_lost: int
    others: int
    others_searched: int
    misnamed: int


def subject_of(data_set: str, photo: Path, *, airbag: bool = False) -> PhotoSubject:
    """What a photo of a data set shows; `offtopic` says it by the file's name. `airbag`: whether one is labelled."""
    if data_set != _OTHERS:
        return PhotoSubject.AIRBAG if airbag else PhotoSubject.CAR
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
        detector = VisionModel(open_detector(cars), cars.way())
        seen, beside_person = [], []
        for photo, _ in photos:
            pixels = decode_file(photo).pixels_rgb
            seen.append(_features(features, pixels, cars.side_px))
            beside_person.append(person_seen(look(detector, WorkingCopy.of(pixels))))
        truth = np.array([_SUBJECTS.index(subject) for _, subject in photos])
        claims = [_claim_of(photo) for photo, _ in photos]
        fitted = _fitted(np.array(seen), truth, claims, np.array(beside_person))
        made = save_network(_with_line(xml, fitted.weights, fitted.offsets), Path(scratch), ModelName.SUBJECT)
        model = OpenVinoSubject(OpenVinoNetwork(made), _SUBJECTS, side_px=cars.side_px)
        outcome = _judged(model, detector, held_back, fitted)
        told(f"subject: {outcome}")
        shipped = manifest.models.get(ModelName.SUBJECT)
        new = {file.name: sha256_of(file) for file in (made, made.with_suffix(".bin"))}
        by_class = {PhotoSubject.AIRBAG.value: fitted.airbag_from}
        told_before = shipped and (dict(shipped.sha256), shipped.confidence, dict(shipped.way().by_class))
        if told_before != (new, fitted.least, by_class):
            publish_network(
                ModelName.SUBJECT,
                made,
                models_folder,
                task="classify",
                version=str(int(shipped.version) + 1) if shipped else "1",
                classes=_SUBJECTS,
                side_px=cars.side_px,
                confidence=fitted.least,
                by_class=by_class,
            )
    return outcome


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Weights (features x subjects) and offsets of the line a subject, thresholds, and what these tell of airbags."""

    weights: Floats
    offsets: Floats
    least: float
    airbag_from: float
    airbags: int
    airbags_told: int


def _fitted(seen: Floats, truth: NDArray[np.int64], claims: Sequence[str], beside_person: NDArray[np.bool_]) -> _Fitted:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    line = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=3000))
    folds = StratifiedGroupKFold(_FOLDS)
    unseen = cross_val_predict(line, seen, truth, groups=claims, cv=folds, method="predict_proba")
    scaler, logistic = line.fit(seen, truth)
    weights = logistic.coef_.T / scaler.scale_[:, None]
    airbag = unseen[:, _SUBJECTS.index(PhotoSubject.AIRBAG)]
    has_airbag = truth == _SUBJECTS.index(PhotoSubject.AIRBAG)
    of_car = has_airbag | (truth == _SUBJECTS.index(PhotoSubject.CAR))
    airbag_from = _hardly_reached(airbag[~has_airbag & ~beside_person])
    return _Fitted(
        weights,
        logistic.intercept_ - scaler.mean_ @ weights,
        _hardly_reached(1 - airbag[of_car] - unseen[of_car, _SUBJECTS.index(PhotoSubject.CAR)]),
        airbag_from,
        int(has_airbag.sum()),
        int((airbag[has_airbag & ~beside_person] >= airbag_from).sum()),
    )


def _photos(data_root: Path, split: str) -> Iterable[tuple[Path, PhotoSubject]]:
    """Photos of a split with what they show, the same ones every time."""
    for name in (*_CARS, _OTHERS):
        folder = data_root / name / "images" / split
        if not folder.is_dir():
            if name == _OTHERS:
                raise UsageProblem("the data set of photos without cars is missing", where=str(folder))
            continue
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in PHOTO_ENDINGS)
        airbags = _with_airbag(data_root / name, split)
        step = max(1, -(-len(files) // _MOST_PHOTOS))
        chosen = (file for number, file in enumerate(files) if number % step == 0 or file in airbags)
        yield from ((file, subject_of(name, file, airbag=file in airbags)) for file in chosen)


def _with_airbag(data: Path, split: str) -> frozenset[Path]:
    """Photos of a split on which an airbag is labelled; none in a set that labels none."""
    if not (data / "data.yaml").is_file() or _AIRBAG not in class_names(data):
        return frozenset()
    labelled = LabelledSet.load(data, split)
    number = labelled.classes.index(_AIRBAG)
    return frozenset(photo.file for photo in labelled.photos if any(each.class_id == number for each in photo.truths))


def _claim_of(photo: Path) -> str:
    """The claim that a photo's name begins with (`c0221_03459`), else the photo: those of one claim are alike."""
    numbered = _NUMBERED.match(photo.name)
    return numbered[1] if numbered else str(photo)


def _features(network: OpenVinoNetwork, pixels: PixelsRgb, side_px: int) -> Floats:
    fit = fit_onto_canvas(photo_size(pixels), side_px)
    (told,) = network.run(network_input(letterbox(pixels, fit)))
    return told.reshape(-1).astype(np.float64)


def _hardly_reached(shares: Floats) -> float:
    """A share that hardly one of these photos reaches; at least one half."""
    return round(max(_LEAST, float(np.quantile(shares, 1 - _WRONGED, method="higher")) + 0.005), 2)


def _judged(
    model: OpenVinoSubject, detector: VisionModel, photos: Sequence[tuple[Path, PhotoSubject]], fitted: _Fitted
) -> SubjectTraining:
    lost = searched = misnamed = invented = 0
    for photo, subject in photos:
        pixels = decode_file(photo).pixels_rgb
        shares = model.shares(pixels)
        airbag = airbag_out(shares, look(detector, WorkingCopy.of(pixels)), least=fitted.airbag_from)
        left_alone = 1 - shares.pop(PhotoSubject.AIRBAG) - shares.pop(PhotoSubject.CAR) >= fitted.least
        if subject in (PhotoSubject.CAR, PhotoSubject.AIRBAG):
            lost += left_alone
            invented += subject is PhotoSubject.CAR and airbag
        else:
            searched += not left_alone
            misnamed += left_alone and max(shares, key=lambda each: shares[each]) is not subject
    cars = sum(subject in (PhotoSubject.CAR, PhotoSubject.AIRBAG) for _, subject in photos)
    return SubjectTraining(
        least=fitted.least,
        airbag_from=fitted.airbag_from,
        airbags=fitted.airbags,
        airbags_told=fitted.airbags_told,
        airbags_invented=invented,
        cars=cars,
        cars_lost=lost,
        others=len(photos) - cars,
        others_searched=searched,
        misnamed=misnamed,
    )


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

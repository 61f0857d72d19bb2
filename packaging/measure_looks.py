"""What more looks at a photo are worth to the three models: sizes, mirror images, fused (docs/ideas.md).

    python packaging/measure_looks.py ../shared/data [damage] [damaged-parts] [car-parts]

For each way of looking the thresholds are chosen anew on the choosing half of the val splits, figures are told on the
other half; the parts of whole cars are judged by average precision, which needs no threshold, on all of val.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from claimapp.domain.choices import ModelName
from claimapp.runtime.manifest import Manifest, ModelEntry, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.timed import TimedDetector
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.average_precision import Judged, precision_by_class
from claimapp.training.evaluate import Opened, judge_photos, judging_for
from claimapp.training.found_measure import FoundCounts, count_found, count_undamaged, shown_findings
from claimapp.training.kind_thresholds import LookedAt, choose_shown
from claimapp.training.labelled_set import LabelledSet
from claimapp.training.val_halves import ValHalf

DAMAGED = ("claims-tr", "mixed10", "typed")
UNDAMAGED = ("car-parts", "undamaged")
LEAST = 0.01
CUTS = np.arange(0.03, 0.6, 0.01)

WAYS = {
    ModelName.DAMAGE: (
        Way((512,)),
        Way((640,)),
        Way((512,), mirrored=True),
        Way((384, 512, 640), mirrored=True),
    ),
    ModelName.DAMAGED_PARTS: (
        Way((256,)),
        Way((256,), mirrored=True),
        Way((256, 320), mirrored=True),
        Way((192, 256, 320), mirrored=True),
    ),
    ModelName.CAR_PARTS: (
        Way((512,)),
        Way((512,), mirrored=True),
        Way((448, 576), mirrored=True),
        Way((384, 512, 640), mirrored=True),
    ),
}


def main() -> int:
    """Print a line a way of looking."""
    data = Path(sys.argv[1])
    manifest = Manifest.load(models_folder())
    judge = {
        ModelName.DAMAGE: measure_damage,
        ModelName.DAMAGED_PARTS: measure_damaged_parts,
        ModelName.CAR_PARTS: measure_car_parts,
    }
    for name in [ModelName(word) for word in sys.argv[2:]] or list(judge):
        entry = manifest.model(name)
        for way in WAYS[name]:
            told(name, way, judge[name], entry, open_detector(entry, way=way), data)
    return 0


def told(
    name: str,
    way: Way,
    measure: Callable[[ModelEntry, TimedDetector, Path], Iterable[str]],
    entry: ModelEntry,
    detector: TimedDetector,
    data: Path,
) -> None:
    """Print the figures of one way."""
    looks = f"{way.sides_px} px{' and mirrored' if way.mirrored else ''}"
    for line in measure(entry, detector, data):
        print(f"{name}, {looks}: {line}", flush=True)


def measure_damage(entry: ModelEntry, detector: TimedDetector, data: Path) -> Iterable[str]:
    """Found, right kind and precision on damaged cars, false findings on undamaged ones."""
    begun = time.perf_counter()
    chosen, reported = (
        {each: _looked(data / each, half, detector) for each in (*DAMAGED, *UNDAMAGED)} for half in ValHalf
    )
    photos = sum(len(items) for half in (chosen, reported) for items in half.values())
    yield f"{1000 * (time.perf_counter() - begun) / photos:.0f} ms a photo"
    way = choose_shown(
        [item for each in DAMAGED for item in chosen[each]],
        [item for each in UNDAMAGED for item in chosen[each]],
        entry.classes,
    ).way
    whole = sum(
        (count_undamaged(shown_findings(item.seen, way)) for each in UNDAMAGED for item in reported[each]),
        FoundCounts(),
    )
    for each in DAMAGED:
        counted = (
            count_found(item.photo, item.labels, item.size, shown_findings(item.seen, way)) for item in reported[each]
        )
        yield f"{each}: {sum(counted, whole).document()}"


def measure_damaged_parts(_entry: ModelEntry, detector: TimedDetector, data: Path) -> Iterable[str]:
    """Damaged parts named, a part counted once a photo, at the threshold with the best F1 of the choosing half."""
    begun = time.perf_counter()
    damaged, whole = (
        {half: _looked(data / each, half, detector) for half in ValHalf} for each in ("damaged-parts", "car-parts")
    )
    photos = sum(len(items) for each in (damaged, whole) for items in each.values())
    cut = max(CUTS, key=lambda cut: _named(damaged[ValHalf.CHOOSE], cut)[0])
    f1, precision, recall = _named(damaged[ValHalf.REPORT], cut)
    clean = whole[ValHalf.REPORT]
    shown = sum(bool((item.seen.confidence >= cut).any()) for item in clean) / len(clean)
    yield (
        f"F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), {shown:.0%} of undamaged cars show something, "
        f"{1000 * (time.perf_counter() - begun) / photos:.0f} ms a photo"
    )


def measure_car_parts(entry: ModelEntry, detector: TimedDetector, data: Path) -> Iterable[str]:
    """Average precision of boxes and outlines."""
    labelled = LabelledSet.load(data / "car-parts", "val")
    opened = Opened(detector, "openvino", entry.way(), "", has_masks=True)
    classes = judging_for("car-parts", labelled.classes, detector.classes)
    begun = time.perf_counter()
    judged = list(judge_photos(opened, labelled, classes, lambda _decode, _times: None, time.perf_counter))
    spent = time.perf_counter() - begun
    for what, of in (("box", [box for box, _ in judged]), ("mask", [mask for _, mask in judged if mask is not None])):
        found = precision_by_class(Judged.joined(of)).values()
        yield f"{what} mAP50-95 {np.mean([each.map50_95 for each in found]):.3f}"
    yield f"{1000 * spent / len(labelled.photos):.0f} ms a photo"


def _named(items: Sequence[LookedAt], cut: float) -> tuple[float, float, float]:
    """F1, precision and recall of the parts named from `cut` on."""
    right = shown = wanted = 0
    for item in items:
        names = {item.seen.classes[int(number)] for number in item.seen.class_id[item.seen.confidence >= cut]}
        truth = {item.labels[each.class_id] for each in item.photo.truths}
        right, shown, wanted = right + len(names & truth), shown + len(names), wanted + len(truth)
    return 2 * right / max(1, shown + wanted), right / max(1, shown), right / max(1, wanted)


def _looked(data: Path, half: ValHalf, detector: TimedDetector) -> list[LookedAt]:
    labelled = LabelledSet.load(data, "val").half(half)
    looked = []
    for photo in labelled.photos:
        pixels = decode_file(photo.file).pixels_rgb
        seen = detector.detect(pixels, min_confidence=LEAST)
        looked.append(LookedAt(photo, labelled.classes, (pixels.shape[1], pixels.shape[0]), seen))
    return looked


if __name__ == "__main__":
    sys.exit(main())

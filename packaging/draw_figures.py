"""The pictures of the model cards, made anew: curves, confusion of kinds, how far "how sure" can be trusted.

    python packaging/draw_figures.py ../shared/data docs/pictures

Photos are those of the half of val that chose nothing (`training/val_halves.py`); parts of whole cars: all of val.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from claimapp.domain.choices import ModelName
from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.domain.finding import DamageKind, Finding
from claimapp.runtime.manifest import NEVER, Manifest, ModelEntry, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.yolo_output import boxes_iou
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.average_precision import Judged
from claimapp.training.evaluate import Opened, judge_photos, judging_for
from claimapp.training.found_measure import FOUND_IOU, FoundCounts, count_found, folded, on_damage, shown_findings
from claimapp.training.kind_thresholds import LookedAt
from claimapp.training.labelled_set import LabelledSet
from claimapp.training.val_halves import ValHalf

DAMAGED = ("claims-tr", "mixed10", "typed")
LEAST = 0.01
CUTS = tuple(round(0.02 * 1.15**step, 4) for step in range(24))
KINDS = ("scratch", "dent", "broken", "glass", "lamp", "unknown")
NONE = "nothing there"
INK, PAPER = "#1b2733", "#ffffff"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f")
"""Of Okabe and Ito, as in the drawings of findings."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The photos of a set with what the damage model saw on them."""

    name: str
    photos: Sequence[LookedAt]


def main() -> int:
    """Draw them all."""
    data, target = Path(sys.argv[1]), Path(sys.argv[2])
    manifest = Manifest.load(models_folder())
    damage = manifest.model(ModelName.DAMAGE)
    looked = [look(damage, data / name) for name in DAMAGED]
    way = damage.way()
    draw_found(looked, way, target / "damage-found.png")
    draw_confusion(looked, way, target / "damage-confusion.png")
    draw_reliability(looked, way, target / "damage-reliability.png")
    for name, half in ((ModelName.DAMAGED_PARTS, ValHalf.REPORT), (ModelName.CAR_PARTS, None)):
        draw_precision(manifest.model(name), data / name, half, target / f"{name}-precision.png")
    return 0


def look(entry: ModelEntry, data: Path) -> Looked:
    """Look at the reporting half of a set's val split."""
    detector = open_detector(entry, way=entry.way())
    labelled = LabelledSet.load(data, "val").half(ValHalf.REPORT)
    photos = []
    for photo in labelled.photos:
        pixels = decode_file(photo.file).pixels_rgb
        seen = detector.detect(pixels, min_confidence=LEAST)
        photos.append(LookedAt(photo, labelled.classes, (pixels.shape[1], pixels.shape[0]), seen))
    return Looked(data.name, photos)


def shown(each: LookedAt, way: Way) -> tuple[Finding, ...]:
    """What a person is shown of a photo by this model alone."""
    return shown_findings(each.seen, way)


def draw_found(looked: Sequence[Looked], way: Way, target: Path) -> None:
    """Share of damages found against share of findings on a label, as the threshold of a finding moves."""
    figure, (axes,) = canvas(1, "Damages found", wide=6.4)
    for each, colour in zip(looked, COLOURS, strict=False):
        points = []
        for cut in CUTS:
            by_class = {name: least if least >= NEVER else cut for name, least in way.by_class.items()}
            at = replace(way, confidence=cut, by_class=by_class)
            if (point := figures(each, at)) is not None:
                points.append(point)
        axes.plot(*zip(*points, strict=True), color=colour, label=each.name)
        axes.plot(*(figures(each, way) or ((), ())), "o", color=colour)
    axes.set(xlabel="damages found", ylabel="findings on a label", xlim=(0, 1), ylim=(0, 1))
    axes.legend(title="dot: as shipped", frameon=False)
    save(figure, target)


def figures(each: Looked, way: Way) -> tuple[float, float] | None:
    """Shares found and on a label; None where nothing is shown."""
    counts = sum(
        (count_found(item.photo, item.labels, item.size, shown(item, way)) for item in each.photos), FoundCounts()
    )
    return (counts.found / max(1, counts.damages), counts.on_damage / counts.shown) if counts.shown else None


def draw_confusion(looked: Sequence[Looked], way: Way, target: Path) -> None:
    """What labelled kinds are called: each label with the surest finding on it, each finding on no label."""
    counted: Counter[tuple[str, str]] = Counter()
    for item in (item for each in looked for item in each.photos):
        findings = shown(item, way)
        near = overlaps(item, findings)
        for number, truth in enumerate(item.photo.truths):
            kind = kind_of(item.labels[truth.class_id])
            if kind is None or kind is CATCH_ALL:
                continue
            hits = [finding for finding, hit in zip(findings, near[number], strict=True) if hit]
            counted[row_of(kind), row_of(hits[0].kind) if hits else NONE] += 1
        for number, finding in enumerate(findings):
            counted[NONE, row_of(finding.kind)] += not near[:, number].any()
    rows, columns = (*[kind for kind in KINDS if kind != "unknown"], NONE), (*KINDS, NONE)
    figure, (axes,) = canvas(1, "What labelled damages are called", wide=7.2)
    draw_table(axes, rows, columns, counted, letters=10)
    axes.set(xlabel="shown as", ylabel="labelled")
    save(figure, target)


def overlaps(item: LookedAt, findings: Sequence[Finding]) -> np.ndarray:
    """(labels, findings): which overlap enough."""
    wide, high = item.size
    boxes = np.array([truth.box_xyxy_share for truth in item.photo.truths]).reshape(-1, 4)
    seen = np.array([finding.box.xyxy for finding in findings]).reshape(-1, 4)
    near: np.ndarray = boxes_iou(boxes * np.array([wide, high, wide, high]), seen) >= FOUND_IOU
    return near


def row_of(kind: object) -> str:
    """A kind's row; those that some sets call broken are broken, what has no row is unknown."""
    name = folded(kind)
    return name if name in KINDS else DamageKind.UNKNOWN.value


def draw_reliability(looked: Sequence[Looked], way: Way, target: Path) -> None:
    """How often findings are right against how sure they are shown to be, in five bins of equal numbers."""
    figure, (axes,) = canvas(1, "How sure, and how often right", wide=6.4)
    axes.plot((0, 1), (0, 1), color="#aaaaaa", linewidth=1)
    for each, colour in zip(looked, COLOURS, strict=False):
        pairs = []
        for item in each.photos:
            findings = shown(item, way)
            right = on_damage(item.photo, item.size, findings)
            pairs += [(way.probability(one.confidence), hit) for one, hit in zip(findings, right, strict=True)]
        bins = np.array_split(np.array(sorted(pairs), dtype=float), 5)
        axes.plot(
            *zip(*[one.mean(axis=0) for one in bins if len(one)], strict=True), "o-", color=colour, label=each.name
        )
    axes.set(xlabel="how sure (as shown)", ylabel="share on a label", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False)
    save(figure, target)


def draw_precision(entry: ModelEntry, data: Path, half: ValHalf | None, target: Path) -> None:
    """Precision against recall by class at overlap 0.5, and what the classes are taken for."""
    labelled = LabelledSet.load(data, "val")
    labelled = labelled if half is None else labelled.half(half)
    detector = open_detector(entry, way=entry.way())
    opened = Opened(detector, "openvino", entry.way(), "", has_masks=entry.task == "segment")
    classes = judging_for(entry.name, labelled.classes, detector.classes)
    photos = judge_photos(opened, labelled, classes, lambda _decode, _times: None, time.perf_counter)
    judged = Judged.joined([box for box, _ in photos])
    names = [detector.classes[number] for number in sorted({int(each) for each in judged.label_class_id})]
    figure, (axes, matrix) = canvas(2, f"{entry.name}: boxes at overlap 0.5", wide=13)
    for place, name in enumerate(names):
        recall, precision = curve(judged, detector.classes.index(name))
        axes.plot(
            recall,
            precision,
            color=COLOURS[place % len(COLOURS)],
            linestyle="-:"[place // len(COLOURS) % 2],
            label=name,
        )
    axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False, fontsize=7, ncols=2)
    draw_taken_for(matrix, names, taken_for(entry, labelled, detector))
    save(figure, target)


def curve(judged: Judged, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Recall and precision of one class, best first."""
    mine = judged.class_id == number
    best_first = np.argsort(-judged.confidence[mine], kind="stable")
    right = np.cumsum(judged.right[mine, 0][best_first])
    labels = max(1, int((judged.label_class_id == number).sum()))
    return right / labels, right / np.arange(1, len(right) + 1)


def taken_for(entry: ModelEntry, labelled: LabelledSet, detector: Any) -> Counter[tuple[str, str]]:
    """Each label with the class of the surest box on it at the shipped threshold."""
    counted: Counter[tuple[str, str]] = Counter()
    for photo in labelled.photos:
        pixels = decode_file(photo.file).pixels_rgb
        seen = detector.detect(pixels, min_confidence=entry.way().confidence)
        scale = np.array([pixels.shape[1], pixels.shape[0]] * 2)
        for truth in photo.truths:
            label = labelled.classes[truth.class_id]
            hits = np.flatnonzero(boxes_iou(truth.box_xyxy_share[None] * scale, seen.box_xyxy_px)[0] >= 0.5)
            counted[label, detector.classes[int(seen.class_id[hits[0]])] if len(hits) else NONE] += 1
    return counted


def draw_taken_for(axes: Any, names: Sequence[str], counted: Counter[tuple[str, str]]) -> None:
    """The table of labels and what was seen at their places."""
    columns = (*names, NONE)
    draw_table(axes, names, columns, counted, letters=7)
    axes.set(xlabel="seen there", ylabel="labelled")


def draw_table(
    axes: Any, rows: Sequence[str], columns: Sequence[str], counted: Counter[tuple[str, str]], *, letters: int
) -> None:
    """Counts by row and column, shaded by their share of the row."""
    table = np.array([[counted[row, column] for column in columns] for row in rows], dtype=float)
    shares = table / np.maximum(1, table.sum(axis=1, keepdims=True))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for y, x in zip(*np.nonzero(table), strict=True):
        ink = PAPER if shares[y, x] > 0.5 else INK
        axes.text(x, y, f"{table[y, x]:.0f}", ha="center", va="center", fontsize=letters, color=ink)
    axes.set_xticks(range(len(columns)), columns, rotation=45, ha="right", fontsize=letters)
    axes.set_yticks(range(len(rows)), rows, fontsize=letters)


def canvas(panes: int, title: str, *, wide: float) -> tuple[Any, Sequence[Any]]:
    """A figure with `panes` beside each other."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, panes, figsize=(wide, 4.8), layout="constrained", squeeze=False)
    figure.suptitle(title, color=INK)
    return figure, axes[0]


def save(figure: Any, target: Path) -> None:
    """Write it, without a date."""
    figure.savefig(target, dpi=100, metadata={"Software": None})
    print(target)


if __name__ == "__main__":
    sys.exit(main())

"""Choose from which confidence the damage model's findings are shown, on photos that report no figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np

from claimapp.domain.choices import Profile, Runtime
from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.domain.finding import Finding
from claimapp.errors import UsageProblem
from claimapp.runtime.detector import Detections
from claimapp.runtime.manifest import NEVER, Way
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.evaluate import open_for_evaluation
from claimapp.training.found_measure import FoundCounts, count_found, count_undamaged, on_damage, shown_findings
from claimapp.training.labelled_set import LabelledPhoto, LabelledSet
from claimapp.training.reliability import fit_calibration
from claimapp.training.val_halves import ValHalf

__all__ = ["LEAST_PRECISION", "MOST_FALSE", "LookedAt", "ShownFrom", "choose_shown", "shown_from"]

MOST_FALSE = 0.05
"""Findings that a photo of an undamaged car may show on average; a judgement."""

LEAST_PRECISION = 0.5
"""Share of findings on damaged cars that must lie on a label; a judgement: not every damage is labelled."""

_LEAST = 0.01  # below any threshold that could be chosen
_LEAST_SHOWN = tuple(round(0.03 * 1.15**step, 3) for step in range(20))  # 0.03 to 0.43
_PHOTO = (0.0, *(round(0.05 * 1.1**step, 3) for step in range(24)))  # to 0.45


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A labelled photo, its set's class names, its size in px (wide, high), and all that the model saw on it."""

    photo: LabelledPhoto
    labels: tuple[str, ...]
    size: tuple[int, int]
    seen: Detections


@dataclass(frozen=True, slots=True)
class ShownFrom:
    """Confidence by class, and that of a photo's surest finding; `counts` is what the choosing photos show so.

    `calibration` tells how often findings are right there (`Way.probability`); None if too few are shown.
    """

    by_class: dict[str, float]
    photo_from: float
    counts: FoundCounts
    calibration: tuple[float, float] | None = None

    @property
    def way(self) -> Way:
        """The thresholds and the calibration, to be laid beside a way's looks."""
        return Way(
            (),
            confidence=min(self.by_class.values()),
            by_class=self.by_class,
            photo_from=self.photo_from,
            calibration=self.calibration,
        )


def shown_from(
    name: str,
    data: Sequence[Path],
    undamaged: Sequence[Path],
    *,
    weights: Path | None = None,
    runtime: Runtime = Runtime.OPENVINO,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> ShownFrom:
    """Choose on the choosing half of the sets' val splits, and of those of undamaged cars.

    Raises:
        UsageProblem: if a set, the split or the runtime is not usable, or if nothing right would be shown.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=weights, runtime=runtime, profile=profile)

    def look(sets: Sequence[Path]) -> list[LookedAt]:
        looked = []
        for each in sets:
            labelled = LabelledSet.load(each, "val").half(ValHalf.CHOOSE)
            for photo in labelled.photos:
                pixels = decode_file(photo.file).pixels_rgb
                seen = opened.detector.detect(pixels, min_confidence=_LEAST)
                looked.append(LookedAt(photo, labelled.classes, (pixels.shape[1], pixels.shape[0]), seen))
        return looked

    chosen = choose_shown(look(data), look(undamaged), opened.detector.classes)
    if min(chosen.by_class.values()) == NEVER:
        raise UsageProblem(
            "no threshold shows a right finding and keeps undamaged cars quiet",
            hint="judge on more photos: only those of one half of val choose",
            where=", ".join(str(each) for each in data),
        )
    for kind, confidence in chosen.by_class.items():
        told(f"{name}: {kind} from confidence {confidence:.3f}")
    told(f"{name}: on photos whose surest finding reaches {chosen.photo_from:.3f}")
    told(f"{name}: on the choosing half {chosen.counts.document()}, calibration {chosen.calibration}")
    return chosen


def choose_shown(photos: Sequence[LookedAt], undamaged: Sequence[LookedAt], classes: tuple[str, ...]) -> ShownFrom:
    """Find thresholds that show most of the damages with the right kind, and little that is none.

    There are two: of the catch-all class (of all classes in a model without one; kinds only
    name what the catch-all finds), and of a photo's surest finding. Of those that keep
    undamaged cars quiet (MOST_FALSE) and let findings lie on labels (LEAST_PRECISION), those are
    taken under which the shares of damages found and named right are highest together; of
    equals, those that show less that is false. Where none does, nothing is shown.
    """
    vague = [name for name in classes if kind_of(name) is CATCH_ALL]
    nothing = ShownFrom(dict.fromkeys(classes, NEVER), 0.0, FoundCounts())
    best, best_worth = nothing, (0.0, 0.0)
    for least in _LEAST_SHOWN:
        by_class = {name: least if name in vague or not vague else NEVER for name in classes}
        way = Way((), confidence=least, by_class=by_class)
        outcomes = [_outcome(each, way, undamaged=False) for each in photos]
        outcomes += [_outcome(each, way, undamaged=True) for each in undamaged]
        if not outcomes:
            break
        surest, some, none = (np.array(column) for column in zip(*outcomes, strict=True))
        for photo_from in _PHOTO:
            shown = np.where(surest[:, None] >= photo_from, some, none)
            counts = FoundCounts(*(int(count) for count in shown.sum(axis=0)))
            worth = _worth(counts)
            if _acceptable(counts) and worth > best_worth:
                best, best_worth = ShownFrom(by_class, photo_from, counts), worth
    return replace(best, calibration=fit_calibration(_pairs(photos, undamaged, best.way)))


def _pairs(photos: Sequence[LookedAt], undamaged: Sequence[LookedAt], way: Way) -> list[tuple[float, bool]]:
    """Confidence of every shown finding, and whether it lies on a label."""
    pairs = []
    for each in photos:
        findings = shown_findings(each.seen, way)
        right = on_damage(each.photo, each.size, findings)
        pairs += [(finding.confidence, hit) for finding, hit in zip(findings, right, strict=True)]
    return pairs + [(finding.confidence, False) for each in undamaged for finding in shown_findings(each.seen, way)]


def _outcome(each: LookedAt, way: Way, *, undamaged: bool) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
    """Confidence of a photo's surest finding, and its `FoundCounts` with findings and without."""

    def counts(findings: tuple[Finding, ...]) -> tuple[int, ...]:
        if undamaged:
            return astuple(count_undamaged(findings))
        return astuple(count_found(each.photo, each.labels, each.size, findings))

    findings = shown_findings(each.seen, way)
    return max((one.confidence for one in findings), default=0.0), counts(findings), counts(())


def _acceptable(counts: FoundCounts) -> bool:
    quiet = counts.false_on_undamaged <= MOST_FALSE * counts.undamaged_photos
    return quiet and counts.on_damage >= LEAST_PRECISION * counts.shown


def _worth(counts: FoundCounts) -> tuple[float, float]:
    """Shares found and named right together; of equals, the one that shows less that is false."""
    false = counts.shown - counts.on_damage + counts.false_on_undamaged
    return counts.found / max(1, counts.damages) + counts.right_kind / max(1, counts.named), -false

"""One photo through the seeing stages: decode, parts, damage, disc, placing, role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.disc import Disc
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartRegion
from claimapp.domain.photo import Photo, PhotoRole, PhotoSubject
from claimapp.domain.seen import Seen
from claimapp.pipeline.engines import Engines, VisionModel
from claimapp.pipeline.working_copy import WorkingCopy
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.manifest import NEVER
from claimapp.runtime.text_reader import TextReader
from claimapp.stages.damage.findings import WEAK_SHARE, add_damaged_parts, believed_panes, findings_of, shows_damage
from claimapp.stages.disc.read import read_disc
from claimapp.stages.intake.decode import Decoded, decode_file
from claimapp.stages.intake.quality import is_black, judge_quality
from claimapp.stages.intake.role import decide_role, decide_view
from claimapp.stages.intake.source import PhotoSource
from claimapp.stages.intake.subject import airbag_out, decide_subject
from claimapp.stages.merge.colours import CarColours, colours_of_car
from claimapp.stages.merge.place import place_findings, without_repeats
from claimapp.stages.parts.cars import CarsSeen, cars_seen
from claimapp.stages.parts.regions import damaged_parts, whole_parts

__all__ = ["NAMING_SHARE", "KeepPixels", "PhotoLook", "keep_no_pixels", "look", "see_decoded", "see_disc", "see_photo"]

KeepPixels = Callable[[Photo, PixelsRgb], None]
"""Gets a photo and its upright pixels, as they were decoded."""

_NO_CAR = {
    PhotoSubject.DOCUMENT: CautionCode.PHOTO_OF_DOCUMENT,
    PhotoSubject.SOMETHING_ELSE: CautionCode.PHOTO_OF_NO_CAR,
}

NAMING_SHARE = 0.5
"""Share of the damaged-part model's threshold from which a box may name the part under a finding."""


@dataclass(frozen=True, slots=True)
class PhotoLook:
    """All that one photo gave: what goes into the assessment, the disc on it, and what was left out."""

    seen: PhotoSeen
    disc: Disc | None
    cautions: tuple[Caution, ...] = ()
    colours: CarColours | None = None
    """Of the car that the photo is of, None where none is recognised or none was looked for."""


def keep_no_pixels(photo: Photo, pixels_rgb: PixelsRgb) -> None:
    """The default of `KeepPixels`."""


def see_photo(
    path: Path | PhotoSource,
    *,
    file: str,
    photo_id: str,
    engines: Engines,
    keep_pixels: KeepPixels = keep_no_pixels,
) -> PhotoLook:
    """Decode a photo and look at it (`see_decoded`); `file` is its name in the assessment.

    Raises:
        PhotoProblem: if it cannot be decoded.
        EngineProblem: if a model breaks on it.
    """
    return see_decoded(decode_file(path), file=file, photo_id=photo_id, engines=engines, keep_pixels=keep_pixels)


def see_decoded(
    decoded: Decoded, *, file: str, photo_id: str, engines: Engines, keep_pixels: KeepPixels = keep_no_pixels
) -> PhotoLook:
    """Look at a decoded photo; `keep_pixels` gets its pixels, to draw on.

    A licence disc is looked for first: a photo of a disc is not searched for damage, and neither is
    one that shows no car, which a caution says. What lies on a car beside the claim's is left out, which
    another says.

    Raises:
        EngineProblem: if a model breaks on it.
    """
    pixels = decoded.pixels_rgb
    photo = Photo(photo_id, file, decoded.sha256, decoded.size, decoded.taken, judge_quality(pixels))
    keep_pixels(photo, pixels)
    copy = WorkingCopy.of(pixels)
    around = look(engines.cars, copy)
    cars = cars_seen(around, decoded.size)
    whole = whole_parts(_parted(look(engines.car_parts, copy), cars)[0], photo_id)
    disc = see_disc(pixels, photo_id, engines.open_text_reader, car_seen=bool(whole))
    role = decide_role(whole, decoded.size, damage_seen=False, disc_seen=disc is not None)
    if role is PhotoRole.DISC:
        return PhotoLook(PhotoSeen(replace(photo, role=role)), disc)
    shares = engines.subject.shares(copy.pixels_rgb)
    subject = (
        PhotoSubject.SOMETHING_ELSE
        if is_black(photo.quality)
        else decide_subject(
            shares,
            around,
            decoded.size,
            least=engines.subject_from,
            car_recognised=bool(cars.claims or cars.others),
        )
    )
    if subject is not PhotoSubject.CAR:
        caution = Caution.of(_NO_CAR[subject], where=photo_id)
        return PhotoLook(PhotoSeen(replace(photo, role=PhotoRole.OTHER)), disc, (caution,))
    # Weak boxes name the part under a finding; only those above the threshold are findings themselves.
    boxes, boxes_aside = _parted(look(engines.damaged_parts, copy, share=NAMING_SHARE), cars)
    damages, damages_aside = _parted(look(engines.damage, copy, share=WEAK_SHARE), cars)
    findings = _findings(engines, damages, photo_id)
    damaged = believed_panes(findings, damaged_parts(boxes, whole, photo_id))
    found, sure = _shown(engines, findings, damaged)
    seen = place_findings(found, whole=whole, damaged=damaged)
    findings = add_damaged_parts(seen, sure)
    added = place_findings(findings[len(seen) :], whole=whole, damaged=damaged)
    placed = without_repeats((*seen, *added))
    findings_aside = _findings(engines, damages_aside, photo_id)
    aside = add_damaged_parts(*_shown(engines, findings_aside, damaged_parts(boxes_aside, (), photo_id)))
    photo = replace(
        photo,
        role=decide_role(whole, decoded.size, damage_seen=bool(findings), disc_seen=disc is not None),
        view=decide_view(whole),
    )
    cautions = [Caution.of(CautionCode.ON_ANOTHER_CAR, where=photo_id, count=len(aside))] if aside else []
    if airbag_out(shares, around, least=engines.airbag_from):
        cautions.append(Caution.of(CautionCode.AIRBAG_OUT, where=photo_id))
    colours = colours_of_car(copy.pixels_rgb, copy.box_on_copy(cars.claims)) if cars.claims else None
    return PhotoLook(PhotoSeen(photo, placed, (*whole, *sure)), disc, tuple(cautions), colours)


def see_disc(
    pixels_rgb: PixelsRgb, photo_id: str, open_text_reader: Callable[[], TextReader], *, car_seen: bool
) -> Disc | None:
    """Read a licence disc; print is read only where no part of a car is seen, since it takes seconds."""
    return read_disc(pixels_rgb, photo_id, open_text_reader=open_text_reader, text_wanted=not car_seen)


def _parted(seen: Sequence[Seen], cars: CarsSeen) -> tuple[list[Seen], list[Seen]]:
    """What lies on the claim's car or on none, and what lies on another."""
    other = [cars.on_another(item.box) for item in seen]
    return (
        [item for item, aside in zip(seen, other, strict=True) if not aside],
        [item for item, aside in zip(seen, other, strict=True) if aside],
    )


def _findings(engines: Engines, damages: Sequence[Seen], photo_id: str) -> tuple[Finding, ...]:
    """What the damage model finds from its thresholds on."""
    return findings_of(damages, photo_id, least={item.label: engines.damage.least(item.label) for item in damages})


def _shown(
    engines: Engines, findings: tuple[Finding, ...], damaged: Sequence[PartRegion]
) -> tuple[tuple[Finding, ...], tuple[PartRegion, ...]]:
    """Findings and damaged parts above their thresholds, nothing where none of them is plain."""
    sure = tuple(region for region in damaged if region.confidence >= engines.damaged_parts.confidence)
    plain = shows_damage(
        findings, sure, finding_from=engines.damage.photo_from, part_from=engines.damaged_parts.photo_from
    )
    return (findings, sure) if plain else ((), ())


def look(model: VisionModel, copy: WorkingCopy, *, share: float = 1.0) -> list[Seen]:
    """What a model sees from a share of each class's threshold on; of the lowest for one that only names."""
    way = model.way
    found = model.detector.detect(copy.pixels_rgb, min_confidence=way.lowest * share)
    asked = [way.by_class.get(label, way.confidence) for label in found.classes]
    asked = [share * (way.lowest if least >= NEVER else least) for least in asked]
    sure = [model.way.probability(float(confidence)) for confidence in found.confidence]
    return [
        Seen(
            found.classes[int(number)],
            confidence,
            copy.box_on_photo(Box(*(float(v) for v in box))),
            copy.outline_on_photo(outline),
        )
        for number, confidence, box, outline in zip(
            found.class_id, sure, found.box_xyxy_px, found.outlines, strict=True
        )
        if confidence >= way.probability(asked[int(number)])
    ]

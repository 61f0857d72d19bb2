"""How often photos of another vehicle are told, and how often the claim's own are taken for one.

    python packaging/measure_vehicles.py ../shared/data/claims-tr [SPLIT]

The photos of a set whose file names start with a claim's number (`c0221_03459.jpg`) are put together as claims; those
with four photos of a car or more count. Own: claims of which photos are set aside as another vehicle's, each
named; some of these groups do hold two cars, so look at them. Mixed in: one to three photos of another claim, of which
one shows most of a car, at most half as many as the claim's own. They come from another place and camera, so that
two cars on one street are told less often than this says.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path

from claimapp.domain.choices import ModelName
from claimapp.pipeline.engines import VisionModel
from claimapp.pipeline.see import look
from claimapp.pipeline.working_copy import WorkingCopy
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.open_detector import open_detector
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.merge.colours import CarColours, colours_of_car
from claimapp.stages.merge.vehicles import photos_of_others
from claimapp.stages.parts.cars import cars_seen

LEAST_PHOTOS = 4
MIXED_IN = (1, 2, 3)
TIMES = 4
FAR = 3  # claims whose numbers are nearer may be one


def main() -> int:
    """Print both counts."""
    folder, split = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "train"
    entry = Manifest.load(models_folder()).model(ModelName.CARS)
    cars = VisionModel(open_detector(entry), entry.way())
    claims: dict[str, dict[str, CarColours]] = defaultdict(dict)
    for photo in sorted((folder / "images" / split).glob("c[0-9]*_*.jpg")):
        if colours := colours_on(photo, cars):
            claims[photo.name.partition("_")[0]][photo.name] = colours
    judged = {claim: photos for claim, photos in claims.items() if len(photos) >= LEAST_PHOTOS}
    own = {claim: others for claim, photos in judged.items() if (others := photos_of_others(photos))}
    print(f"own: {len(own)} of {len(judged)} claims are split:")
    for claim, others in own.items():
        print(f"  {claim}: {'; '.join(', '.join(group) for group in others)}")
    told, mixed, lost = mixed_in(claims, judged)
    print(f"mixed in: {told} of {mixed} photos told ({told / max(mixed, 1):.0%}), {lost} of the claims' own with them")
    return 0


def colours_on(photo: Path, cars: VisionModel) -> CarColours | None:
    """The colours of the car that a photo is of."""
    decoded = decode_file(photo)
    car = cars_seen(look(cars, WorkingCopy.of(decoded.pixels_rgb)), decoded.size).claims
    return colours_of_car(decoded.pixels_rgb, car) if car else None


def mixed_in(
    claims: dict[str, dict[str, CarColours]], judged: dict[str, dict[str, CarColours]]
) -> tuple[int, int, int]:
    """Claims with photos of another mixed in: those that are told, all of them, and own photos told with them."""
    chosen = random.Random(0)  # the same choice every time
    told = mixed = lost = 0
    for claim, photos in judged.items():
        for count in MIXED_IN:
            for _ in range(TIMES):
                other = chosen.choice(list(claims))
                strangers = dict(chosen.sample(list(claims[other].items()), min(count, len(claims[other]))))
                near = abs(int(other[1:]) - int(claim[1:])) < FAR
                if near or 2 * len(strangers) > len(photos) or not any(car.whole for car in strangers.values()):
                    continue
                set_aside = {photo for group in photos_of_others(photos | strangers) for photo in group}
                mixed += len(strangers)
                told += len(set_aside & strangers.keys())
                lost += len(set_aside - strangers.keys())
    return told, mixed, lost


if __name__ == "__main__":
    sys.exit(main())

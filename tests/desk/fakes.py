"""What stands in for everything outside the window: use cases, the worker process, the person's answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claimapp.app.saved import Assessed
from claimapp.desk.ask import Answer
from claimapp.desk.window import MainWindow
from claimapp.domain.assessment import Assessment
from claimapp.domain.money import Money
from claimapp.errors import ClaimAppError, Interrupted, PhotoProblem
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WAITS_S = 20.0
"""A thread that a failing test leaves waiting ends after this."""

_DAMAGE_COSTS = Money.rand(1000)


def priced(assessment: Assessment) -> Assessment:
    """Price as the fake worker does: R 1 000 for every damage that is not dismissed."""
    kept = [damage for damage in assessment.damages if damage.charged]
    total = Money.total(_DAMAGE_COSTS for _ in kept)
    return replace(assessment, estimate=replace(assessment.estimate, total=total, payable=None))


@dataclass
class FakeUseCases:
    """Claims in memory and photos of one grey; what is saved is kept by its folder."""

    files: dict[str, str] = field(default_factory=dict)
    saved: dict[Path, Assessed] = field(default_factory=dict)
    open_problem: ClaimAppError | None = None
    decoded: list[Path] = field(default_factory=list)
    claims: dict[Path, Path] = field(default_factory=dict)
    opening: Event | None = None
    reading: Event | None = None

    def list_photos(self, folder: Path) -> tuple[Path, ...]:
        if self.opening is not None:
            self.opening.wait(WAITS_S)
        return tuple(sorted(folder.glob("*.jpg")))

    def read_photo(self, path: Path, longest_side_px: int) -> NDArray[Any]:
        self.decoded.append(path)
        if path.name.startswith("broken"):
            raise PhotoProblem("the photo ends early", where=path.name)
        side = min(longest_side_px, 160)
        return np.full((side * 3 // 4, side, 3), 90, dtype=np.uint8)

    def is_photo(self, path: Path, sha256: str | None) -> bool:
        return path.is_file() and (sha256 is None or hashlib.sha256(path.read_bytes()).hexdigest() == sha256)

    def open_saved(self, path: Path) -> Assessed:
        if self.reading is not None:
            self.reading.wait(WAITS_S)
        if self.open_problem is not None:
            raise self.open_problem
        return self.saved[path]

    def save(self, assessment: Assessment, folder: Path) -> Path:
        file = folder / "assessment.json"
        self.saved[folder] = Assessed(assessment, folder, file, None, {})
        folder.mkdir(exist_ok=True)
        file.write_text("{}", encoding="utf-8")
        return file

    def default_out(self, claim_folder: Path) -> Path:
        return claim_folder.with_name(f"{claim_folder.name}-claimapp")

    def claim_of(self, out: Path) -> Path | None:
        return self.claims.get(out)


@dataclass
class FakeWorker:
    """Works in the job's own thread; `problems` are raised in turn by what is asked of it."""

    found: Assessment
    use_cases: FakeUseCases
    problems: list[Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    commits: list[tuple[Path, Path | None]] = field(default_factory=list)
    reports: list[tuple[Path, Path | None]] = field(default_factory=list)
    wait_for_cancel: bool = False
    stopped: bool = False

    def assess(self, claim: Path, out: Path, told: Told, cancelled: Cancelled) -> Assessed:
        self._begin("assess")
        for number, seen in enumerate(self.found.photos):
            told(Progress(Step.PHOTOS, number, len(self.found.photos), seen.photo.file))
            while self.wait_for_cancel and not cancelled():
                pass
            if cancelled():
                raise Interrupted("stopped by a person")
        return Assessed(self.found, out, out / "assessment.json", out / "report.pdf", {})

    def price(self, assessment: Assessment) -> Assessment:
        self._begin("price")
        return priced(assessment)

    def commit(self, assessment: Assessment, folder: Path, claim_folder: Path | None) -> Assessed:
        self._begin("commit")
        self.commits.append((folder, claim_folder))
        self.use_cases.save(assessment, folder)
        return replace(self.use_cases.saved[folder], report_pdf=folder / "report.pdf")

    def report(self, folder: Path, target: Path | None) -> Path:
        self._begin("report")
        self.reports.append((folder, target))
        return target or folder / "report.pdf"

    def stop(self) -> None:
        self.stopped = True

    def _begin(self, what: str) -> None:
        self.asked.append(what)
        if self.problems:
            raise self.problems.pop(0)


@dataclass
class FakeAsking:
    """Answers in place of the person."""

    folder: Path | None = None
    target: Path | None = None
    answer: Answer = Answer.STAY
    stop: bool = False
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    stops_asked: list[str] = field(default_factory=list)
    suggested: list[Path] = field(default_factory=list)

    def claim_folder(self, start: Path | None) -> Path | None:
        return self.folder

    def report_target(self, suggested: Path) -> Path | None:
        self.suggested.append(suggested)
        return self.target

    def unsaved(self, title: str) -> Answer:
        self.asked.append(title)
        return self.answer

    def stop_and_close(self, running: str) -> bool:
        self.stops_asked.append(running)
        return self.stop

    def tell(self, title: str, text: str) -> None:
        self.told.append(text)


@dataclass
class Desk:
    """A window with its fakes."""

    window: MainWindow
    use_cases: FakeUseCases
    worker: FakeWorker
    asking: FakeAsking
    claim: Path
    qtbot: QtBot

    def act(self, action_id: str) -> None:
        """Trigger an action by its id, as a menu would; a disabled one does nothing."""
        self.window.actions_table[action_id].trigger()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.window.jobs.busy)

    def open(self) -> None:
        """Open the claim folder."""
        self.window.open_path(self.claim)
        self.settle()

    def open_and_find(self) -> None:
        """Open the claim folder and run the fake models over it."""
        self.open()
        self.act("find")
        self.settle()

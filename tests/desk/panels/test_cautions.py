from __future__ import annotations

from dataclasses import replace

from claimapp.desk.panels.cautions import cautions_of
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.photo import FileProblem
from tests.data.assessments import empty_assessment, sample_assessment
from tests.desk.fakes import Desk


def test_warnings_of_claim_files_and_photos_are_gathered_once() -> None:
    sample = sample_assessment()
    twice = replace(sample, warnings=(*sample.warnings, sample.warnings[0]))
    places = [where for where, _ in cautions_of(twice)]
    assert places == ["d1", "estimate", "p6", "voice_note.jpg"]


def test_no_warning_no_panel(desk: Desk) -> None:
    desk.worker.found = replace(empty_assessment(), photos=desk.worker.found.photos[:1])
    desk.open_and_find()
    assert not desk.window.work.cautions.isVisible()


def test_choosing_a_warning_jumps_to_its_damage_or_photo(desk: Desk) -> None:
    desk.worker.found = replace(
        desk.worker.found,
        warnings=(*desk.worker.found.warnings, Caution.of(CautionCode.AS_SAVED, where="p2.d4", text="look here")),
    )
    desk.open_and_find()
    cautions, model = desk.window.work.cautions, desk.window.model
    texts = [cautions.list.item(row).text() for row in range(cautions.list.count())]
    assert texts[-2].startswith("06_licence_disc.jpg: ")
    cautions.list.setCurrentRow(len(texts) - 2)
    assert model.photo is model.photos[5]
    cautions.list.setCurrentRow(0)
    assert model.damage_id == "d1"
    cautions.list.setCurrentRow(2)
    assert model.finding_id == "p2.d4"
    assert cautions.heading.text() == "&Warnings (5)"


def test_advice_on_command_line_options_is_not_shown() -> None:
    broken = FileProblem("a.jpg", "the engine broke on this photo; try again with --runtime torch")
    assert ("a.jpg", "the engine broke on this photo") in cautions_of(replace(sample_assessment(), errors=(broken,)))

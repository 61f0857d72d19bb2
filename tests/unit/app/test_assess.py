from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimapp.app.assess import AssessOptions, assess_with, default_out
from claimapp.app.edit import edit_assessment
from claimapp.app.saved import Assessed, open_saved, save
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Origin
from claimapp.domain.edit import AddDamage, Dismiss, Note, Restore
from claimapp.domain.files import FileName
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName
from claimapp.errors import ClaimFileProblem, Interrupted, OutputProblem, UsageProblem
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.progress import Progress, Step
from tests.data.engines import a_photo

OPTIONS = AssessOptions(report=False)
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def run(claim: Path, out: Path, engines: Engines, options: AssessOptions = OPTIONS) -> Assessed:
    return assess_with(lambda: engines, claim, out, options=options)


def test_everything_lands_below_the_output_folder_and_the_claim_stays_as_it_was(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    before = sorted(path.name for path in claim.iterdir())
    assessed = run(claim, tmp_path / "out", engines, AssessOptions())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".claimapp-previews",
        "assessment.json",
        "photos",
        "report.pdf",
    ]
    assert sorted(path.name for path in (tmp_path / "out" / "photos").iterdir()) == ["p1_1.jpg", "p2_2.jpg"]
    assert assessed.report_pdf is not None
    assert assessed.report_pdf.read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in claim.iterdir()) == before


def test_what_is_saved_is_what_is_returned(claim: Path, engines: Engines, tmp_path: Path) -> None:
    assessed = run(claim, tmp_path / "out", engines)
    assert open_saved(tmp_path / "out").assessment.damages == assessed.assessment.damages
    assert open_saved(tmp_path / "out" / "assessment.json").drawn == assessed.drawn


def test_a_dismissed_damage_stays_dismissed_on_the_next_run(claim: Path, engines: Engines, tmp_path: Path) -> None:
    found = run(claim, tmp_path / "out", engines).assessment
    edits = (Dismiss(found.damages[0].id), Note("a reflection", damage=found.damages[0].id))
    save(edit_assessment(found, edits, when=NOW, who="A. Ssessor"), tmp_path / "out")
    again = run(claim, tmp_path / "out", engines).assessment
    assert [(damage.dismissed, damage.note) for damage in again.damages] == [(True, "a reflection")]
    assert again.estimate.lines == ()
    assert [(record.when, record.who) for record in again.edits] == [(NOW, "A. Ssessor")] * 2
    assert again.warnings[0].code is CautionCode.EDITS_CARRIED
    previous = open_saved(tmp_path / "out" / FileName.PREVIOUS).assessment
    assert [damage.dismissed for damage in previous.damages] == [True]


def test_a_dismissal_typed_into_the_file_is_carried_over_as_an_edit(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    found = run(claim, tmp_path / "out", engines).assessment
    save(replace(found, damages=(replace(found.damages[0], dismissed=True),)), tmp_path / "out")
    again = run(claim, tmp_path / "out", engines).assessment
    assert [damage.dismissed for damage in again.damages] == [True]
    assert [record.edit for record in again.edits] == [Dismiss("d1")]


def test_edits_of_another_claim_are_never_carried_over_and_its_assessment_is_set_aside(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    other = replace(run(claim, tmp_path / "out", engines).assessment, claim=ClaimFacts("CLM-OTHER"))
    strange = replace(other.photos[0].photo, sha256="f" * 64)
    other = replace(other, photos=(replace(other.photos[0], photo=strange),))
    save(edit_assessment(other, [Dismiss("d1")], when=NOW, who=""), tmp_path / "out")
    assessed = run(claim, tmp_path / "out", engines).assessment
    assert [damage.dismissed for damage in assessed.damages] == [False]
    assert assessed.edits == ()
    aside = "assessment.other-claim-1.json"
    assert assessed.warnings[0] == Caution.of(CautionCode.OTHER_CLAIM_SET_ASIDE, number="CLM-OTHER", file=aside)
    assert open_saved(tmp_path / "out" / aside).assessment.claim.number == "CLM-OTHER"


@pytest.mark.parametrize("numbered", [True, False])
def test_a_folders_name_is_no_number_that_two_claims_could_share(
    engines: Engines, tmp_path: Path, *, numbered: bool
) -> None:
    one, other = tmp_path / "one" / "photos", tmp_path / "other" / "photos"
    for shade, folder in ((60, one), (200, other)):
        folder.mkdir(parents=True)
        a_photo(folder / "1.jpg", shade=shade)
        if numbered:
            (folder / "claim.toml").write_text('number = "CLM-1"\n', encoding="utf-8")
    save(
        edit_assessment(run(one, tmp_path / "out", engines).assessment, [Dismiss("d1")], when=NOW, who=""),
        tmp_path / "out",
    )
    assert bool(run(other, tmp_path / "out", engines).assessment.edits) is numbered


def test_a_photo_of_the_same_bytes_makes_it_the_same_claim_under_another_number(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    found = run(claim, tmp_path / "out", engines).assessment
    renamed = edit_assessment(replace(found, claim=ClaimFacts("OLD-NAME")), [Dismiss("d1")], when=NOW, who="")
    save(renamed, tmp_path / "out")
    assert [damage.dismissed for damage in run(claim, tmp_path / "out", engines).assessment.damages] == [True]


def test_an_added_damage_that_is_dismissed_and_restored_stays_a_persons(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    found = run(claim, tmp_path / "out", engines).assessment
    added = edit_assessment(found, [AddDamage(DamageKind.DENT, PartName.ROOF)], when=NOW, who="")
    roof = added.damages[-1].id
    for edit in (Dismiss(roof), Restore(roof)):
        added = edit_assessment(added, [edit], when=NOW, who="")
        save(added, tmp_path / "out")
        added = open_saved(tmp_path / "out").assessment
    assert (added.damages[-1].origin, added.damages[-1].dismissed) == (Origin.PERSON, False)
    again = run(claim, tmp_path / "out", engines).assessment
    assert [damage.origin for damage in again.damages if damage.part is PartName.ROOF] == [Origin.PERSON]


def test_a_folder_of_claims_is_not_taken_for_one_claim(claim: Path, engines: Engines, tmp_path: Path) -> None:
    (claim / "claim.toml").write_text("")
    with pytest.raises(UsageProblem, match="claimapp batch"):
        run(tmp_path, tmp_path.with_name("out"), engines)


def test_photos_of_a_nested_claim_are_not_those_of_the_claim_and_that_is_said_once(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    a_photo(claim / "more" / "CLM-3" / "3.jpg", 60)
    (claim / "more" / "CLM-3" / "claim.toml").write_text("")
    found = run(claim, tmp_path / "out", engines).assessment
    assert [seen.photo.file for seen in found.photos] == ["1.jpg", "2.jpg"]
    assert [caution.where for caution in found.warnings if caution.code == "nested_claims"] == ["more/CLM-3"]


def test_an_unreadable_earlier_assessment_is_set_aside_and_said(claim: Path, engines: Engines, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for number in (1, 2):
        (tmp_path / "out" / "assessment.json").write_text(f"{{half {number}")
        assessed = run(claim, tmp_path / "out", engines)
        aside = tmp_path / "out" / f"assessment.unreadable-{number}.json"
        assert aside.read_text() == f"{{half {number}"
        assert assessed.assessment.warnings[0] == Caution.of(CautionCode.SET_ASIDE, file=aside.name)


def test_a_strangers_picture_in_the_output_is_left_alone(claim: Path, engines: Engines, tmp_path: Path) -> None:
    run(claim, tmp_path / "out", engines)
    mine = tmp_path / "out" / "photos" / "mine.jpg"
    mine.write_bytes(b"mine")
    run(claim, tmp_path / "out", engines)
    assert mine.read_bytes() == b"mine"


def test_pictures_of_photos_that_are_gone_are_taken_away(claim: Path, engines: Engines, tmp_path: Path) -> None:
    run(claim, tmp_path / "out", engines)
    (claim / "2.jpg").unlink()
    assessed = run(claim, tmp_path / "out", engines)
    assert [path.name for path in (tmp_path / "out" / "photos").iterdir()] == ["p1_1.jpg"]
    assert list(assessed.drawn) == ["p1"]


def test_a_typo_in_claim_toml_is_found_before_anything_is_written(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    (claim / "claim.toml").write_text("[vehicle]\nmodle = 'POLO'\n")
    with pytest.raises(ClaimFileProblem, match="line 2"):
        run(claim, tmp_path / "out", engines)
    assert not (tmp_path / "out").exists()


def test_an_unwritable_output_is_said_before_the_models_are_opened(claim: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")

    def opened() -> Engines:
        pytest.fail("models were opened although nothing can be written")

    with pytest.raises(OutputProblem):
        assess_with(opened, claim, tmp_path / "out", options=OPTIONS)


def test_the_output_cannot_lie_among_the_photos_of_the_claim(claim: Path, engines: Engines, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="itself"):
        run(claim, claim, engines)
    photos = claim.rename(tmp_path / "photos")
    before = {path.name: path.read_bytes() for path in photos.iterdir()}
    with pytest.raises(UsageProblem, match="itself"):
        run(photos, tmp_path, engines)
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == before


def test_a_cancelled_run_keeps_the_photos_done_and_writes_no_report(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    answers = iter([False, True])
    with pytest.raises(Interrupted, match="1 of 2"):
        assess_with(lambda: engines, claim, tmp_path / "out", options=AssessOptions(), cancelled=lambda: next(answers))
    assert len(open_saved(tmp_path / "out").assessment.photos) == 1
    assert not (tmp_path / "out" / "report.pdf").exists()


def test_a_cancelled_run_keeps_the_whole_assessment_of_an_earlier_one(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    run(claim, tmp_path / "out", engines, AssessOptions())
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    answers = iter([False, True])
    with pytest.raises(Interrupted, match="earlier assessment"):
        assess_with(lambda: engines, claim, tmp_path / "out", options=OPTIONS, cancelled=lambda: next(answers))
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_progress_ends_with_the_writing_of_every_photo(claim: Path, engines: Engines, tmp_path: Path) -> None:
    heard: list[Progress] = []
    assess_with(lambda: engines, claim, tmp_path / "out", options=OPTIONS, told=heard.append)
    assert [(p.done, p.total) for p in heard if p.step is Step.WRITING] == [(0, 2), (1, 2)]


def test_the_windows_output_lies_beside_the_claim(tmp_path: Path) -> None:
    assert default_out(tmp_path / "CLM-1") == tmp_path / "CLM-1-claimapp"


@pytest.mark.parametrize("earlier", [False, True])
def test_a_run_that_is_stopped_while_it_draws_keeps_the_whole_assessment(
    claim: Path, engines: Engines, tmp_path: Path, earlier: bool
) -> None:
    out = tmp_path / "out"
    if earlier:
        run(claim, out, engines, AssessOptions())
    told: list[Progress] = []

    def after_one_drawing() -> bool:
        return len([progress for progress in told if progress.step is Step.WRITING]) == 1

    with pytest.raises(Interrupted, match="before the report was written") as stopped:
        assess_with(lambda: engines, claim, out, options=AssessOptions(), told=told.append, cancelled=after_one_drawing)
    assert stopped.value.exit_code == 130
    saved = open_saved(out)
    assert len(saved.assessment.photos) == 2
    # No drawing and no report of an earlier run beside the new assessment.
    assert list(saved.drawn) == ["p1"]
    assert saved.report_pdf is None


def test_a_folder_that_another_run_holds_is_refused(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    refused: list[int] = []

    def second() -> Engines:
        with ThreadPoolExecutor(1) as other:
            problem = other.submit(run, claim, out, engines).exception()
        assert isinstance(problem, OutputProblem)
        refused.append(problem.exit_code)
        return engines

    assess_with(second, claim, out, options=OPTIONS)
    assert refused == [5]

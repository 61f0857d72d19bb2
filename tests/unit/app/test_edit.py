"""edit.py: edits are made in their order, priced with the shipped models and tables, and kept with their author."""

from __future__ import annotations

import pytest

from claimapp.app.edit import edit_assessment
from claimapp.app.estimate import price_again
from claimapp.domain.damage import Origin
from claimapp.domain.edit import AddDamage, Dismiss, Edit, PriceLine, Restore
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.errors import EditProblem
from claimapp.store.assessment_json import dump, parse
from claimapp.store.priced import money_faults
from tests.data.edits import NOW, found_assessment

FOUND = found_assessment()
LEARNED = price_again(FOUND)  # with the shipped cost model's range


def test_a_later_edit_may_name_what_an_earlier_one_of_the_list_made() -> None:
    added = AddDamage(DamageKind.DENT, PartName.ROOF)
    assessment = edit_assessment(FOUND, (added, Dismiss("d6")), when=NOW, who="A. Botha")
    assert (assessment.damages[-1].origin, assessment.damages[-1].dismissed) == (Origin.PERSON, True)
    assert [(record.id, record.who, record.when) for record in assessment.edits] == [
        ("e1", "A. Botha", NOW),
        ("e2", "A. Botha", NOW),
    ]


@pytest.mark.parametrize("edits", [(Dismiss("d2"),), (PriceLine("l1", ChargeKind.PART, Money(99_99)),)])
def test_what_is_edited_is_priced_whole_and_reads_back(edits: tuple[Edit, ...]) -> None:
    assessment = edit_assessment(LEARNED, edits, when=NOW, who="")
    assert money_faults(assessment) == ()
    assert assessment.estimate.total != LEARNED.estimate.total
    assert parse(dump(assessment)) == assessment


def test_taking_an_edit_back_gives_the_same_estimate() -> None:
    assert edit_assessment(LEARNED, (Dismiss("d2"), Restore("d2")), when=NOW, who="").estimate == LEARNED.estimate


def test_no_edits_leave_the_assessment_as_it_is() -> None:
    assert edit_assessment(FOUND, (), when=NOW, who="") is FOUND


def test_a_wrong_edit_in_a_list_stops_all_of_it() -> None:
    with pytest.raises(EditProblem, match="there is no damage 'd9'"):
        edit_assessment(FOUND, (Dismiss("d1"), Dismiss("d9")), when=NOW, who="")

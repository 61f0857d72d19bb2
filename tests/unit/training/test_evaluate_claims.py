"""evaluate_claims.py: what counts as a part named rightly, twice, wrongly or on the wrong side."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import UsageProblem
from claimapp.training.evaluate_claims import JudgedClaim, judge_parts, read_judged_claims

OWN_TRUTH = Path(__file__).parents[2] / "data" / "judged_claims.toml"

BUMPER = Place(PartName.FRONT_BUMPER)
LAMP_LEFT, LAMP_RIGHT = Place(PartName.HEADLAMP, Side.LEFT), Place(PartName.HEADLAMP, Side.RIGHT)
WHEEL = Place(PartName.WHEEL, Side.LEFT, End.FRONT)
CLAIM = JudgedClaim("c", ("p",), frozenset({BUMPER, LAMP_LEFT}), frozenset({Place(PartName.BONNET)}))


def test_what_is_named_as_it_is_is_right_and_the_rest_is_missed() -> None:
    found = judge_parts(CLAIM, [LAMP_LEFT])
    assert (found.right, found.missed, found.wrong, found.twice) == ((LAMP_LEFT,), (BUMPER,), (), ())


def test_a_half_known_part_is_right_where_one_that_it_may_be_is_damaged() -> None:
    assert judge_parts(CLAIM, [Place(PartName.BUMPER)]).right == (BUMPER,)
    assert judge_parts(CLAIM, [Place(PartName.DOOR)]).wrong == (Place(PartName.DOOR),)


def test_a_part_without_its_side_is_right_and_counted() -> None:
    found = judge_parts(CLAIM, [Place(PartName.HEADLAMP)])
    assert (found.right, found.side_missing, found.wrong_side) == ((LAMP_LEFT,), 1, 0)


def test_the_wrong_side_is_wrong() -> None:
    found = judge_parts(CLAIM, [LAMP_RIGHT])
    assert (found.right, found.wrong, found.wrong_side) == ((), (LAMP_RIGHT,), 1)


def test_naming_a_part_again_by_half_is_charging_it_twice() -> None:
    found = judge_parts(CLAIM, [Place(PartName.BUMPER), BUMPER, Place(PartName.HEADLAMP), LAMP_LEFT])
    assert set(found.right) == {BUMPER, LAMP_LEFT}
    assert set(found.twice) == {Place(PartName.HEADLAMP), Place(PartName.BUMPER)}


def test_a_doubtful_part_counts_for_nothing() -> None:
    found = judge_parts(CLAIM, [Place(PartName.BONNET)])
    assert (found.right, found.wrong, found.twice) == ((), (), ())


def test_a_lid_is_a_lid_whatever_the_shape_of_the_body() -> None:
    claim = JudgedClaim("c", ("p",), frozenset({Place(PartName.TAILGATE)}))
    assert judge_parts(claim, [Place(PartName.BOOT_LID)]).right == (Place(PartName.TAILGATE),)


def test_a_part_at_the_other_end_is_wrong() -> None:
    claim = JudgedClaim("c", ("p",), frozenset({WHEEL}))
    assert judge_parts(claim, [Place(PartName.WHEEL, Side.LEFT, End.REAR)]).right == ()
    assert judge_parts(claim, [Place(PartName.WHEEL, Side.LEFT)]).right == (WHEEL,)


def test_the_truth_is_read_with_sides_and_ends(tmp_path: Path) -> None:
    file = tmp_path / "truth.toml"
    file.write_text('[[claim]]\nname = "c"\nphotos = ["p"]\nparts = ["front_bumper", "wheel left front"]\n')
    assert read_judged_claims(file) == (JudgedClaim("c", ("p",), frozenset({BUMPER, WHEEL})),)


@pytest.mark.parametrize(
    "parts", ['"head_lamp"', '"headlamp left right"', '"bonnet left"', '"wheel front rear"', '"wheel upper"']
)
def test_a_part_that_does_not_exist_is_refused(tmp_path: Path, parts: str) -> None:
    file = tmp_path / "truth.toml"
    file.write_text(f'[[claim]]\nname = "c"\nphotos = ["p"]\nparts = [{parts}]\n')
    with pytest.raises(UsageProblem, match="the judged claims cannot be read"):
        read_judged_claims(file)


def test_no_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="the judged claims cannot be read"):
        read_judged_claims(tmp_path / "none.toml")


def test_the_truth_of_the_repository_holds_25_claims_and_ten_are_held_back() -> None:
    claims = read_judged_claims(OWN_TRUTH)
    assert (len(claims), sum(claim.held_back for claim in claims)) == (25, 10)
    photos = [photo for claim in claims for photo in claim.photos]
    assert len(photos) == len(set(photos))
    assert not [claim.name for claim in claims if claim.parts & claim.doubtful]

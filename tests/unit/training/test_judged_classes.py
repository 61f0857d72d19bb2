"""Which label is compared with which class of a model."""

from __future__ import annotations

from claimapp.training.judged_classes import judge_by_kind, judge_by_part

DAMAGE = ("scratch", "dent", "broken", "damage")


def test_kinds_meet_by_meaning_and_the_catch_all_of_the_model_is_ignored() -> None:
    judged = judge_by_kind(("Dents", "smash"), DAMAGE)
    assert judged.names == ("Dents", "smash")
    assert judged.of_label == {0: 0, 1: 1}
    assert judged.of_model == {1: 0, 2: 1}
    assert not judged.agnostic


def test_labels_that_the_model_does_not_know_are_left_out() -> None:
    judged = judge_by_kind(("dent", "tire_flat", "bumper"), DAMAGE)
    assert judged.left_out == ("tire_flat", "bumper")
    assert judged.of_label == {0: 0}


def test_a_catch_all_label_makes_everything_one_class() -> None:
    judged = judge_by_kind(("car_damage", "dent", "glass_break", "door"), DAMAGE)
    assert judged.agnostic
    assert judged.names == ("damage",)
    assert judged.of_label == {0: 0, 1: 0, 2: 0}
    assert judged.of_model == {0: 0, 1: 0, 2: 0, 3: 0}
    assert judged.left_out == ("door",)


def test_two_labels_of_one_meaning_are_one_class() -> None:
    judged = judge_by_kind(("broken_part", "smash", "dent"), DAMAGE)
    assert judged.names == ("broken_part|smash", "dent")
    assert judged.of_label == {0: 0, 1: 0, 2: 1}
    assert judged.of_model == {1: 1, 2: 0}


def test_parts_meet_through_their_aliases() -> None:
    judged = judge_by_part(("boot_lid", "bonnet", "roof"), ("hood", "dickey"))
    assert judged.of_label == {0: 0, 1: 1}
    assert judged.of_model == {0: 1, 1: 0}
    assert judged.left_out == ("roof",)


def test_where_the_model_knows_no_front_and_rear_both_labels_are_one_class() -> None:
    judged = judge_by_part(("front_bumper", "rear_bumper", "hood"), ("bumper", "bonnet"))
    assert judged.names == ("front_bumper|rear_bumper", "hood")
    assert judged.of_label == {0: 0, 1: 0, 2: 1}
    assert judged.of_model == {0: 0, 1: 1}


def test_where_the_set_knows_no_sides_both_classes_of_the_model_answer() -> None:
    judged = judge_by_part(("front_door",), ("front_left_door", "front_right_door", "back_left_door"))
    assert judged.of_model == {0: 0, 1: 0}


def test_left_does_not_answer_right() -> None:
    judged = judge_by_part(("left_mirror",), ("right_mirror",))
    assert judged.left_out == ("left_mirror",)
    assert judged.of_model == {}


def test_a_name_on_both_sides_meets_itself_alone() -> None:
    labels = ("bumper", "front_bumper")
    judged = judge_by_part(labels, labels)
    assert judged.of_label == {0: 0, 1: 1}
    assert judged.of_model == {0: 0, 1: 1}

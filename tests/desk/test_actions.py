from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QTabBar, QToolButton

from claimapp.desk.actions import ACTIONS, Acts, Situation
from claimapp.desk.window import MainWindow
from tests.desk.fakes import Desk


def test_ids_and_titles_are_single() -> None:
    assert max(Counter(spec.id for spec in ACTIONS).values()) == 1
    assert max(Counter(spec.title for spec in ACTIONS).values()) == 1


def test_no_key_does_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


class _Told:
    """A window that notes what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.asked.append((name, arguments))


def test_every_action_asks_the_window_for_one_thing_and_no_two_for_the_same() -> None:
    told = _Told()
    for spec in ACTIONS:
        spec.callback(cast(Acts, told))
    assert len(told.asked) == len(ACTIONS)
    assert len(set(told.asked)) == len(ACTIONS)
    assert [name for name, _ in told.asked if not callable(getattr(MainWindow, name, None))] == []


def test_nothing_is_pressed_in_the_window_that_is_not_of_the_table(desk: Desk) -> None:
    desk.open_and_find()
    window = desk.window
    of_table = {id(action) for _, action in window.actions_table.all()}
    strangers: list[str] = []
    for button in window.findChildren(QAbstractButton):
        if isinstance(button.parent(), QTabBar) or button.objectName().startswith("qt_"):
            continue  # Qt's own arrows for tabs, menus and actions that do not fit
        # The corner of a table is a button of Qt that is switched off here.
        action = button.defaultAction() if isinstance(button, QToolButton) else None
        if (action is None or id(action) not in of_table) and button.isEnabled():
            strangers.append(f"{type(button).__name__} {button.text()!r} in {type(button.parent()).__name__}")
    menus = {id(menu.menuAction()) for menu in window.findChildren(QMenu)}
    for action in window.findChildren(QAction):
        if id(action) in of_table or action.isSeparator() or id(action) in menus or not action.isVisible():
            continue
        strangers.append(f"QAction {action.text()!r}")
    assert strangers == []


def test_every_action_is_in_a_menu_with_its_tip(desk: Desk) -> None:
    in_menus = {id(action) for menu in desk.window.findChildren(QMenu) for action in menu.actions()}
    for spec, action in desk.window.actions_table.all():
        assert id(action) in in_menus, spec.id
        if spec.keys:
            key = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            assert action.toolTip().endswith(f"({key})"), spec.id


def test_what_needs_a_claim_is_off_without_one(desk: Desk) -> None:
    enabled = {spec.id for spec, action in desk.window.actions_table.all() if action.isEnabled()}
    assert "open" in enabled
    assert enabled.isdisjoint({"find", "save", "cancel", "retry", "undo", "toggle_damage", "zoom_in", "recent_1"})


def test_while_a_job_runs_only_looking_and_cancelling_is_possible() -> None:
    busy = Situation(
        claim_open=True, folder_known=True, assessed=True, busy=True, photos=3, damage_selected=True,
        can_undo=True, can_redo=True, recent=5,
    )  # fmt: skip
    enabled = {spec.id for spec in ACTIONS if spec.enabled(busy)}
    assert {"cancel", "zoom_in", "next_photo", "palette"} <= enabled
    assert enabled.isdisjoint({"open", "sample", "find", "save", "undo", "redo", "toggle_damage", "recent_1"})


def test_nothing_is_saved_before_it_is_priced() -> None:
    enabled = {spec.id for spec in ACTIONS if spec.enabled(Situation(claim_open=True, assessed=True, priced=False))}
    assert "save" not in enabled


def test_damage_is_not_looked_for_before_the_edits_are_priced() -> None:
    find = next(spec for spec in ACTIONS if spec.id == "find")
    assert find.enabled(Situation(claim_open=True, folder_known=True, assessed=True))
    assert not find.enabled(Situation(claim_open=True, folder_known=True, assessed=True, priced=False))

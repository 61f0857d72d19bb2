"""The one table of everything that a person can do; menus, toolbar, palette, keys and tool tips come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from claimapp.desk.remembered import MOST_RECENT
from claimapp.desk.theme import Theme

__all__ = ["ACTIONS", "ActionSpec", "Actions", "Acts", "Menu", "Situation"]


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    CLAIM = "Claim"
    RECENT = "Open recent"
    EDIT = "Edit"
    GO = "Go"
    VIEW = "View"
    HELP = "Help"


class Acts(Protocol):
    """What a window must be able to do, so that every action of the table has someone to do it."""

    def cancel(self) -> None:
        """Do what the action `cancel` says."""

    def choose_claim(self) -> None:
        """Do what the action `choose_claim` says."""

    def choose_theme(self, theme: Theme) -> None:
        """Do what the action `choose_theme` says."""

    def close_window(self) -> None:
        """Do what the action `close_window` says."""

    def dismiss_job(self) -> None:
        """Do what the action `dismiss_job` says."""

    def dismiss_notice(self) -> None:
        """Do what the action `dismiss_notice` says."""

    def find_damage(self) -> None:
        """Do what the action `find_damage` says."""

    def next_finding(self) -> None:
        """Do what the action `next_finding` says."""

    def next_panel(self) -> None:
        """Do what the action `next_panel` says."""

    def next_photo(self) -> None:
        """Do what the action `next_photo` says."""

    def open_recent(self, number: int) -> None:
        """Do what the action `open_recent` says."""

    def open_report_folder(self) -> None:
        """Do what the action `open_report_folder` says."""

    def open_sample(self) -> None:
        """Do what the action `open_sample` says."""

    def previous_finding(self) -> None:
        """Do what the action `previous_finding` says."""

    def previous_panel(self) -> None:
        """Do what the action `previous_panel` says."""

    def previous_photo(self) -> None:
        """Do what the action `previous_photo` says."""

    def redo(self) -> None:
        """Do what the action `redo` says."""

    def retry(self) -> None:
        """Do what the action `retry` says."""

    def save(self) -> None:
        """Do what the action `save` says."""

    def save_report_as(self) -> None:
        """Do what the action `save_report_as` says."""

    def show_about(self) -> None:
        """Do what the action `show_about` says."""

    def show_palette(self) -> None:
        """Do what the action `show_palette` says."""

    def toggle_damage(self) -> None:
        """Do what the action `toggle_damage` says."""

    def undo(self) -> None:
        """Do what the action `undo` says."""

    def zoom_fit(self) -> None:
        """Do what the action `zoom_fit` says."""

    def zoom_in(self) -> None:
        """Do what the action `zoom_in` says."""

    def zoom_out(self) -> None:
        """Do what the action `zoom_out` says."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is so at the moment, as far as it decides which actions make sense."""

    claim_open: bool = False
    folder_known: bool = False
    assessed: bool = False
    busy: bool = False
    priced: bool = True
    photos: int = 0
    damage_selected: bool = False
    can_undo: bool = False
    can_redo: bool = False
    failed: bool = False
    noticed: bool = False
    recent: int = 0


Enabled = Callable[[Situation], bool]


def _always(now: Situation) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: `callback` is what the window does; `recent` is which of the recent claims it opens, if one.

    `toolbar` puts it on the toolbar, `stands_out` draws it there as the main thing to do,
    `checkable` makes it one of a group that shows which is in force.
    """

    id: str
    title: str
    menu: Menu
    callback: Callable[[Acts], None]
    keys: tuple[str, ...] = ()
    enabled: Enabled = _always
    tip: str = ""
    recent: int | None = None
    toolbar: bool = False
    stands_out: bool = False
    checkable: bool = False
    separated: bool = False


def _idle(now: Situation) -> bool:
    return not now.busy


def _open_recent(number: int) -> Callable[[Acts], None]:
    return lambda window: window.open_recent(number)


def _choose_theme(theme: Theme) -> Callable[[Acts], None]:
    return lambda window: window.choose_theme(theme)


def _recent_enabled(number: int) -> Enabled:
    return lambda now: not now.busy and now.recent >= number


def _can_save(now: Situation) -> bool:
    return now.assessed and now.priced and not now.busy


_THEME_TITLES = {
    Theme.SYSTEM: "Colours of the system",
    Theme.LIGHT: "Light colours",
    Theme.DARK: "Dark colours",
    Theme.CONTRAST: "High contrast",
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "open", "Open claim folder…", Menu.CLAIM, lambda window: window.choose_claim(), ("Ctrl+O",), _idle,
        "Open a folder of photos, or one that was assessed before", toolbar=True,
    ),
    ActionSpec(
        "sample", "Open the sample claim", Menu.CLAIM, lambda window: window.open_sample(),
        (), _idle, "A made-up claim to try it on",
    ),
    *(
        ActionSpec(
            f"recent_{number}", f"Recent claim {number}", Menu.RECENT, _open_recent(number), (),
            _recent_enabled(number), recent=number,
        )
        for number in range(1, MOST_RECENT + 1)
    ),
    ActionSpec(
        "find", "Find damage and price", Menu.CLAIM, lambda window: window.find_damage(), ("Ctrl+R", "F5"),
        lambda now: now.folder_known and now.priced and not now.busy,
        "Look at every photo, list the damages and work out the cost", toolbar=True, stands_out=True, separated=True,
    ),
    ActionSpec(
        "cancel", "Cancel", Menu.CLAIM, lambda window: window.cancel(), ("Ctrl+.",), lambda now: now.busy,
        "Stop after the photo at hand; what was finished is kept",
    ),
    ActionSpec(
        "retry", "Retry", Menu.CLAIM, lambda window: window.retry(),
        (), lambda now: now.failed and not now.busy, "Try it once more",
    ),
    ActionSpec(
        "dismiss_job", "Close failed job", Menu.CLAIM, lambda window: window.dismiss_job(), (), lambda now: now.failed,
        "Take the failed job off the window",
    ),
    ActionSpec(
        "dismiss_notice", "Close notice", Menu.CLAIM, lambda window: window.dismiss_notice(),
        (), lambda now: now.noticed,
        "Take the notice off the window",
    ),
    ActionSpec(
        "save", "Save", Menu.CLAIM, lambda window: window.save(), ("Ctrl+S",), _can_save,
        "Save the assessment and its PDF report", toolbar=True, separated=True,
    ),
    ActionSpec(
        "save_report_as", "Save report as…", Menu.CLAIM, lambda window: window.save_report_as(),
        ("Ctrl+Shift+S",), _can_save,
        "Save, and write the PDF report to a place of your choice", toolbar=True,
    ),
    ActionSpec(
        "open_folder", "Open report folder", Menu.CLAIM, lambda window: window.open_report_folder(),
        (), lambda now: now.assessed,
        "Show the folder with report.pdf and assessment.json", toolbar=True,
    ),
    ActionSpec("close", "Close window", Menu.CLAIM, lambda window: window.close_window(), ("Ctrl+Q",), separated=True),
    ActionSpec(
        "undo", "Undo", Menu.EDIT, lambda window: window.undo(), ("Ctrl+Z",), lambda now: now.can_undo and not now.busy,
        "Take the last change back", toolbar=True, separated=True,
    ),
    ActionSpec(
        "redo", "Redo", Menu.EDIT, lambda window: window.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"), lambda now: now.can_redo and not now.busy,
        "Do again what was taken back", toolbar=True,
    ),
    ActionSpec(
        "toggle_damage", "Dismiss or restore damage", Menu.EDIT, lambda window: window.toggle_damage(), ("Del",),
        lambda now: now.damage_selected and not now.busy,
        "A dismissed damage stays on the list and is not charged", separated=True,
    ),
    ActionSpec(
        "next_photo", "Next photo", Menu.GO, lambda window: window.next_photo(),
        ("Ctrl+PgDown",), lambda now: now.photos > 1,
    ),
    ActionSpec(
        "previous_photo", "Previous photo", Menu.GO, lambda window: window.previous_photo(),
        ("Ctrl+PgUp",), lambda now: now.photos > 1,
    ),
    ActionSpec(
        "next_finding", "Next finding on the photo", Menu.GO, lambda window: window.next_finding(),
        ("N",), lambda now: now.assessed,
    ),
    ActionSpec(
        "previous_finding", "Previous finding on the photo", Menu.GO, lambda window: window.previous_finding(),
        ("Shift+N",),
        lambda now: now.assessed,
    ),
    ActionSpec(
        "next_panel", "Next part of the window", Menu.GO, lambda window: window.next_panel(),
        ("F6",), lambda now: now.claim_open,
        separated=True,
    ),
    ActionSpec(
        "previous_panel", "Previous part of the window", Menu.GO, lambda window: window.previous_panel(), ("Shift+F6",),
        lambda now: now.claim_open,
    ),
    ActionSpec(
        "palette", "Find an action…", Menu.GO, lambda window: window.show_palette(),
        ("Ctrl+Shift+P",), tip="Type what to do",
    ),
    ActionSpec(
        "zoom_in", "Zoom in", Menu.VIEW, lambda window: window.zoom_in(),
        ("+", "=", "Ctrl++"), lambda now: now.photos > 0,
    ),
    ActionSpec(
        "zoom_out", "Zoom out", Menu.VIEW, lambda window: window.zoom_out(),
        ("-", "Ctrl+-"), lambda now: now.photos > 0,
    ),
    ActionSpec(
        "zoom_fit", "Fit the photo", Menu.VIEW, lambda window: window.zoom_fit(),
        ("0", "Ctrl+0"), lambda now: now.photos > 0,
    ),
    *(
        ActionSpec(
            f"theme_{theme.value}", _THEME_TITLES[theme], Menu.VIEW, _choose_theme(theme),
            checkable=True, separated=theme is Theme.SYSTEM,
        )
        for theme in Theme
    ),
    ActionSpec(
        "about", "About claimapp", Menu.HELP, lambda window: window.show_about(),
        tip="Version, licence, and what photos cannot show",
    ),
)  # fmt: skip
"""Everything that a person can do. A button that is not made from this table is a defect."""


class Actions(QObject):
    """QActions made from the table for one window."""

    def __init__(self, acts: Acts, parent: QObject) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(spec, acts) for spec in ACTIONS}

    def __getitem__(self, action_id: str) -> QAction:
        """Return the action of an id."""
        return self._actions[action_id]

    def all(self) -> tuple[tuple[ActionSpec, QAction], ...]:
        """Return every row of the table with its action, in the table's order."""
        return tuple((spec, self._actions[spec.id]) for spec in ACTIONS)

    def refresh(self, now: Situation) -> None:
        """Enable what makes sense at the moment."""
        for spec, action in self.all():
            action.setEnabled(spec.enabled(now))

    def retitle(self, action_id: str, title: str) -> None:
        """Give an action another title, an undo's text for one; tip and key stay."""
        action = self._actions[action_id]
        action.setText(title)
        action.setToolTip(_tool_tip(self._specs[action_id], title))

    def fill_menus(self, bar: QMenuBar) -> None:
        """Make the menus; Open recent lies within the first."""
        menus: dict[Menu, QMenu] = {}
        for spec, action in self.all():
            if spec.menu not in menus:
                parent = menus[Menu.CLAIM] if spec.menu is Menu.RECENT else bar
                menus[spec.menu] = parent.addMenu(spec.menu.value)
            elif spec.separated:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(action)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the toolbar's actions on it, with the action's name for screen readers."""
        for spec, action in self.all():
            if not spec.toolbar:
                continue
            if spec.separated:
                bar.addSeparator()
            bar.addAction(action)
            button = bar.widgetForAction(action)
            button.setAccessibleName(spec.title)
            button.setProperty("main", "true" if spec.stands_out else "false")

    def button(self, action_id: str) -> QToolButton:
        """Return a new button for an action, for a place within the window."""
        button = QToolButton()
        button.setDefaultAction(self._actions[action_id])
        button.setAccessibleName(self._specs[action_id].title)
        button.setProperty("framed", "true")
        button.setProperty("main", "true" if self._specs[action_id].stands_out else "false")
        return button

    def _make(self, spec: ActionSpec, acts: Acts) -> QAction:
        action = QAction(spec.title, self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(_tool_tip(spec, spec.title))
        action.setStatusTip(spec.tip)
        action.setCheckable(spec.checkable)
        # No icons: macOS and some Linux desktops would otherwise guess a role from the text.
        action.setMenuRole(QAction.MenuRole.NoRole)

        def act(checked: bool = False) -> None:
            spec.callback(acts)

        action.triggered.connect(act)
        return action


def _tool_tip(spec: ActionSpec, title: str) -> str:
    key = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
    words = f"{title}: {spec.tip}" if spec.tip else title
    return f"{words} ({key})" if key else words

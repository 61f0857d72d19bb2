"""The one table of everything that a person can do; menus, toolbar, palette, keys and tool tips come from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton

from claimapp.desk.remembered import MOST_RECENT
from claimapp.desk.theme import Theme

__all__ = ["ACTIONS", "ActionSpec", "Actions", "Menu", "Situation"]


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    CLAIM = "Claim"
    RECENT = "Open recent"
    EDIT = "Edit"
    GO = "Go"
    VIEW = "View"
    HELP = "Help"


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
    """One action: `callback` names a method of the window, `argument` is passed to it where given.

    `toolbar` puts it on the toolbar, `stands_out` draws it there as the main thing to do,
    `checkable` makes it one of a group that shows which is in force.
    """

    id: str
    title: str
    menu: Menu
    callback: str
    keys: tuple[str, ...] = ()
    enabled: Enabled = _always
    tip: str = ""
    argument: str | None = None
    toolbar: bool = False
    stands_out: bool = False
    checkable: bool = False
    separated: bool = False


def _idle(now: Situation) -> bool:
    return not now.busy


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
        "open", "Open claim folder…", Menu.CLAIM, "choose_claim", ("Ctrl+O",), _idle,
        "Open a folder of photos, or one that was assessed before", toolbar=True,
    ),
    ActionSpec("sample", "Open the sample claim", Menu.CLAIM, "open_sample", (), _idle, "A made-up claim to try it on"),
    *(
        ActionSpec(
            f"recent_{number}", f"Recent claim {number}", Menu.RECENT, "open_recent", (),
            _recent_enabled(number), argument=str(number),
        )
        for number in range(1, MOST_RECENT + 1)
    ),
    ActionSpec(
        "find", "Find damage and price", Menu.CLAIM, "find_damage", ("Ctrl+R", "F5"),
        lambda now: now.folder_known and now.priced and not now.busy,
        "Look at every photo, list the damages and work out the cost", toolbar=True, stands_out=True, separated=True,
    ),
    ActionSpec(
        "cancel", "Cancel", Menu.CLAIM, "cancel", ("Ctrl+.",), lambda now: now.busy,
        "Stop after the photo at hand; what was finished is kept",
    ),
    ActionSpec("retry", "Retry", Menu.CLAIM, "retry", (), lambda now: now.failed and not now.busy, "Try it once more"),
    ActionSpec(
        "dismiss_job", "Close failed job", Menu.CLAIM, "dismiss_job", (), lambda now: now.failed,
        "Take the failed job off the window",
    ),
    ActionSpec(
        "dismiss_notice", "Close notice", Menu.CLAIM, "dismiss_notice", (), lambda now: now.noticed,
        "Take the notice off the window",
    ),
    ActionSpec(
        "save", "Save", Menu.CLAIM, "save", ("Ctrl+S",), _can_save,
        "Save the assessment and its PDF report", toolbar=True, separated=True,
    ),
    ActionSpec(
        "save_report_as", "Save report as…", Menu.CLAIM, "save_report_as", ("Ctrl+Shift+S",), _can_save,
        "Save, and write the PDF report to a place of your choice", toolbar=True,
    ),
    ActionSpec(
        "open_folder", "Open report folder", Menu.CLAIM, "open_report_folder", (), lambda now: now.assessed,
        "Show the folder with report.pdf and assessment.json", toolbar=True,
    ),
    ActionSpec("close", "Close window", Menu.CLAIM, "close_window", ("Ctrl+Q",), separated=True),
    ActionSpec(
        "undo", "Undo", Menu.EDIT, "undo", ("Ctrl+Z",), lambda now: now.can_undo and not now.busy,
        "Take the last change back", toolbar=True, separated=True,
    ),
    ActionSpec(
        "redo", "Redo", Menu.EDIT, "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda now: now.can_redo and not now.busy,
        "Do again what was taken back", toolbar=True,
    ),
    ActionSpec(
        "toggle_damage", "Dismiss or restore damage", Menu.EDIT, "toggle_damage", ("Del",),
        lambda now: now.damage_selected and not now.busy,
        "A dismissed damage stays on the list and is not charged", separated=True,
    ),
    ActionSpec("next_photo", "Next photo", Menu.GO, "next_photo", ("Ctrl+PgDown",), lambda now: now.photos > 1),
    ActionSpec("previous_photo", "Previous photo", Menu.GO, "previous_photo", ("Ctrl+PgUp",),
        lambda now: now.photos > 1,
   ),
    ActionSpec("next_finding", "Next finding on the photo", Menu.GO, "next_finding", ("N",), lambda now: now.assessed),
    ActionSpec(
        "previous_finding", "Previous finding on the photo", Menu.GO, "previous_finding", ("Shift+N",),
        lambda now: now.assessed,
    ),
    ActionSpec(
        "next_panel", "Next part of the window", Menu.GO, "next_panel", ("F6",), lambda now: now.claim_open,
        separated=True,
    ),
    ActionSpec(
        "previous_panel", "Previous part of the window", Menu.GO, "previous_panel", ("Shift+F6",),
        lambda now: now.claim_open,
    ),
    ActionSpec("palette", "Find an action…", Menu.GO, "show_palette", ("Ctrl+Shift+P",), tip="Type what to do"),
    ActionSpec("zoom_in", "Zoom in", Menu.VIEW, "zoom_in", ("+", "=", "Ctrl++"), lambda now: now.photos > 0),
    ActionSpec("zoom_out", "Zoom out", Menu.VIEW, "zoom_out", ("-", "Ctrl+-"), lambda now: now.photos > 0),
    ActionSpec("zoom_fit", "Fit the photo", Menu.VIEW, "zoom_fit", ("0", "Ctrl+0"), lambda now: now.photos > 0),
    *(
        ActionSpec(
            f"theme_{theme.value}", _THEME_TITLES[theme], Menu.VIEW, "choose_theme", argument=theme.value,
            checkable=True, separated=theme is Theme.SYSTEM,
        )
        for theme in Theme
    ),
    ActionSpec("about", "About claimapp", Menu.HELP, "show_about", tip="Version, licence, and what photos cannot show"),
)  # fmt: skip
"""Everything that a person can do. A button that is not made from this table is a defect."""


class Actions(QObject):
    """QActions made from the table for one window."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(spec, window) for spec in ACTIONS}

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

    def _make(self, spec: ActionSpec, window: QObject) -> QAction:
        action = QAction(spec.title, self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(_tool_tip(spec, spec.title))
        action.setStatusTip(spec.tip)
        action.setCheckable(spec.checkable)
        # No icons: macOS and some Linux desktops would otherwise guess a role from the text.
        action.setMenuRole(QAction.MenuRole.NoRole)
        callback = getattr(window, spec.callback)
        arguments = () if spec.argument is None else (spec.argument,)

        def act(checked: bool = False) -> None:
            callback(*arguments)

        action.triggered.connect(act)
        return action


def _tool_tip(spec: ActionSpec, title: str) -> str:
    key = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
    words = f"{title}: {spec.tip}" if spec.tip else title
    return f"{words} ({key})" if key else words

"""The main window: what the actions of the table do, and how it shows what the session says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from claimapp import __version__
from claimapp.desk.action_state import name_actions, report_name, situation_of, window_title
from claimapp.desk.actions import Actions
from claimapp.desk.ask import Asking, Dialogs
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.closing import Leaving
from claimapp.desk.crash import CrashWindow
from claimapp.desk.jobs import Jobs, RunningChange
from claimapp.desk.layout import WorkPage
from claimapp.desk.palette import CommandPalette
from claimapp.desk.panels.jobs import JobRow, Notice
from claimapp.desk.panels.start import StartPage
from claimapp.desk.pictures import Pictures
from claimapp.desk.remembered import Remembered
from claimapp.desk.session import Failure, Session
from claimapp.desk.theme import Theme, apply_theme
from claimapp.desk.use_cases import UseCases
from claimapp.desk.worker import Worker
from claimapp.words.phrases import visible_only

__all__ = ["MainWindow"]

_SAID_FOR_MS = 8000
_LETTERS_WIDE, _LINES_HIGH = 200, 50


class MainWindow(QMainWindow):
    """One window, one claim. Everything outside it is passed in: use cases, worker, memory, questions."""

    def __init__(
        self,
        use_cases: UseCases,
        worker: Worker,
        remembered: Remembered,
        data_folder: Path,
        *,
        theme: Theme = Theme.SYSTEM,
        asking: Asking | None = None,
    ) -> None:
        super().__init__()
        self._worker, self._remembered, self._data_folder = worker, remembered, data_folder
        self._asking = asking or Dialogs(self)
        self._failure: Failure | None = None
        self.model = ClaimModel(self)
        self.jobs = Jobs(self.model.stack, self)
        self.session = Session(self.model, self.jobs, use_cases, worker, self)
        self.leaving = Leaving(
            self.model, self.jobs, self.session, self._asking, close=self.close, stop=self.cancel, parent=self
        )
        self.pictures = Pictures(self.jobs, use_cases, self)
        self.actions_table = Actions(self, self)
        self._build()
        self._listen()
        self._put_theme(theme)
        self.start_page.show_recent(remembered.recent())
        self.refresh()

    def _build(self) -> None:
        self.actions_table.fill_menus(self.menuBar())
        bar = QToolBar("Toolbar")
        bar.setMovable(False)
        bar.toggleViewAction().setVisible(False)
        self.setContextMenuPolicy(self.contextMenuPolicy().NoContextMenu)
        self.actions_table.fill_toolbar(bar)
        self.addToolBar(bar)
        self.notice = Notice(self.actions_table)
        self.job_row = JobRow(self.actions_table)
        self.start_page = StartPage(self.actions_table, self.open_path)
        self.work = WorkPage(self.model, self.pictures, self.actions_table)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.work)
        middle = QWidget()
        column = QVBoxLayout(middle)
        for widget in (self.notice, self.job_row):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setAcceptDrops(True)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _LETTERS_WIDE, metrics.lineSpacing() * _LINES_HIGH)

    def _listen(self) -> None:
        model, session, jobs = self.model, self.session, self.jobs
        model.opened.connect(self._show_claim)
        for signal in (model.assessment_changed, model.finding_selected, model.dirty_changed, session.changed):
            signal.connect(self.refresh)
        model.stack.indexChanged.connect(self.refresh)
        model.finding_selected.connect(self._announce)
        jobs.change_started.connect(self._show_job)
        jobs.change_progressed.connect(self.job_row.progress)
        jobs.change_ended.connect(self._end_job)
        session.noticed.connect(self._show_notice)
        session.job_failed.connect(self._show_failure)
        session.broke.connect(self._show_crash)
        session.said.connect(lambda text: self.statusBar().showMessage(text, _SAID_FOR_MS))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    # What the window shows

    def refresh(self) -> None:
        """Bring actions, title and recent list up to date."""
        recent = self._remembered.recent()
        now = situation_of(
            self.model,
            len(recent),
            busy=self.jobs.changing is not None,
            failed=self._failure is not None,
            noticed=self.notice.isVisibleTo(self),
        )
        self.actions_table.refresh(now)
        name_actions(self.actions_table, self.model, recent)
        self.setWindowTitle(window_title(self.model))
        self.setWindowModified(self.model.dirty)

    def _show_claim(self) -> None:
        claim = self.model.claim
        if claim is None:
            return
        self._remembered.opened(claim.folder or claim.out, claim.out if claim.folder else None)
        self.start_page.show_recent(self._remembered.recent())
        self.dismiss_notice()
        self.dismiss_job()
        self.pages.setCurrentWidget(self.work)
        self.refresh()
        self._announce()

    def _announce(self) -> None:
        self.statusBar().showMessage(self.work.picture.selection_words())

    def _show_job(self, running: RunningChange) -> None:
        self._failure = None
        self.job_row.start(running.title)
        self.refresh()

    def _end_job(self) -> None:
        self.job_row.hide()
        self.refresh()

    def _show_failure(self, failure: Failure) -> None:
        self._failure = failure
        self.leaving.stay()
        self.job_row.fail(failure)
        self.refresh()

    def _show_notice(self, text: str) -> None:
        self.leaving.stay()
        self.notice.say(text)
        self.refresh()

    def _show_crash(self, what: str) -> None:
        self.leaving.stay()
        CrashWindow(what, self).show()

    # What the actions do

    def open_path(self, path: Path) -> None:
        """Open a path, unless the person wants to keep unsaved changes first."""
        self.leaving.leave(lambda: self.session.open(path))

    def choose_claim(self) -> None:
        """Ask for a folder and open it."""
        recent = self._remembered.recent()
        chosen = self._asking.claim_folder(recent[0].parent if recent else None)
        if chosen is not None:
            self.open_path(chosen)

    def open_sample(self) -> None:
        """Open the sample claim."""
        self.leaving.leave(lambda: self.session.open_sample(self._data_folder))

    def open_recent(self, number: int) -> None:
        """Open one of the claims opened last; 1 is the last."""
        self.open_path(self._remembered.recent()[number - 1])

    def find_damage(self) -> None:
        """Run the models over the claim."""
        self.session.find_damage()

    def cancel(self) -> None:
        """Stop the job within one photo."""
        self.jobs.cancel()
        self.job_row.stopping()

    def retry(self) -> None:
        """Try the failed job again."""
        failure = self._failure
        if failure is not None:
            self.dismiss_job()
            failure.retry()

    def dismiss_job(self) -> None:
        """Take the failed job off the window."""
        self._failure = None
        if self.jobs.changing is None:
            self.job_row.hide()
        self.refresh()

    def dismiss_notice(self) -> None:
        """Take the notice off the window."""
        self.notice.hide()
        self.refresh()

    def save(self) -> None:
        """Save assessment.json and the report."""
        self.session.save()

    def save_report_as(self) -> None:
        """Save, and write the PDF to a chosen place as well."""
        claim = self.model.claim
        target = self._asking.report_target(claim.out / report_name(claim.title)) if claim else None
        if target is not None:
            self.session.save(target)

    def open_report_folder(self) -> None:
        """Show the output folder in the system's file manager."""
        if self.model.claim is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.claim.out)))

    def close_window(self) -> None:
        """Close, after asking about unsaved changes."""
        self.close()

    def undo(self) -> None:
        """Take the last change back."""
        self.model.stack.undo()

    def redo(self) -> None:
        """Do it again."""
        self.model.stack.redo()

    def toggle_damage(self) -> None:
        """Dismiss or restore the selected damage."""
        self.session.toggle_damage()

    def next_photo(self) -> None:
        """Show the next photo."""
        self.model.step_photo(1)

    def previous_photo(self) -> None:
        """Show the previous photo."""
        self.model.step_photo(-1)

    def next_finding(self) -> None:
        """Select the next finding on the photo."""
        self.model.step_finding(1)

    def previous_finding(self) -> None:
        """Select the previous finding on the photo."""
        self.model.step_finding(-1)

    def next_panel(self) -> None:
        """Go to the next part of the window."""
        self.work.cycle_focus(1)

    def previous_panel(self) -> None:
        """Go to the previous part of the window."""
        self.work.cycle_focus(-1)

    def show_palette(self) -> None:
        """Open the command palette."""
        palette = CommandPalette(self.actions_table, self)
        palette.finished.connect(palette.deleteLater)
        palette.open()

    def zoom_in(self) -> None:
        """Zoom in on the middle of the canvas."""
        self.work.picture.canvas.zoom_by(1)

    def zoom_out(self) -> None:
        """Zoom out."""
        self.work.picture.canvas.zoom_by(-1)

    def zoom_fit(self) -> None:
        """Show the whole photo."""
        self.work.picture.canvas.fit()

    def choose_theme(self, theme: Theme) -> None:
        """Put a theme on the program and remember it."""
        self._remembered.choose_theme(theme)
        self._put_theme(theme)

    def show_about(self) -> None:
        """Show version, licence and what photos cannot show."""
        self._asking.tell("About claimapp", f"claimapp {__version__}, AGPL-3.0-or-later.\n\n{visible_only()}")

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt override: one local folder may be dropped while nothing runs."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self.jobs.changing is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt override."""
        event.acceptProposedAction()
        self.open_path(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt override: ask about a job under way and unsaved changes; closing follows once stopped and saved."""
        if not self.leaving.may_close():
            event.ignore()
            return
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """Write the memory down and end what runs, without a question."""
        self._remembered.write()
        self.jobs.shut_down()
        self._worker.stop()

    def _follow_system(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._apply_theme()

    def _put_theme(self, theme: Theme) -> None:
        self._theme = theme
        for other in Theme:
            self.actions_table[f"theme_{other.value}"].setChecked(other is theme)
        self._apply_theme()

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.work.picture.canvas.set_tokens(apply_theme(app, self._theme))

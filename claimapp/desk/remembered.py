"""What the window remembers between runs: the claims opened last, where each is assessed, and the chosen theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from claimapp.desk.theme import Theme

__all__ = ["MOST_RECENT", "Remembered", "remembered_file"]

MOST_RECENT = 5
"""Claims on the recent list: as many as the File menu has entries for."""


def remembered_file() -> Path:
    """Return the file of the person's own settings folder that the window keeps its memory in."""
    from platformdirs import user_config_path

    return user_config_path("claimapp", appauthor=False) / "window.ini"


class Remembered:
    """A small ini file; an unreadable one counts as empty, for nothing in it is work."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def recent(self) -> tuple[Path, ...]:
        """Return the folders opened last, newest first; whether they still exist is not looked up."""
        return tuple(folder for folder, _ in self._read())

    def outs(self) -> dict[Path, Path]:
        """Return the output folder of each claim folder on the recent list, as far as one is known."""
        return {folder: out for folder, out in self._read() if out is not None}

    def opened(self, folder: Path, out: Path | None) -> None:
        """Put `folder` at the head of the recent list, with `out` where it is a claim folder assessed there."""
        pairs = [(folder, out), *(pair for pair in self._read() if pair[0] != folder)][:MOST_RECENT]
        self._settings.beginWriteArray("recent", len(pairs))
        for index, (each, its_out) in enumerate(pairs):
            self._settings.setArrayIndex(index)
            self._settings.setValue("folder", str(each))
            self._settings.setValue("out", str(its_out or ""))
        self._settings.endArray()

    def _read(self) -> list[tuple[Path, Path | None]]:
        count = self._settings.beginReadArray("recent")
        pairs: list[tuple[Path, Path | None]] = []
        for index in range(min(count, MOST_RECENT)):
            self._settings.setArrayIndex(index)
            out = str(self._settings.value("out", "") or "")
            pairs.append((Path(str(self._settings.value("folder"))), Path(out) if out else None))
        self._settings.endArray()
        return pairs

    def theme(self) -> Theme:
        """Return the theme chosen last, SYSTEM where none or an unknown one is written down."""
        written = str(self._settings.value("theme", Theme.SYSTEM.value))
        return Theme(written) if written in {theme.value for theme in Theme} else Theme.SYSTEM

    def choose_theme(self, theme: Theme) -> None:
        """Write the chosen theme down."""
        self._settings.setValue("theme", theme.value)

    def write(self) -> None:
        """Write to disk now; closing the program does so as well."""
        self._settings.sync()

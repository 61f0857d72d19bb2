"""Lines of a claim.toml: where a key stands, and what a person typed there."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "find_line", "line_numbered"]

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
_SETS = re.compile(r"\s*(?P<key>[^=:#\[\]]+?)\s*[=:]\s*(?P<typed>.*)$")
_QUOTED = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'[^']*')\s*(#.*)?$")
_SHOWN_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, the section it is in, and the key and value typed there ("" where none)."""

    number: int
    text: str
    section: str

    @property
    def key(self) -> str:
        """What stands before the equals sign (or colon), without quotes."""
        sets = _SETS.match(self.text)
        return sets["key"].strip("\"'“”‘’ ") if sets else self.text.strip().partition(" ")[0]

    @property
    def typed(self) -> str:
        """What stands behind the equals sign, without a comment."""
        sets = _SETS.match(self.text)
        typed = sets["typed"] if sets else self.text.strip().partition(" ")[2]
        quoted = _QUOTED.match(typed)
        return quoted[1] if quoted else typed.partition("#")[0].strip()

    @property
    def shown(self) -> str:
        """The line as an error shows it."""
        text = self.text.strip()
        return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}..."


def line_numbered(text: str, number: int | None) -> Line | None:
    """Return line `number`, or the last one with something on it; None where there is none."""
    lines = _lines(text)
    if number is not None:
        return lines[number - 1] if 0 < number <= len(lines) and lines[number - 1].text.strip() else None
    return next((line for line in reversed(lines) if line.text.strip()), None)


def find_line(text: str, section: str, key: str) -> Line | None:
    """Return the line where a key stands in its section, else where the section begins."""
    full = f"{section}.{key}" if section else key
    of_section: Line | None = None
    for line in _lines(text):
        opened = _HEADER.match(line.text) is not None
        above = f"{line.section}." if line.section else ""
        named = full.startswith(above) and _names(line.text, full.removeprefix(above))
        if (opened and line.section == full) or (not opened and named):
            return line
        begins = opened and line.section == section
        if section and of_section is None and (begins or (not line.section and _names(line.text, section))):
            of_section = line
    return of_section


def _lines(text: str) -> list[Line]:
    lines, section = [], ""
    for number, line in enumerate(text.split("\n"), start=1):
        if opened := _HEADER.match(line):
            section = re.sub(r"[\s\"']", "", opened[1])
        lines.append(Line(number, line.rstrip("\r"), section))
    return lines


def _names(line: str, key: str) -> bool:
    """Whether a line sets a key (`vehicle.year` may be quoted in parts) or something below it."""
    dotted = r"\s*\.\s*".join(rf"[\"']?{re.escape(piece)}[\"']?" for piece in key.split("."))
    return re.match(rf"\s*{dotted}\s*[.=]", line) is not None

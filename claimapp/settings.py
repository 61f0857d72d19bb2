"""What a person can set once for every claim: one table, from which reading, checks and docs/settings.md are made.

Three places, the later winning: settings.toml in the user's configuration folder, environment
variables (`CLAIMAPP_LANGUAGE`), and what a command was told. A new setting is a field here.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_origin, get_type_hints

from claimapp.domain.choices import Profile, Runtime, TextEngine
from claimapp.errors import UsageProblem
from claimapp.words.language import N_, Language

__all__ = [
    "SETTINGS_VARIABLE",
    "Described",
    "Settings",
    "described",
    "load_settings",
    "settings_file",
    "write_settings",
]

SETTINGS_VARIABLE = "CLAIMAPP_SETTINGS"
"""Environment variable that names another settings file."""

_PREFIX: Final = "CLAIMAPP_"
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; a folder that is None is the shipped one."""

    language: Language = field(default=Language.ENGLISH, metadata={_TEXT: N_("Language of reports and messages.")})
    profile: Profile = field(
        default=Profile.FAST,
        metadata={_TEXT: N_("How long a photo may take: accurate looks several times, at several sizes.")},
    )
    runtime: Runtime = field(default=Runtime.OPENVINO, metadata={_TEXT: N_("Engine that runs the vision models.")})
    text_engine: TextEngine = field(default=TextEngine.RAPIDOCR, metadata={_TEXT: N_("Reader for printed text.")})
    report: bool = field(default=True, metadata={_TEXT: N_("Whether a PDF is written with every assessment.")})
    models: Path | None = field(default=None, metadata={_TEXT: N_("Folder of models of your own.")})
    tables: Path | None = field(
        default=None, metadata={_TEXT: N_("Folder that holds all price, hour, rate and rule tables.")}
    )
    price_lists: tuple[Path, ...] = field(
        default=(),
        metadata={_TEXT: N_("Folders with tables of an insurer or repairer, laid over the others; the last one wins.")},
    )


@dataclass(frozen=True, slots=True)
class Described:
    """One setting for people: its name, what may be given, the default, what it is for, its variable."""

    name: str
    allowed: str
    default: str
    text: str
    variable: str


def settings_file() -> Path:
    """Where settings.toml lies: named by CLAIMAPP_SETTINGS, else in the user's configuration folder."""
    if chosen := os.environ.get(SETTINGS_VARIABLE):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_config_path("claimapp", appauthor=False) / "settings.toml"


def load_settings(
    file: Path | None = None, *, environ: Mapping[str, str] | None = None, told: Mapping[str, object] | None = None
) -> Settings:
    """Read the settings; without a file and variables, and with nothing `told`, these are the defaults.

    `file` None is `settings_file()`, `environ` None the process's own. A value of `told` that is None counts
    as not told.

    Raises:
        UsageProblem: if the file is not TOML, or a name or value is not allowed; says where and what is.
    """
    path = settings_file() if file is None else file
    settings = Settings()
    for name, value in _of_file(path).items():
        settings = _with(settings, name, value, where=str(path), below=path.parent)
    environment = os.environ if environ is None else environ
    for each in fields(Settings):
        variable = f"{_PREFIX}{each.name.upper()}"
        if text := environment.get(variable):
            settings = _with(settings, each.name, text, where=variable, below=Path.cwd())
    for name, given in (told or {}).items():
        if given is not None:
            settings = _with(settings, name, given, where=f"--{name.replace('_', '-')}", below=Path.cwd())
    return settings


def write_settings(changed: Mapping[str, str | bool | list[str]], file: Path | None = None) -> Path:
    """Write single settings into the file, whose other lines and comments stay, and return where it lies.

    Raises:
        UsageProblem: if a name or value is not allowed, or the file there is not TOML; nothing is written then.
        OutputProblem: if it cannot be written.
    """
    import tomlkit

    from claimapp.atomic import make_folder, replace_text

    path = settings_file() if file is None else file
    for name, value in changed.items():
        _with(Settings(), name, value, where=str(path), below=path.parent)
    _of_file(path)
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.is_file() else tomlkit.document()
    document.update(changed)
    make_folder(path.parent)
    return replace_text(path, tomlkit.dumps(document))


def described() -> tuple[Described, ...]:
    """Every setting for people, in the order of the table."""
    kinds = get_type_hints(Settings)
    return tuple(
        Described(
            each.name,
            _allowed(kinds[each.name]),
            _default(each),
            str(each.metadata[_TEXT]),
            f"{_PREFIX}{each.name.upper()}",
        )
        for each in fields(Settings)
    )


def _of_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}
    except (OSError, ValueError) as problem:
        raise UsageProblem(
            f"the settings cannot be read ({problem})", hint="correct the file, or take it away", where=str(path)
        ) from problem


def _with(settings: Settings, name: str, value: object, *, where: str, below: Path) -> Settings:
    kinds = get_type_hints(Settings)
    if name not in kinds:
        raise UsageProblem(f"there is no setting {name!r}", hint=f"settings are {', '.join(kinds)}", where=where)
    try:
        return replace(settings, **{name: _read(value, kinds[name], below)})
    except ValueError as problem:
        raise UsageProblem(f"{name} cannot be {value!r}", hint=str(problem), where=where) from problem


def _read(value: Any, kind: Any, below: Path) -> Any:
    """A value of the file, of a variable (text) or of a command, as the field's kind; raises ValueError."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if value not in set(kind):
            raise ValueError(f"allowed are {', '.join(kind)}")
        return kind(value)
    if kind is bool:
        words = {"true": True, "false": False}
        if isinstance(value, bool):
            return value
        if str(value).lower() not in words:
            raise ValueError("write true or false")
        return words[str(value).lower()]
    if get_origin(kind) is tuple:
        listed = value.split(os.pathsep) if isinstance(value, str) else value
        if not isinstance(listed, list | tuple):
            raise ValueError("write a list of folders")
        return tuple(_folder(each, below) for each in listed if each != "")
    return None if value == "" else _folder(value, below)


def _folder(value: Any, below: Path) -> Path:
    """A folder; a relative one is looked for where the setting stands."""
    if not isinstance(value, str | Path):
        raise ValueError("write a folder as text")
    folder = below / Path(value).expanduser()
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}")
    return folder


def _allowed(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ", ".join(kind)
    if kind is bool:
        return "true, false"
    return "folders" if get_origin(kind) is tuple else "a folder"


def _default(each: Field[Any]) -> str:
    if each.default in (None, ()) or each.default is MISSING:
        return ""
    return str(each.default).lower() if isinstance(each.default, bool) else str(each.default)

"""Write down which list of models is the right one, where the loader looks for it."""

from __future__ import annotations

import re
from pathlib import Path

from claimapp.atomic import replace_text
from claimapp.errors import Bug
from claimapp.runtime import pinned
from claimapp.runtime.manifest import OWN_PIN_NAME
from claimapp.shipped import checkout_models_folder

__all__ = ["pin"]

_CONSTANT = re.compile(r'^MANIFEST_SHA256 = "[0-9a-f]*"$', re.MULTILINE)


def pin(models_folder: Path, sha256: str, *, release: Path | None = None, code: Path | None = None) -> Path:
    """Pin a list's hash and return the file that now holds it.

    In `release`, the checkout's own models folder by default, the constant of `code` (pinned.py)
    is rewritten: those models are what the next release ships. Anywhere else the hash goes
    beside the list, and the program says that those models are not as shipped.

    Raises:
        OutputProblem: if the file cannot be written.
        Bug: if pinned.py has lost its constant.
    """
    release = checkout_models_folder() if release is None else release
    if release is None or models_folder.resolve() != release.resolve():
        return replace_text(models_folder / OWN_PIN_NAME, f"{sha256}\n")
    code = Path(pinned.__file__) if code is None else code
    text, found = _CONSTANT.subn(f'MANIFEST_SHA256 = "{sha256}"', code.read_text(encoding="utf-8"))
    if found != 1:
        raise Bug("the constant MANIFEST_SHA256 is not in its file", hint="put pinned.py back", where=str(code))
    replace_text(code, text)
    if code == Path(pinned.__file__):
        pinned.MANIFEST_SHA256 = sha256  # this process has read the file before
    return code

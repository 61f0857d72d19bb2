"""Files and folders that systems, network drives and this program leave among a claim's photos.

The one list for both walks: that over a folder of claims and that over a claim's files.
"""

from __future__ import annotations

from collections.abc import Collection

from claimapp.domain.files import FileName

__all__ = ["is_output", "is_system_name"]

_SYSTEM_NAMES = frozenset(
    {
        # Windows: bin, indexes, thumbnails, what chkdsk found
        "$recycle.bin", "recycler", "recycled", "system volume information", "found.000", "thumbs.db",
        "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "zbthumbnail.info", "picasa.ini",
        # macOS: archives' second copies, folder icons, bins of network drives
        "__macosx", "icon\r", "network trash folder", "temporary items",
        # Synology, QNAP and other network drives: thumbnails, bins, snapshots
        "@eadir", "@tmp", "@recycle", "@__thumb", "@sharebin", "@synoresource", "@synoeastream",
        "@recently-snapshot", "#recycle", "#snapshot",
        # Linux
        "lost+found",
    }
)  # fmt: skip
_SYSTEM_BEGINNINGS = (".", "~$", "$recycle.bin", "synophoto_thumb_", "synofile_thumb_")
"""Hidden files and folders (.DS_Store, ._IMG_1.jpg, .Trash-1000, .@__thumb), locks of open documents, thumbnails."""

_OUTPUT_FILES = frozenset({FileName.ASSESSMENT, FileName.PREVIOUS})
_BATCH_FILES = frozenset({FileName.RUN, FileName.SUMMARY})
_OUR_SCRATCH = ".claimapp"
"""How the program's temporary and lock files begin: a folder that holds one is a result being written."""


def is_system_name(name: str) -> bool:
    """Whether a file or folder of that name belongs to a system or drive, in any case of letters."""
    folded = name.casefold()
    return folded in _SYSTEM_NAMES or folded.startswith(_SYSTEM_BEGINNINGS)


def is_output(names: Collection[str]) -> bool:
    """Whether a folder that holds these names is a result of this program, finished or half made."""
    return (
        not _OUTPUT_FILES.isdisjoint(names)
        or set(names) >= _BATCH_FILES
        or any(name.startswith(_OUR_SCRATCH) for name in names)
    )

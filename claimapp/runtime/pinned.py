"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "37d8609b57ae199f7fcdd7db4152dbc07fe835e68cec8c00790485308522824d"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

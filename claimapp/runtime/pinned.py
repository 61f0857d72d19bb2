"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "c86d8a87e8d4ef934be3686befbcaa853e5c849b9fdab1a8fc7946a46736520e"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

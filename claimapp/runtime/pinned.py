"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "989e8c6ab1561bb2cf9df579554d6990217ebbcdd58985d91e1e850e507d4402"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "942ef9c1b0a4e405218aa0656d761702a5ebe8e395a988c46a265fc3c39d9840"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

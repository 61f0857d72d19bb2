"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "518fdea34a6725b6b2126acdf554dcf64998b159711cacb8ecc68a3a8fc42172"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "22f0eb9bd988c16a765bc2e165c222c0ab67c584b23bb9614339119b259b34d1"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

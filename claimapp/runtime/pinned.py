"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "e2fb0e9d226b1940745f3904ff645c60e84e4048031f38a67d0c642ac604149f"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "db96278dfdfc6692575c4e52a0f82a07f884c7d2a743ab4c310668e67e4f93d3"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

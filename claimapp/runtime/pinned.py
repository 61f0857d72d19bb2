"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "241a271cb71b03e8ddd51209f8cbff7e08b22263c0194003f7694e082e9b183b"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

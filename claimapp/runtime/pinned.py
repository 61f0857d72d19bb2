"""The model list of this release. Written by `claimapp models export`, never by hand."""

from __future__ import annotations

__all__ = ["MANIFEST_SHA256"]

MANIFEST_SHA256 = "f9a515f31596743a54ca37680bad94ee31c7c73e240738e6e4dd1ea05a6bc0d8"
"""Hash of models/manifest.json's entries (`manifest.list_sha256`); any other list is not as shipped."""

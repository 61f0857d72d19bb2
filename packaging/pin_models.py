"""Take models/manifest.json as it stands for this release's: entry digests, and the pin in claimapp/runtime/pinned.py.

For a maintainer after a merge or an edit by hand; `claimapp models export` does it by itself.
"""

from __future__ import annotations

from claimapp.shipped import checkout_models_folder
from claimapp.training.publish import seal

if __name__ == "__main__":
    folder = checkout_models_folder()
    assert folder is not None, "run it in a checkout"
    print(f"{folder}: {seal(folder)}")

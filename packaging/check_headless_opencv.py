"""Fail if a build of OpenCV or ultralytics is installed that brings its own Qt plugins: they break the window."""

from __future__ import annotations

import sys
from importlib import metadata

FORBIDDEN = ("opencv-python", "opencv-contrib-python", "ultralytics")


def main() -> int:
    """Return 0 if only headless builds are installed, 1 with a sentence otherwise."""
    installed = {(dist.metadata["Name"] or "").lower() for dist in metadata.distributions()}
    found = [name for name in FORBIDDEN if name in installed]
    if found:
        sys.stdout.write(
            f"installed but must not be: {', '.join(found)}; pip uninstall them and use the headless build\n"
        )
        return 1
    sys.stdout.write("only headless OpenCV is installed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

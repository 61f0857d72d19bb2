#!/usr/bin/env bash
# The README's pictures, made from the sample claim: the window in light and dark, and a page of the report.
set -euo pipefail
bin=$1
out=$2
pictures=docs/pictures
mkdir -p "$pictures"
"$bin/claimapp" assess assets/sample-claim -o "$out" -q
for theme in light dark; do
  QT_QPA_PLATFORM=offscreen "$bin/claimapp" desk assets/sample-claim -o "$out" --theme "$theme" --screenshot "$pictures/window-$theme.png"
done
"$bin/python" - "$out/report.pdf" "$pictures/report-page-1.png" <<'PYTHON'
import sys

import pypdfium2

page = pypdfium2.PdfDocument(sys.argv[1])[0]
page.render(scale=1.2).to_pil().save(sys.argv[2], optimize=True)
PYTHON
ls -l "$pictures"

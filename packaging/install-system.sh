#!/usr/bin/env bash
# Install the Debian packages that are missing; elsewhere say what is needed and go on.
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Not a Debian system: if the window does not start, install Qt's libraries (packaging/debian-packages.txt)."
  exit 0
fi
missing=()
while read -r package; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done < <(grep -vE '^\s*(#|$)' debian-packages.txt)
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || { echo "As root, please: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} system packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

#!/bin/sh
# The build stage: a full installation and the index it writes. Needs some 2 GB; only TARGET/.glassbox is kept.
#   deploy/stage-build.sh SOURCE TARGET
# PYTHON names the interpreter (python3); PIP_EXTRA_INDEX_URL a further index, for example one with torch for
# processors alone.
set -eu
source=$(cd "$1" && pwd)
mkdir -p "$2"
target=$(cd "$2" && pwd)
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || {
    echo "stage-build: ${PYTHON:-python3} cannot make an environment with pip. On Debian and Ubuntu:" \
        "apt-get install python3-venv" >&2
    exit 1
}

rm -rf "$source/build"    # what an earlier install left there would be installed again
"${PYTHON:-python3}" -m venv --clear "$target/venv"
"$target/venv/bin/python" -m pip install --quiet --no-cache-dir torch==2.13.0
"$target/venv/bin/python" -m pip install --quiet --no-cache-dir "$source[build]"
cd "$target"
GLASSBOX_KNOWLEDGE="$source/knowledge" GLASSBOX_DATA="$target/.glassbox" "$target/venv/bin/glassbox" build
chmod -R a+rX "$target/.glassbox"

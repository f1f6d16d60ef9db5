#!/bin/sh
# Verifies what deploy/Dockerfile builds, without a container engine: the same stages in clean folders, then the checks.
#   deploy/verify.sh [FOLDER]      FOLDER keeps the stages for a look; without one they are removed
# Needs Python 3.11 or newer with venv and pip (PYTHON names another than python3), and some 4 GB of disk. As root it
# also proves that the bot runs as a stranger who can write nothing.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
limit=450000000
PYTHON=${PYTHON:-python3}
export PYTHON

if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
chmod 755 "$work"
# The token and the settings of whoever runs this stay outside.
unset DISCORD_TOKEN
for name in $(env | sed -n 's/^\(GLASSBOX_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done

say() { printf '%s\n' "$*"; }
fail() { printf 'verify: %s\n' "$*" >&2; exit 1; }

say "== the files that the stages copy"
rm -rf "$work/source"
mkdir -p "$work/source"
for part in $(sed -n 's/^COPY \([^-].*\) [^ ]*$/\1/p' "$root/deploy/Dockerfile"); do
    cp -R "$root/$part" "$work/source/"
done
find "$work/source" -name __pycache__ -prune -exec rm -rf {} +

say "== the build stage"
sh "$work/source/deploy/stage-build.sh" "$work/source" "$work/build"

say "== the serving stage"
final=$work/glassbox
sh "$work/source/deploy/stage-serve.sh" "$work/source" "$final"
rm -rf "$final/.glassbox"
cp -R "$work/build/.glassbox" "$final/.glassbox"

say "== what must not be in it"
packages=$("$final/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
for name in torch sentence_transformers transformers scipy sklearn onnx pip setuptools; do
    [ ! -e "$packages/$name" ] || fail "the serving environment holds $name"
done
found=$(find "$final" \( -name 'cc' -o -name 'gcc*' -o -name 'g++*' -o -name 'clang*' -o -name 'ld' -o -name 'nvcc' \) \
    -type f -perm /111)
[ -z "$found" ] || fail "the serving environment holds a compiler: $found"
say "no torch, no sentence-transformers, no pip, no compiler"

data=$work/data
mkdir -p "$data"
chmod 700 "$data"
drop=
if [ "$(id -u)" = 0 ]; then
    chown 65534:65534 "$data"
    drop="setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --bounding-set=-all"
    $drop "$final/venv/bin/python" -c '' || fail "others cannot reach $PYTHON: name an interpreter of the system"
    say "== it answers, as a stranger who can write nothing but the database's folder"
else
    say "== it answers, as $(id -un); only root can check that a stranger reaches everything"
fi
serve() {
    $drop env -i "PATH=$final/venv/bin:/usr/bin:/bin" PYTHONDONTWRITEBYTECODE=1 HOME=/nonexistent \
        "GLASSBOX_DATABASE=$data/glassbox.db" "$@"
}
cd "$final"
before=$(find "$final" | sort | cksum)
serve glassbox --version
serve glassbox ask "you can't see inside open models" | head -n 2
serve glassbox model "Mistral 7B" | head -n 1
serve glassbox doctor
serve glassbox invite 1 >/dev/null
if serve python healthcheck.py 2>/dev/null; then fail "the health check is content without a bot"; fi
[ "$before" = "$(find "$final" | sort | cksum)" ] || fail "running wrote files into the installation"

say "== sizes, uncompressed, in bytes"
for part in venv knowledge .glassbox; do
    printf '%12d  %s\n' "$(du --apparent-size --summarize --bytes "$final/$part" | cut -f1)" "$part"
done
total=$(du --apparent-size --summarize --bytes "$final" | cut -f1)
printf '%12d  together, of %d allowed\n' "$total" "$limit"
[ "$total" -le "$limit" ] || fail "the contents of the image are too large"
say "verified"

#!/bin/sh
# Kills a bot at random moments while people use it, and looks at its database each time.
#   deploy/verify-kills.sh [COUNT]      COUNT is 200 unless given; about three seconds each
# Needs what `make test` installs and the built index; Discord is a stand-in on this machine.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}
[ -x "$python" ] || { echo "verify-kills: there is no $python: run make test first, or name another in PYTHON." >&2; exit 1; }
cd "$root"
exec "$python" -m tests.wire.kills "${1:-200}"

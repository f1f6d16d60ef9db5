#!/bin/sh
# Verifies the container for real: builds the image, runs it as deploy/compose.yaml does, and lives a bot's life in it.
#   deploy/verify-container.sh [OPTION...]      options go to the engine's `build`: --build-arg, --network, --volume
# Needs podman or docker; where there is neither it says so and leaves with 77. IMAGE names an image that is built
# already. Discord is a stand-in that runs beside the bot, in the same network without a way out.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
name=glassbox-verify-$$
token=token-of-the-wire-suite

say() { printf '%s\n' "$*"; }
fail() { printf 'verify-container: %s\n' "$*" >&2; exit 1; }

engine=
for found in podman docker; do
    if "$found" info >/dev/null 2>&1; then engine=$found; break; fi
done
[ -n "$engine" ] || { say "verify-container: neither podman nor docker runs here, so nothing was verified."; exit 77; }

work=$(mktemp -d)
tidy() {
    "$engine" rm --force "$name" >/dev/null 2>&1 || :    # first: it lives in the other's network
    "$engine" rm --force --volumes "$name-discord" >/dev/null 2>&1 || :
    "$engine" volume rm "$name" >/dev/null 2>&1 || :
    rm -rf "$work"
}
trap tidy EXIT

image=${IMAGE:-$name}
if [ -z "${IMAGE:-}" ]; then
    say "== the image, with $engine"
    "$engine" build "$@" --file "$root/deploy/Dockerfile" --tag "$image" "$root"
fi

# Settings in each of the three places: the health check has to read them all.
printf 'DISCORD_TOKEN=%s\nGLASSBOX_LOG_LEVEL=DEBUG\n' "$token" >"$work/env"
printf 'health_port: 9555\n' >"$work/glassbox.yaml"
chmod 755 "$work"; chmod 644 "$work/env" "$work/glassbox.yaml"

run_beside() {    # as compose.yaml runs it: nothing to write but the volume, no rights, bounded
    "$engine" run --read-only --tmpfs /tmp:size=16m,mode=1777 --cap-drop ALL --security-opt no-new-privileges \
        --memory 768m --pids-limit 128 --init --env-file "$work/env" --volume "$name:/data" \
        --volume "$work/glassbox.yaml:/opt/glassbox/glassbox.yaml:ro" --volume "$root/tests:/opt/glassbox/tests:ro" "$@"
}
in_bot() { "$engine" exec "$name" "$@"; }
refuses() { if "$@" >/dev/null 2>&1; then fail "$* should have been refused"; fi; }
count_answers() { "$engine" logs "$name-discord" 2>/dev/null | sed -n 's/^answered //p' | tail -n 1; }
wait_for_answers() {    # two more: the first may have been given before what was done last
    before=$(count_answers); tries=0
    until [ "$(count_answers)" -gt "$((${before:-0} + 1))" ] 2>/dev/null; do
        tries=$((tries + 1)); [ "$tries" -lt 90 ] || { "$engine" logs "$name" | tail; fail "no answer came: $1"; }
        sleep 1
    done
    say "it answers: $1"
}

say "== a bot, and a Discord for it"
"$engine" run --detach --name "$name-discord" --network none --volume "$root/tests:/opt/glassbox/tests:ro" \
    --entrypoint python "$image" -m tests.wire.alone 8765 >/dev/null
run_beside --detach --name "$name" --network "container:$name-discord" --health-cmd 'python healthcheck.py' \
    --health-interval 30s --entrypoint python "$image" -m tests.wire.host 127.0.0.1:8765 >/dev/null
wait_for_answers "after the start"

say "== what it may do"
[ "$(in_bot id -u)" = 10001 ] || fail "it runs as $(in_bot id -u)"
refuses in_bot sh -c 'touch /opt/glassbox/x'
refuses in_bot sh -c 'touch /home/x'
in_bot sh -c 'grep -q "^CapEff:.*0000000000000000" /proc/1/status' || fail "it has capabilities"
in_bot python healthcheck.py || fail "the health check does not find the port that glassbox.yaml names"
refuses "$engine" exec --env GLASSBOX_HEALTH_PORT=9556 "$name" python healthcheck.py
if [ "$engine" = podman ]; then podman healthcheck run "$name" || fail "podman calls it unhealthy"; fi
say "memory of the bot: $(in_bot sh -c 'sed -n "s/^VmRSS:[[:space:]]*//p" /proc/[0-9]*/status' | sort -n | tail -n 1)"

say "== backup, reload, export"
in_bot glassbox backup /data/copy.db
refuses in_bot glassbox restore /data/copy.db
in_bot glassbox export >/dev/null
in_bot glassbox check --built >/dev/null
"$engine" kill --signal HUP "$name" >/dev/null
wait_for_answers "after a reload"

say "== a kill, a stop, a restore"
"$engine" kill --signal KILL "$name" >/dev/null
"$engine" start "$name" >/dev/null
wait_for_answers "after a kill"
"$engine" stop --time 30 "$name" >/dev/null
code=$("$engine" inspect --format '{{.State.ExitCode}}' "$name")
[ "$code" = 0 ] || fail "a stop ended with $code"
run_beside --rm --network none "$image" restore /data/copy.db
"$engine" start "$name" >/dev/null
wait_for_answers "after a restore"
if "$engine" logs "$name" 2>&1 | grep -q "$token"; then fail "the token stands in the log"; fi
say "verified with $engine"

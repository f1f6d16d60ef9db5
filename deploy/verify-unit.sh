#!/bin/sh
# Verifies the service for real: a container with systemd, in which deploy/README.md is followed word for word.
#   deploy/verify-unit.sh [OPTION...]      options go to the engine's `build`: --build-arg, --network, --volume
# Needs podman or docker; where there is neither it says so and leaves with 77. BASE is a Debian (debian:bookworm).
# Discord is a stand-in beside the bot; the container that runs has no way out.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
name=glassbox-unit-$$

say() { printf '%s\n' "$*"; }
fail() { printf 'verify-unit: %s\n' "$*" >&2; exit 1; }

engine=
for found in podman docker; do
    if "$found" info >/dev/null 2>&1; then engine=$found; break; fi
done
[ -n "$engine" ] || { say "verify-unit: neither podman nor docker runs here, so nothing was verified."; exit 77; }

work=$(mktemp -d)
tidy() { "$engine" rm --force "$name" >/dev/null 2>&1 || :; rm -rf "$work"; }
trap tidy EXIT

# The steps of the page, with the checkout in place of REPOSITORY; only the editor and systemd's start wait.
git -c advice.detachedHead=false clone --quiet "$root" "$work/checkout"
sed -n '/^## As a service under systemd/,/^## /{/^```sh/,/^```$/{/^```/d;p}}' "$root/deploy/README.md" \
    | sed -e 's/git clone REPOSITORY/git clone \/checkout/' -e '/^sudo editor/d' -e '/systemctl enable/,$d' \
        -e 's/apt-get install/apt-get install --yes --no-install-recommends/' >"$work/steps.sh"
grep -q stage-serve "$work/steps.sh" || fail "deploy/README.md has no steps where they are looked for"
printf '#!/bin/sh\nif [ "$1" = -u ]; then shift 2; fi\ncase $1 in [A-Z]*=*) exec env "$@";; esac\nexec "$@"\n' >"$work/sudo"
cat >"$work/Dockerfile" <<END
FROM ${BASE:-debian:bookworm}
RUN apt-get update && apt-get install --yes --no-install-recommends systemd ca-certificates
COPY sudo /usr/local/bin/sudo
COPY checkout /checkout
COPY steps.sh /steps.sh
RUN chmod 755 /usr/local/bin/sudo && git config --system --add safe.directory '*' 2>/dev/null || true
RUN sh -eux /steps.sh && cp -R /checkout/tests /opt/glassbox/tests
CMD ["/lib/systemd/systemd"]
END
image=${IMAGE:-$name}
if [ -z "${IMAGE:-}" ]; then
    say "== the steps of deploy/README.md, with $engine"
    "$engine" build "$@" --tag "$image" "$work"
fi

on_host() { "$engine" exec "$name" "$@"; }
refuses() { if "$@" >/dev/null 2>&1; then fail "$* should have been refused"; fi; }
show() { on_host systemctl show --value --property "$1" glassbox; }
count_answers() { on_host journalctl --unit stand-in --output cat | sed -n 's/^answered //p' | tail -n 1; }
wait_for_answers() {    # two more: the first may have been given before what was done last
    before=$(count_answers); tries=0
    until [ "$(count_answers)" -gt "$((${before:-0} + 1))" ] 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 90 ] || { on_host journalctl --unit glassbox --no-pager | tail; fail "no answer came: $1"; }
        sleep 1
    done
    say "it answers: $1"
}
gives_up() {    # failed, and still so when it would have been started again
    tries=0
    until [ "$(show ActiveState)" = failed ]; do
        tries=$((tries + 1)); [ "$tries" -lt 90 ] || fail "with $1 it is $(show ActiveState)"; sleep 1
    done
    sleep 12
    [ "$(show ActiveState)" = failed ] || fail "with $1 it was started again"
    say "it gives up: $1"
}

say "== a machine with systemd"
privileged=--privileged
if [ "$engine" = podman ]; then privileged="--privileged --systemd=always"; fi
# shellcheck disable=SC2086
"$engine" run --detach --name "$name" --network none $privileged --tmpfs /run --tmpfs /tmp "$image" >/dev/null
tries=0
until on_host systemctl is-system-running 2>/dev/null | grep -Eq 'running|degraded'; do
    tries=$((tries + 1)); [ "$tries" -lt 60 ] || fail "systemd does not come up"; sleep 1
done
on_host sh -c 'printf "DISCORD_TOKEN=token-of-the-wire-suite\nGLASSBOX_DATABASE=/var/lib/glassbox/glassbox.db\n" \
    >/opt/glassbox/.env'

say "== Discord out of reach: the service waits"
on_host systemctl enable --now glassbox
sleep 8
[ "$(show ActiveState)" = active ] || fail "the unit is $(show ActiveState)"
on_host systemctl stop glassbox
[ "$(show Result)" = success ] || fail "a stop while it waits ended with $(show Result)"

say "== Discord is there"
on_host systemd-run --quiet --unit stand-in --working-directory /opt/glassbox /opt/glassbox/venv/bin/python \
    -m tests.wire.alone 8765
on_host sh -c 'mkdir -p /etc/systemd/system/glassbox.service.d; printf "[Service]\nExecStart=\nExecStart=%s\n" \
    "/opt/glassbox/venv/bin/python -m tests.wire.host 127.0.0.1:8765" >/etc/systemd/system/glassbox.service.d/led.conf'
on_host systemctl daemon-reload
on_host systemctl start glassbox
wait_for_answers "after the start"
say "memory of the bot: $(on_host sed -n 's/^VmRSS:[[:space:]]*//p' "/proc/$(show MainPID)/status")"

say "== killed, reloaded, refused a reload"
on_host systemctl kill --signal KILL glassbox
sleep 12
[ "$(show NRestarts)" -ge 1 ] || fail "it was not started again"
wait_for_answers "after a kill"
on_host systemctl reload glassbox || { on_host journalctl --unit glassbox --no-pager | tail; fail "no reload"; }
wait_for_answers "after a reload"
on_host sh -c 'printf "id: [" >/opt/glassbox/knowledge/claims/broken.yaml'
refuses on_host systemctl reload glassbox
on_host rm /opt/glassbox/knowledge/claims/broken.yaml
wait_for_answers "after a reload that was refused"

say "== backup, stop, restore"
on_host sh -c 'cd /opt/glassbox && runuser -u glassbox -- venv/bin/glassbox backup /var/lib/glassbox/copy.db'
on_host systemctl stop glassbox
[ "$(show Result)" = success ] || fail "a stop ended with $(show Result)"
on_host sh -c 'cd /opt/glassbox && runuser -u glassbox -- venv/bin/glassbox restore /var/lib/glassbox/copy.db'
on_host systemctl start glassbox
wait_for_answers "after a restore"

say "== a wrong setting and a damaged database are not tried for ever"
on_host systemctl stop glassbox
on_host sh -c 'printf "GLASSBOX_HEALTH_PORT=many\n" >>/opt/glassbox/.env'
on_host systemctl start glassbox
gives_up "a wrong setting"
on_host sed -i '$d' /opt/glassbox/.env
on_host systemctl start glassbox
wait_for_answers "after the setting was mended"
on_host systemctl stop glassbox
on_host sh -c 'head -c 4096 /dev/urandom >/var/lib/glassbox/glassbox.db'
on_host systemctl start glassbox
gives_up "a damaged database"
say "verified with $engine"

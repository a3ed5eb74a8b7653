#!/usr/bin/env bash
# Tries a package for real, in a clean Debian root: silent installation, enrolment, the doctor, a
# whole visit, a picture of the kiosk in cage, upgrade, remove, purge; booted where that works.
#   packaging/debian/try.sh PACKAGE.deb [SUITE] [WORK]     as root, with debootstrap
# Everything is left in WORK (default /tmp/schalter-try) to look at: screen.png, tour/, *.log
set -euo pipefail

PACKAGE=$(realpath "$1")
SUITE=${2:-bookworm}
WORK=${3:-/tmp/schalter-try}
ROOT=$WORK/$SUITE
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PORT=8733
PORTAL=http://127.0.0.1:$PORT
TERMINAL='{"id": "halle-01", "policy": "self-service", "bfs": 1061, "place": "Eingangshalle",
  "counter": "Schalter 1, Erdgeschoss", "phone": "+41 41 000 00 00"}'
DEPENDED_ON='cage xwayland seatd wlr-randr grim procps cups-client cups-daemon dbus man-db
  libpam-systemd systemd-sysv xvfb xauth x11-xserver-utils x11-utils x11-apps netpbm xdotool unattended-upgrades'

ok() { printf 'ok: %s\n' "$*"; }

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

for part in root steps booted repository; do
  # shellcheck source=/dev/null
  source "$HERE/packaging/debian/trying/$part.sh"
done

[ "$(id -u)" -eq 0 ] || fail "run this as root"
trap 'kill ${CONTAINER:-} ${PORTAL_PROCESS:-} 2>/dev/null || true; leave_root' EXIT
make_root
start_portal
inside apt-get update -q >"$WORK/update.log"
# shellcheck disable=SC2086 # a list of words
inside apt-get install -y -q --no-install-recommends $DEPENDED_ON >>"$WORK/update.log" </dev/null
inside apt-get satisfy -y -q "$(dpkg-deb --field "$PACKAGE" Depends)" >>"$WORK/update.log" </dev/null
files >"$WORK/before"
install_silently
give_credentials
examine
walk_a_visit
photograph
boot
give_credentials
upgrade
remove_and_purge
install_from_repository
go_back
upgrade_unattended
refuse_what_was_changed

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
DEPENDED_ON='cage xwayland seatd wlr-randr grim procps cups-client cups-daemon dbus man-db libpam-systemd systemd-sysv
  xvfb xauth x11-xserver-utils x11-utils x11-apps netpbm xdotool unattended-upgrades'

ok() { printf 'ok: %s\n' "$*"; }

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# --- The root ------------------------------------------------------------------------------------

# The machine's own way to the archive (proxy, authorities) is the root's too.
make_root() {
  mkdir -p "$WORK"
  if [ ! -f "$ROOT.tar" ]; then
    debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$ROOT" >"$WORK/debootstrap.log"
    local file
    for file in /etc/apt/apt.conf.d/99* /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
      [ ! -f "$file" ] || cp -L "$file" "$ROOT$file"
    done
    tar --create --file "$ROOT.tar" --directory "$ROOT" .
    rm -rf "$ROOT"
  fi
  leave_root
  rm -rf "$ROOT"
  mkdir "$ROOT"
  tar --extract --file "$ROOT.tar" --directory "$ROOT"
  enter_root
}

enter_root() {
  local place
  for place in proc dev sys; do
    mount --rbind "/$place" "$ROOT/$place"
    mount --make-rslave "$ROOT/$place"
  done
  mount -t tmpfs -o mode=755 tmpfs "$ROOT/run"
}

leave_root() {
  local place
  for place in run proc dev sys; do
    ! mountpoint -q "$ROOT/$place" || umount -l "$ROOT/$place"
  done
}

inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    chroot "$ROOT" "$@"
}

as_kiosk() {
  local runtime=$1
  shift
  inside setpriv --reuid=schalter --regid=schalter --clear-groups env HOME=/run/schalter \
    XDG_RUNTIME_DIR="$runtime" XDG_STATE_HOME=/var/lib CREDENTIALS_DIRECTORY=/run/try-credentials "$@"
}

files() {
  inside find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp \
    -o -path /root -o -path /var/cache -o -path /var/log -o -path /var/lib/dpkg \
    -o -path /var/lib/apt -o -path /var/lib/systemd/credential.secret \
    -o -path /var/lib/systemd/timers -o -path /var/lib/systemd/linger -o -path /etc/cups/ppd \
    -o -path /etc/.updated -o -path /var/.updated -o -path '/etc/*-' \) -prune -o -print | sort
}

# --- The steps -----------------------------------------------------------------------------------

start_portal() {
  (cd "$HERE" && exec .venv/bin/python -m kiosk.sandbox --port "$PORT" --folder "$WORK/portal" \
    --sign-in --enrol "$TERMINAL") >"$WORK/portal.log" 2>&1 &
  PORTAL_PROCESS=$!
  local try
  for try in $(seq 100); do
    [ "$(wc -l <"$WORK/portal.log")" -lt 2 ] || return 0
    sleep 0.1
  done
  fail "the embedded portal did not start (after $try looks)"
}

install_silently() {
  cp "$PACKAGE" "$ROOT/root/schalter.deb"
  inside debconf-set-selections <<PRESEED
schalter schalter/session select wayland
schalter schalter/portal-url string $PORTAL
schalter schalter/printer string none
schalter schalter/enrolment-code password $(sed -n 2p "$WORK/portal.log")
PRESEED
  inside apt-get install -y -q /root/schalter.deb >"$WORK/install.log" </dev/null
  inside kiosk --version
  inside kiosk config check
  # The headless screen has 720 pixels for the 27 cm of a real one.
  printf '\n[screen]\npx_per_mm = 2.67\n' >>"$ROOT/etc/schalter/kiosk.toml"
  inside grep -q 'id = "halle-01"' /etc/schalter/kiosk.toml || fail "it was not enrolled"
  inside grep -q '^PreserveJobFiles No' /etc/cups/cupsd.conf || fail "CUPS keeps documents"
  inside test -s /etc/credstore.encrypted/terminal-key || fail "there is no key"
  ! inside grep -rq "$(sed -n 2p "$WORK/portal.log")" /var/cache/debconf || fail "the code was kept"
  ok "installed without a question, and enrolled with a one-time code"
}

# What systemd does for the service is done by hand: this root is not booted.
give_credentials() {
  inside install -d -m 700 -o schalter -g schalter /run/try-credentials /run/schalter /run/try
  inside systemd-creds decrypt --name=terminal-key /etc/credstore.encrypted/terminal-key - \
    >"$ROOT/run/try-credentials/terminal-key"
  inside chown -R schalter: /run/try-credentials
}

examine() {
  local code=0
  as_kiosk /run/try bash -c 'ulimit -c 0; exec kiosk doctor' >"$WORK/doctor.log" || code=$?
  [ "$code" -le 1 ] || fail "the doctor found something; see $WORK/doctor.log"
  grep -q 'ok *freed-memory' "$WORK/doctor.log" || fail "freed memory is not overwritten"
  ok "the doctor: $(sed -n 3p "$WORK/doctor.log")"
}

walk_a_visit() {
  inside install -d -m 700 -o schalter -g schalter /run/tour
  as_kiosk /run/try kiosk tour --settings /etc/schalter/kiosk.toml --service lu.wohnsitzbestaetigung \
    --out /run/tour/out
  rm -rf "$WORK/tour"
  cp -r "$ROOT/run/tour/out" "$WORK/tour"
  ls "$WORK/portal"/* >/dev/null || fail "the portal received nothing"
  ok "a visit from the start screen to the receipt, by the packaged program"
}

# Turned, because a picture that covers the screen is not composed and cannot be photographed.
photograph() {
  as_kiosk /run/try env WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
    QT_QPA_PLATFORM=wayland TURN=90 bash -c '
      /usr/share/schalter/session & cage=$!
      for try in $(seq 100); do
        grep -q VISIT_WIPED /var/lib/schalter/audit.jsonl 2>/dev/null && break; sleep 0.1; done
      sleep 3; WAYLAND_DISPLAY=wayland-0 grim /run/try/screen.png; kill $cage; wait $cage' \
    >"$WORK/cage.log" 2>&1 || true
  cp "$ROOT/run/try/screen.png" "$WORK/screen.png"
  ok "the kiosk in cage, as it looks: $WORK/screen.png"
}

# A container has no console and no graphics card; all else of the unit is as it is.
boot() {
  if ! command -v systemd-nspawn >/dev/null; then
    echo "skipped: booting it, there is no systemd-nspawn (package systemd-container)"
    return
  fi
  install -d "$ROOT/etc/systemd/system/schalter.service.d"
  cat >"$ROOT/etc/systemd/system/schalter.service.d/try.conf" <<'DROP_IN'
[Service]
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1
DROP_IN
  echo 'TURN=90' >"$ROOT/etc/default/schalter"
  leave_root
  systemd-nspawn --quiet --register=no --keep-unit --boot --directory "$ROOT" >"$WORK/boot.log" 2>&1 &
  CONTAINER=$!
  wait_for booted systemctl is-active --quiet schalter.service
  booted systemctl start schalter-doctor.service
  booted journalctl -u schalter-doctor.service -o cat --no-pager >"$WORK/doctor.log"
  grep -q 'Nothing is wrong' "$WORK/doctor.log" || fail "the doctor found something"
  ok "booted: the kiosk's service is active, and the doctor finds nothing wrong"
  booted systemd-analyze security --no-pager schalter.service >"$WORK/security.log"
  ok "systemd-analyze: $(tail -1 "$WORK/security.log" | sed 's/^[^O]*//')"
  photograph_booted
  freeze_booted
  upgrade_booted
  booted systemctl stop schalter.service
  [ "$(booted systemctl is-active schalter.service)" = inactive ] || fail "it does not end in order"
  boot_on_x
  booted systemctl poweroff
  wait "$CONTAINER" || true
  CONTAINER=
  rm -r "$ROOT"/etc/systemd/system/schalter{,-display}.service.d
  enter_root
}

booted() {
  local leader
  leader=$(pgrep -P "$CONTAINER" | head -1)
  nsenter --target "$leader" --mount --uts --ipc --pid --root --wd -- \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# Wait a minute at most until a command succeeds.
wait_for() {
  local try
  for try in $(seq 300); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.2
  done
  fail "did not come about, after $try tries: $*"
}

photograph_booted() {
  wait_for booted grep -q VISIT_WIPED /var/lib/schalter/audit.jsonl
  sleep 3
  booted setpriv --reuid=schalter --regid=schalter --clear-groups env XDG_RUNTIME_DIR=/run/schalter \
    WAYLAND_DISPLAY=wayland-0 grim - >"$WORK/screen-booted.png"
  ok "the kiosk of the booted terminal, as it looks: $WORK/screen-booted.png"
}

# A kiosk that no longer answers is started anew within half a minute.
freeze_booted() {
  local before
  before=$(booted systemctl show -p NRestarts --value schalter.service)
  booted pkill -STOP -f '^/usr/lib/schalter/kiosk run'
  wait_for restarted "$before"
  wait_for booted systemctl is-active --quiet schalter.service
  ok "frozen on purpose, and started anew by the watchdog"
}

restarted() { [ "$(booted systemctl show -p NRestarts --value schalter.service)" -gt "$1" ]; }

# The same version once more: it is stopped, replaced and started.
upgrade_booted() {
  local before after
  before=$(booted systemctl show -p MainPID --value schalter.service)
  booted apt-get install -y -q --reinstall /root/schalter.deb >"$WORK/upgrade-booted.log" </dev/null
  wait_for booted systemctl is-active --quiet schalter.service
  after=$(booted systemctl show -p MainPID --value schalter.service)
  [ "$before" != "$after" ] || fail "the kiosk runs on with files that were replaced"
  ok "upgraded under a running kiosk: it was stopped before and started after"
}

# The same on X, by another answer to the package's question. Xvfb stands in for Xorg, which needs
# a graphics card; how it is started, with a key of its own, is the unit's.
boot_on_x() {
  install -d "$ROOT/etc/systemd/system/schalter-display.service.d"
  cat >"$ROOT/etc/systemd/system/schalter-display.service.d/try.conf" <<'DROP_IN'
[Unit]
ConditionPathExists=
[Service]
ExecStart=
ExecStart=/usr/bin/Xvfb :0 -auth /run/schalter-display/key -screen 0 1080x1920x24 -noreset
DROP_IN
  sed -i 's/^px_per_mm.*/px_per_mm = 4.0/' "$ROOT/etc/schalter/kiosk.toml"
  echo 'schalter schalter/session select x11' | booted debconf-set-selections
  booted dpkg-reconfigure -f noninteractive schalter >"$WORK/x.log" 2>&1
  wait_for booted systemctl is-active --quiet schalter-x11.service
  ! booted systemctl is-active --quiet schalter.service || fail "both sessions run"
  ! booted runuser -u nobody -- xdpyinfo -display :0 >/dev/null 2>&1 || fail "anybody may use X"
  sleep 5
  on_x xwd -root | booted sh -c 'xwdtopnm 2>/dev/null | pnmtopng' >"$WORK/screen-x.png"
  ok "the same on X, as it looks: $WORK/screen-x.png"
  refuse_during_a_visit
}

on_x() { booted env DISPLAY=:0 XAUTHORITY=/run/schalter-display/key "$@"; }

refuse_during_a_visit() {
  local before after
  before=$(booted systemctl show -p MainPID --value schalter-x11.service)
  printf '\n[updates]\nwait_minutes = 0\n' >>"$ROOT/etc/schalter/kiosk.toml"
  on_x xdotool mousemove 540 1240 click 1
  sleep 2
  ! booted apt-get install -y -q --reinstall /root/schalter.deb >"$WORK/visit.log" 2>&1 </dev/null ||
    fail "it was upgraded during a visit"
  grep -q 'Somebody is at the terminal' "$WORK/visit.log" || fail "see $WORK/visit.log"
  after=$(booted systemctl show -p MainPID --value schalter-x11.service)
  [ "$before" = "$after" ] || fail "the visit was cut off"
  ok "refused to upgrade during a visit, which went on"
  leave_nothing_in_memory
  booted systemctl stop schalter-x11.service
  booted dpkg --configure -a
  booted apt-get install -y -q --reinstall /root/schalter.deb >>"$WORK/visit.log" 2>&1 </dev/null
}

# What a visitor typed is looked for in the memory of the packaged program, after it left it alone.
leave_nothing_in_memory() {
  local canary process wiped try
  canary=$(tr -dc a-z </dev/urandom | head -c 14 || true)
  process=$(pgrep -f '^/usr/lib/schalter/kiosk run')
  wiped=$(wipes)
  for try in $(seq 10); do
    on_x xdotool key Tab type --delay 50 "$canary"
    [ "$(copies "$process" "$canary")" -eq 0 ] || break
  done
  [ "$(copies "$process" "$canary")" -gt 0 ] || fail "nothing was typed, in $try tries"
  for try in $(seq 300); do
    [ "$(wipes)" -eq "$wiped" ] || break
    sleep 1
  done
  [ "$(wipes)" -gt "$wiped" ] || fail "the visit did not end, after $try s"
  sleep 2
  [ "$(copies "$process" "$canary")" -eq 0 ] || fail "what was typed is still in memory"
  ok "the visit ended by itself, and nothing of what was typed is in the program's memory"
}

wipes() { booted grep -c VISIT_WIPED /var/lib/schalter/audit.jsonl; }

# The search is that of tests/journeys: in every form a text can have in memory.
copies() {
  (cd "$HERE" && .venv/bin/python -c 'import sys
from tests.journeys.test_wipe import occurrences
print(occurrences(int(sys.argv[1]), sys.argv[2]))' "$@")
}

upgrade() {
  local folder=$ROOT/root/next
  rm -rf "$folder"
  dpkg-deb --raw-extract "$PACKAGE" "$folder"
  sed -i 's/^Version: .*/&+next/' "$folder/DEBIAN/control"
  dpkg-deb --root-owner-group -Zgzip -z1 --build "$folder" "$ROOT/root/next.deb" >/dev/null
  rm -rf "$folder"
  echo '# a line of the administrator' >>"$ROOT/etc/schalter/kiosk.toml"
  local before after
  before=$(inside sha256sum /etc/schalter/kiosk.toml /etc/credstore.encrypted/terminal-key)
  inside apt-get install -y -q /root/next.deb >"$WORK/upgrade.log" </dev/null
  after=$(inside sha256sum /etc/schalter/kiosk.toml /etc/credstore.encrypted/terminal-key)
  [ "$before" = "$after" ] || fail "the upgrade changed settings or key"
  inside dpkg-query -W -f '${Version}\n' schalter | grep -q '+next' || fail "it was not upgraded"
  examine
  ok "upgraded; settings and enrolment are the same, byte by byte"
}

remove_and_purge() {
  inside apt-get remove -y -q schalter >"$WORK/remove.log" </dev/null
  inside test -f /etc/schalter/kiosk.toml || fail "remove took the settings"
  ! inside test -e /usr/lib/schalter || fail "remove left the program"
  ! inside grep -q schalter-lockdown /etc/cups/cupsd.conf || fail "remove left a change in CUPS"
  inside apt-get purge -y -q schalter >"$WORK/purge.log" </dev/null
  ! inside getent passwd schalter >/dev/null || fail "purge left the user"
  files >"$WORK/after"
  diff "$WORK/before" "$WORK/after" || fail "purge left what stands above"
  ok "removed and purged: every file is as it was before"
}

# --- The repository ------------------------------------------------------------------------------

version() { inside dpkg-query -W -f '${Version}' schalter; }

install_from_repository() {
  local repository=$ROOT/srv/repository
  export GNUPGHOME=$WORK/gnupg
  rm -rf "$GNUPGHOME" "$repository"
  install -d -m 700 "$GNUPGHOME"
  gpg --batch --quiet --passphrase '' --quick-generate-key 'Schalter packages' ed25519 sign 1y
  cp "$ROOT/root/next.deb" "$WORK/schalter_next_amd64.deb"
  "$HERE/packaging/apt/publish.sh" "$repository" 'Schalter packages' "$PACKAGE" \
    "$WORK/schalter_next_amd64.deb"
  install -D -m 644 "$repository/schalter.gpg" "$ROOT/etc/apt/keyrings/schalter.gpg"
  cp "$repository/schalter.pref" "$ROOT/etc/apt/preferences.d/schalter"
  sed 's#^URIs:.*#URIs: file:///srv/repository#' "$repository/schalter.sources" \
    >"$ROOT/etc/apt/sources.list.d/schalter.sources"
  inside apt-get update -q >"$WORK/repository.log" 2>&1
  inside apt-get install -y -q schalter >>"$WORK/repository.log" </dev/null
  [ "$(version)" = "$(dpkg-deb --field "$PACKAGE" Version)+next" ] || fail "not the newest version"
  ok "installed from a signed repository: $(version)"
}

go_back() {
  local former
  former=$(dpkg-deb --field "$PACKAGE" Version)
  echo '# kept' >>"$ROOT/etc/schalter/kiosk.toml"
  inside apt-get install -y -q --allow-downgrades "schalter=$former" >>"$WORK/repository.log" </dev/null
  inside apt-mark hold schalter >/dev/null
  inside apt-get dist-upgrade -y -q >>"$WORK/repository.log" </dev/null
  [ "$(version)" = "$former" ] || fail "it did not go back and stay there"
  inside grep -q '^# kept' /etc/schalter/kiosk.toml || fail "the settings did not stay"
  inside apt-mark unhold schalter >/dev/null
  ok "went back to $former, with its settings, and stays there while it is held"
}

upgrade_unattended() {
  cp "$HERE/packaging/apt/52schalter" "$ROOT/etc/apt/apt.conf.d/52schalter"
  inside unattended-upgrade --verbose >"$WORK/unattended.log" 2>&1
  [ "$(version)" = "$(dpkg-deb --field "$PACKAGE" Version)+next" ] ||
    fail "not upgraded; see $WORK/unattended.log"
  inside grep -q '^# kept' /etc/schalter/kiosk.toml || fail "the settings did not stay"
  ok "unattended-upgrades took $(version)"
}

refuse_what_was_changed() {
  local repository=$ROOT/srv/repository
  printf 'x' | dd of="$repository/pool/main/schalter_next_amd64.deb" bs=1 seek=5000 conv=notrunc status=none
  ! inside apt-get install -y -q --reinstall schalter >"$WORK/changed.log" 2>&1 </dev/null || fail "changed package"
  grep -q 'Hash Sum mismatch\|hash mismatch\|Hash mismatch\|unexpected' "$WORK/changed.log" ||
    fail "refused for another reason; see $WORK/changed.log"
  sed -i 's/^Version: .*next/&2/' "$repository"/dists/stable/main/binary-*/Packages
  rm -f "$repository"/dists/stable/main/binary-*/Packages.gz
  sed -i 's/^Date:.*/Date: Tue, 01 Jan 2030 00:00:00 UTC/' "$repository/dists/stable/InRelease"
  ! inside apt-get update -q -o APT::Update::Error-Mode=any >"$WORK/changed.log" 2>&1 ||
    fail "a changed index was taken"
  grep -q 'BADSIG\|not signed\|signature' "$WORK/changed.log" || fail "see $WORK/changed.log"
  ok "a changed package and a changed index are refused"
}

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

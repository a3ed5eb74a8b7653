# What is tried in a root that is booted as a container; read by try.sh.
# shellcheck shell=bash

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
  rm -r "$ROOT"/etc/systemd/system/schalter{,-display,-x11}.service.d
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

# The container shares the host's network, and so the names of its X servers.
DISPLAY_OF_IT=:37

# The same on X, by another answer to the package's question. Xvfb stands in for Xorg, which needs
# a graphics card; how it is started, with a key of its own, is the unit's.
boot_on_x() {
  install -d "$ROOT"/etc/systemd/system/schalter-{display,x11}.service.d
  cat >"$ROOT/etc/systemd/system/schalter-display.service.d/try.conf" <<DROP_IN
[Unit]
ConditionPathExists=
[Service]
ExecStartPre=
ExecStartPre=/bin/sh -c 'xauth -q add $DISPLAY_OF_IT . \$\$(mcookie)'
ExecStart=
ExecStart=/usr/bin/Xvfb $DISPLAY_OF_IT -auth /run/schalter-display/key -screen 0 1080x1920x24 -noreset
ExecStartPost=
ExecStartPost=/usr/share/schalter/admit $DISPLAY_OF_IT schalter
DROP_IN
  printf '[Service]\nEnvironment=DISPLAY=%s\n' "$DISPLAY_OF_IT" \
    >"$ROOT/etc/systemd/system/schalter-x11.service.d/try.conf"
  sed -i 's/^px_per_mm.*/px_per_mm = 4.0/' "$ROOT/etc/schalter/kiosk.toml"
  echo 'schalter schalter/session select x11' | booted debconf-set-selections
  booted dpkg-reconfigure -f noninteractive schalter >"$WORK/x.log" 2>&1
  wait_for booted systemctl is-active --quiet schalter-x11.service
  ! booted systemctl is-active --quiet schalter.service || fail "both sessions run"
  ! booted runuser -u nobody -- xdpyinfo -display $DISPLAY_OF_IT >/dev/null 2>&1 || fail "anybody may use X"
  sleep 5
  on_x xwd -root | booted sh -c 'xwdtopnm 2>/dev/null | pnmtopng' >"$WORK/screen-x.png"
  ok "the same on X, as it looks: $WORK/screen-x.png"
  refuse_during_a_visit
}

on_x() { booted env DISPLAY=$DISPLAY_OF_IT XAUTHORITY=/run/schalter-display/key "$@"; }

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
  local canary process wiped typed try
  canary=$(tr -dc a-z </dev/urandom | head -c 14 || true)
  process=$(pgrep -f '^/usr/lib/schalter/kiosk run')
  wiped=$(wipes)
  typed=0
  for try in $(seq 10); do
    on_x xdotool key Tab type --delay 50 "$canary"
    sleep 2 # what no field took is forgotten by then
    typed=$(copies "$process" "$canary")
    [ "$typed" -eq 0 ] || break
  done
  [ "$typed" -gt 0 ] || fail "nothing was typed, in $try tries"
  for try in $(seq 300); do
    [ "$(wipes)" -eq "$wiped" ] || break
    sleep 1
  done
  [ "$(wipes)" -gt "$wiped" ] || fail "the visit did not end, after $try s"
  sleep 2
  [ "$(copies "$process" "$canary")" -eq 0 ] || fail "what was typed is still in memory"
  ok "the visit ended by itself, and none of $typed copies of what was typed is left in memory"
}

wipes() { booted grep -c VISIT_WIPED /var/lib/schalter/audit.jsonl; }

# The search is that of tests/journeys: in every form a text can have in memory.
copies() {
  (cd "$HERE" && .venv/bin/python -c 'import sys
from tests.journeys.test_wipe import occurrences
print(occurrences(int(sys.argv[1]), sys.argv[2]))' "$@")
}

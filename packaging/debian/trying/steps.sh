# What is tried in a root that is not booted; read by try.sh.
# shellcheck shell=bash

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

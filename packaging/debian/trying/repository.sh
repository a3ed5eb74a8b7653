# What is tried with a signed repository; read by try.sh.
# shellcheck shell=bash

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

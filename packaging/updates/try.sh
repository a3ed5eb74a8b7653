#!/usr/bin/env bash
# Tries schalter-update for real in a clean Debian root, with packages whose kiosk does as it is told:
# an upgrade, one that is put off, one that is taken back and never tried again, and the next one.
#   packaging/updates/try.sh ROOT.tar [WORK]     as root; ROOT.tar is a debootstrapped Debian
set -euo pipefail

TAR=$(realpath "$1")
WORK=${2:-/tmp/schalter-update-try}
ROOT=$WORK/root
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

ok() { printf 'ok: %s\n' "$*"; }

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

inside() { chroot "$ROOT" "$@"; }

# A package with our script that asks the kiosk, and a kiosk that does as it is told.
# shellcheck disable=SC2016 # sed is given the dollar
publish() { # VERSION WHETHER_IT_WORKS
  local tree=$WORK/tree
  rm -rf "$tree"
  mkdir -p "$tree/DEBIAN" "$tree/usr/bin"
  printf 'Package: schalter\nVersion: %s\nArchitecture: all\nMaintainer: nobody <nobody@example>\nDescription: a try\n' \
    "$1" >"$tree/DEBIAN/control"
  sed 's/\[ -n "$(active)" \] || return 0//' "$HERE/packaging/debian/prerm" >"$tree/DEBIAN/prerm"
  cat >"$tree/usr/bin/kiosk" <<KIOSK
#!/bin/sh
echo "$1 \$*" >>/told
case "\$2" in
  gate) [ ! -e /visit ] || exit 75 ;;
  verify) exit $2 ;;
esac
KIOSK
  chmod 755 "$tree/DEBIAN/prerm" "$tree/usr/bin/kiosk"
  dpkg-deb --root-owner-group --build "$tree" "$ROOT/repository/schalter_$1_all.deb" >/dev/null
  (cd "$ROOT/repository" && dpkg-scanpackages --multiversion . 2>/dev/null >Packages)
}

# shellcheck disable=SC2016 # dpkg is given the dollar
version() { inside dpkg-query --show --showformat '${Version}' schalter; }

update() { # EXPECTED_CODE EXPECTED_VERSION WHAT
  local code=0
  inside /usr/local/sbin/schalter-update >"$WORK/update.log" 2>&1 || code=$?
  [ "$code $(version)" = "$1 $2" ] || { cat "$WORK/update.log"; fail "$3: left with $code, has $(version)"; }
  ok "$3"
}

rm -rf "$ROOT"
mkdir -p "$ROOT"
tar --extract --file "$TAR" --directory "$ROOT"
mkdir -p "$ROOT/repository" "$ROOT/run"
rm -f "$ROOT"/etc/apt/sources.list "$ROOT"/etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/repository ./' >"$ROOT/etc/apt/sources.list.d/try.list"
install -m 755 "$HERE/packaging/updates/schalter-update" "$ROOT/usr/local/sbin/"

publish 1.0 0
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes schalter >/dev/null
update 0 1.0 "where there is nothing newer, nothing is done"
publish 1.1 0
touch "$ROOT/visit"
update 75 1.0 "while somebody is here the update is put off"
rm "$ROOT/visit"
update 0 1.1 "and is made when nobody is"
publish 1.2 2
update 2 1.1 "a version that does not work is taken back"
update 0 1.1 "and is not tried again"
publish 1.3 0
update 0 1.3 "the next one is taken"
grep -qx '1.1 update verify --started 60' "$ROOT/told" || fail "the version that came back was not verified"
ok "the version that came back was verified too"
rm -rf "$ROOT"

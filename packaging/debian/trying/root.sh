# A clean Debian root, and how to do something in it; read by try.sh.
# shellcheck shell=bash

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

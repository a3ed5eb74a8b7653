"""Every code a report may hold, and what to do about it: one sentence each, for IT."""

from collections.abc import Mapping

from kiosk.readiness.report import Outcome, Verdict

REMEDIES: Mapping[str, str] = {
    # settings
    "settings": "Run `kiosk config check`: it names every mistake, its file and its line.",
    "settings-place": "Make the file or folder usable for the kiosk's user, or name another one.",
    "settings-overruled": "Remove the key from the file, or ask whoever sets the policy.",
    # the way to the portal
    "proxy": "Set portal.proxy to http://host:port or `none`, or set the system's proxy right.",
    "proxy-auth": "Let the proxy admit this terminal by its address; passwords are not supported.",
    "dns": "Check portal.url, the network cable and the name server of this machine.",
    "refused": "Check host and port in portal.url, and whether the portal is running.",
    "timeout": "Check network, firewall and route to the portal; something swallows the packets.",
    "portal-unreachable": "Check network, firewall and portal.url.",
    "redirected": "Set portal.url to the portal's own address; answers never follow a redirect.",
    "captive-portal": "Log this network in, or have it let the portal through without a log-in.",
    "ca-file": "Set portal.ca_file to a PEM file that the kiosk's user can read.",
    "tls": "Ask the portal's operator; an ordinary TLS connection cannot be made.",
    "tls-protocol": "Ask the portal's operator for TLS 1.2 or newer, or look for an old proxy.",
    "tls-certificate": "Ask the portal's operator; the system does not accept its certificate.",
    "tls-expired": "Check this machine's clock, then ask the portal's operator for a new one.",
    "tls-not-yet-valid": "Set this machine's clock; if it is right, ask the portal's operator.",
    "tls-revoked": "Ask the portal's operator for a new certificate; do not use this one.",
    "tls-wrong-name": "Set portal.url to the name the certificate is made for.",
    "tls-unknown-authority": "Install the missing authority in the system, or set portal.ca_file.",
    "tls-ends-soon": "Ask the portal's operator to renew the certificate before it ends.",
    "unintelligible": "Check portal.url and portal.kind: what answers there is no such portal.",
    "portal-busy": "Wait for some minutes, then run this again.",
    "portal": "Ask the portal's operator.",
    "withdrawn": "Check portal.url: the portal has no such place.",
    "municipality-unknown": "Set terminal.bfs to a municipality that the portal serves.",
    "clock-wrong": "Set this machine's clock, and let it follow a time server (NTP).",
    "clock-unknown": "Compare this machine's clock by hand; the portal's answer names no time.",
    # signing in
    "keyring-locked": "Log in to the kiosk's session, or give the key with systemd credentials.",
    "keyring-missing": "Start a D-Bus session with a Secret Service, or use systemd credentials.",
    "keyring-denied": "Run this as the user who enrolled the terminal.",
    "keyring-unsafe": "Remove the setting that names another keyring than the system's own.",
    "keyring-full": "Remove entries from the keyring, or shorten the secret.",
    "keyring-slow": "Look for an open prompt in the kiosk's session, then restart its keyring.",
    "keyring-broken": "Restart the keyring's service.",
    "not-enrolled": "Run `kiosk enrol` as the kiosk's user.",
    "key-unusable": "Run `kiosk enrol` again: it makes a new key and revokes this one.",
    "terminal-revoked": "Ask the portal's operator why; then run `kiosk enrol` again.",
    "not-allowed": "Ask the portal's operator to admit this terminal, or run `kiosk enrol` again.",
    # paper and program
    "printer-unavailable": "If it stays so, look the word up in docs/printing.md.",
    "printer-low": "Do it before the printer stops.",
    "font-missing": "Install the program anew: a font it came with is missing or broken.",
    "glyph-missing": "Tell the developers which characters; names would not be printed.",
    "texts-missing": "Install the program anew; from the sources, run packaging/texts.py.",
    "texts-incomplete": "Install the program anew; from the sources, complete the language.",
    "screen-library": "Install the system's packages that Qt needs; docs/doctor.md lists them.",
    "screen-density": "Measure a line on the screen with a ruler and set screen.px_per_mm.",
    "visitor-display-missing": "Plug it in, or set screen.visitor_display to a name that is there.",
    # disk
    "not-writable": "Let the kiosk's user write the folder, or set state_folder to another one.",
    "disk-full": "Make room on this disk at once; the audit log cannot be written.",
    "disk-low": "Make room on this disk.",
    "audit-broken": "Keep the file as it is and find out who changed it; then move it away.",
    "audit-unreadable": "Let the kiosk's user read the audit log.",
    "audit-lost": "Make the audit log writable; what was lost cannot be written again.",
    "outbox-unreadable": "Keep the file as it is; the kiosk sets it aside when it begins anew.",
    "outbox-set-aside": "Keep that file for the office: only it can say what was in it.",
    "outbox-refused": "Look the codes up in docs/it-codes.md; tell staff, who see it, too.",
    "outbox-expiring": "Bring the portal back within a day, or the oldest is deleted unsent.",
    "visit-on-disk": "Give the kiosk's user a session with XDG_RUNTIME_DIR, which is in memory.",
    # lockdown
    "runs-as-root": "Run the kiosk as a user of its own without rights.",
    "core-dumps": "Set LimitCORE=0 for the kiosk and Storage=none in coredump.conf.",
    "swap-on": "Turn swap off (swapoff -a, and out of /etc/fstab), or encrypt it.",
    "freed-memory": "Start the kiosk with the launcher that came with it; see docs/doctor.md.",
    "spool-kept": "Set PreserveJobFiles No and PreserveJobHistory 60 in cupsd.conf.",
    "spool-forgets": "Set PreserveJobHistory 60 in cupsd.conf: the end of a job is seen for 60 s.",
    "system-keys": "Set kernel.sysrq = 0 in /etc/sysctl.d.",
    "usb-storage": "Forbid the module usb-storage in /etc/modprobe.d.",
    # the doctor itself
    "check-slow": "Run this again; if it stays slow, look at what the check is named after.",
    "check-crashed": "Tell the developers what was found; the check itself is at fault.",
}


def warned(code: str, found: str) -> Verdict:
    """Return that somebody should see to it."""
    return Verdict(Outcome.WARNING, found, code, REMEDIES[code])


def failed(code: str, found: str) -> Verdict:
    """Return that it does not work. A code of a portal that nobody knows is `portal`."""
    known = code if code in REMEDIES else "portal"
    return Verdict(Outcome.FAILED, found, known, REMEDIES[known])

"""Why a terminal was not enrolled or withdrawn: one sentence each, with the remedy, for IT."""

from kiosk.errors import Busy, KioskError, NotAllowed, SecretsUnavailable, Unreachable, fact
from kiosk.portals.address import UnsafeAddressError
from kiosk.portals.lucerne.sign_in import RefusedError, apart, not_allowed
from kiosk.settings import SettingsError

UNAVAILABLE = "portal-unavailable"
SETTINGS = "settings"
KEYRING = "keyring"
REFUSED = "refused"


class EnrolmentError(Exception):
    """It did not come about. The text is a sentence with the remedy.

    Codes: `refused`, `wrong-portal`, `portal-unavailable`, `settings`, `keyring`.
    """

    def __init__(self, sentence: str, code: str = REFUSED) -> None:
        super().__init__(sentence)
        self.code = code


OAUTH = {
    "access_denied": "The request was denied at the portal; ask who administers it, and run"
    " this again.",
    "expired_token": "Nobody approved the code in time; run this again for a new one.",
    "invalid_grant": "The code is wrong, was used already, or has expired; ask the portal's"
    " administrator for a new one.",
    "slow_down": "The portal asks for patience; wait a minute and run this again.",
}
SIGN_IN = {
    "terminal-revoked": "The portal has revoked this terminal's key; enrol it with `kiosk enrol`.",
    "not-enrolled": "This terminal is not enrolled: the keyring holds no key that the portal knows;"
    " enrol it with `kiosk enrol`.",
}
LINE = {
    "ca-file": "The file with certificate authorities cannot be used; check --ca-file.",
    "captive-portal": "A web page answers in place of the portal: something on the network asks"
    " for a log-in; sign this machine in there first.",
    "proxy": "The proxy does not let this terminal through; check its address and who may use it.",
    "redirected": "The portal's address leads elsewhere; use the address it redirects to.",
    "proxy-auth": "The proxy asks for a password; let it admit this terminal by its address.",
    "tls-expired": "By this machine's clock the portal's certificate has ended; set the clock, or"
    " have the certificate renewed.",
    "tls-not-yet-valid": "By this machine's clock the portal's certificate is not valid yet; set"
    " the clock.",
    "tls-unknown-authority": "Nobody whom this machine trusts signed the portal's certificate; name"
    " the authority of a proxy that inspects traffic with --ca-file.",
}
KEYRINGS = {
    "keyring-locked": "The keyring is locked; sign in as the terminal's user, unlock it, and run"
    " this again.",
    "keyring-missing": "There is no keyring for this user; run this within the session of the"
    " terminal's user (Linux: with gnome-keyring or KWallet).",
    "keyring-denied": "The keyring refuses access; allow it for this program, and run this again.",
    "keyring-unsafe": "The keyring of this machine would keep the key in clear, or not at all;"
    " set up the system's own.",
    "keyring-full": "The keyring takes no value this long; use the system's own.",
    "keyring-slow": "The keyring did not answer in time; unlock it, and run this again.",
}


def refusal(error: Exception, url: str) -> Exception:
    """Return what `error` means for whoever enrols at `url`, as an `EnrolmentError`."""
    match error:
        case EnrolmentError():
            return error
        case UnsafeAddressError():
            return EnrolmentError(f"{url}: {error}.", "wrong-portal")
        case SettingsError():
            return EnrolmentError("\n".join(error.mistakes), SETTINGS)
        case SecretsUnavailable():
            broken = "The keyring does not work; look at the system's log."
            why = f"{error.code}: {fact(error)}"  # its remedy is for a kiosk that runs already
            return EnrolmentError(f"{KEYRINGS.get(error.code, broken)} ({why})", KEYRING)
        case RefusedError() if apart(error.skew) or error.error not in OAUTH:
            return _sign_in(not_allowed(error))
        case RefusedError():
            return EnrolmentError(OAUTH[error.error])
        case NotAllowed():
            return _sign_in(error)
        case Busy():
            return EnrolmentError(f"{OAUTH['slow_down']} ({error})", UNAVAILABLE)
        case Unreachable():
            away = f"{url} cannot be reached; check the address, the network and the proxy."
            return EnrolmentError(f"{LINE.get(error.code, away)} ({error})", UNAVAILABLE)
        case KioskError():
            other = "answers, but not as a portal of this contract; check --portal."
            return EnrolmentError(f"{url} {other} ({error})", "wrong-portal")
        case _:
            return error


def _sign_in(error: NotAllowed) -> EnrolmentError:
    if error.code == "clock-wrong":
        return EnrolmentError(f"{_capital(error.detail)}; set the clock, and run this again.")
    other = "The portal does not accept this terminal; ask its administrator."
    return EnrolmentError(f"{SIGN_IN.get(error.code, other)} ({error})")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

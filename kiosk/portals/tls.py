"""Trust in a portal: the system's certificate store, and what TLS refused, as a code for IT.

The only import of truststore. There is no way to turn the checks off.
"""

import os
import socket
import ssl

_WHOM_TO_TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""By these variables OpenSSL replaces the system's authorities with others."""

_CODES = {
    9: "tls-not-yet-valid",  # or the terminal's clock is wrong
    10: "tls-expired",
    18: "tls-unknown-authority",
    19: "tls-unknown-authority",
    20: "tls-unknown-authority",
    21: "tls-unknown-authority",
    23: "tls-revoked",
    62: "tls-wrong-name",
    64: "tls-wrong-name",
    0x800B0101: "tls-expired",  # Windows, winerror.h: CERT_E_EXPIRED
    0x800B0109: "tls-unknown-authority",  # CERT_E_UNTRUSTEDROOT
    0x800B010A: "tls-unknown-authority",  # CERT_E_CHAINING
    0x800B010C: "tls-revoked",  # CERT_E_REVOKED
    0x80092010: "tls-revoked",  # CRYPT_E_REVOKED
    0x800B010F: "tls-wrong-name",  # CERT_E_CN_NO_MATCH
}
"""Of X509_V_ERR_* (OpenSSL, x509_vfy.h) and of Windows."""


def context(ca_file: str = "") -> ssl.SSLContext:
    """Return a client's TLS context: TLS 1.2 or newer, the system's store, and `ca_file` too.

    What the environment says about authorities is forgotten first, for this whole process.

    Args:
        ca_file: PEM with further authorities, such as an inspecting proxy's; '' for none.

    Raises:
        OSError: `ca_file` cannot be read, or holds no certificate (ssl.SSLError).
    """
    import truststore  # noqa: PLC0415 - it costs start-up time and is needed behind the first frame

    for name in _WHOM_TO_TRUST:
        os.environ.pop(name, None)
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        made.load_verify_locations(cafile=ca_file)
    return made


def reason(error: BaseException) -> str:
    """Return the code for why a connection failed: the innermost cause that has one, or ''."""
    found = ""
    seen: BaseException | None = error
    while seen is not None:
        found = _code(seen) or found
        seen = seen.__cause__ or seen.__context__
    return found


def _code(error: BaseException) -> str:
    """Return the code of `error` alone. What truststore raises itself has no attributes."""
    match error:
        case ssl.SSLCertVerificationError():
            return _CODES.get(getattr(error, "verify_code", 0), "tls-certificate")
        case ssl.SSLWantReadError() | ssl.SSLWantWriteError():
            return ""  # it was waiting: why it waits no longer, another error says
        case ssl.SSLError():
            why = str(getattr(error, "reason", ""))
            return "tls-protocol" if "VERSION" in why or "PROTOCOL" in why else "tls"
        case socket.gaierror():
            return "dns"
        case ConnectionRefusedError():
            return "refused"
        case TimeoutError():
            return "timeout"
        case _:
            return ""

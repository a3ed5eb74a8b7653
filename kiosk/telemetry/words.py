"""The closed lists that labels are chosen from: what is not in them counts as `other`.

They are the words of docs/it-codes.md; tests/unit/telemetry/test_words.py compares them.
"""

OTHER = "other"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


CODES = _listed(
    """
    portal-unreachable dns refused timeout redirected captive-portal proxy proxy-auth ca-file
    tls tls-protocol tls-certificate tls-expired tls-not-yet-valid tls-unknown-authority
    tls-revoked tls-wrong-name
    portal-busy withdrawn declined form-changed form-refused form-digest sender-digest
    unintelligible not-canonical
    received outcome-unknown in-progress key-reused deadline unverified unknown-key
    not-enrolled terminal-revoked clock-wrong not-allowed in-service update-pending
    sign-in-denied sign-in-expired staff-signed-out state-folder
    keyring-locked keyring-missing keyring-denied keyring-unsafe keyring-full keyring-slow
    keyring-broken
    malformed too-long algorithm header unusable-key signature claims
    internal kiosk portal paper
    """
)
"""What became of a request, a sign-in or a signature."""

PAPER = _listed(
    """
    printed queued failed no-paper-came printer-unavailable unprintable
    media-jam media-empty media-needed cover-open door-open interlock-open input-tray-missing
    output-tray-missing output-area-full marker-supply-empty toner-empty marker-waste-full
    fuser-over-temp paused offline shutdown stopped aborted canceled missing no-spooler
    not-accepting none media-low toner-low marker-supply-low marker-waste-almost-full attention
    blocked error
    """
)
"""What became of paper, and what the printer says about it."""

FAULTS = _listed(
    """
    bill-form bill-iban bill-reference-type bill-reference bill-amount bill-currency bill-creditor
    bill-message not-a-pdf documents-form documents-number
    """
)
"""What breaks the contract in a receipt."""

REASONS = _listed("start left idle in-service locked signed-out readiness fault held handed-over")
"""Why a visit was wiped."""

"""The only mapper from an error to what is said about it.

The words of a problem are the texts `problem-<word>-title`, `-answers` and `-do`.
"""

from dataclasses import dataclass
from typing import assert_never

from kiosk.errors import (
    AnyError,
    Busy,
    Declined,
    FormChanged,
    FormRefused,
    KioskError,
    NotAllowed,
    OutcomeUnknown,
    PrinterUnavailable,
    SecretsUnavailable,
    Unintelligible,
    Unprintable,
    Unreachable,
    Unverified,
    Withdrawn,
)


@dataclass(frozen=True)
class Problem:
    """What the visitor sees and may do.

    Attributes:
        word: names the texts.
        retry: trying the same again makes sense and is safe.
        back: going back to the answers is safe. It is not while a submission may have arrived:
            changed answers under a new key could file twice.
        call_staff: somebody of the counter should look at it.
    """

    word: str
    retry: bool = False
    back: bool = False
    call_staff: bool = False


PROBLEMS = {
    problem.word: problem
    for problem in (
        Problem("unreachable", retry=True, back=True),
        Problem("outcome-unknown", retry=True, call_staff=True),
        Problem("declined", back=True),
        Problem("form-changed", back=True),
        Problem("withdrawn", back=True),
        Problem("not-allowed", back=True, call_staff=True),
        Problem("secrets-unavailable", retry=True, back=True, call_staff=True),
        Problem("busy", retry=True, back=True),
        Problem("unintelligible", retry=True, back=True, call_staff=True),
        Problem("unverified", retry=True, call_staff=True),
        Problem("form-refused", back=True, call_staff=True),
        Problem("unprintable"),
        Problem("printer-unavailable", retry=True),
    )
}


def problem(error: AnyError) -> Problem:
    """Return what is said about `error`."""
    match error:
        case Unreachable():
            return PROBLEMS["unreachable"]
        case OutcomeUnknown():
            return PROBLEMS["outcome-unknown"]
        case Declined():
            return PROBLEMS["declined"]
        case FormChanged():
            return PROBLEMS["form-changed"]
        case Withdrawn():
            return PROBLEMS["withdrawn"]
        case NotAllowed():
            return PROBLEMS["not-allowed"]
        case Busy():
            return PROBLEMS["busy"]
        case Unintelligible():
            return PROBLEMS["unintelligible"]
        case Unverified():
            return PROBLEMS["unverified"]
        case SecretsUnavailable():
            return PROBLEMS["secrets-unavailable"]
        case FormRefused():
            return PROBLEMS["form-refused"]
        case Unprintable():
            return PROBLEMS["unprintable"]
        case PrinterUnavailable():
            return PROBLEMS["printer-unavailable"]
        case _:
            assert_never(error)


def words_for(error: Exception, otherwise: str) -> tuple[str, str]:
    """Return the problem's word and IT's code; `otherwise` is the word for a bug of ours."""
    if isinstance(error, KioskError):
        return problem(error).word, error.code  # type: ignore[arg-type] # the family is closed
    return otherwise, "internal"

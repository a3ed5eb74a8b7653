"""The forms on the portal's pages: fields in HTML, and proof that the page was ours.

There is no session to ride on, because this portal knows no passwords. Still no other site may
press a button here: a form holds a secret of this run, and its browser says where it came from.
"""

import hmac
import secrets
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request

from kiosk.sandbox.form_data import NotAFormError, form_of

PROOF = "proof"
MISTAKE = "mistake"
"""The id of the sentence that says what is wrong."""
HEADERS = {"Referrer-Policy": "same-origin"}
"""With `no-referrer` a browser would say `Origin: null` of our own forms (Fetch 3.2)."""


class NotOurFormError(Exception):
    """The form was not sent from a page of this portal."""


class Forms:
    """Makes forms for pages at `url`, and takes them back."""

    def __init__(self, url: str) -> None:
        port = urlsplit(url).port
        self._origins = {url, f"http://localhost:{port}"}
        self._proof = secrets.token_urlsafe(32)

    def form(self, action: str, *inner: str) -> str:
        """Return a form that is sent to `action`; `inner` is HTML."""
        proof = hidden(PROOF, self._proof)
        return f'<form method="post" action="{escape(action)}">{proof}{"".join(inner)}</form>'

    async def taken(self, request: Request) -> Mapping[str, str]:
        """Return the fields of a form that came back.

        Raises:
            NotOurFormError: it did not come from one of our pages.
        """
        try:
            fields = await form_of(request)
        except NotAFormError:
            raise NotOurFormError from None
        proof = fields.get(PROOF, "").encode()
        if not hmac.compare_digest(proof, self._proof.encode()):
            raise NotOurFormError
        if request.headers.get("origin") not in self._origins:
            raise NotOurFormError
        return fields


def hidden(name: str, value: str) -> str:
    """Return a field that nobody sees."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def line(name: str, label: str, value: str = "", more: str = "", *, wrong: bool = False) -> str:
    """Return a labelled line to type in; `more` is HTML attributes."""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}" autocomplete="off"'
        f"{_marked(wrong)} {more}>"
    )


def choice(
    name: str,
    label: str,
    options: Iterable[tuple[str, str]],
    chosen: str = "",
    *,
    wrong: bool = False,
) -> str:
    """Return a labelled choice; `options` are values and what is shown for them."""
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(text)}</option>"
        for value, text in (("", "Bitte wählen"), *options)
    )
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<select id="{name}" name="{name}" required{_marked(wrong)}>{listed}</select>'
    )


def button(label: str, name: str = "", value: str = "", *, main: bool = False) -> str:
    """Return a button; `main` is what most people want, and asks for all that is required."""
    kind = ' class="main"' if main else " formnovalidate"
    named = f' name="{name}" value="{escape(value)}"' if name else ""
    return f"<button{kind}{named}>{escape(label)}</button>"


def mistake(text: str) -> str:
    """Return the sentence that says what is wrong; nothing where nothing is."""
    return f'<p class="wrong" id="{MISTAKE}" role="alert">{escape(text)}</p>' if text else ""


def _marked(wrong: bool) -> str:  # noqa: FBT001 - an attribute is there or not
    return f' aria-invalid="true" aria-describedby="{MISTAKE}"' if wrong else ""

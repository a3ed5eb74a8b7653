"""The pages on which a person decides about a code: which terminal this is, or who signs in.

Nobody needs a password here. This is a training portal on loopback, and each page says so.
"""

from collections.abc import Mapping
from html import escape

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sandbox import page_forms
from kiosk.sandbox.grants import Request, typed
from kiosk.sandbox.page_forms import Forms, button, choice, hidden, line, mistake
from kiosk.sandbox.pages import page
from kiosk.sandbox.place_fields import MISTAKES, place_fields, place_of
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.tokens import Scope

TITLE = "Übungsportal"
NOTE = (
    '<p class="note">Das ist ein Übungsportal auf diesem Gerät. Darum braucht hier niemand ein '
    "Passwort. In einem echten Portal melden Sie sich vorher an.</p>"
)
COMPARE = "<p>Vergleichen Sie den Code mit dem Code auf dem Bildschirm. Ist er gleich?</p>"
LONGEST_CODE = 64


class DevicePages:
    """The page `/device`."""

    def __init__(self, sign_in: SignIn, forms: Forms) -> None:
        self._sign_in = sign_in
        self._forms = forms
        self.routes = [
            Route("/device", self.ask, methods=["GET"]),
            Route("/device", self.decide, methods=["POST"]),
        ]

    async def ask(self, http: HttpRequest) -> Response:
        """Ask for a code, or for a decision about it."""
        code = http.query_params.get("user_code", "")[:LONGEST_CODE]
        if not code:
            return _page("Code eingeben", _entry())
        request = self._request(http, code)
        if isinstance(request, Response):
            return request
        return self._question(code, request, {})

    async def decide(self, http: HttpRequest) -> Response:
        """Take a decision."""
        fields = await self._forms.taken(http)
        code = fields.get("user_code", "")[:LONGEST_CODE]
        request = self._request(http, code)
        if isinstance(request, Response):
            return request
        if fields.get("decision") != "approve":
            self._sign_in.grants.deny(code)
            return _page("Abgelehnt", "<p>Der Code gilt nicht mehr.</p>")
        if request.scope is Scope.STAFF:
            return self._approve_staff(code, request, fields)
        return self._approve(code, request, fields)

    def _approve(self, code: str, request: Request, fields: Mapping[str, str]) -> Response:
        try:
            terminal = place_of(self._sign_in, fields)
        except ValueError as error:
            return self._question(code, request, fields, str(error))
        self._sign_in.grants.approve(code, terminal)
        done = f"<p>Das Terminal <b>{escape(terminal.id)}</b> richtet sich jetzt selbst ein.</p>"
        return _page("Bewilligt", done)

    def _approve_staff(self, code: str, request: Request, fields: Mapping[str, str]) -> Response:
        name = fields.get("name", "")
        if name not in self._sign_in.staff:
            return self._question(code, request, fields, "name")
        self._sign_in.grants.approve_staff(code, name)
        return _page("Angemeldet", f"<p>{escape(name)} ist jetzt am Schalter angemeldet.</p>")

    def _request(self, http: HttpRequest, code: str) -> Request | Response:
        """Return what waits under `code`, or a page that says why there is nothing."""
        who = http.client.host if http.client else ""
        wait_s = self._sign_in.brake.wait_s(who)
        if wait_s:
            told = f"<p>Zu viele falsche Codes. Versuchen Sie es in {wait_s} Sekunden wieder.</p>"
            return _page("Bitte warten", told, 429, {"Retry-After": str(wait_s)})
        request = self._sign_in.grants.request(code)
        if request is None:
            self._sign_in.brake.wrong(who)
            wrong = mistake("Dieser Code gilt nicht. Er ist falsch, benutzt oder alt.")
            return _page("Code eingeben", wrong + _entry(wrong=True), 404)
        return request

    def _question(
        self, code: str, request: Request, fields: Mapping[str, str], wrong: str = ""
    ) -> Response:
        """Ask for a decision; `wrong` names the field that cannot be."""
        staff = request.scope is Scope.STAFF
        ask = self._staff_fields if staff else self._terminal_fields
        asked = ask(request, fields, wrong)
        form = self._forms.form(
            "/device",
            hidden("user_code", code),
            asked,
            button("Anmelden" if staff else "Bewilligen", "decision", "approve", main=True),
            button("Ablehnen", "decision", "deny"),
        )
        shown = f'<p class="code">{escape(_spelled(code))}</p>'
        told = mistake(MISTAKES.get(wrong, ""))
        title = "Am Schalter anmelden" if staff else "Terminal bewilligen"
        return _page(title, COMPARE + shown + told + form, 422 if wrong else 200)

    def _staff_fields(self, request: Request, _fields: Mapping[str, str], wrong: str) -> str:
        found = self._sign_in.terminals.one(request.terminal)
        where = ", ".join(
            filter(None, (found.terminal.place, found.terminal.counter) if found else ())
        )
        told = f"<p>Terminal <b>{escape(request.terminal)}</b> {escape(where)}</p>"
        names = [(name, name) for name in self._sign_in.staff]
        return told + choice("name", "Wer sind Sie?", names, wrong=wrong == "name")

    def _terminal_fields(self, request: Request, fields: Mapping[str, str], wrong: str) -> str:
        given = fields or {"id": request.terminal or self._sign_in.next_id()}
        known = self._sign_in.terminals.one(request.terminal)
        warning = (
            "<p>Ein Terminal mit diesem Namen gibt es schon. Sein Schlüssel gilt nachher nicht "
            "mehr.</p>"
            if known is not None and known.counts
            else ""
        )
        return warning + place_fields(self._sign_in.municipalities, given, wrong)


def _entry(*, wrong: bool = False) -> str:
    """Return a form that asks for a code; it changes nothing, so it needs no proof."""
    more = "autofocus required maxlength=20"
    field = line("user_code", "Code auf dem Bildschirm", more=more, wrong=wrong)
    return f'<form action="/device">{field}{button("Weiter", main=True)}</form>'


def _spelled(code: str) -> str:
    letters = typed(code)
    return f"{letters[:4]}-{letters[4:]}"


def _page(
    title: str, body: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    told = {**page_forms.HEADERS, **(headers or {})}
    return page(f"{title} · {TITLE}", f"<h1>{escape(title)}</h1>{body}{NOTE}", status, told)

"""The administrator's page: which terminals there are; revoke one; codes for many at once."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk.sandbox import page_forms
from kiosk.sandbox.device_pages import NOTE, TITLE
from kiosk.sandbox.page_forms import Forms, button, hidden, line, mistake
from kiosk.sandbox.pages import page, table
from kiosk.sandbox.place_fields import MISTAKES, POLICY_NAMES, place_fields, place_of
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.terminals import Enrolled, Terminal

HERE = "/sandbox/terminals"
MOST_CODES = 500
HEADS = ("Terminal", "Ort", "Stand", "Zuletzt gemeldet", "Sperren")
COLUMNS = ("code", "id", "bfs", "place", "counter", "phone", "policy")


class TerminalPages:
    """The page `/sandbox/terminals` and its three forms."""

    def __init__(self, sign_in: SignIn, forms: Forms) -> None:
        self._sign_in = sign_in
        self._forms = forms
        self.routes = [
            Route(HERE, self.list, methods=["GET"]),
            Route(f"{HERE}/revoke", self.revoke, methods=["POST"]),
            Route(f"{HERE}/codes", self.codes, methods=["POST"]),
            Route(f"{HERE}/secret", self.secret, methods=["POST"]),
        ]

    async def list(self, _request: Request) -> Response:
        """Show every terminal, and what can be done."""
        return self._page({})

    async def revoke(self, request: Request) -> Response:
        """Let a terminal count no longer."""
        fields = await self._forms.taken(request)
        self._sign_in.revoke(fields.get("id", ""))
        return RedirectResponse(HERE, status_code=303)

    async def codes(self, request: Request) -> Response:
        """Make codes, and have them downloaded as CSV: they are shown this once."""
        fields = await self._forms.taken(request)
        try:
            terminals = list(_numbered(place_of(self._sign_in, fields), _count(fields)))
        except ValueError as error:
            return self._page(fields, str(error))
        rows = [(self._sign_in.grants.give_code(each), each) for each in terminals]
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": 'attachment; filename="codes.csv"',
        }
        return Response(_csv(rows), headers=headers, media_type="text/csv; charset=utf-8")

    async def secret(self, request: Request) -> Response:
        """Give a terminal that cannot sign a secret; it is shown this once."""
        fields = await self._forms.taken(request)
        try:
            terminal = place_of(self._sign_in, fields)
        except ValueError as error:
            return self._page(fields, str(error))
        secret = self._sign_in.terminals.give_secret(terminal)
        told = (
            f"<p>client_id: <code>{escape(terminal.id)}</code></p>"
            f"<p>client_secret: <code>{escape(secret)}</code></p>"
            "<p>Dieses Passwort wird nur einmal gezeigt.</p>"
            f'<p><a href="{HERE}">Zu den Terminals</a></p>'
        )
        return _whole("Passwort", told)

    def _page(self, fields: Mapping[str, str], wrong: str = "") -> Response:
        """Return the page; `wrong` names the field that cannot be."""
        rows = "".join(self._row(each) for each in self._sign_in.terminals.all())
        known = (
            table("Terminals", HEADS, rows)
            if rows
            else "<p>Noch ist kein Terminal eingerichtet.</p>"
        )
        return _whole("Terminals", known + self._new(fields, wrong), 422 if wrong else 200)

    def _new(self, fields: Mapping[str, str], wrong: str) -> str:
        """Return the form for new terminals; its two buttons send it to two places."""
        given = fields or {"id": self._sign_in.next_id()}
        form = self._forms.form(
            f"{HERE}/codes",
            place_fields(self._sign_in.municipalities, given, wrong),
            line(
                "count",
                "Anzahl Codes",
                given.get("count", "1"),
                "inputmode=numeric",
                wrong=wrong == "count",
            ),
            button("Codes herunterladen", main=True),
            f'<button formaction="{HERE}/secret">Passwort ausstellen</button>',
        )
        told = (
            "<p>Ein Code richtet ein Terminal ein. Er gilt einmal und 14 Tage lang. "
            "Bei mehreren Codes wird im Namen weitergezählt.</p>"
            "<p>Ein Passwort ist für Terminals, die nicht mit einem Schlüssel unterschreiben "
            "können.</p>"
        )
        return f"<h2>Neue Terminals</h2>{told}{mistake(MISTAKES.get(wrong, ''))}{form}"

    def _row(self, each: Enrolled) -> str:
        terminal = each.terminal
        where = ", ".join(
            part
            for part in (
                self._sign_in.municipalities.get(terminal.bfs, str(terminal.bfs)),
                terminal.place,
                terminal.counter,
            )
            if part
        )
        heard = f"{each.heard_at:%d.%m.%Y, %H:%M}" if each.heard_at else "–"
        name = f"{escape(terminal.id)}<br><small>{escape(POLICY_NAMES[terminal.policy])}</small>"
        cells = (
            escape(where),
            "gilt" if each.counts else "gesperrt",
            escape(heard),
            self._revoke(terminal.id) if each.counts else "",
        )
        told = "".join(f"<td>{cell}</td>" for cell in cells)
        return f'<tr><th scope="row">{name}</th>{told}</tr>'

    def _revoke(self, terminal_id: str) -> str:
        """Return what revokes a terminal: two steps, since only enrolling again undoes it."""
        sure = button(f"{terminal_id} jetzt sperren")
        form = self._forms.form(f"{HERE}/revoke", hidden("id", terminal_id), sure)
        return f"<details><summary>Sperren …</summary>{form}</details>"


def _count(fields: Mapping[str, str]) -> int:
    told = fields.get("count", "1")
    count = int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else 0  # noqa: PLR2004 - far more than are allowed
    if not 1 <= count <= MOST_CODES:
        raise ValueError("count")
    return count


def _numbered(first: Terminal, count: int) -> Iterator[Terminal]:
    """Yield `count` terminals, counting on from the number at the end of the first one's id."""
    found = re.search(r"\d+$", first.id)
    if found is None:
        first = replace(first, id=f"{first.id}-1" if count > 1 else first.id)
        found = re.search(r"\d+$", first.id)
    for number in range(count):
        if found is None:
            yield first
        else:
            digits = str(int(found[0]) + number).zfill(len(found[0]))
            yield replace(first, id=first.id[: found.start()] + digits)


def _csv(rows: list[tuple[str, Terminal]]) -> str:
    """Return the codes as CSV (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for code, terminal in rows:
        writer.writerow([code, *terminal.document().values()])
    return text.getvalue()


def _whole(title: str, body: str, status: int = 200) -> Response:
    whole = f"<h1>{escape(title)}</h1>{body}{NOTE}"
    return page(f"{title} · {TITLE}", whole, status, page_forms.HEADERS)

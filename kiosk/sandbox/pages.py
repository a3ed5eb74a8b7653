"""The look of the portal's pages, and two of them: what this is, and whether a paper is genuine."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from starlette.responses import HTMLResponse

from kiosk.sandbox.store import Stored

STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;vertical-align:top;padding:.6rem 1.5rem .6rem 0;"
    "border-top:1px solid #d0d0d0}thead th{border:0}th small{font-weight:400}"
    ".wide{overflow-x:auto}summary{white-space:nowrap;cursor:pointer;color:#1f4e79;text-decoration:underline}"
    "label{display:block;margin:1rem 0 .2rem}"
    "input,select,button{font:inherit;padding:.5rem .7rem;box-sizing:border-box}"
    "input,select{width:100%;border:1px solid #595959;border-radius:4px;background:#fff}"
    "button{border:2px solid #1f4e79;border-radius:4px;background:#fff;color:#1f4e79;"
    "margin:1.5rem .7rem 0 0;min-height:3rem}button.main{background:#1f4e79;color:#fff}"
    "td button{margin:.6rem 0 0}[aria-invalid]{border:2px solid #a6192e}"
    ":focus-visible{outline:3px solid #b35900;outline-offset:2px}"
    ".code{font:bold 2.2rem monospace;letter-spacing:.1em}.note{color:#4d4d4d;font-size:.9rem}"
    ".wrong{border-left:5px solid #a6192e;padding-left:.8rem}"
)


def headers(style: str) -> dict[str, str]:
    """Return the headers of a page without scripts, whose one style sheet is `style`."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


HEADERS = headers(STYLE)
GENUINE = {
    "de": "Diese Bestätigung ist echt. Die Eingabe ist so eingetroffen.",
    "fr": "Cette confirmation est authentique. La demande est arrivée ainsi.",
    "it": "Questa conferma è autentica. La richiesta è arrivata così.",
    "en": "This confirmation is genuine. The request arrived like this.",
}
UNKNOWN = {
    "de": "Diese Bestätigung ist hier nicht bekannt. Fragen Sie am Schalter nach.",
    "fr": "Cette confirmation n’est pas connue ici. Renseignez-vous au guichet.",
    "it": "Questa conferma non è conosciuta qui. Chieda allo sportello.",
    "en": "This confirmation is not known here. Please ask at the counter.",
}


def verification(case: str, stored: Stored | None) -> HTMLResponse:
    """Say whether `case` is what its paper says: `stored` is None where it is not."""
    words = UNKNOWN if stored is None else GENUINE
    lines = "".join(f'<p lang="{tag}">{escape(text)}</p>' for tag, text in words.items())
    when = "" if stored is None else f"<p>{stored.received_at:%d.%m.%Y, %H:%M}</p>"
    body = f"<h1>{escape(case)}</h1>{when}{lines}"
    return page(case, body, status=200 if stored else 404)


def about(recent: Iterable[Stored]) -> HTMLResponse:
    """Say what this portal is, and list the last cases: number, service and time only."""
    rows = "".join(
        f"<tr><td>{escape(each.case)}</td><td>{escape(each.service)}</td>"
        f"<td>{each.received_at:%d.%m.%Y, %H:%M}</td></tr>"
        for each in recent
    )
    cases = table("Fälle", ("Fall", "Leistung", "Eingang"), rows)
    body = (
        "<h1>Übungsportal</h1>"
        "<p>Dieses Portal gehört zu Schalter. Es dient zum Vorführen, Üben und Testen und ist nur "
        "auf diesem Gerät erreichbar. Was hier ankommt, sieht keine Behörde. Antworten und "
        "Dokumente werden nicht aufbewahrt.</p>"
        f"{cases if rows else '<p>Noch ist nichts eingetroffen.</p>'}"
        '<p><a href="/sandbox/terminals">Terminals</a> · <a href="/device">Code eingeben</a> · '
        '<a href="/openapi.json">OpenAPI</a></p>'
    )
    return page("Übungsportal", body)


def not_our_form() -> HTMLResponse:
    """Refuse a form that was not sent from a page of this portal, or from before its restart."""
    told = "<p>Öffnen Sie die Seite neu und füllen Sie das Formular noch einmal aus.</p>"
    return page("Nicht angenommen", f"<h1>Nicht angenommen</h1>{told}", 403)


def table(name: str, heads: Iterable[str], rows: str) -> str:
    """Return a table with `rows` of HTML, which a narrow screen scrolls, by keyboard too."""
    listed = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"<table><thead><tr>{listed}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def page(
    title: str, body: str, status: int = 200, more: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return a page without any script; `body` is HTML, and `more` are headers."""
    html = (
        '<!doctype html><html lang="de-CH"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )
    return HTMLResponse(html, status_code=status, headers={**HEADERS, **(more or {})})

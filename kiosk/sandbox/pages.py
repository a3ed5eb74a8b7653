"""The two pages of the portal that people see: what this is, and whether a paper is genuine."""

from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse

from kiosk.sandbox.store import Stored

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse}td,th{text-align:left;padding:.3rem 1.5rem .3rem 0}"
)
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
    return _page(case, body, status=200 if stored else 404)


def about(recent: Iterable[Stored]) -> HTMLResponse:
    """Say what this portal is, and list the last cases: number, service and time only."""
    rows = "".join(
        f"<tr><td>{escape(each.case)}</td><td>{escape(each.service)}</td>"
        f"<td>{each.received_at:%d.%m.%Y, %H:%M}</td></tr>"
        for each in recent
    )
    body = (
        "<h1>Übungsportal</h1>"
        "<p>Dieses Portal gehört zu Schalter. Es dient zum Vorführen, Üben und Testen und ist nur "
        "auf diesem Gerät erreichbar. Was hier ankommt, sieht keine Behörde. Antworten und "
        "Dokumente werden nicht aufbewahrt.</p>"
        "<table><thead><tr><th>Fall</th><th>Leistung</th><th>Eingang</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        '<p><a href="/openapi.json">OpenAPI</a></p>'
    )
    return _page("Übungsportal", body)


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    html = (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )
    return HTMLResponse(html, status_code=status, headers=HEADERS)

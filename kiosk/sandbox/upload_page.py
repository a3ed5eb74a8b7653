"""The page on the visitor's phone: plain HTML that needs no script and leaves nothing behind."""

import json
from collections.abc import Mapping
from functools import cache
from html import escape

from starlette.responses import HTMLResponse

from kiosk.sandbox.pages import headers
from kiosk.sandbox.sources import RESOURCES
from kiosk.sandbox.uploads import Upload

FIELD = "file"
KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
MEGABYTE = 1_000_000

STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:18px/1.5 system-ui,sans-serif;max-width:34rem;margin:1.5rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:0 0 .5rem}"
    "form{border:1px solid #767676;border-radius:.5rem;padding:1rem;margin:1rem 0}"
    "input,button{font:inherit;width:100%;box-sizing:border-box;min-height:3rem;margin:.5rem 0 0}"
    "button{border:0;border-radius:.5rem;background:#1f4e79;color:#fff;font-weight:600}"
    "button:focus-visible,input:focus-visible{outline:3px solid #1f4e79;outline-offset:2px}"
    "[role=alert]{border:3px solid #b3261e;border-radius:.5rem;padding:.75rem 1rem}"
)
HEADERS = {**headers(STYLE), "X-Robots-Tag": "noindex, nofollow"}
ENDED = {
    "de": "Dieser Code gilt nicht mehr. Am Bildschirm vor Ihnen gibt es einen neuen.",
    "fr": "Ce code n’est plus valable. L’écran devant vous en donne un nouveau.",
    "it": "Questo codice non è più valido. Lo schermo davanti a Lei ne dà uno nuovo.",
    "en": "This code is no longer valid. The screen in front of you has a new one.",
}


def ended() -> HTMLResponse:
    """Say that the address is of no use: the same, whatever was or never was there."""
    lines = "".join(f'<p lang="{tag}">{escape(words)}</p>' for tag, words in ENDED.items())
    return _page("de", "Schalter", lines, 404)


def asking(upload: Upload, mistake: str = "", status: int = 200) -> HTMLResponse:
    """Ask for a photo or a file; `mistake` is the text that says why the last was not taken."""
    words = _words()[upload.language]
    kinds = ", ".join(KINDS[kind] for kind in upload.accept)
    size = f"{upload.max_bytes / MEGABYTE:.1f}".removesuffix(".0")
    wrong = f'<p role="alert">{escape(words[mistake])}</p>' if mistake else ""
    takes = escape(words["takes"].format(kinds=kinds, size=size))
    pictures = tuple(kind for kind in upload.accept if kind.startswith("image/"))
    photo = _form(words, "photo", pictures, " capture") if pictures else ""
    body = (
        f"<h1>{escape(words['title'])}</h1>{wrong}<p>{escape(words['about'])}</p><p>{takes}</p>"
        f"{photo}{_form(words, 'file', upload.accept)}<p>{escape(words['once'])}</p>"
    )
    return _page(upload.language, words["title"], body, status)


def received(upload: Upload, status: int = 200) -> HTMLResponse:
    """Say that a file is here; with status 409 also that this was another one."""
    words = _words()[upload.language]
    lines = ("received", "received-do") if status < 400 else ("already",)  # noqa: PLR2004 - RFC 9110
    body = "".join(f"<p>{escape(words[line])}</p>" for line in lines)
    return _page(
        upload.language, words["title"], f"<h1>{escape(words['title'])}</h1>{body}", status
    )


def _form(words: Mapping[str, str], which: str, accept: tuple[str, ...], capture: str = "") -> str:
    """Return one way to choose; `capture` opens the camera (W3C HTML Media Capture)."""
    note = f"<p>{escape(words['photo-do'])}</p>" if capture else ""
    return (
        '<form method="post" enctype="multipart/form-data">'
        f'<h2><label for="{which}">{escape(words[which])}</label></h2>{note}'
        f'<input id="{which}" type="file" name="{FIELD}" required '
        f'accept="{escape(",".join(accept))}"{capture}>'
        f"<button>{escape(words[f'send-{which}'])}</button></form>"
    )


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    texts: Mapping[str, Mapping[str, str]] = json.loads(
        (RESOURCES / "upload-page.json").read_text(encoding="utf-8")
    )
    return texts


def _page(language: str, title: str, body: str, status: int) -> HTMLResponse:
    html = (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )
    return HTMLResponse(html, status_code=status, headers=HEADERS)

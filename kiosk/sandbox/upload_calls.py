"""The calls about uploads: those of the terminal, and those of the visitor's phone."""

from base64 import b64encode
from contextlib import suppress

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk.forms.judge import Judge
from kiosk.sandbox import multipart, reading, upload_page
from kiosk.sandbox.answers import answer
from kiosk.sandbox.guard import bearer_of
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.schemas import UPLOAD
from kiosk.sandbox.uploads import Sent, Upload, Uploads

AROUND_A_FILE = 16 * 1024
"""Bytes that a form has around its file."""
THROWN_AWAY = 64 * 1024 * 1024
"""Bytes that are read of what is too large, so that the phone is told; then the line is cut."""
HEIC = b"ftyp"


class UploadCalls:
    """Answers for `uploads`; the addresses of phones begin with `url`."""

    def __init__(self, url: str, uploads: Uploads) -> None:
        self._url = url
        self._uploads = uploads
        self._judge = Judge(UPLOAD)
        self.routes = [
            Route("/v1/uploads", self.open, methods=["POST"]),
            Route("/v1/uploads/{id}", self.about, methods=["GET", "DELETE"]),
            Route("/v1/uploads/{id}/content", self.content),
            Route("/u/{token}", self.page, methods=["GET", "POST"]),
        ]

    # --- The terminal --------------------------------------------------------------------------

    async def open(self, request: Request) -> Response:
        """Make an address."""
        told = await reading.json_of(request)
        if not self._judge.accepts(told):
            raise Problem("invalid-request")
        upload = self._uploads.open(
            _terminal(request), tuple(told["accept"]), int(told["max_bytes"]), told["language"]
        )
        made = {
            "id": upload.id,
            "url": f"{self._url}/u/{upload.token}",
            "expires_at": upload.expires_at.isoformat(timespec="seconds"),
        }
        return answer(made, status=201)

    async def about(self, request: Request) -> Response:
        """Say how far it has come, or end it."""
        terminal, id_ = _terminal(request), request.path_params["id"]
        if request.method == "DELETE":
            self._uploads.close(terminal, id_)
            return Response(status_code=204, headers={"Cache-Control": "no-store"})
        upload = self._uploads.of(terminal, id_)
        return answer({"state": upload.state, **_described(upload.sent)})

    async def content(self, request: Request) -> Response:
        """Give the file out, once."""
        sent = self._uploads.fetch(_terminal(request), request.path_params["id"])
        digest = b64encode(bytes.fromhex(sent.sha256)).decode()
        headers = {
            "Cache-Control": "no-store",
            "Content-Digest": f"sha-256=:{digest}:",
            "Content-Disposition": "attachment",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(sent.content, headers=headers, media_type=sent.media_type)

    # --- The phone -----------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Show the page, or take what was chosen there."""
        upload = self._uploads.at(request.path_params["token"])
        if upload is None:
            return upload_page.ended()
        if request.method == "POST":
            return await self._take(upload, request)
        if upload.sent is not None:
            return upload_page.received(upload)
        upload.opened = upload.opened or request.method == "GET"
        return upload_page.asking(upload)

    async def _take(self, upload: Upload, request: Request) -> Response:
        token = request.path_params["token"]
        body = await _body(request, upload.max_bytes + AROUND_A_FILE)
        if self._uploads.at(token) is not upload:
            return upload_page.ended()  # closed while the phone was still sending
        if upload.sent is not None:
            return upload_page.received(upload, 409)
        try:
            file = multipart.file_of(
                request.headers.get("content-type", ""), body or b"", upload_page.FIELD
            )
        except multipart.NotAFormError:
            mistake = ("nothing", 400) if body is not None else ("too-large", 413)
            return upload_page.asking(upload, *mistake)
        if len(file.content) > upload.max_bytes:
            return upload_page.asking(upload, "too-large", 413)
        media_type = _media_type(file.content)
        if media_type not in upload.accept:
            heic = file.content[4:8] == HEIC
            return upload_page.asking(upload, "heic" if heic else "wrong-kind", 415)
        upload.sent = Sent.of(file.name, media_type, file.content)
        return RedirectResponse(request.url.path, 303, headers=upload_page.HEADERS)


def _terminal(request: Request) -> str:
    bearer = bearer_of(request)
    return bearer.terminal if bearer else ""


def _described(sent: Sent | None) -> dict[str, str | int]:
    if sent is None:
        return {}
    return {
        "name": sent.name,
        "media_type": sent.media_type,
        "size": len(sent.content),
        "sha256": sent.sha256,
    }


def _media_type(content: bytes) -> str:
    """Return what `content` is by its beginning, '' for anything that is never taken."""
    found = (kind for kind, beginnings in reading.MAGIC.items() if content.startswith(beginnings))
    return next(found, "")


async def _body(request: Request, limit: int) -> bytes | None:
    """Return the body; None where it is larger, and then nothing of it is kept."""
    body, size = bytearray(), 0
    with suppress(ClientDisconnect):  # whoever went away is told nothing, and nothing is taken
        async for chunk in request.stream():
            size += len(chunk)
            if size <= limit:
                body += chunk
            else:
                body.clear()
            if size > THROWN_AWAY:
                return None
        return bytes(body) if size <= limit else None
    return b""

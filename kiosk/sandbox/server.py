"""The portal's calls, one method each; docs/contract.md is their text."""

import asyncio
import hmac
from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk.sandbox import pages, reading
from kiosk.sandbox.answers import answer, cacheable, plain_answer, problem_answer
from kiosk.sandbox.device_pages import DevicePages
from kiosk.sandbox.guard import Guard, bearer_of, check_sender
from kiosk.sandbox.intake import Intake
from kiosk.sandbox.oauth import OAuth, OAuthError, error_answer
from kiosk.sandbox.offer import Offer, UnknownError
from kiosk.sandbox.openapi import document
from kiosk.sandbox.page_forms import Forms, NotOurFormError
from kiosk.sandbox.problems import Problem
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.store import Store
from kiosk.sandbox.terminal_calls import TerminalCalls
from kiosk.sandbox.terminal_pages import TerminalPages
from kiosk.signatures import SigningKey, key_set

CATALOGUE_LIFE = "max-age=300, stale-if-error=86400"
FORM_LIFE = "max-age=31536000, immutable"
RECENT = 50


class Server:
    """The portal at `url` (without a slash at the end), as an ASGI application `app`.

    Args:
        further: calls that are answered elsewhere.
        asks: whether who hands something in has to sign in.
    """

    def __init__(
        self,
        url: str,
        offer: Offer,
        intake: Intake,
        store: Store,
        signing_key: SigningKey,
        sign_in: SignIn,
        further: Iterable[Route],
        *,
        asks: bool,
    ) -> None:
        self._url = url
        self._offer = offer
        self._intake = intake
        self._store = store
        self._keys = key_set(signing_key)
        self.app = Starlette(
            routes=[*self._routes(), *_sign_in_routes(url, sign_in), *further],
            middleware=[Middleware(Guard, tokens=sign_in.tokens, asks=asks)],
            exception_handlers={
                Problem: _problem,
                OAuthError: _oauth_error,
                NotOurFormError: _not_our_form,
                HTTPException: _plain_problem,
                Exception: _broken,
            },
        )

    def _routes(self) -> list[Route]:
        return [
            Route("/v1/municipalities", self.municipalities),
            Route("/v1/catalogue", self.catalogue),
            Route("/v1/services/{id}", self.service),
            Route("/v1/forms/{id}/{version}", self.form),
            Route("/v1/attachments", self.attach, methods=["POST"]),
            Route("/v1/submissions", self.submissions, methods=["GET", "POST"]),
            Route("/v1/submissions/{case}/events", self.events),
            Route("/v1/keys", self.keys),
            Route("/verify/{case}", self.verify),
            Route("/openapi.json", self.openapi),
            Route("/sandbox/", self.about),
            Route("/", self.home),
        ]

    async def municipalities(self, request: Request) -> Response:
        """Answer with all municipalities."""
        return cacheable(request, self._offer.municipalities(), CATALOGUE_LIFE)

    async def catalogue(self, request: Request) -> Response:
        """Answer with one page of a municipality's services."""
        page = reading.number_of(request, "page") if "page" in request.query_params else 1
        try:
            found = self._offer.catalogue(reading.bfs_of(request), page)
        except UnknownError as error:
            raise _not_found(error) from None
        return cacheable(request, found, CATALOGUE_LIFE)

    async def service(self, request: Request) -> Response:
        """Answer with one service, resolved for a municipality."""
        try:
            found = self._offer.service(request.path_params["id"], reading.bfs_of(request))
        except UnknownError as error:
            raise _not_found(error) from None
        return cacheable(request, found, "no-cache")

    async def form(self, request: Request) -> Response:
        """Answer with a form document."""
        try:
            found = self._offer.form(request.path_params["id"], request.path_params["version"])
        except UnknownError as error:
            raise _not_found(error) from None
        return cacheable(request, found, FORM_LIFE)

    async def attach(self, request: Request) -> Response:
        """Take a document."""
        media_type, content = await reading.document_of(request)
        taken = await asyncio.to_thread(self._intake.attach, media_type, content)
        return answer(
            {
                "reference": taken.reference,
                "sha256": taken.sha256,
                "expires_at": taken.expires_at.isoformat(timespec="seconds"),
            },
            status=201,
        )

    async def submissions(self, request: Request) -> Response:
        """Take a submission, or answer what became of one."""
        return await (self._submit if request.method == "POST" else self._outcome)(request)

    async def _submit(self, request: Request) -> Response:
        """Take it on a thread of its own, so that another one of its key is told."""
        body = await reading.json_of(request)
        check_sender(body, bearer_of(request))
        key = reading.key_of(request.headers.get("idempotency-key"))
        receipt, new = await asyncio.to_thread(self._intake.submit, key, body, self._url)
        return answer({"receipt": receipt}, status=201 if new else 200)

    async def _outcome(self, request: Request) -> Response:
        key = reading.key_of(request.query_params.get("key"))
        return answer({"receipt": self._intake.outcome(key)})

    async def events(self, request: Request) -> Response:
        """Answer what happened to a case."""
        events = self._store.events(request.path_params["case"])
        if not events:
            raise Problem("not-found")
        told = [
            {"at": event.at.isoformat(timespec="seconds"), "kind": event.kind, "text": event.text}
            for event in events
        ]
        return answer({"events": told})

    async def keys(self, request: Request) -> Response:
        """Answer with the public keys."""
        return cacheable(request, self._keys, "max-age=300")

    async def verify(self, request: Request) -> Response:
        """Say whether a case and a digest belong together, and nothing about either alone."""
        case = request.path_params["case"]
        told = request.query_params.get("d", "").encode()
        stored = self._store.case(case)
        if stored is not None and not hmac.compare_digest(stored.payload_digest.encode(), told):
            stored = None
        return pages.verification(case, stored)

    async def openapi(self, request: Request) -> Response:
        """Answer with the contract as OpenAPI."""
        return cacheable(request, document(self._url), "max-age=300")

    async def about(self, _request: Request) -> Response:
        """Say what this is."""
        return pages.about(self._store.recent(RECENT))

    async def home(self, _request: Request) -> Response:
        """Lead whoever opens the address in a browser to what this is."""
        return RedirectResponse("/sandbox/")


def _sign_in_routes(url: str, sign_in: SignIn) -> list[Route]:
    forms = Forms(url)
    parts = (
        OAuth(sign_in),
        TerminalCalls(sign_in),
        DevicePages(sign_in, forms),
        TerminalPages(sign_in, forms),
    )
    return [route for part in parts for route in part.routes]


async def _oauth_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, OAuthError)
    return error_answer(error)


async def _not_our_form(_request: Request, _error: Exception) -> Response:
    return pages.not_our_form()


def _not_found(error: UnknownError) -> Problem:
    return Problem("not-found", f"There is no such {error}")


async def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return problem_answer(problem, request.url.path)


async def _plain_problem(request: Request, error: Exception) -> Response:
    """Answer what the routing refuses: an unknown place, or a method that is not offered there."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:  # noqa: PLR2004 - the number is its own name
        return problem_answer(Problem("not-found"), request.url.path)
    return plain_answer(error.status_code, error.detail, request.url.path, error.headers)


async def _broken(request: Request, _error: Exception) -> Response:
    return problem_answer(Problem("internal"), request.url.path)

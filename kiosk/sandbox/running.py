"""Starts and ends the embedded portal: a web server on loopback in a thread of its own."""

import asyncio
import os
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn

from kiosk import encryption, signatures
from kiosk.encryption import OpeningKey
from kiosk.forms.form import Form
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.dated import Dated
from kiosk.sandbox.handover_calls import HandoverCalls
from kiosk.sandbox.handovers import Handovers
from kiosk.sandbox.intake import Intake
from kiosk.sandbox.mischief import Mischief, Pranks
from kiosk.sandbox.offer import Offer
from kiosk.sandbox.paper_calls import PaperCalls
from kiosk.sandbox.sealed import SealedIntake
from kiosk.sandbox.sealed_calls import SealedCalls
from kiosk.sandbox.server import Server
from kiosk.sandbox.sign_in import SignIn
from kiosk.sandbox.sources import RESOURCES, read
from kiosk.sandbox.store import Store
from kiosk.sandbox.terminals import Enrolled, Terminal
from kiosk.sandbox.upload_calls import UploadCalls
from kiosk.sandbox.uploads import Uploads
from kiosk.signatures import SigningKey

HOST = "127.0.0.1"
PORT = 8700
STARTING_S = 10
CLOSING_S = 5
REMEMBERED = 1000
"""The most submissions that are remembered with their answers, and only when asked for."""


def now() -> datetime:
    """Return the time, with the offset of this place."""
    return datetime.now().astimezone()


class Sandbox:
    """A running embedded portal at `url`. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        folder: Path,
        listener: socket.socket,
        *,
        mischief: bool,
        remember: bool,
        sign_in: bool,
        sources: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self.folder = folder
        self.url = f"http://{HOST}:{listener.getsockname()[1]}"
        self.submissions: deque[Json] = deque(maxlen=REMEMBERED if remember else 0)
        opening_key = _opening_key(folder / "sender.pem")
        offer = Offer(read(sources), lambda: clock().date(), opening_key.public)
        signing_key = _signing_key(folder / "portal.pem")
        self._store = Store(folder / "portal.sqlite")  # last of what may fail: it has to be closed
        intake = Intake(offer, self._store, signing_key, read_form, clock, self.submissions)
        self._sign_in = SignIn(self.url, self._store, offer.names(), offer.staff, clock)
        further = [
            *PaperCalls(offer, self._store, signing_key).routes,
            *UploadCalls(self.url, Uploads(clock)).routes,
            *HandoverCalls(Handovers(clock)).routes,
            *SealedCalls(SealedIntake(intake, opening_key, signing_key), self.url).routes,
        ]
        server = Server(
            self.url, offer, intake, self._store, signing_key, self._sign_in, further, asks=sign_in
        )
        self._pranks = Pranks(server.app, signing_key) if mischief else None
        self._web = _Web(Dated(self._pranks or server.app, clock))
        if self._pranks is not None:
            self._pranks.connections = self._web.server_state.connections
            server.app.routes.extend(self._pranks.routes)
        self._thread = threading.Thread(
            target=self._web.run, args=([listener],), name="sandbox", daemon=True
        )

    @classmethod
    def start(
        cls,
        folder: Path,
        port: int = 0,
        *,
        mischief: bool = False,
        remember: bool = False,
        sign_in: bool = False,
        sources: Path = RESOURCES,
        clock: Callable[[], datetime] = now,
    ) -> "Sandbox":
        """Start a portal on loopback; it takes requests when this returns.

        Args:
            folder: where it keeps its key and its memory; the same folder knows its receipts again.
            port: 0 chooses a free one.
            mischief: whether it may be told to misbehave.
            remember: whether `submissions` holds the bodies that came, for tests.
            sign_in: whether terminals have to sign in before they hand anything in.
            sources: what it offers; see resources/sandbox.
            clock: tells the time, aware.

        Raises:
            OSError: the port is taken.
            SourceError: the sources cannot be used.
            TimeoutError: it does not come up.
        """
        folder.mkdir(parents=True, exist_ok=True)
        listener = socket.create_server((HOST, port))
        try:
            sandbox = cls(
                folder,
                listener,
                mischief=mischief,
                remember=remember,
                sign_in=sign_in,
                sources=sources,
                clock=clock,
            )
        except BaseException:
            listener.close()
            raise
        sandbox._thread.start()
        if not sandbox._web.ready.wait(STARTING_S):
            sandbox.close()
            raise TimeoutError("The embedded portal did not start")
        return sandbox

    def mischief(self, path: str = "/v1/", **how: Any) -> None:
        """Misbehave at the next requests below `path`; see `kiosk.sandbox.mischief.Mischief`."""
        self._allowed().plan(Mischief(path, **how))

    def calm(self) -> None:
        """Behave again."""
        self._allowed().forget()

    @property
    def terminals(self) -> tuple[Enrolled, ...]:
        """Every terminal that it knows, those that no longer count too."""
        return self._sign_in.terminals.all()

    def approve(self, user_code: str, **terminal: Any) -> None:
        """Decide as an administrator would: let the terminal that shows `user_code` enrol."""
        _check(self._sign_in.grants.approve(user_code, self._terminal(terminal)))

    def approve_staff(self, user_code: str, name: str = "") -> None:
        """Sign in as `name`, or as the first of the staff, at the terminal of `user_code`."""
        name = name or self._sign_in.staff[0]
        _check(self._sign_in.grants.approve_staff(user_code, name))

    def deny(self, user_code: str) -> None:
        """Refuse what waits under `user_code`."""
        _check(self._sign_in.grants.deny(user_code))

    def enrolment_code(self, **terminal: Any) -> str:
        """Return a code that enrols a terminal once."""
        return self._sign_in.grants.give_code(self._terminal(terminal))

    def client_secret(self, **terminal: Any) -> str:
        """Return a new secret for a terminal that cannot sign."""
        return self._sign_in.terminals.give_secret(self._terminal(terminal))

    def revoke(self, terminal_id: str) -> None:
        """Let a terminal's key, secret and tokens count no longer, at once."""
        self._sign_in.revoke(terminal_id)

    def expire_tokens(self) -> None:
        """Let every access token be over, as if its time had passed."""
        self._sign_in.tokens.expire()

    def _terminal(self, lines: dict[str, Any]) -> Terminal:
        """Return the terminal that `lines` describe; the rest is the first free id, anywhere."""
        bfs = next(iter(self._sign_in.municipalities))
        return self._sign_in.terminal(**{"id": self._sign_in.next_id(), "bfs": bfs, **lines})

    def close(self) -> None:
        """End every request, stop, join the thread and let go of the file; twice is fine."""
        if self._pranks is not None:
            self._pranks.end()
        self._web.stop()
        self._thread.join(CLOSING_S)
        self._store.close()

    def wait(self) -> None:
        """Wait until somebody closes it, or Ctrl+C."""
        self._thread.join()

    def _allowed(self) -> Pranks:
        if self._pranks is None:
            raise ValueError("This portal was started without mischief")
        return self._pranks

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


class _Web(uvicorn.Server):
    """The web server; `ready` is set once it takes requests."""

    def __init__(self, app: Any) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )
        self.ready = threading.Event()
        self._stopped = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Wait to be stopped."""
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), timeout=1)

    def stop(self) -> None:
        """Stop from any thread, without the tenth of a second that uvicorn would look away."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # it has stopped already, and its loop is closed
                self._loop.call_soon_threadsafe(self._stopped.set)


def _check(decided: bool) -> None:  # noqa: FBT001 - what a decision came to
    if not decided:
        raise LookupError("Nothing waits under this code")


def run(
    port: int = PORT,
    folder: Path | None = None,
    *,
    mischief: bool = False,
    sign_in: bool = False,
    enrols: Mapping[str, Any] | None = None,
) -> None:
    """Run a portal alone until Ctrl+C; without a `folder` it forgets everything at the end.

    Prints its address, and then a code that enrols the terminal that `enrols` describes.
    """
    with (
        tempfile.TemporaryDirectory(prefix="schalter-") as temporary,
        Sandbox.start(
            folder or Path(temporary), port, mischief=mischief, sign_in=sign_in
        ) as sandbox,
        suppress(KeyboardInterrupt),
    ):
        print(sandbox.url, flush=True)  # noqa: T201 - what whoever starts it waits for
        if enrols is not None:
            print(sandbox.enrolment_code(**enrols), flush=True)  # noqa: T201 - as above
        sandbox.wait()


def read_form(document: Json, digest: str) -> Form:
    """Return a form as the kiosk would read it; imported when the first submission comes."""
    from kiosk.portals.lucerne import profile  # noqa: PLC0415 - it brings the whole form engine

    return profile.read_form(document, digest)


def _signing_key(path: Path) -> SigningKey:
    return signatures.key_from_pem(_kept(path, lambda: signatures.new_key().pem))


def _opening_key(path: Path) -> OpeningKey:
    return encryption.key_from_pem(_kept(path, lambda: encryption.new_key().pem))


def _kept(path: Path, new: Callable[[], str]) -> str:
    """Return the key kept at `path`; make one, readable by this user only, if there is none."""
    if path.exists():
        return path.read_text(encoding="ascii")
    fresh = new()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(fresh)
    return fresh

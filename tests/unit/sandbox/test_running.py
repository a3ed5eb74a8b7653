import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.blocks import SourceError
from tests.fakes.visitor import OFFER, Visitor, new_key

PERMIT = {"duration": "month"}


def permit(visitor: Visitor) -> dict[str, Any]:
    return visitor.body("demo.permit", PERMIT, actor="staff-7")


def test_it_starts_within_a_second_and_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    began = time.perf_counter()
    with Sandbox.start(tmp_path, sources=OFFER) as running, Visitor(running.url) as visitor:
        assert time.perf_counter() - began < 1
        assert visitor.send(permit(visitor)).status_code == 201
    assert threading.active_count() == before


def test_it_can_be_closed_twice(tmp_path: Path) -> None:
    running = Sandbox.start(tmp_path, sources=OFFER)
    running.close()
    running.close()


def test_it_listens_on_this_machine_only(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_told_and_nothing_is_left_open(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        Sandbox.start(tmp_path, taken.getsockname()[1], sources=OFFER)


def test_data_that_cannot_be_used_leaves_the_port_free(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        Sandbox.start(tmp_path, sources=tmp_path)


def test_a_restart_keeps_receipts_cases_and_the_key(tmp_path: Path) -> None:
    key = new_key()
    with Sandbox.start(tmp_path, sources=OFFER) as running, Visitor(running.url) as visitor:
        body = permit(visitor)
        first = visitor.send(body, key)
    with Sandbox.start(tmp_path, sources=OFFER) as running, Visitor(running.url) as visitor:
        again = visitor.send(body, key)
        claims = visitor.claims(again)
        assert (again.status_code, again.json()) == (200, first.json())
        assert visitor.get(f"/verify/{claims['case']}?d={claims['payload_digest']}").is_success
        assert visitor.get(f"/v1/submissions/{claims['case']}/events").is_success


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of POSIX")
def test_the_signing_key_is_for_this_user_only(sandbox: Sandbox) -> None:
    assert (sandbox.folder / "portal.pem").stat().st_mode & 0o077 == 0


def test_many_at_once_with_one_key_make_one_case(sandbox: Sandbox, visitor: Visitor) -> None:
    key, body = new_key(), permit(visitor)
    together = threading.Barrier(20)

    def send(_number: int) -> httpx.Response:
        with Visitor(sandbox.url) as somebody:
            together.wait()
            return somebody.send(body, key)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[201] == 1
    assert set(statuses) <= {200, 201, 409}
    assert len({answer.json()["receipt"] for answer in answers if answer.is_success}) == 1
    assert len(sandbox.submissions) == 1


def test_a_key_that_is_being_worked_on_is_told_so(
    sandbox: Sandbox, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, body = new_key(), permit(visitor)
    storing, go_on = threading.Event(), threading.Event()
    keep = sandbox._store.keep

    def slowly(*stored: Any) -> None:
        storing.set()
        go_on.wait(10)
        keep(*stored)

    monkeypatch.setattr(sandbox._store, "keep", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(visitor.send, body, key)
        assert storing.wait(10)
        with Visitor(sandbox.url) as somebody:
            second = somebody.send(body, key)
            asked = somebody.get(f"/v1/submissions?key={key}")
        go_on.set()
        assert first.result().status_code == 201
    for answer in (second, asked):
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("/in-progress")
    assert second.headers["retry-after"] == "1"


def start_alone(folder: Path, *more: str) -> tuple[subprocess.Popen[str], str]:
    """Run the portal in a process of its own; return it and its address."""
    program = (  # tests that run in the background inherit a Ctrl+C that is ignored
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import sys; from pathlib import Path; import kiosk.sandbox.running as r;"
        "r.Sandbox.start.__func__.__kwdefaults__['sources'] = Path(sys.argv.pop(1));"
        "from kiosk.sandbox.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(OFFER), "--port=0", f"--folder={folder}", *more],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str], how: signal.Signals) -> int:
    process.send_signal(how)
    assert process.stdout is not None
    process.stdout.close()
    return process.wait(10)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_alone_it_prints_its_address_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    process, url = start_alone(tmp_path)
    with Visitor(url) as visitor:
        assert visitor.get("/v1/keys").is_success
    assert end(process, signal.SIGINT) == 0


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_killed_between_storing_and_answering_it_knows_the_receipt_again(tmp_path: Path) -> None:
    key = new_key()
    process, url = start_alone(tmp_path, "--mischief")
    with Visitor(url) as visitor, ThreadPoolExecutor(1) as pool:
        body = permit(visitor)
        held = [{"path": "/v1/submissions", "method": "POST", "hold_s": 60}]
        assert visitor.http.post("/sandbox/mischief", json=held).status_code == 204
        unanswered = pool.submit(Visitor(url).send, body, key)
        while not (stored := visitor.get(f"/v1/submissions?key={key}")).is_success:
            assert not unanswered.done()
        assert end(process, signal.SIGKILL) == -signal.SIGKILL
        with pytest.raises(httpx.TransportError):
            unanswered.result()
    with Sandbox.start(tmp_path, sources=OFFER) as running, Visitor(running.url) as visitor:
        again = visitor.send(body, key)
        assert (again.status_code, again.json()) == (200, stored.json())


def test_without_starlette_it_says_which_extra_is_missing() -> None:
    program = (
        "import sys; sys.modules['starlette'] = None; sys.modules['uvicorn'] = None;"
        "import kiosk.sandbox"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "MissingExtraError" in ended.stderr
    assert "schalter[sandbox]" in ended.stderr

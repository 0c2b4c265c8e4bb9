"""Who is not to be let in is not; who is slow, greedy or hostile harms nobody else."""

from __future__ import annotations

import datetime
import ipaddress
import json
import os
import shutil
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ledger.dataroot import DataRoot
from serve import guard, limits, patience
from serve.app import OPERATIONS
from serve.server import Binding

FEBRUARY = "2026-02-26T09-05-00Z_run_7c1e"
FRAME = "run_7c1e/evidence.capture.frame/16"
SAMPLES = {"{frame:path}": FRAME, "{event}": "journal:17"}


@pytest.fixture(scope="module")
def root(corpus: Path, reading: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    into = tmp_path_factory.mktemp("guard")
    made: DataRoot = reading.take_in(corpus, into, (FEBRUARY,))
    reading.read_all(made, corpus, (FEBRUARY,))
    return made


@pytest.fixture(scope="module")
def server(root: DataRoot, served: ModuleType) -> Iterator[Any]:
    with served.serving(root.path) as running:
        yield running


def path_of(template: str) -> str:
    for name, value in SAMPLES.items():
        template = template.replace(name, value)
    return template


# ---------------------------------------------------------------- token


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_everything_but_health_and_bootstrap_asks_for_the_token(server: Any, operation: Any) -> None:
    reply = server.send(operation.method, path_of(operation.path), b"{}" if operation.method == "POST" else None)
    if operation.path in ("/api/health", "/api/auth/token", "/api/auth/status"):
        assert reply.status == 200
    else:
        assert reply.status == 401
        assert reply.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ", "Bearer x", "Basic {token}", "{token}", "Bearer {token}x", "Bearer {short}"]
)
def test_wrong_token_is_refused(server: Any, shown: str) -> None:
    told = shown.format(token=server.token, short=server.token[:-1])
    assert server.send("GET", "/api/timeline", headers={"Authorization": told}).status == 401


def test_path_that_does_not_exist_asks_for_the_token_too(server: Any) -> None:
    assert server.send("GET", "/api/nothing").status == 401
    assert server.get("/api/nothing").status == 404


def test_who_guesses_at_tokens_is_slowed_down_and_who_has_one_is_not(root: DataRoot, served: ModuleType) -> None:
    with served.serving(root.path) as running:
        seen = {running.send("GET", "/api/timeline").status for _ in range(90)}
        assert seen == {401, 429}
        assert running.get("/api/timeline").status == 200


# ---------------------------------------------------------------- names and origins


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example", "127.0.0.2",
     "0.0.0.0:{port}", "[::]", "", "localhost:{port}@evil.example", "user@localhost:1", "localhost:80:80"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/health", "/api/auth/token", "/api/timeline"])
def test_server_called_by_another_name_does_not_answer(server: Any, host: str, path: str) -> None:
    """A page whose name was made to lead here (DNS rebinding) calls by that name."""
    reply = server.send(
        "GET", path, headers={"Host": host.format(port=server.port), "Authorization": f"Bearer {server.token}"}
    )
    assert reply.status in (400, 421)
    assert server.token.encode() not in reply.body


@pytest.mark.parametrize(
    "host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST", "[::1]:{port}", "127.0.0.1:7411"]
)
def test_names_of_this_machine_are_known(server: Any, host: str) -> None:
    assert server.send("GET", "/api/health", headers={"Host": host.format(port=server.port)}).status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", ""]
)
@pytest.mark.parametrize("path", ["/api/auth/token", "/api/health", "/api/timeline"])
def test_page_of_another_origin_is_refused(server: Any, origin: str, path: str) -> None:
    reply = server.get(path, Origin=origin.format(port=server.port))
    assert reply.status == 403
    assert "access-control-allow-origin" not in reply.headers
    assert server.token.encode() not in reply.body


@pytest.mark.parametrize("site", ["cross-site", "same-site", "other"])
def test_token_is_not_given_to_what_another_site_asks_for(server: Any, site: str) -> None:
    assert server.send("GET", "/api/auth/token", headers={"Sec-Fetch-Site": site}).status == 403


def test_own_page_is_let_in(server: Any) -> None:
    own = {"Origin": server.base, "Sec-Fetch-Site": "same-origin"}
    assert server.get("/api/timeline", **own).status == 200
    assert server.post("/api/query/popup", {"query": "“no such table”"}, **own).status == 200


def test_preflight_of_another_origin_gets_nothing(server: Any) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    reply = server.send("OPTIONS", "/api/query/popup", headers=asked)
    assert reply.status == 403
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("client", "own", "is_near"),
    [("127.0.0.1", "127.0.0.1", True), ("127.9.9.9", "127.0.0.1", True), ("::1", "::1", True),
     ("::ffff:127.0.0.1", "::ffff:127.0.0.1", True), ("192.0.2.7", "192.0.2.1", False),
     ("192.0.2.1", "192.0.2.1", True),
     ("2001:db8::1", "::1", False), ("not an address", "127.0.0.1", False)],
)  # fmt: skip
def test_token_is_given_on_the_same_machine_only(client: str, own: str, is_near: bool) -> None:
    assert guard.is_same_machine({"client": (client, 5), "server": (own, 8787)}) is is_near


def test_every_answer_forbids_what_is_not_of_this_server(server: Any) -> None:
    for path in ("/", "/api/health", "/api/nothing", f"/api/frames/{FRAME}/image"):
        headers = server.get(path).headers
        assert headers["content-security-policy"] == guard.POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
    assert "unsafe" not in guard.POLICY
    assert server.get("/api/timeline").headers["cache-control"] == "no-store"


# ---------------------------------------------------------------- paths


@pytest.mark.parametrize(
    "path",
    ["/static/../verbs.py", "/static/..%2fverbs.py", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd",
     "/static/....//verbs.py", "/..%2f..%2fetc/passwd", "/static/index.html%00.js", "/static", "/static/",
     "/api/frames/../../vault/web_token.json", "/api/frames/..%2f..%2fvault%2fweb_token.json/image",
     "/api/frames/media%2f..%2f..%2fjournal.ndjson/image", "/api/frames//etc/passwd/image",
     "/api/frames/%00/image", "/api/frames/%ff%fe/image", "/api/frames/%ed%a0%80"],
)  # fmt: skip
def test_no_path_of_a_caller_reaches_the_disk(server: Any, path: str) -> None:
    reply = server.get(path)
    assert reply.status in (400, 404)
    assert b"root:" not in reply.body
    assert server.token.encode() not in reply.body


def test_picture_that_leads_out_of_the_media_is_not_shown(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    copy = DataRoot(Path(shutil.copytree(root.path, tmp_path / "data")))
    with served.serving(copy.path) as running:
        blob = copy.path / running.get(f"/api/frames/{FRAME}").json["known"]["blob"]
        assert running.get(f"/api/frames/{FRAME}/image").status == 200
        secret = tmp_path / "secret.png"
        secret.write_bytes(blob.read_bytes())
        blob.unlink()
        blob.symlink_to(secret)
        reply = running.get(f"/api/frames/{FRAME}/image")
        assert (reply.status, reply.json["error"]["name"]) == (404, "evidence_missing")


# ---------------------------------------------------------------- sizes and times


@pytest.mark.parametrize("size", [limits.MOST_BODY - 20, limits.MOST_BODY + 1, 10 * limits.MOST_BODY])
def test_body_that_is_too_large_is_refused(server: Any, size: int) -> None:
    reply = server.post("/api/query/popup", json.dumps({"query": "x" * size}).encode())
    if size < limits.MOST_BODY:
        assert reply.status == 200
    else:
        assert (reply.status, reply.json["error"]["name"]) == (413, "too_large")


@pytest.mark.parametrize("length", ["99999999999999999999999", str(limits.MOST_BODY + 1), "-1", "abc", "1e3"])
def test_length_that_is_too_much_or_none_is_refused_before_it_is_read(server: Any, length: str) -> None:
    reply = server.send(
        "POST", "/api/query/popup", b"", {"Authorization": f"Bearer {server.token}", "Content-Length": length}
    )
    assert reply.status in (400, 413)


def test_chunks_without_an_end_are_cut_off(server: Any) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=20)) as caller:
        head = f"POST /api/query/popup HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.token}\r\n"
        caller.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(40):
                caller.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        except OSError:
            pass
        assert caller.recv(64).startswith(b"HTTP/1.1 413")


def test_head_that_is_too_long_is_refused(server: Any) -> None:
    assert server.get("/api/health", X="y" * 400_000).status == 400
    assert server.get("/api/health").status == 200


def test_two_hundred_slow_callers_keep_nobody_waiting(server: Any) -> None:
    """Some send a head byte by byte, some a body, some nothing; each is hung up on, others are answered meanwhile."""
    head = f"POST /api/query/popup HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.token}\r\n".encode()
    starts = (b"", b"G", b"GET / HTTP/1.1\r\nHost: loc", head, head + b"Content-Length: 4000\r\n\r\n{")
    longest = max(patience.HEAD_S, limits.BODY_S) + 5
    with ExitStack() as kept:
        callers = [
            kept.enter_context(closing(socket.create_connection(("127.0.0.1", server.port)))) for _ in range(200)
        ]
        for number, caller in enumerate(callers):
            caller.sendall(starts[number % len(starts)])
        began, slowest, alive = time.monotonic(), 0.0, set(callers)
        while alive and time.monotonic() - began < longest:
            asked = time.monotonic()
            assert server.popup("“no such table”")["state"] == "ok"
            slowest = max(slowest, time.monotonic() - asked)
            for number, caller in enumerate(callers):
                if caller in alive and not dribbled(caller, number % len(starts) > 1):
                    alive.discard(caller)
            time.sleep(0.5)
    assert not alive
    assert slowest < 2


def dribbled(caller: socket.socket, sends: bool) -> bool:
    """Send one more byte where this caller does; say whether the server still listens."""
    caller.setblocking(False)
    try:
        if sends:
            caller.send(b"x")
        return bool(caller.recv(4096)) and False
    except BlockingIOError:
        return True
    except OSError:
        return False


def test_answer_that_nobody_takes_is_given_up(root: DataRoot, served: ModuleType) -> None:
    with served.serving(root.path) as running:
        with closing(socket.socket()) as caller:
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            caller.connect(("127.0.0.1", running.port))
            line = (
                f"GET /api/frames/{FRAME} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {running.token}\r\n\r\n"
            )
            caller.sendall(line.encode() * 40)
            assert running.popup("“no such table”")["state"] == "ok"
        assert running.popup("“no such table”")["state"] == "ok"


# ---------------------------------------------------------------- other machines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", "0.0.0.0"), "can be reached from other machines"),
        (("--host", "192.0.2.1"), "can be reached from other machines"),
        (("--host", "::"), "can be reached from other machines"),
        (("--host", "0.0.0.0", "--allow-remote"), "nothing is sent in the clear"),
        (("--tls-cert", "a.pem"), "go together"),
        (("--tls-cert", "a.pem", "--tls-key", "b.pem"), "cannot be used"),
        (("--port", "65536"), "no port"),
    ],
)
def test_serving_to_strangers_by_accident_is_refused(
    autocapture: Callable[..., CompletedProcess[str]], root: DataRoot, words: tuple[str, ...], told: str
) -> None:
    ran = autocapture("serve", "--data-dir", root.path, "--port", "0", *words)
    assert ran.returncode == 2
    assert told in ran.stderr


def test_port_that_is_taken_is_told(
    autocapture: Callable[..., CompletedProcess[str]], server: Any, root: DataRoot
) -> None:
    ran = autocapture("serve", "--data-dir", root.path, "--port", server.port)
    assert ran.returncode == 2
    assert "already in use" in ran.stderr


def test_remote_server_answers_by_its_name_over_tls(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    certificate, key = made_certificate(tmp_path)
    words = ("--host", "0.0.0.0", "--allow-remote", "--name", "screens.test")
    with served.serving(root.path, *words, "--tls-cert", str(certificate), "--tls-key", str(key)) as running:
        context = ssl.create_default_context(cafile=certificate)
        with urllib.request.urlopen(f"https://127.0.0.1:{running.port}/api/auth/status", context=context) as reply:
            assert json.loads(reply.read())["allow_remote"] is True
        request = urllib.request.Request(
            f"https://127.0.0.1:{running.port}/api/health", headers={"Host": "screens.test"}
        )
        with urllib.request.urlopen(request, context=context) as reply:
            assert reply.status == 200
        plain = socket.create_connection(("127.0.0.1", running.port), timeout=10)
        with closing(plain):
            plain.sendall(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert not plain.recv(4096).startswith(b"HTTP/1.1 200")


def made_certificate(into: Path) -> tuple[Path, Path]:
    """A certificate of this machine for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "autocapture")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = into / "cert.pem", into / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.3.4.5"])
def test_loopback_needs_no_tls(host: str) -> None:
    Binding(host, 0).check()


def test_names_of_a_server_are_told_apart_from_nobody() -> None:
    names = Binding("0.0.0.0", 0, allow_remote=True, names=("Screens.Test:8787",)).all_names
    assert "screens.test" in names
    assert not names & {"0.0.0.0", "[::]", ""}


# ---------------------------------------------------------------- the command line does not pay for it


def test_other_verbs_do_not_load_the_server(program: list[str]) -> None:
    import subprocess

    code = (
        "import sys, runpy; sys.argv = ['autocapture', '--help']\n"
        "try: runpy.run_path(sys.argv.pop(0) and PATH, run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print([name for name in ('starlette', 'uvicorn', 'anyio', 'asyncio', 'h11', 'ssl') if name in sys.modules])"
    ).replace("PATH", repr(program[1]))
    ran = subprocess.run([program[0], "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert ran.stdout.splitlines()[-1] == "[]"

"""Requests over real sockets: signed, verified, bounded."""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.hq.world import Till, World, same_books, served

from memberpos.domain.errors import PosError
from memberpos.hq.server import listen, url_of
from memberpos.sync import push
from memberpos.sync.client import HqClient, HqLink, Signer, checked_url, system_link
from memberpos.sync.enrol import enrol

SIGNER = Signer(str(uuid4()), b"k" * 32)


@pytest.fixture
def link() -> Iterator[HqLink]:
    made = system_link("0.1.0")
    yield made
    made.close()


def real_clock(world: World) -> None:
    world.clock.ms = time.time_ns() // 1_000_000


def test_a_till_joins_and_pushes_over_http(world: World, till: Till, link: HqLink) -> None:
    real_clock(world)
    till.add(30)
    with served(world.hq) as url:
        enrol(till.store, link.post, url, world.code(), "0.1.0", os.urandom)
        done = push.drain(till.store, link.post)
    assert (done.state, done.pushed) == ("idle", 30)
    assert link.skew_s is not None
    assert 0 <= link.skew_s < 60, "headquarters' clock stands still in this test"
    same_books(world, till)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_till_whose_clock_is_wrong_is_still_heard(world: World, till: Till, link: HqLink, years: int) -> None:
    """It signs with headquarters' time once it was told."""
    till.add(2)
    world.clock.ms = (int(time.time()) + years * 31_556_952) * 1000
    with served(world.hq) as url:
        enrol(till.store, link.post, url, world.code(), "0.1.0", os.urandom)
        assert push.drain(till.store, link.post).pushed == 2
    assert link.skew_s is not None
    assert abs(link.skew_s + years * 31_556_952) < 60


def test_nobody_listens(link: HqLink) -> None:
    sock = listen(0)
    url = url_of(sock)
    sock.close()
    with pytest.raises(PosError, match="hq_unreachable"):
        link.post(url, "/v1/push", {}, SIGNER)


def read_request(peer: socket.socket) -> None:
    """All of it: closing a socket with unread bytes would reset the answer away."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += peer.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]
    while len(body) < length:
        body += peer.recv(65_536)


@contextmanager
def saying(*answers: bytes) -> Iterator[str]:
    """A server that answers each connection with the given bytes, whatever is asked, and hangs up."""
    sock = listen(0)
    sock.listen()
    sock.settimeout(10)

    def serve() -> None:
        for answer in answers:
            with sock.accept()[0] as peer, suppress(OSError):  # the client hangs up on too much
                read_request(peer)
                peer.sendall(answer)
                peer.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=serve)
    thread.start()
    yield url_of(sock)
    thread.join()
    sock.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"acked"',
        b"HTTP/1.1 200 OK\r\nCache-Control: no-st",
        b"HTTP/1.1 200 OK\r\nContent-Length: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
)
def test_an_answer_cut_short_is_no_answer(answer: bytes, link: HqLink) -> None:
    with saying(answer) as url, pytest.raises(PosError, match="hq_unreachable"):
        link.post(url, "/v1/push", {}, SIGNER)


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"\xff", b"[" * 9999, b" " * 2_000_000 + b"{}"])
def test_an_answer_that_is_no_json_object_is_empty(body: bytes, link: HqLink) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
    with saying(head + body) as url:
        answer = link.post(url, "/v1/push", {}, SIGNER)
    assert (answer.status, answer.value, answer.code, answer.hq_time_ms) == (200, {}, "", None)


def test_a_redirection_is_not_followed(link: HqLink) -> None:
    with saying(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n") as url:
        assert link.post(url, "/v1/push", {}, SIGNER).status == 307


@pytest.mark.parametrize(
    "url",
    [
        "http://hq.example",
        "http://192.0.2.1:8740",
        "http://127.0.0.1.example",
        "ftp://127.0.0.1",
        "https://",
        "hq.example",
        "https://hq.example/path",
        "https://user:pass@hq.example",
        "https://hq.example?x=1",
        "https://hq.example:99999",
        "http://[::1",
        "",
    ],
)
def test_an_address_that_will_not_do(url: str) -> None:
    with pytest.raises(PosError, match="bad_setting"):
        checked_url(url)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://hq.example/", "https://hq.example"),
        ("https://hq.example:8443", "https://hq.example:8443"),
        (" http://127.0.0.1:8740 ", "http://127.0.0.1:8740"),
        ("http://localhost:1", "http://localhost:1"),
        ("http://[::1]:8740", "http://[::1]:8740"),
    ],
)
def test_an_address_that_will_do(url: str, kept: str) -> None:
    assert checked_url(url) == kept


def certificate(folder: Path) -> tuple[str, str]:
    """A self-signed certificate for 127.0.0.1, used as its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hq")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(folder / "cert.pem"), str(folder / "key.pem")


def test_a_certificate_nobody_vouches_for_is_refused(world: World, tmp_path: Path) -> None:
    real_clock(world)
    certfile, keyfile = certificate(tmp_path)
    with served(world.hq, certfile=certfile, keyfile=keyfile) as url:
        stranger = HqClient(url, lambda: int(time.time()), lambda: "n" * 24, "0.1.0")
        with pytest.raises(PosError, match="hq_unreachable") as caught:
            stranger.get("/v1/time")
        assert caught.value.facts["why"] == "SSLError"
        pinned = HqClient(url, lambda: int(time.time()), lambda: "n" * 24, "0.1.0", certfile)
        assert pinned.get("/v1/time").hq_time_ms == world.clock.ms
        stranger.close()
        pinned.close()


def test_nobody_at_the_counter_waits_long_for_a_dead_line(link: HqLink) -> None:
    """The other side takes the call and never answers."""
    sock = listen(0)
    sock.listen()
    desk = link.twin(0.2)
    try:
        with pytest.raises(PosError, match="hq_unreachable"):
            desk.get(url_of(sock), "/v1/time", SIGNER)
    finally:
        desk.close()
        sock.close()

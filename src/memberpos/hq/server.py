"""The web server around `api.Headquarters`: ASGI by Starlette, HTTP by uvicorn, loopback only."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.requests import Request as WebRequest
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from memberpos.domain.errors import PosError
from memberpos.hq.api import Headquarters, Reply, Request
from memberpos.hq.web import FilePart, Wait
from memberpos.sync.protocol import MAX_REQUEST_BYTES, WireError, dump, squeeze

HOST = "127.0.0.1"
#: A body that takes longer than this to arrive is given up.
_BODY_S = 30.0
_GRACE_S = 10
#: How often a waiting till's connection is looked at.
_LOOK_S = 5.0
_WORTH_PACKING, _PIECE_BYTES = 1024, 256 * 1024
_log = logging.getLogger("memberpos.hq")


def build_app(headquarters: Headquarters, before: Sequence[BaseRoute] = ()) -> Starlette:
    """The ASGI application; its routes are those of `Headquarters.handle`, and `before` them others (the console)."""

    async def endpoint(web: WebRequest) -> Response:
        try:
            async with asyncio.timeout(_BODY_S):
                body = await _read_body(web)
        except (TimeoutError, ClientDisconnect):
            return _response(Reply(408, {"code": "timeout"}, {"Connection": "close"}))
        address = web.client.host if web.client else ""
        request = Request(web.method, web.url.path, dict(web.headers), body, address, web.url.query)
        reply = await run_in_threadpool(_handle, headquarters, request)
        if reply.wait is not None:
            reply = await _waited(headquarters, reply, reply.wait, web)
        return _response(reply, request.headers.get("accept-encoding", ""))

    api = _AnyMethod(endpoint)  # tills come more often than people, so theirs is looked at first
    return Starlette(routes=[Route("/v1/{path:path}", api), *before, Route("/{path:path}", api)])


class _AnyMethod:
    """An endpoint that is asked whatever the method is, so that all refusals have one form."""

    def __init__(self, endpoint: Callable[[WebRequest], Awaitable[Response]]) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoint(WebRequest(scope, receive))
        await response(scope, receive, send)


async def _waited(headquarters: Headquarters, reply: Reply, wait: Wait, web: WebRequest) -> Reply:
    """Holds the answer until there is news or the time is over; no thread waits meanwhile."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    stop = headquarters.news.wait(wait.buckets, lambda: loop.call_soon_threadsafe(news.set))
    try:
        fresh = await run_in_threadpool(_again, wait)  # what came between the answer and the waiting
        if fresh.status != 200 or fresh.value.get("rows"):
            return fresh
        async with asyncio.timeout(wait.seconds):
            while not news.is_set():
                if await web.is_disconnected():
                    return reply
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), _LOOK_S)
    except TimeoutError:
        return fresh
    finally:
        stop()
    return await run_in_threadpool(_again, wait)


def _again(wait: Wait) -> Reply:
    try:
        return wait.again()
    except WireError as error:
        return Reply(error.status, {"code": error.code, **error.facts})
    except PosError:
        return Reply(503, {"code": "unavailable"})


async def _read_body(web: WebRequest) -> bytes:
    """The body, but never more than one byte above the limit."""
    chunks, size = [], 0
    async for chunk in web.stream():
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_REQUEST_BYTES:
            break
    return b"".join(chunks)[: MAX_REQUEST_BYTES + 1]


def _handle(headquarters: Headquarters, request: Request) -> Reply:
    try:
        return headquarters.handle(request)
    except Exception:  # noqa: BLE001  the one place where a bug becomes a 500 and a log entry
        _log.exception("a request failed")
        return Reply(500, {"code": "internal"})


def _response(reply: Reply, accepts: str = "") -> Response:
    headers = {"Cache-Control": "no-store", **reply.headers}
    if reply.file is not None:
        part = reply.file
        headers["Content-Length"] = str(part.end - part.start)
        return StreamingResponse(_pieces(part), reply.status, headers, media_type="application/octet-stream")
    if reply.text is not None:
        return Response(reply.text, reply.status, headers, media_type="text/plain; version=0.0.4")
    data = dump(reply.value)
    if len(data) > _WORTH_PACKING and "gzip" in accepts:
        data, headers["Content-Encoding"] = squeeze(data, 1), "gzip"
    return Response(data, reply.status, headers, media_type="application/json")


def _pieces(part: FilePart) -> Iterator[bytes]:
    with part.path.open("rb") as file:
        file.seek(part.start)
        left = part.end - part.start
        while left > 0 and (data := file.read(min(left, _PIECE_BYTES))):
            left -= len(data)
            yield data


@dataclass(frozen=True)
class Tls:
    """Files of the certificate and its key."""

    cert: str
    key: str

    @staticmethod
    def of(cert: Path | None, key: Path | None) -> Tls | None:
        """None without either; PosError bad_setting with only one."""
        if cert is None and key is None:
            return None
        if cert is None or key is None:
            raise PosError("bad_setting", setting="cert")
        return Tls(str(cert), str(key))


class Server(uvicorn.Server):
    """uvicorn, telling `ready` when it answers."""

    def __init__(self, app: Starlette, ready: Callable[[], None], tls: Tls | None = None) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=_GRACE_S,
            server_header=False,
            ssl_certfile=None if tls is None else tls.cert,
            ssl_keyfile=None if tls is None else tls.key,
        )
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket on `host`; port 0 takes a free one. PosError already_open when the port is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said in full, or asyncio does not switch Nagle off: an answer in two halves may wait 40 ms for the second.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise PosError("already_open", port=port) from error
    return sock


def url_of(sock: socket.socket, *, secure: bool = False) -> str:
    """The base URL of a bound socket."""
    host = sock.getsockname()[0]
    return f"{'https' if secure else 'http'}://{f'[{host}]' if ':' in host else host}:{sock.getsockname()[1]}"

"""Headquarters' answers, without any web server around them: a request in, a `Reply` out.

The time, randomness and the database are given, so the same code runs under the web server and in a simulation.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq import devices, enrolment, ingest, keys, schema
from memberpos.hq.admission import Nonces, TokenBuckets, WrongCodes
from memberpos.hq.database import Pool
from memberpos.sync import protocol, signing
from memberpos.sync.protocol import WireError

_log = logging.getLogger("memberpos.hq")


@dataclass(frozen=True)
class Request:
    """A request as it arrived; header names in lower case, `address` of the peer."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    address: str = ""


@dataclass(frozen=True)
class Reply:
    """Status, JSON value, extra headers."""

    status: int
    value: dict[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """What an operator may set. `min_app` as (1, 3) refuses older tills; `next_s` is the wait a till is told."""

    next_s: int = 15
    min_app: tuple[int, ...] = (0,)
    rate_per_s: float = 20.0
    burst: int = 100
    nonce_keep_s: int = 2 * signing.WINDOW_S


class Headquarters:
    """The routes. Threads may call `handle` at once. `random(n)` gives n random bytes, `now_ms()` UTC milliseconds."""

    def __init__(
        self, pool: Pool, now_ms: Callable[[], int], random: Callable[[int], bytes], options: Options | None = None
    ) -> None:
        self._pool = pool
        self._now_ms = now_ms
        self._options = options or Options()
        self._key = pool.transact(lambda conn: keys.load_or_make(conn, random))
        self._chain_id = pool.transact(schema.chain_id)
        self._buckets = TokenBuckets(now_ms, self._options.rate_per_s, self._options.burst)
        self._wrong_codes = WrongCodes(now_ms)
        self._nonces = Nonces(now_ms, self._options.nonce_keep_s)
        self._months: set[tuple[str, str]] = set()
        self._routes: dict[tuple[str, str], Callable[[Request], Reply]] = {
            ("GET", "/healthz"): self._health,
            ("GET", "/v1/time"): self._time,
            ("POST", "/v1/enrol"): self._enrol,
            ("POST", "/v1/push"): self._push,
            ("POST", "/v1/sync"): self._sync,
        }

    def handle(self, request: Request) -> Reply:
        """Answers any request; nothing a peer sends raises."""
        try:
            return self._route(request)(request)
        except WireError as error:
            return self._error(error.status, error.code, **error.facts)
        except PosError as error:
            _log.warning("database not answering: %s", error)
            return self._error(503, "unavailable", retry_s=5)

    def _route(self, request: Request) -> Callable[[Request], Reply]:
        found = self._routes.get((request.method, request.path))
        if found is None:
            known = any(path == request.path for _, path in self._routes)
            raise WireError("bad_method" if known else "not_found", 405 if known else 404)
        return found

    def _error(self, status: int, code: str, **facts: Any) -> Reply:
        headers = {"Retry-After": str(facts["retry_s"])} if "retry_s" in facts else {}
        return Reply(status, {"code": code, **facts, "hq_time": str(self._now_ms())}, headers)

    def _health(self, _: Request) -> Reply:
        version = schema.version(self._pool)
        return Reply(200, {"ok": True, "schema": version, "chain": self._chain_id})

    def _time(self, _: Request) -> Reply:
        return Reply(200, {"hq_time": str(self._now_ms())})

    # -- enrolment

    def _enrol(self, request: Request) -> Reply:
        wait_s = self._wrong_codes.wait_s(request.address)
        if wait_s:
            raise WireError("locked_out", 429, retry_s=wait_s)
        value = protocol.load(self._unpacked(request))
        joiner = _joiner(value)
        self._check_signature(request, joiner.pubkey, joiner.device_id)
        proto = _common_proto(value)
        code = str(value.get("code"))[:64]
        now_ms = self._now_ms()
        result = self._pool.transact(lambda conn: enrolment.join(conn, code, joiner, now_ms))
        if isinstance(result, enrolment.Refusal):
            return self._not_joined(request, result)
        return Reply(201, self._place(joiner.device_id, result, proto))

    def _not_joined(self, request: Request, refusal: enrolment.Refusal) -> Reply:
        if refusal.code == "wrong_code":
            self._wrong_codes.add(request.address)
        return self._error(409 if refusal.code == "device_known" else 403, refusal.code)

    def _place(self, device: UUID, place: enrolment.Place, proto: int) -> dict[str, Any]:
        return {
            "device_id": str(device),
            "store_id": place.store_id,
            "till": place.till,
            "hq_keys": [protocol.b64(self._key.public)],
            "proto": proto,
            "config": {"chain_id": self._chain_id, "next_s": self._options.next_s},
            "hq_time": str(self._now_ms()),
        }

    # -- push

    def _push(self, request: Request) -> Reply:
        device = self._authenticated(request)
        return self._take(device, protocol.load(self._unpacked(request)), request)

    def _sync(self, request: Request) -> Reply:
        """Push and pull in one; each half fails alone. There is nothing to pull yet."""
        device = self._authenticated(request)
        value = protocol.load(self._unpacked(request))
        half = value.get("push")
        reply = None if half is None else self._half(device, half, request)
        if reply is not None and reply.status in (403, 426, 429):
            return reply
        pushed = None if reply is None else {**reply.value, "status": reply.status}
        rest = {"pull": None, "hq_time": str(self._now_ms()), "next_s": self._options.next_s}
        return Reply(200, {"push": pushed, **rest})

    def _half(self, device: UUID, value: Any, request: Request) -> Reply:
        try:
            if not isinstance(value, dict):
                raise WireError("bad_request", where="push")
            return self._take(device, value, request)
        except WireError as error:
            return self._error(error.status, error.code, **error.facts)

    def _take(self, device: UUID, value: dict[str, Any], request: Request) -> Reply:
        push = protocol.decode_push(value)
        if push.device != device:
            raise WireError("bad_signature", 401)
        app = request.headers.get("user-agent", "")[:64]
        now_ms = self._now_ms()
        self._make_partitions(now_ms)
        outcome = self._pool.transact(lambda conn: ingest.push(conn, push, now_ms, app))
        return self._answer(device, outcome)

    def _answer(self, device: UUID, outcome: ingest.Outcome) -> Reply:
        match outcome:
            case ingest.Accepted(acked, digest, results):
                receipt = self._key.receipt(device, acked, digest)
                answer = protocol.PushAnswer(acked, receipt, self._now_ms(), self._options.next_s, results)
                return Reply(200, protocol.encode_answer(answer))
            case ingest.Gap(expected):
                return self._error(409, "gap", expected=expected)
            case ingest.Fork(seq):
                _log.warning("device %s forked at %d", device, seq)
                return self._error(409, "fork", seq=seq)
            case ingest.BrokenChain(seq):
                _log.warning("device %s: chain broken at %d", device, seq)
                return self._error(409, "chain", seq=seq)
            case ingest.Blocked(status):
                return self._blocked(device, status)

    def _blocked(self, device: UUID, status: int) -> Reply:
        if status == devices.QUARANTINED:
            return self._error(403, "quarantined")
        return self._error(403, "revoked", order="wipe", sig=protocol.b64(self._key.revocation(device)))

    def _make_partitions(self, now_ms: int) -> None:
        month = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y-%m-01")
        for table in ("event", "ledger"):
            if (table, month) not in self._months:
                schema.add_partition(self._pool, table, month)
                self._months.add((table, month))

    # -- who is there

    def _authenticated(self, request: Request) -> UUID:
        """The device that signed the request; WireError 401, 403, 426, 429."""
        seen = signing.read_signature(request.headers)
        device_id = _uuid(seen.keyid)
        device = self._pool.transact(lambda conn: devices.find(conn, device_id))
        if device is None:
            raise WireError("unknown_device", 401)
        self._check_signature(request, device.pubkey, device_id)
        wait_s = self._buckets.wait_s(str(device.store_id))
        if wait_s:
            raise WireError("busy", 429, retry_s=wait_s)
        if _app_version(request.headers.get("user-agent", "")) < self._options.min_app:
            raise WireError("upgrade", 426, min_app=".".join(map(str, self._options.min_app)))
        return device_id

    def _check_signature(self, request: Request, pubkey: bytes, device: UUID) -> None:
        seen = signing.read_signature(request.headers)
        if seen.keyid != str(device):
            raise WireError("bad_signature", 401)
        signing.verify(seen, pubkey, request.method, request.headers.get("host", ""), request.path, request.body)
        if abs(self._now_ms() // 1000 - seen.created_s) > signing.WINDOW_S:
            raise WireError("clock", 401)
        if not self._nonces.fresh(seen.keyid, seen.nonce):
            raise WireError("replayed", 401)

    def _unpacked(self, request: Request) -> bytes:
        encoding = request.headers.get("content-encoding", "identity")
        if len(request.body) > protocol.MAX_REQUEST_BYTES:
            raise WireError("too_large", 413, limit=protocol.MAX_REQUEST_BYTES)
        if encoding == "identity":
            return request.body
        if encoding != "gzip":
            raise WireError("bad_encoding", 415)
        return protocol.unsqueeze(request.body)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise WireError("bad_signature", 401) from error


def _joiner(value: dict[str, Any]) -> enrolment.Joiner:
    device, pubkey, app = value.get("device_id"), value.get("pubkey"), value.get("app", "")
    if not (isinstance(device, str) and isinstance(pubkey, str) and isinstance(app, str) and len(pubkey) <= 64):
        raise WireError("bad_request", where="enrol")
    key = protocol.unb64(pubkey, "pubkey")
    if len(key) != 32 or len(device) != 36 or "\x00" in app:
        raise WireError("bad_request", where="enrol")
    return enrolment.Joiner(_uuid(device), key, app[:64].encode("ascii", "replace").decode())


def _common_proto(value: dict[str, Any]) -> int:
    """The newest version both sides speak; WireError 426."""
    given = value.get("proto")
    if not (isinstance(given, list) and len(given) == 2 and all(type(item) is int for item in given)):
        raise WireError("bad_request", where="proto")
    best = min(int(given[1]), protocol.PROTO_NEWEST)
    if best < max(int(given[0]), protocol.PROTO_OLDEST):
        raise WireError("upgrade", 426, proto=[protocol.PROTO_OLDEST, protocol.PROTO_NEWEST])
    return best


def _app_version(agent: str) -> tuple[int, ...]:
    """(1, 4, 0) from `memberpos/1.4.0`; (0,) from anything else."""
    name, _, version = agent.partition("/")
    parts = version.split(".")
    if name != "memberpos" or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return (0,)
    return tuple(int(part) for part in parts)

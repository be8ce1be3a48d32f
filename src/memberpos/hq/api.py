"""Headquarters' answers, without any web server around them: a request in, a `Reply` out.

The time, randomness and the database are given, so the same code runs under the web server and in a simulation.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq import asking, card_keys, devices, downloads, enrolment, following, ingest, keys, pulling, schema
from memberpos.hq.admission import WrongCodes
from memberpos.hq.bookers import WORTH_BYTES, WORTH_EVENTS, WORTH_PACKED_BYTES, Bookers
from memberpos.hq.database import REFUSED, Conn, Pool
from memberpos.hq.devices import Device
from memberpos.hq.gate import Gate, Options, is_packed, unpacked, uuid_of
from memberpos.hq.metrics import Metrics
from memberpos.hq.news import News
from memberpos.hq.openapi import document
from memberpos.hq.parsing import pushed
from memberpos.hq.tx import Tx
from memberpos.hq.web import Reply, Request, Wait
from memberpos.sync import protocol
from memberpos.sync.protocol import WireError

__all__ = ["Headquarters", "Options", "Reply", "Request"]
_log = logging.getLogger("memberpos.hq")
_LONGEST_NEXT_S = 300
#: States of a till that is refused without an order to wipe itself.
_BLOCKED = {devices.QUARANTINED: "quarantined", devices.REPLACED: "replaced", devices.WAITING: "waiting"}
#: Facts of an error that HTTP has a header for.
_HEADERS = {"retry_s": "Retry-After", "allow": "Allow"}
T = TypeVar("T")


class Headquarters:
    """The routes. Threads may call `handle` at once. `random(n)` gives n random bytes, `now_ms()` UTC milliseconds.

    `reader` is a replica that answers pulls (default: `pool`); `folder` holds snapshots that may be downloaded;
    `bookers` take large pushes.
    """

    def __init__(
        self,
        pool: Pool,
        now_ms: Callable[[], int],
        random: Callable[[int], bytes],
        options: Options | None = None,
        reader: Pool | None = None,
        folder: Path | None = None,
        news: News | None = None,
        bookers: Bookers | None = None,
    ) -> None:
        self._pool, self._reader = pool, reader or pool
        self._now_ms, self._random = now_ms, random
        self._options = options or Options()
        self.key = pool.transact(lambda conn: keys.load_or_make(conn, random))
        self._chain_id = pool.transact(schema.chain_id)
        self.chain = pool.transact(schema.chain_of)
        self.news, self.metrics, self._bookers = news or News(), Metrics(), bookers
        self._gate = Gate(pool, now_ms, self._options)
        self._wrong_codes = WrongCodes(now_ms)
        self._downloads = downloads.Downloads(folder, self.key)
        self._months: set[tuple[str, str]] = set()
        self._routes: dict[tuple[str, str], Callable[[Request], Reply]] = {
            ("GET", "/healthz"): self._health,
            ("GET", "/metrics"): self._metrics,
            ("GET", "/v1/time"): self._time,
            ("GET", "/v1/openapi.json"): lambda _: Reply(200, document()),
            ("POST", "/v1/enrol"): self._enrol,
            ("POST", "/v1/chain"): self._chain,
            ("POST", "/v1/push"): self._push,
            ("POST", "/v1/pull"): self._pull,
            ("POST", "/v1/sync"): self._sync,
            ("GET", "/v1/members/lookup"): self._lookup,
            ("POST", "/v1/authorize"): self._authorize,
            ("GET", "/v1/snapshot"): self._snapshot,
        }

    def handle(self, request: Request) -> Reply:
        """Answers any request; nothing a peer sends raises."""
        with self.metrics.request(request.path if self._methods(request.path, "") else "other") as done:
            reply = self._handle(request)
            done(reply.status)
        return reply

    def _handle(self, request: Request) -> Reply:
        return self.answer(lambda: self._route(request)(request))

    def answer(self, work: Callable[[], Reply]) -> Reply:
        """What `work` replies, or what its refusal comes to."""
        try:
            return work()
        except WireError as error:
            return self._error(error.status, error.code, **error.facts)
        except PosError as error:
            _log.warning("database not answering", extra={"facts": {"error": str(error)}})
            return self._error(503, "unavailable", retry_s=5)

    def _route(self, request: Request) -> Callable[[Request], Reply]:
        found = self._routes.get((request.method, request.path))
        if found is None and request.method == "GET" and request.path.startswith(downloads.PREFIX):
            return self._downloads.part
        if found is None:
            methods = self._methods(request.path)
            if methods:
                raise WireError("bad_method", 405, allow=methods)
            raise WireError("not_found", 404)
        return found

    def _methods(self, path: str, of_files: str = "GET") -> str:
        """What a path answers, as an Allow header; "" for none that is known."""
        if path.startswith(downloads.PREFIX):
            return of_files
        return ", ".join(method for method, known in self._routes if known == path)

    def _error(self, status: int, code: str, **facts: Any) -> Reply:
        headers = {name: str(facts[fact]) for fact, name in _HEADERS.items() if fact in facts}
        return Reply(status, {"code": code, **facts, "hq_time": str(self._now_ms())}, headers)

    def _health(self, _: Request) -> Reply:
        version = schema.version(self._pool)
        return Reply(200, {"ok": True, "schema": version, "chain": self._chain_id})

    def _metrics(self, _: Request) -> Reply:
        counts = self._pool.transact(lambda conn: self.metrics.gauges(conn, self._now_ms()))
        return Reply(200, {}, text=self.metrics.text(counts | {"hq_waiting": self.news.waiting}))

    def _time(self, _: Request) -> Reply:
        return Reply(200, {"hq_time": str(self._now_ms())})

    @property
    def next_s(self) -> int:
        """How long a till shall rest: longer the more come at once."""
        crowd = self.metrics.in_flight // self._options.busy_at
        return min(_LONGEST_NEXT_S, self._options.next_s * (1 + crowd))

    @property
    def wait_s(self) -> int:
        """How long a till may wait at the line; 0 when there are too many, or too much to do."""
        crowded = self.metrics.in_flight > self._options.busy_at or self.news.waiting >= self._options.most_waiting
        return 0 if crowded else self._options.wait_s

    def transact(self, work: Callable[[Tx], T], *, pipelined: bool = False) -> T:
        """Runs `work` in one transaction (`Pool.transact`) and tells the news after its commit."""
        mark = int.from_bytes(self._random(4), "big", signed=True)
        touched: set[int] = set()

        def run(conn: Any) -> T:
            tx = Tx(conn, self._now_ms(), self.chain, mark)
            result = work(tx)
            tx.publish()
            touched.clear()
            touched.update(tx.touched)
            return result

        result = self._pool.transact(run, pipelined=pipelined)
        self.news.tell(touched)
        return result

    # -- for the console and commands in this process

    def read(self, work: Callable[[Conn], T]) -> T:
        """Runs `work` in one transaction that only reads."""
        return self._pool.snapshot(work)

    def now_ms(self) -> int:
        """UTC milliseconds."""
        return self._now_ms()

    def random(self, count: int) -> bytes:
        """Random bytes."""
        return self._random(count)

    # -- enrolment

    def _enrol(self, request: Request) -> Reply:
        wait_s = self._wrong_codes.wait_s(request.address)
        if wait_s:
            raise WireError("locked_out", 429, retry_s=wait_s)
        value = protocol.load(unpacked(request))
        joiner = _joiner(value)
        self._gate.check_signature(request, joiner.pubkey, joiner.device_id)
        proto = _common_proto(value)
        code = str(value.get("code"))[:64]
        result = self.transact(lambda tx: enrolment.join(tx, code, joiner))
        if isinstance(result, enrolment.Refusal):
            return self._not_joined(request, result)
        return Reply(201, self._place(joiner.device_id, result, proto))

    def _not_joined(self, request: Request, refusal: enrolment.Refusal) -> Reply:
        if refusal.code == "wrong_code":
            self._wrong_codes.add(request.address)
        return self._error(409 if refusal.code == "device_known" else 403, refusal.code)

    def _place(self, device: UUID, place: enrolment.Place, proto: int) -> dict[str, Any]:
        buckets = pulling.names(self.chain, place.store_id)
        return {
            "device_id": str(device),
            "store_id": place.store_id,
            "till": place.till,
            "hq_keys": [protocol.b64(self.key.public)],
            "proto": proto,
            "config": {"chain_id": self._chain_id, "next_s": self._options.next_s, "buckets": buckets},
            "hq_time": str(self._now_ms()),
        }

    def _chain(self, request: Request) -> Reply:
        """Hashes of the device a till was before it was restored: to find where both histories part."""
        device = self._gate.device(request)
        value = protocol.load(unpacked(request))
        old = uuid_of(str(value.get("device")))
        hashes = self._pool.transact(lambda conn: enrolment.old_hashes(conn, device.device_id, old, value.get("seqs")))
        return Reply(200, {**hashes, "hq_time": str(self._now_ms())})

    # -- push and pull

    def _active(self, request: Request) -> Device:
        device = self._gate.device(request)
        if device.status != devices.ACTIVE:
            raise self._blocked(device.device_id, device.status)
        return device

    def _push(self, request: Request) -> Reply:
        device = self._gate.device(request).device_id
        return self._take(device, request.body, _app(request), packed=is_packed(request))

    def _pull(self, request: Request) -> Reply:
        device = self._active(request)
        value = protocol.load(unpacked(request))
        reply = self._page(device, value)
        wait_s = min(pulling.wait_s(value), self.wait_s)
        if reply.status != 200 or reply.value["rows"] or not wait_s:
            return reply
        buckets = frozenset(pulling.buckets(self.chain, device, value))
        return replace(reply, wait=Wait(buckets, wait_s, lambda: self._page(device, value)))

    def _page(self, device: Device, value: Any) -> Reply:
        page = pulling.page(self._reader, self.chain, device, value)
        now_ms = self._now_ms()
        if now_ms - device.seen_ms > devices.SEEN_MS:
            self._pool.transact(lambda conn: devices.seen(conn, device.device_id, now_ms))
        return Reply(200, {**page, "hq_time": str(self._now_ms()), "next_s": self.next_s})

    def _sync(self, request: Request) -> Reply:
        """Push and pull in one; push first, and each half fails alone."""
        device = self._gate.device(request)
        value = pushed(request.body, packed=is_packed(request))
        halves, headers, app = dict[str, Any](), dict[str, str](), _app(request)
        for name, work in (("push", partial(self._push_half, app)), ("pull", self._pull_half)):
            half = value.get(name)
            reply = None if half is None else self._half(name, work, device, half)
            if reply is not None and reply.status in (403, 426, 429):
                return reply
            halves[name] = None if reply is None else {**reply.value, "status": reply.status}
            headers |= reply.headers if reply is not None else {}
        if "cards" in value and device.status == devices.ACTIVE:
            halves["cards"] = self.transact(lambda tx: card_keys.exchange(tx, device, value["cards"]))
        rest = {
            "buckets": pulling.names(self.chain, device.store_id), "hq_time": str(self._now_ms()),
            "next_s": self.next_s, "wait_s": self.wait_s,
        }  # fmt: skip
        return Reply(200, {**halves, **rest}, headers)

    def _pull_half(self, device: Device, half: Any) -> Reply:
        if device.status != devices.ACTIVE:
            raise self._blocked(device.device_id, device.status)
        return self._page(device, half)

    def _push_half(self, app: str, device: Device, half: dict[str, Any]) -> Reply:
        if self._bookers is None or len(half.get("events") or ()) < WORTH_EVENTS:
            return self.book(device.device_id, half, app)
        return self._take(device.device_id, protocol.dump(half), app, packed=False)

    def _half(self, name: str, work: Callable[[Device, dict[str, Any]], Reply], device: Device, half: Any) -> Reply:
        try:
            if not isinstance(half, dict):
                raise WireError("bad_request", where=name)
            return work(device, half)
        except WireError as error:
            return self._error(error.status, error.code, **error.facts)

    def _take(self, device: UUID, body: bytes, app: str, *, packed: bool) -> Reply:
        """Books a push, by a booker when it is large."""
        worth = len(body) >= (WORTH_PACKED_BYTES if packed else WORTH_BYTES)
        taken = self._bookers.take(device, body, app, packed=packed) if self._bookers is not None and worth else None
        if taken is None:
            return self.book(device, pushed(body, packed=packed), app)
        self.news.tell(taken.told)
        self.metrics.count("hq_events_total", taken.events)
        new = {"next_s": self.next_s} if taken.reply.status == 200 else {}
        return replace(taken.reply, value={**taken.reply.value, **new})

    def book(self, device: UUID, value: dict[str, Any], app: str) -> Reply:
        """Books the push `value` of a device that is known to have sent it; WireError."""
        push = protocol.decode_push(value)
        if push.device != device:
            raise WireError("bad_signature", 401)
        self._make_partitions(self._now_ms())
        try:
            outcome = self.transact(lambda tx: following.push(tx, push, app, False), pipelined=True)
        except REFUSED:
            outcome = self.transact(lambda tx: following.push(tx, push, app))
        if isinstance(outcome, ingest.Accepted):
            self.metrics.count("hq_events_total", len(push.events))
        return self._answer(device, outcome)

    def _answer(self, device: UUID, outcome: ingest.Outcome) -> Reply:
        match outcome:
            case ingest.Accepted(acked, digest, results):
                receipt = self.key.receipt(device, acked, digest)
                answer = protocol.PushAnswer(acked, receipt, self._now_ms(), self.next_s, results)
                return Reply(200, protocol.encode_answer(answer))
            case ingest.Gap(expected):
                return self._error(409, "gap", expected=expected)
            case ingest.Fork(seq):
                _log.warning("device forked", extra={"facts": {"device": str(device), "seq": seq}})
                return self._error(409, "fork", seq=seq)
            case ingest.BrokenChain(seq):
                _log.warning("chain broken", extra={"facts": {"device": str(device), "seq": seq}})
                return self._error(409, "chain", seq=seq)
            case ingest.Blocked(status):
                error = self._blocked(device, status)
                return self._error(error.status, error.code, **error.facts)

    def _blocked(self, device: UUID, status: int) -> WireError:
        if status in _BLOCKED:
            return WireError(_BLOCKED[status], 403)
        return WireError("revoked", 403, order="wipe", sig=protocol.b64(self.key.revocation(device)))

    def _make_partitions(self, now_ms: int) -> None:
        month = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y-%m-01")
        for table in ("event", "ledger"):
            if (table, month) not in self._months:
                schema.add_partition(self._pool, table, month)
                self._months.add((table, month))

    # -- asking while online

    def _lookup(self, request: Request) -> Reply:
        device = self._active(request)
        rows, incl = self.transact(lambda tx: asking.lookup(tx, device, request.query))
        return Reply(200, {"rows": rows, "incl_seq": incl, "hq_time": str(self._now_ms())})

    def _authorize(self, request: Request) -> Reply:
        device = self._active(request)
        value = protocol.load(unpacked(request))
        rows, incl = self.transact(lambda tx: asking.authorize(tx, device, value, self._random))
        return Reply(200, {"rows": rows, "incl_seq": incl, "hq_time": str(self._now_ms())})

    def _snapshot(self, request: Request) -> Reply:
        device = self._active(request)
        wanted = downloads.wanted_bucket(self.chain, device.store_id, request.query)
        manifest = self._pool.transact(lambda conn: self._downloads.manifest(conn, wanted))
        if manifest is None:
            raise WireError("building", 503, retry_s=downloads.RETRY_S)
        return Reply(200, {**manifest, "hq_time": str(self._now_ms())})


def _app(request: Request) -> str:
    return request.headers.get("user-agent", "")[:64]


def _joiner(value: dict[str, Any]) -> enrolment.Joiner:
    device, pubkey, app = value.get("device_id"), value.get("pubkey"), value.get("app", "")
    if not (isinstance(device, str) and isinstance(pubkey, str) and isinstance(app, str) and len(pubkey) <= 64):
        raise WireError("bad_request", where="enrol")
    key = protocol.unb64(pubkey, "pubkey")
    if len(key) != 32 or len(device) != 36 or "\x00" in app:
        raise WireError("bad_request", where="enrol")
    return enrolment.Joiner(
        uuid_of(device), key, app[:64].encode("ascii", "replace").decode(), _replaced(value.get("replaces"))
    )


def _replaced(value: Any) -> enrolment.Replaced | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("sig"), str):
        raise WireError("bad_request", where="replaces")
    return enrolment.Replaced(uuid_of(str(value.get("device"))), protocol.unb64(value["sig"], "sig"))


def _common_proto(value: dict[str, Any]) -> int:
    """The newest version both sides speak; WireError 426."""
    given = value.get("proto")
    if not (isinstance(given, list) and len(given) == 2 and all(type(item) is int for item in given)):
        raise WireError("bad_request", where="proto")
    best = min(int(given[1]), protocol.PROTO_NEWEST)
    if best < max(int(given[0]), protocol.PROTO_OLDEST):
        raise WireError("upgrade", 426, proto=[protocol.PROTO_OLDEST, protocol.PROTO_NEWEST])
    return best

"""Tills as headquarters sees them: their keys, their members, and sales in batches that are ready to be sent."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from memberpos.commands.benchmarks.figures import InvalidRunError
from memberpos.commands.benchmarks.subject import START_MS
from memberpos.domain import events
from memberpos.domain.chain import GENESIS, chain_hash
from memberpos.domain.ids import seeded_random, uuid7
from memberpos.domain.ledger import Posting

#: Members of one till's store; every other sale is one of theirs.
MEMBERS = 200
_TIMEOUT_S = 60.0
#: An answer up to its body: status and length.
_HEAD = re.compile(
    rb"HTTP/1\.1 ([0-9]{3}) .*?\r\ncontent-length: ([0-9]+)\r\n(?:.*?\r\n)?\r\n", re.DOTALL | re.IGNORECASE
)
Random = Callable[[int], bytes]
Made = tuple[str, bytes]


@dataclass(frozen=True)
class Till:
    """`store` is its number; `enrolments` make its members known, `sales` follow: JSON texts of pushes in order."""

    device: UUID
    key: bytes
    store: int
    enrolments: tuple[bytes, ...]
    sales: tuple[bytes, ...]


def make(count: int, batches: int, size: int) -> list[Till]:
    """So many tills of as many stores, each with so many batches of `size` sales; no two share a shard of the feed."""
    random, found, shards = seeded_random("push"), list[Till](), set[int]()
    while len(found) < count:
        device = uuid7(START_MS, random(10))
        if device.int % 16 not in shards:
            shards.add(device.int % 16)
            found.append(_till(device, random(32), len(found) + 1, batches, size))
    return found


def _till(device: UUID, key: bytes, store: int, batches: int, size: int) -> Till:
    random = seeded_random(f"till{store}")
    chain = _Chain(device, random)
    people = [("member.enrol", _enrolment(store, number)) for number in range(MEMBERS)]
    first = [chain.push(people[at : at + size]) for at in range(0, MEMBERS, size)]
    sales = [
        chain.push([("sale", _sale(store, chain.seq + 1 + n, random)) for n in range(size)]) for _ in range(batches)
    ]
    return Till(device, key, store, tuple(first), tuple(sales))


class _Chain:
    """A till's outbox, as far as its events' hashes go."""

    def __init__(self, device: UUID, random: Random) -> None:
        self.seq, self._device, self._random, self._head = 0, device, random, GENESIS

    def push(self, made: Sequence[Made]) -> bytes:
        """The next events as the JSON text of a push."""
        from memberpos.sync import protocol

        first, found = self.seq + 1, []
        for kind, body in made:
            self.seq += 1
            hlc = (START_MS + self.seq * 1000) << 16
            self._head = chain_hash(self._head, self._device, self.seq, hlc, kind, 1, body)
            name = uuid7(START_MS + self.seq, self._random(10))
            found.append(protocol.WireEvent(self.seq, kind, 1, name, hlc, body, self._head))
        request = protocol.PushRequest(self._device, first, tuple(found), self._head)
        return protocol.dump(protocol.encode_push(request))


def _member(store: int, number: int) -> tuple[str, str]:
    """Ids of a member and its account."""
    return f"00000000-0000-7000-8{store:03x}-{number:012x}", f"00000000-0000-7000-9{store:03x}-{number:012x}"


def _enrolment(store: int, number: int) -> bytes:
    member, account = _member(store, number)
    event = events.Event("", "member.enrol", START_MS, 480, date(2026, 1, 1), "s", member=member, account=account)
    return events.body(event, (), {"sex": "f"})


def _sale(store: int, seq: int, random: Random) -> bytes:
    """A sale as a till books it: every other one of a member, who earns points."""
    postings = [Posting("shop:cash", "CASH", "CNY", -2800), Posting("shop:sales", "SALES", "CNY", 2800)]
    member, account, lots = None, None, []
    if seq % 2:
        member, account = _member(store, seq // 2 % MEMBERS)
        postings += [Posting(account, "POINTS", "PT", 28), Posting("shop:points_issued", "POINTS_ISSUED", "PT", -28)]
        lot = str(uuid7(START_MS + seq, random(10)))
        new = {
            "id": lot, "kind": "POINTS", "instance": "", "granted": "28", "made_at_ms": str(START_MS),
            "expires": None, "available_from": None, "recharge": None, "gift": False,
        }  # fmt: skip
        lots = [{"account": account, "new": [new], "moves": [[lot, "28", "own"]]}]
    at_ms = START_MS + seq * 1000
    event = events.Event("", "sale", at_ms, 480, date(2026, 1, 1), "s", member=member, account=account)
    data = {
        "receipt_no": f"S{store:04d}-01-{seq:08d}", "due_fen": 2800, "lines": [{"sku": "100", "qty_milli": 1000}],
    }  # fmt: skip
    return events.body(event, postings, data, (), lots)


class Line:
    """A till's connection, opened when it is needed. What is no work of headquarters is done beforehand, and of the
    answer no more is read than must be: the load shares the processors with what it measures.
    """

    def __init__(self, url: str, till: Till) -> None:
        address = urlsplit(url)
        self._authority, self._host, self._port = address.netloc, address.hostname or "", address.port or 80
        self._till = till
        self._socket: socket.socket | None = None

    def ready(self, text: bytes) -> bytes:
        """The request of a push, signed and packed; it is taken within the next two minutes."""
        from memberpos.sync import protocol, signing

        body = protocol.squeeze(text)
        headers = {
            "Host": self._authority, "User-Agent": "memberpos/0.1.0", "Content-Type": "application/json",
            "Content-Encoding": "gzip", "Content-Length": str(len(body)),
        }  # fmt: skip
        headers |= signing.signature_headers(
            self._till.key, str(self._till.device), "POST", self._authority, "/v1/push", body, int(time.time()),
            os.urandom(12).hex(),
        )  # fmt: skip
        lines = ["POST /v1/push HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return "\r\n".join(lines).encode() + body

    def send(self, request: bytes) -> int:
        """The last event that is safe; InvalidRunError for any other answer."""
        if self._socket is None:
            self._socket = socket.create_connection((self._host, self._port), _TIMEOUT_S)
        self._socket.sendall(request)
        status, answer = _answer(self._socket)
        value = json.loads(answer)
        if status != 200 or value["results"]:
            raise InvalidRunError(f"push: {status} {value.get('code')} {value.get('results')}")
        return int(value["acked"])

    def close(self) -> None:
        """Ends the connection; the next push opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _answer(line: socket.socket) -> tuple[int, bytes]:
    """Status and body; InvalidRunError when the line ends before."""
    data = b""
    while (found := _HEAD.match(data)) is None or len(data) < found.end() + int(found[2]):
        piece = line.recv(65536)
        if not piece:
            raise InvalidRunError("push: headquarters hung up")
        data += piece
    return int(found[1]), data[found.end() :]

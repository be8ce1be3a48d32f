"""One push: the oldest unsent events go to headquarters, and its answer is applied to the till's watermark.

Reading and applying run on the till's writer; the network is used outside of it, so a slow headquarters never makes a
sale wait. Whatever is lost on the way is simply sent again: headquarters keeps what it has by sequence and hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.store import events, outbox, rebirth, secrets, sync_state, tasks, wiping
from memberpos.store.database import Database
from memberpos.store.tasks import Task
from memberpos.store.writer import SYNC
from memberpos.sync import protocol
from memberpos.sync.client import Answer, Signer

STANDALONE, OFFLINE, PUSHING, IDLE = "standalone", "offline", "pushing", "idle"
REFUSED, REVOKED = "refused", "revoked"
DEFAULT_NEXT_S = 15
#: A refusing headquarters is asked again this seldom: a person may have released the till.
REFUSED_NEXT_S = 300
#: So many answers in a row may ask for another push at once without having taken anything (smaller, or from earlier).
FRUITLESS = 12

T = TypeVar("T")


class Store(Protocol):
    """The till's database on its writer thread (`store.writer.Writer`)."""

    def call(self, work: Callable[[Database], T], priority: int = SYNC) -> T: ...


class Post(Protocol):
    """How a request travels (`HqLink.post`)."""

    def __call__(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer: ...


@dataclass(frozen=True)
class Step:
    """What one push came to: the state now, events taken, events left, seconds to wait, why it was refused.

    `wait_s` None means: headquarters did not answer, so the loop's own back-off decides. `results` are headquarters'
    remarks on single events. Of a round that pulled, too: rows that changed something, how long the line may be
    held for news, and which entities changed.
    """

    state: str
    pushed: int = 0
    queued: int = 0
    wait_s: int | None = 0
    code: str = ""
    results: tuple[Mapping[str, Any], ...] = ()
    shrink: bool = False
    pulled: int = 0
    hold_s: int = 0
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Batch:
    """A push that is ready to go."""

    url: str
    signer: Signer
    request: protocol.PushRequest
    keys: tuple[bytes, ...]
    own_last: int


def step(store: Store, post: Post, limit: int) -> Step:
    """Pushes at most `limit` events. Never raises for a network or a headquarters; PosError of the database only."""
    batch = store.call(lambda db: read(db, limit), SYNC)
    if isinstance(batch, Step):
        return batch
    try:
        answer = post(batch.url, "/v1/push", protocol.encode_push(batch.request), batch.signer)
    except PosError as error:
        return Step(OFFLINE, 0, store.call(outbox.count_unsent, SYNC), None, error.code)
    return store.call(lambda db: settle(db, batch, answer), SYNC)


def read(db: Database, limit: int, now_ms: int | None = None) -> Batch | Step:
    """The next push, or what stands in its way; with the time it says what is left behind it, too."""
    hq = sync_state.headquarters(db)
    if hq is None:
        return Step(STANDALONE, 0, outbox.count_unsent(db), None)
    word, why = sync_state.state(db)
    key = secrets.SecretBox(db).get(secrets.DEVICE_KEY)
    if word == sync_state.REVOKED or key is None or rebirth.unfinished(db):
        state = REVOKED if word == sync_state.REVOKED else REFUSED
        return Step(state, 0, outbox.count_unsent(db), REFUSED_NEXT_S, why or "key_missing")
    device = sync_state.identity(db).device_id
    acked = outbox.acked(db)
    events = fitting(outbox.unsent(db, min(limit, protocol.MAX_EVENTS)))
    head = events[-1].hash if events else outbox.hash_at(db, acked)
    if head is None:
        return _refuse(db, "fork")
    left = None if now_ms is None else _left(db, events[-1].seq if events else acked, now_ms)
    request = protocol.PushRequest(device, acked + 1, tuple(map(wire, events)), head, left)
    return Batch(hq.url, Signer(str(device), key), request, hq.keys, outbox.head(db)[0])


def _left(db: Database, last: int, now_ms: int) -> protocol.Left:
    """What stays in the queue behind the event `last`."""
    since_ms = outbox.made_after_ms(db, last)
    age_s = 0 if since_ms is None else max(0, now_ms - since_ms) // 1000
    return protocol.Left(outbox.head(db)[0] - last, min(age_s, protocol.MAX_AGE_S))


def fitting(events: Sequence[outbox.OutboxEvent]) -> Sequence[outbox.OutboxEvent]:
    """As many of the first events as one request may hold, at least one."""
    size = 0
    for index, event in enumerate(events):
        size += protocol.event_bytes(event)
        if size > protocol.BATCH_BYTES and index:
            return events[:index]
    return events


def wire(event: outbox.OutboxEvent, seq: int | None = None) -> protocol.WireEvent:
    """A stored event as it travels; `seq` where its row is numbered otherwise."""
    return protocol.WireEvent(
        event.seq if seq is None else seq, event.kind, event.kv, event.event_id, event.hlc, event.body, event.hash,
        event.pii,
    )  # fmt: skip


def settle(db: Database, batch: Batch, answer: Answer) -> Step:
    """Applies headquarters' answer to a push: watermark, state, tasks for what it remarked."""
    if answer.status == 200:
        return _taken(db, batch, answer)
    if answer.status == 409 and answer.code == "gap":
        return _rewound(db, batch, answer)
    if answer.status == 413 and len(batch.request.events) > 1:
        return Step(PUSHING, 0, outbox.count_unsent(db), 0, "too_large", shrink=True)
    if answer.status == 429:
        queued = outbox.count_unsent(db)
        return Step(PUSHING if queued else IDLE, 0, queued, _retry_after(answer), "busy")
    if answer.status >= 500 or answer.status == 408 or not answer.code:
        return Step(OFFLINE, 0, outbox.count_unsent(db), None, "hq_unreachable")
    if answer.code == "revoked" and _ordered(batch, answer):
        return _revoke(db)
    return _refuse(db, answer.code)


def _taken(db: Database, batch: Batch, answer: Answer) -> Step:
    try:
        told = protocol.decode_answer(dict(answer.value))
    except protocol.WireError:
        return Step(OFFLINE, 0, outbox.count_unsent(db), None, "hq_unreachable")
    digest = outbox.hash_at(db, told.acked)
    if digest is None:  # headquarters holds more of this till than the till itself: one of them was restored
        return _refuse(db, "fork")
    receipt = protocol.receipt_bytes(batch.request.device, told.acked, digest)
    if not protocol.signed_by(batch.keys, told.receipt, receipt):
        sent = batch.request.first - 1 + len(batch.request.events)
        # More than was sent, and not this till's: another one works on a copy of its disk and was heard first.
        return _refuse(db, "fork" if told.acked > sent else "receipt")
    before = outbox.acked(db)
    with db.transaction():
        outbox.mark_acked(db, told.acked, told.receipt)
        sync_state.set_state(db, sync_state.ENROLLED)
        _note(db, batch.request.device, told)
    queued = outbox.count_unsent(db)
    state = PUSHING if queued else IDLE
    wait_s = 0 if queued and told.acked > before else max(1, told.next_s)
    return Step(state, max(0, told.acked - before), queued, wait_s, results=told.results)


def _note(db: Database, device: UUID, told: protocol.PushAnswer) -> None:
    """What headquarters remarked on single events becomes tasks at once; the case with its facts follows by pull."""
    for result in told.results:
        seq, why = result.get("seq"), result.get("why")
        if result.get("code") != "exception" or type(seq) is not int or not isinstance(why, str):
            continue
        row = outbox.base(db) + seq
        event = events.by_seq(db, row)
        if event is not None and re.fullmatch(r"[a-z_]{1,64}", why):
            task = Task(f"{device}/{seq}/{why}", why, row, event.id, "", event.staff_id, {}, told.hq_time_ms)
            tasks.put(db, task, None, 0)


def _rewound(db: Database, batch: Batch, answer: Answer) -> Step:
    """Headquarters holds less than this till believed: it was restored from a backup, and gets the rest again."""
    expected = answer.value.get("expected")
    if type(expected) is not int or not 1 <= expected <= batch.own_last + 1:
        return _refuse(db, "fork")
    moved = expected - 1 != outbox.acked(db)
    with db.transaction():
        outbox.rewind(db, expected - 1)
    return Step(PUSHING, 0, outbox.count_unsent(db), 0 if moved else DEFAULT_NEXT_S, "gap")


def _ordered(batch: Batch, answer: Answer) -> bool:
    signature = answer.value.get("sig")
    if not isinstance(signature, str):
        return False
    try:
        data = protocol.unb64(signature, "sig")
    except protocol.WireError:
        return False
    return protocol.signed_by(batch.keys, data, protocol.revocation_bytes(batch.request.device))


def _refuse(db: Database, code: str) -> Step:
    with db.transaction():
        sync_state.set_state(db, sync_state.REFUSED, code[:64])
    return Step(REFUSED, 0, outbox.count_unsent(db), REFUSED_NEXT_S, code[:64])


def _revoke(db: Database) -> Step:
    with db.transaction():
        wiping.wipe(db)
        sync_state.set_state(db, sync_state.REVOKED, "revoked")
    return Step(REVOKED, 0, outbox.count_unsent(db), REFUSED_NEXT_S, "revoked")


def _retry_after(answer: Answer) -> int:
    text = answer.headers.get("retry-after", "")
    return min(int(text), REFUSED_NEXT_S) if text.isascii() and text.isdigit() and len(text) < 6 else DEFAULT_NEXT_S


def drain(store: Store, post: Post, limit: int = protocol.MAX_EVENTS) -> Step:
    """Pushes until nothing is left or headquarters does not take more; `pushed` counts all of it."""
    total, size, fruitless = 0, limit, 0
    while True:
        done = step(store, post, size)
        total += done.pushed
        fruitless = 0 if done.pushed else fruitless + 1
        if done.state != PUSHING or done.wait_s != 0 or fruitless > FRUITLESS:
            return replace(done, pushed=total)
        size = max(1, size // 2) if done.shrink else size

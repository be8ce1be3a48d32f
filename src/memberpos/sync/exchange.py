"""One round trip: what is to be said, what is to be heard, and the housekeeping around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from memberpos.domain.errors import PosError
from memberpos.store import allowances, outbox, shifts, sync_state
from memberpos.store.database import Database
from memberpos.store.writer import SYNC
from memberpos.sync import apply_goods, card_keys, house, pages, parameters, protocol, pull, push
from memberpos.sync.client import Answer, Signer
from memberpos.sync.pull import House
from memberpos.sync.push import FRUITLESS, IDLE, OFFLINE, PUSHING, Batch, Step, Store

#: Rights given back in one event.
_MOST_RETURNS = 200
_HEARTBEAT_MS = 60 * 60 * 1000
_LAST_BEAT = "heartbeat_ms"


class Line(Protocol):
    """How requests travel (`client.HqLink`)."""

    def post(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer: ...

    def get(self, url: str, target: str, signer: Signer) -> Answer: ...


def step(store: Store, line: Line, limit: int, ports: House) -> Step:
    """Pushes at most `limit` events and pulls a page. Never raises for a network or a headquarters."""
    store.call(lambda db: keep_house(db, ports), SYNC)
    batch = store.call(lambda db: push.read(db, limit, ports.now_ms()), SYNC)
    if isinstance(batch, Step):
        return batch
    waits = ports.seed is None or store.call(pull.sends_first, SYNC)
    seed_s = None if waits or ports.seed is None else ports.seed(batch.url, batch.signer, batch.keys)
    wanted = store.call(pull.request, SYNC) if seed_s is None else None
    value = {
        "push": protocol.encode_push(batch.request),
        "pull": None if wanted is None else pages.encode_pull(wanted),
        **store.call(lambda db: card_keys.offer(db, ports.now_ms()), SYNC),
    }
    try:
        answer = line.post(batch.url, "/v1/sync", value, batch.signer)
    except PosError as error:
        return Step(OFFLINE, 0, store.call(outbox.count_unsent, SYNC), None, error.code)
    done = _answered(store, ports, batch, answer)
    if seed_s is not None and done.wait_s is not None:
        done = replace(done, wait_s=min(done.wait_s, int(seed_s)))
    if done.state in (PUSHING, IDLE):
        pull.ask_wanted(store, line.get, batch.url, batch.signer, ports)
    return done


def _answered(store: Store, ports: House, batch: Batch, answer: Answer) -> Step:
    half = answer.value.get("push")
    if answer.status != 200 or not isinstance(half, dict):
        return store.call(lambda db: push.settle(db, batch, answer), SYNC)
    status = half.get("status")
    inner = Answer(status if type(status) is int else 0, _retry(half), half)
    done = store.call(lambda db: push.settle(db, batch, inner), SYNC)
    if done.code == "gap":  # headquarters was put back: what it told since is another history, too
        store.call(pull.reset, SYNC)
    if done.state in (push.REVOKED, push.REFUSED):
        return done
    store.call(lambda db: pull.set_buckets(db, answer.value.get("buckets")), SYNC)
    store.call(lambda db: card_keys.keep(db, answer.value.get("cards"), ports.now_ms()), SYNC)
    skew_ms = 0 if answer.hq_time_ms is None else ports.now_ms() - answer.hq_time_ms
    below = answer.value.get("pull")
    pulled = pull.Pulled() if below is None else pull.take(store, ports, below, skew_ms)
    more = pulled.more and done.state in (PUSHING, IDLE)
    first = below is None and ports.seed is None and store.call(pull.request, SYNC) is not None
    waits = 0 if more or first else done.wait_s
    return replace(
        done, wait_s=waits, pulled=pulled.rows, hold_s=_hold_s(answer.value), changed=pulled.changed,
        code=done.code or pulled.code,
    )  # fmt: skip


def _retry(half: Mapping[str, Any]) -> dict[str, str]:
    value = half.get("retry_s")
    return {"retry-after": str(value)} if type(value) is int else {}


def _hold_s(value: Mapping[str, Any]) -> int:
    held = value.get("wait_s", 0)
    return held if type(held) is int and 0 <= held <= pages.MAX_WAIT_S else 0


def keep_house(db: Database, ports: House) -> None:
    """Before each round, online or not: rules whose time has come, rights to give back, a sign of life."""
    now_ms = ports.now_ms()
    parameters.take_over(db, now_ms, ports.new_id)
    apply_goods.begin_planned(db, now_ms)
    if sync_state.headquarters(db) is None:
        return
    give_back(db, ports, now_ms)
    last_ms = int(sync_state.get(db, _LAST_BEAT, 0))
    if not 0 <= now_ms - last_ms < _HEARTBEAT_MS and shifts.current(db) is not None:
        with db.transaction():
            house.book(db, "heartbeat", {}, now_ms, ports.new_id)
            sync_state.put(db, _LAST_BEAT, now_ms)


def give_back(db: Database, ports: House, now_ms: int) -> int:
    """Books `grant.return` for allowances that ended or are asked back; gives how many rights."""
    due = allowances.returns_due(db, now_ms << 16, _MOST_RETURNS)
    if not due:
        return 0
    data = {"returns": [_told(one) for one in due]}
    with db.transaction():
        house.book(db, "grant.return", data, now_ms, ports.new_id)
        allowances.give_up(db, due)
        allowances.tidy(db)
    return len(due)


def _told(one: allowances.Return) -> dict[str, object]:
    said: dict[str, object] = {"account": one.account, "right": one.right, "amount": str(one.amount)}
    return said | {"doubted": True} if one.doubted else said


def drain(store: Store, line: Line, ports: House, limit: int = protocol.MAX_EVENTS) -> Step:
    """Rounds until nothing is left on either side or headquarters does not take more; counts sum over all of them."""
    pushed = pulled = fruitless = 0
    size, changed = limit, frozenset[str]()
    while True:
        done = step(store, line, size, ports)
        pushed, pulled, changed = pushed + done.pushed, pulled + done.pulled, changed | done.changed
        fruitless = 0 if done.pushed or done.pulled else fruitless + 1
        if done.state not in (PUSHING, IDLE) or done.wait_s != 0 or fruitless > FRUITLESS:
            return replace(done, pushed=pushed, pulled=pulled, changed=changed)
        size = max(1, size // 2) if done.shrink else size

"""A headquarters that lies: whatever it answers, the till goes on, its books stay sound and its outbox stays whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.shop import Shop, open_shop

from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.store import outbox, sync_state
from memberpos.store.outbox import SEEN_AHEAD_MS
from memberpos.sync import ask, exchange, pull
from memberpos.sync.client import Answer, Signer, _object
from memberpos.sync.pages import MAX_ANSWER_BYTES

TEN_YEARS_MS = 10 * 365 * 86_400_000
#: What stands in the place of anything.
LIES: tuple[Any, ...] = (
    None, True, -1, 0, 2**63, -(2**63) - 1, 2**80, 1e308, float("nan"), float("inf"), "", "\x00", "\udcff", "x" * 5000, "9" * 30,
    "-1", "'; DROP TABLE outbox; --", [], {}, [[]], {"": {}}, "00000000-0000-0000-0000-000000000000", 2.5,
)  # fmt: skip
CODES = (
    "gap",
    "fork",
    "chain",
    "revoked",
    "quarantined",
    "replaced",
    "reset",
    "too_large",
    "busy",
    "upgrade",
    "clock",
    "x",
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*path, key))


def spoilt(value: Any, random: Random) -> Any:
    """The value with something in it changed, taken away or doubled."""
    path = random.choice(list(places(value)))
    if not path:
        return random.choice(LIES)
    *above, key = path
    holder = value
    for step in above:
        holder = holder[step]
    if random.random() < 0.2:
        del holder[key]
    elif random.random() < 0.2 and isinstance(holder, list):
        holder.insert(key, holder[key])
    else:
        holder[key] = random.choice(LIES)
    return value


@dataclass
class Liar:
    """The way to an honest headquarters, whose answers are spoilt on the way."""

    world: World
    random: Random
    earlier: list[Answer] = field(default_factory=list)

    def post(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        return self.twisted(self.world.post(url, path, value, signer))

    def get(self, url: str, target: str, signer: Signer) -> Answer:
        return self.twisted(self.world.get(url, target, signer))

    def twisted(self, honest: Answer) -> Answer:
        self.earlier.append(honest)
        kind, random = self.random.randrange(6), self.random
        if kind == 0:
            return random.choice(self.earlier)
        if kind == 1:
            return Answer(
                random.choice((400, 401, 403, 409, 410, 413, 429)), {"retry-after": "x"}, {"code": random.choice(CODES)}
            )
        if kind == 2 and isinstance(honest.value.get("push"), dict):
            half = {
                "code": random.choice(CODES),
                "status": random.choice((403, 409, 410, 200)),
                "expected": random.choice(LIES),
            }
            return replace(honest, value={**honest.value, "push": half})
        value: Any = dict(honest.value)
        for _ in range(random.randrange(1, 4)):
            value = spoilt(value, random) if isinstance(value, dict) else value
        return replace(honest, value=value if isinstance(value, dict) else {})


@pytest.fixture
def shop(world: World, clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path, clock) as made:
        member = made.enrol_member()
        made.issue(member.member_id, "600123")
        made.recharge(member.member_id, 50_000)
        made.join(world)
        made.sync(world)
        yield made


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.integers(0, 2**32).map(Random))  # what there is to spoil is not the same twice
def test_the_till_goes_on_and_its_outbox_arrives(world: World, shop: Shop, random: Random) -> None:
    liar = Liar(world, random)
    for _ in range(4):
        shop.sell(None, 1000, "cash")
        before = shop.chain()
        exchange.step(shop.store, liar, 50, shop.house)
        after = shop.chain()
        assert after[: len(before)] == before, "nothing of the outbox is gone or changed"
    shop.books_are_sound()
    shop.sync(world)
    held = world.rows("SELECT seq, hash FROM event WHERE device_id = %s ORDER BY seq", shop.device)
    assert [(seq, bytes(digest)) for seq, digest in held] == shop.chain()


def test_a_headquarters_ten_years_ahead_moves_no_clock(world: World, shop: Shop) -> None:
    """The till says by how much they differ; what it books next is not ten years later."""
    world.clock.ms += TEN_YEARS_MS
    here = Clock(world.clock.ms - TEN_YEARS_MS)
    shop.clock = here
    shop.sell(None, 1000, "cash")
    world.act(lambda tx: tx.conn.execute("UPDATE catalog SET hlc = (%s::bigint << 16)", (tx.now_ms,)))
    exchange.step(shop.store, world, 50, shop.house)
    shop.sell(None, 1000, "cash")
    assert hlc_ms(outbox.latest_hlc(shop.db)) <= here.ms + SEEN_AHEAD_MS
    shop.books_are_sound()


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (429, "busy", "hq_unreachable"),
        (408, "timeout", "hq_unreachable"),
        (503, "unavailable", "hq_unreachable"),
        (403, "quarantined", "hq_refused"),
        (200, "", "hq_refused"),
    ],
)
def test_a_question_at_the_counter_is_refused_only_by_a_refusal(
    shop: Shop, world: World, status: int, code: str, said: str
) -> None:
    line = Fixed(Answer(status, {}, {"code": code} if code else {}))
    assert code_of(ask.look_up_card, shop.store, line, shop.house, "600999") == said


def test_a_line_that_breaks_while_members_are_asked_for_is_no_failure_of_the_round(world: World, shop: Shop) -> None:
    """They are asked for in the next one."""
    member = shop.db.value("SELECT id FROM member")
    with shop.db.transaction():
        pull.note_wanted(shop.db, {member})
    world.get, plain = Broken().get, world.get  # type: ignore[method-assign]
    assert exchange.step(shop.store, world, 50, shop.house).state == "idle"
    assert sync_state.get(shop.db, pull.WANTED) == f'["{member}"]'
    world.get = plain  # type: ignore[method-assign]
    exchange.step(shop.store, world, 50, shop.house)
    assert sync_state.get(shop.db, pull.WANTED) == "[]"


class Fixed:
    """A headquarters that always says the same."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def post(self, *_: object) -> Answer:
        return self._answer

    get = post


class Broken:
    def get(self, *_: object) -> Answer:
        raise PosError("hq_unreachable")


def test_an_answer_that_unpacks_without_end_is_no_answer() -> None:
    assert _object(gzip.compress(b" " * (20 * MAX_ANSWER_BYTES) + b"{}"), "gzip") == {}

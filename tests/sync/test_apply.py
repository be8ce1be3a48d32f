"""Rows from a headquarters that is broken or hostile: the till stays whole, applies what is good, and never stops."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.world import Clock
from tests.sync.shop import Shop, open_shop

from memberpos.domain.errors import PosError
from memberpos.services import tasks as task_services
from memberpos.store import inbox, members, outbox, replica, rights, sync_state, tasks, wiping
from memberpos.sync import apply, apply_goods, apply_people, applying, house, pages, pull
from memberpos.sync.applying import Context, Outcome
from memberpos.sync.protocol import WireError


@pytest.fixture
def shop(clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path, clock) as made:
        yield made


def page(*rows: dict[str, Any], incl: int = 10**6) -> dict[str, Any]:
    return {"cursor": {"0": [1, 1]}, "rows": list(rows), "more": False, "incl_seq": incl}


ID = "6e5a3c0e-0000-7000-8000-000000000001"
GOOD = {"e": "lost_card", "id": "600777", "ver": 4, "f": {"state": "lost", "epoch": 0}}
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=6) | st.just(ID),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
names = (
    "member",
    "account",
    "lost_card",
    "erase",
    "grant",
    "setting",
    "case",
    "product",
    "offer",
    "gift",
    "held.pass",
    "hologram",
)
keys = (
    "home", "account", "epoch", "alias", "fields", "cards", "member", "balances", "lots", "rows", "state", "kind", "instance",
    "lot", "amount", "keep", "expires_ms", "name", "value", "starts_at_ms", "device", "seq", "at_ms", "price_fen", "prices_fen",
    "later", "active",
)  # fmt: skip
wild = st.fixed_dictionaries(
    {
        "e": st.sampled_from(names), "id": st.sampled_from([ID, "0/tea", f"{ID}/{ID}", "x", "-9/a"]) | st.text(max_size=9),
        "ver": st.integers(0, 9), "f": st.dictionaries(st.sampled_from(keys), junk, max_size=8),
    },
    optional={"base": st.integers(0, 3), "gone": st.booleans()},
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(wild, max_size=4))
def test_wild_rows_never_stop_a_till(shop: Shop, rows: list[dict[str, Any]]) -> None:
    """And what stands beside them is applied."""
    shop.db.execute("DELETE FROM inbox")
    shop.db.execute("DELETE FROM card WHERE number = '600777'")
    before = outbox.last(shop.db)[0]
    pulled = pull.take(shop.store, shop.house, page(*rows, GOOD), 0)
    assert pulled.code in ("", "bad_rows", "bad_answer")
    assert outbox.last(shop.db)[0] >= before
    if pulled.code != "bad_answer":
        assert shop.db.value("SELECT state FROM card WHERE number = '600777'") == "lost"
    shop.books_are_sound()


@pytest.mark.parametrize(
    "value",
    [
        None, 7, [], {}, {"cursor": 1}, page() | {"more": 1}, page() | {"rows": [1]}, page() | {"incl_seq": -1},
        page() | {"cursor": {"0": [2**60, 0]}}, page() | {"rows": [{"e": "x", "id": "y", "ver": "1", "f": {}}]},
        page() | {"steps": [[5, {}]]}, page(GOOD) | {"steps": [[1, {}], [1, {}]]}, page() | {"rows": [GOOD] * 2001},
        {"code": "whatever"},
    ],
)  # fmt: skip
def test_what_is_no_page_changes_nothing(shop: Shop, value: Any) -> None:
    with shop.db.transaction():
        pull.put_cursor(shop.db, {3: (7, 7)})
    assert pull.take(shop.store, shop.house, value, 0).rows == 0
    assert pull.cursor(shop.db) == {3: (7, 7)}
    assert shop.db.value("SELECT count(*) FROM card") == 0


def test_the_cursor_stands_with_the_rows(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between two parts of a page, the till goes on behind the first."""
    rows = [{**GOOD, "id": f"60{n:04d}"} for n in range(150)]
    value = page(*rows) | {"steps": [[100, {"0": [100, 5]}]], "cursor": {"0": [150, 6]}}
    calls = 0

    def once(*given: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise PosError("disk_full")
        plain(*given)

    plain = pull._commit
    monkeypatch.setattr(pull, "_commit", once)
    with pytest.raises(PosError):
        pull.take(shop.store, shop.house, value, 0)
    assert pull.cursor(shop.db) == {0: (100, 5)}
    assert shop.db.value("SELECT count(*) FROM card") == 100
    monkeypatch.undo()
    assert pull.take(shop.store, shop.house, value, 0).rows == 50, "the first hundred are not news any more"
    assert pull.cursor(shop.db) == {0: (150, 6)}


def test_a_full_disk_is_no_bad_row(shop: Shop) -> None:
    context = Context(shop.db, Outcome(), 0, shop.clock.ms)

    def full(*_: Any) -> bool:
        raise PosError("disk_full")

    handlers = dict(apply._HANDLERS)
    apply._HANDLERS = {**handlers, "lost_card": full}  # type: ignore[assignment]
    try:
        with shop.db.transaction(), pytest.raises(PosError):
            apply.rows(context, [pages.decode_row(GOOD)])
    finally:
        apply._HANDLERS = handlers  # type: ignore[assignment]


def test_a_member_who_is_here_and_half_of_a_card(shop: Shop) -> None:
    """A row is applied whole or not at all."""
    value = {
        "home": 1, "account": ID, "epoch": 0, "alias": None, "fields": {"name": ["甲", "5", ID]},
        "cards": [{"number": "1", "state": "flying", "epoch": 0, "role": "main", "account": ID}],
    }  # fmt: skip
    pulled = pull.take(shop.store, shop.house, page({"e": "member", "id": ID, "ver": 1, "f": value}), 0)
    assert (pulled.rows, pulled.code) == (0, "bad_rows")
    assert members.by_id(shop.db, ID) is None
    value["cards"] = []
    assert pull.take(shop.store, shop.house, page({"e": "member", "id": ID, "ver": 1, "f": value}), 0).rows == 1
    assert replica.member_ver(shop.db, ID) == 1


def test_tasks_are_looked_at_by_somebody_who_may(shop: Shop) -> None:
    me = sync_state.identity(shop.db).device_id
    fields = {"device": str(me), "seq": 1, "why": "below_limit", "at_ms": "5", "subject": "", "staff": shop.owner, "till": "T1",
              "other": f"{ID}/7", "other_till": "T2", "action": ""}  # fmt: skip
    case = {"e": "case", "id": f"{me}/1/below_limit", "ver": 1, "f": fields}
    assert pull.take(shop.store, shop.house, page(case), 0).rows == 1
    [view] = task_services.waiting(shop.db)
    assert (view.why, view.staff_name, view.till, view.other_till) == ("below_limit", "Owner", "T1", "T2")
    task_services.finish(shop.use(), view.id)
    assert tasks.count_open(shop.db) == 0
    with pytest.raises(PosError):
        task_services.finish(shop.use(), view.id)
    shop.books_are_sound()


@pytest.mark.parametrize(
    "later", [7, [{"starts_at_ms": "x", "set": {}}], [{"starts_at_ms": "9", "set": {"price_fen": "dear"}}],
              [{"starts_at_ms": "9", "set": {"prices_fen": {"gold": "-1"}}}], [{"starts_at_ms": "9", "set": 3}]],
)  # fmt: skip
def test_a_price_to_come_that_is_none_is_refused_when_it_is_told(shop: Shop, later: Any) -> None:
    goods = {
        "name": "cake",
        "price_fen": "100",
        "later": [{"starts_at_ms": "9000000000000", "set": {"price_fen": "200"}}],
    }
    good = {"e": "product", "id": "0/cake", "ver": 1, "f": goods}
    bad = {"e": "product", "id": "0/pie", "ver": 1, "f": goods | {"later": later}}
    told = pull.take(shop.store, shop.house, page(bad, good), 0)
    assert told.rows == 1
    assert shop.db.value("SELECT count(*) FROM product WHERE sku = 'pie'") == 0
    assert inbox.next_ms(shop.db) == 9_000_000_000_000
    assert apply_goods.begin_planned(shop.db, 9_000_000_000_000) == 1
    assert shop.db.value("SELECT price_fen FROM product WHERE sku = 'cake'") == 200


def test_small_parts(shop: Shop) -> None:
    for bad in ("", ID.upper(), ID + "0"):
        with pytest.raises(WireError):
            applying.uuid_text(bad)
    assert applying.amount_of(5) == 5
    assert applying.incl_row(shop.db, 3) == 3
    assert apply_goods.catalog is not apply_people.member
    assert rights.elsewhere(shop.db, ID, ("POINTS",)) == 0
    with shop.db.transaction():
        assert house.book(shop.db, "heartbeat", {}, shop.clock.ms, uuid4) == outbox.last(shop.db)[0]
    assert inbox.unknown(shop.db, ["x"], 1) == []
    shop.books_are_sound()
    with shop.db.transaction():
        wiping.wipe(shop.db)
    shop.books_are_sound()
    assert len(os.urandom(1)) == 1

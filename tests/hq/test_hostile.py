"""Tills that lie: no 5xx, nothing changed on a 4xx, nobody else's money touched."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.test_api import raw, signer
from tests.hq.world import START_MS, Till, World, answer_of

from memberpos.hq import asking, card_states, cases, effects, gate, lots, people, purses, web
from memberpos.hq.bodies import Undecodable
from memberpos.hq.gate import app_version
from memberpos.sync import protocol
from memberpos.sync.protocol import WireError

ACCOUNT = "6e5a3c0e-0000-7000-8000-000000000001"
LOT = "6e5a3c0e-0000-7000-8000-0000000000aa"
STATE = ("device", "event", "ledger", "account", "lot", "escrow", "member", "card", "catalog", "feed", "review")


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.join(world)
    return till


def state(world: World) -> list[Any]:
    """Everything a 4xx may not change."""
    return [
        world.rows(f"SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM {table} t")
        for table in STATE
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
paths = st.sampled_from(["/v1/push", "/v1/pull", "/v1/sync", "/v1/authorize", "/v1/chain", "/v1/enrol"])
likely = st.fixed_dictionaries(
    {},
    optional={
        "cursor": st.dictionaries(st.sampled_from(["0", "16", "99", "x"]), json_values, max_size=2) | json_values,
        "buckets": st.lists(st.sampled_from(["g", "m", "s:1", "s:2", "s:99999999999", ""]), max_size=3) | json_values,
        "max": st.integers(-1, 3000) | json_values, "schema": json_values | st.just(1), "wait_s": st.integers(-1, 30),
        "device": json_values, "account": st.just(ACCOUNT) | json_values, "seqs": json_values, "from": json_values,
        "wants": st.lists(st.fixed_dictionaries({"kind": st.just("POINTS"), "amount": json_values})) | json_values,
        "events": json_values, "head": json_values, "push": json_values, "pull": json_values, "replaces": json_values,
    },
)  # fmt: skip


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=paths, value=likely | st.dictionaries(st.text(max_size=6), json_values, max_size=4))
def test_any_json_to_any_door_changes_nothing_and_is_no_5xx(world: World, joined: Till, path: str, value: Any) -> None:
    before = state(world)
    text = json.dumps(value, allow_nan=True).encode()
    reply = world.hq.handle(raw(joined, text, path))
    assert reply.status < 500
    assert reply.status == 200 or "code" in reply.value
    assert state(world) == before


@pytest.mark.parametrize(
    "query",
    ["", "card_h=", "card_h=zz", "card_h=" + "a" * 31, "member=" + ACCOUNT + "'", "phone_h=%00", "a&b", "card_h=" + "a" * 32 + "&x=1",
     "member=" + "x" * 36, "%", "member=é"],
)  # fmt: skip
def test_strange_questions(world: World, joined: Till, query: str) -> None:
    answer = world.get("hq", f"/v1/members/lookup?{query}", signer(joined))
    assert answer.status in (400, 401, 404)
    for target in ("/v1/snapshot?bucket=s:2", "/v1/snapshot?bucket=../../etc", "/v1/snapshot"):
        assert world.get("hq", target, signer(joined)).status in (400, 403)
    for path in ("/v1/snapshots/..%2f..%2fetc%2fpasswd", "/v1/snapshots/" + "0" * 64, "/v1/snapshots/"):
        assert world.hq.handle(web.Request("GET", path, {})).status == 404


def event(joined: Till, **parts: Any) -> None:
    value = {"business_date": "2026-01-01", "member": ACCOUNT, "account": ACCOUNT, "postings": [], "data": {}, **parts}
    joined.add_body(json.dumps(value).encode(), kind=str(parts.get("kind", "sale")))


def move(amount: int | str, right: str = "own", lot: str = LOT) -> list[str]:
    return [lot, str(amount), right]


def new(granted: int = 100, **changes: Any) -> dict[str, Any]:
    return {"id": LOT, "kind": "PRINCIPAL", "instance": "", "granted": str(granted), "made_at_ms": "1", **changes}


def posted(amount: int) -> list[dict[str, str]]:
    one = {"account": ACCOUNT, "kind": "PRINCIPAL", "instance": "", "unit": "CNY", "amount": str(amount)}
    return [one, {**one, "account": "shop:cash", "kind": "CASH", "amount": str(-amount)}]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"lots": 5}, {"lots": [5]}, {"lots": [{"account": "x"}]}, {"lots": [{"account": ACCOUNT, "new": [7]}]},
        {"lots": [{"account": ACCOUNT, "moves": [["a"]]}]}, {"lots": [{"account": ACCOUNT, "moves": [[LOT, "1e9", "own"]]}]},
        {"lots": [{"account": ACCOUNT, "moves": [[LOT, str(2**63), "own"]]}]},
        {"lots": [{"account": ACCOUNT, "moves": [[LOT, "5", "nobody's"]]}]},
        {"lots": [{"account": ACCOUNT, "new": [new(expires="2026-02-30")]}]}, {"rows": [{"e": "pass", "id": "\x00", "f": {}}]},
        {"rows": [{"e": "pass", "id": "p", "f": {"a": "\x00"}}]}, {"rows": [{"e": "pass", "id": "p", "f": 3}]},
    ],
)  # fmt: skip
def test_bodies_with_broken_lots_or_rows_are_dead_letters_and_block_nobody(
    world: World, joined: Till, spoilt: dict[str, Any]
) -> None:
    event(joined, **spoilt)
    event(joined, postings=posted(100), lots=[{"account": ACCOUNT, "new": [new()], "moves": [move(100)]}])
    assert joined.sync(world).state == "idle"
    assert world.rows("SELECT seq FROM dead_letter") == [(1,)]
    assert world.rows("SELECT open, held FROM lot") == [(100, 100)]


def test_a_till_that_takes_more_than_it_holds_is_booked_and_is_a_case(world: World, joined: Till) -> None:
    event(joined, postings=posted(100), lots=[{"account": ACCOUNT, "new": [new()], "moves": [move(100)]}])
    event(joined, postings=posted(-150), lots=[{"account": ACCOUNT, "new": [], "moves": [move(-150)]}])
    joined.sync(world)
    assert world.rows("SELECT open, held FROM lot") == [(-50, 0)]
    assert world.rows("SELECT balance, escrowed FROM account WHERE name = ''") == [(-50, 0)]
    assert {row[0] for row in world.rows("SELECT why FROM review")} == {"no_right", "below_limit"}


def test_a_lot_of_somebody_else_cannot_be_made_again(world: World, joined: Till, tmp_path: Any) -> None:
    from tests.hq.world import open_till

    other = open_till(tmp_path / "other.db", world.clock)
    other.join(world, "S2")
    event(joined, postings=posted(100), lots=[{"account": ACCOUNT, "new": [new()], "moves": [move(100)]}])
    joined.sync(world)
    event(other, postings=posted(900), lots=[{"account": ACCOUNT, "new": [new(900)], "moves": [move(900)]}])
    event(other, lots=[{"account": ACCOUNT, "new": [], "moves": [move(5, lot=str(uuid4()))]}])
    event(
        other,
        kind="grant.return",
        data={"returns": [{"account": ACCOUNT, "right": LOT, "amount": "100"}, 7, {"account": "x"}]},
    )
    other.sync(world)
    assert world.rows("SELECT granted, open, held, device_id FROM lot") == [(100, 1000, 100, joined.device)]
    assert world.rows("SELECT escrowed FROM account WHERE name = ''") == [(100,)]
    assert {row[0] for row in world.rows("SELECT why FROM review")} == {"no_right", "unknown_lot"}
    other.db.close()


def test_coupons_used_twice_are_a_case_with_both_events(world: World, joined: Till, tmp_path: Any) -> None:
    from tests.hq.world import open_till

    other = open_till(tmp_path / "other.db", world.clock)
    other.join(world, "S2")
    coupon = {"account": ACCOUNT, "kind": "COUPON", "instance": "c1", "unit": "PIECE"}

    def use(till: Till, amount: int, right: str, made: list[Any]) -> None:
        postings = [{**coupon, "amount": str(amount)}, {**coupon, "account": "shop:coupons", "amount": str(-amount)}]
        lots_ = [{"account": ACCOUNT, "new": made, "moves": [move(amount, right)]}]
        event(till, postings=postings, lots=lots_)

    use(joined, 1, "own", [new(1, kind="COUPON", instance="c1")])
    use(joined, -1, "own", [])
    joined.sync(world)
    use(other, -1, "", [])
    other.sync(world)
    rows = world.rows("SELECT why, device_id, other_device, other_seq FROM review ORDER BY why")
    assert rows == [("below_limit", other.device, joined.device, 2), ("double_coupon", other.device, joined.device, 2)]
    other.db.close()


def test_goods_and_rules_of_a_till_stay_in_its_store(world: World, joined: Till) -> None:
    event(joined, kind="product", data={"sku": "tea", "scope": 0, "gone": False, "name": "x"})
    event(joined, kind="settings", data={"set": {"points.rate": "9/1"}, "scope": 0})
    event(joined, kind="product", data={"sku": "a\x00"})
    joined.sync(world)
    assert world.rows("SELECT entity, id, scope FROM catalog ORDER BY 1") == [
        ("product", "tea", -1),
        ("setting", "points.rate", -1),
    ]


def test_a_clock_ten_years_ahead_wins_nothing_for_ever(world: World, joined: Till) -> None:
    from memberpos.domain.chain import Pii

    ahead = START_MS + 10 * 365 * 86_400_000
    for name, ms in (("future", ahead), ("now", START_MS + 1000)):
        joined.clock.ms = ms
        item = Pii("name", os.urandom(16), name)
        value = {"business_date": "2026-01-01", "member": ACCOUNT, "account": ACCOUNT, "postings": [],
                 "pii": [{"field": "name", "digest": item.digest}]}  # fmt: skip
        joined.add_body(json.dumps(value).encode(), kind="member.patch", pii=(item,))
        world.clock.ms = START_MS + 1000
        joined.sync(world)
    [(value, hlc)] = world.rows("SELECT value, hlc FROM member_pii WHERE field = 'name'")
    assert hlc >> 16 <= START_MS + 1000 + 5 * 60_000
    assert bytes(value) in (b"future", b"now")


def test_authorisation_gives_only_what_is_free(world: World, joined: Till) -> None:
    event(joined, postings=posted(100), lots=[{"account": ACCOUNT, "new": [new()], "moves": [move(100, "")]}])
    joined.sync(world)
    ask = {"account": ACCOUNT, "wants": [{"kind": "PRINCIPAL", "amount": "70"}, {"kind": "PRINCIPAL", "amount": "70"}]}
    answer = world.post("hq", "/v1/authorize", ask, signer(joined))
    assert [row["f"]["amount"] for row in answer.value["rows"] if row["e"] == "grant"] == ["70"] or sum(
        int(row["f"]["amount"]) for row in answer.value["rows"] if row["e"] == "grant"
    ) <= 100
    assert world.rows("SELECT balance >= escrowed FROM account WHERE name = ''") == [(True,)]
    again = world.post("hq", "/v1/authorize", ask, signer(joined))
    assert again.status == 200
    assert world.rows("SELECT balance >= escrowed FROM account WHERE name = ''") == [(True,)]
    assert world.post("hq", "/v1/authorize", {**ask, "account": str(uuid4())}, signer(joined)).status == 404


def test_other_peoples_history_is_not_told(world: World, joined: Till, tmp_path: Any) -> None:
    answer = world.post("hq", "/v1/chain", {"device": str(joined.device), "seqs": [1]}, signer(joined))
    assert (answer.status, answer.code) == (403, "not_allowed")


def test_small_parts() -> None:
    assert app_version("memberpos/1.2.3") == (1, 2, 3)
    assert card_states.card_hash("1") != card_states.card_hash("2")
    assert people.phone_hash("+8613800138000") == people.phone_hash("13800138000")
    assert cases.case_id(UUID(int=1), 5, "x") == f"{UUID(int=1)}/5/x"
    assert lots.GrantState(UUID(int=1), UUID(int=2), UUID(int=3), "P", "", UUID(int=4), 9, 2, 3, "open", 1, 1).left == 4
    assert purses.FLOORED[0] == "PRINCIPAL"
    assert asking._HASH.fullmatch("a" * 32)
    with pytest.raises(Undecodable):
        effects.decode(protocol.WireEvent(1, "sale", 1, uuid4(), 1, b"[]", b""), 1)
    request = web.Request("GET", "/a", {}, query="b=1")
    assert (request.target, replace(request, query="").target) == ("/a?b=1", "/a")
    with pytest.raises(WireError):
        gate.unpacked(web.Request("POST", "/", {"content-encoding": "br"}, b"{}"))
    assert answer_of(web.Reply(404, {"code": "x"})).code == "x"

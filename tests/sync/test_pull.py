"""What one till does is known at the other: profiles, balances, lots, cards, goods, parameters, in both directions."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from uuid import UUID, uuid4

from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.shop import Shop, open_shop
from tests.sync.two_tills import settle

from memberpos.domain.catalog import Product
from memberpos.hq import authoring, devices
from memberpos.services import cards, members, merging, offers, products, shop_settings
from memberpos.store import cards as card_rows
from memberpos.store import held, hq_settings, inbox, ledger, replica, sync_state
from memberpos.sync import parameters, pull, push


def test_a_member_of_one_till_is_known_at_the_other(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member()
    first.issue(member.member_id, "600123")
    first.recharge(member.member_id, 10_000, 2_000)
    first.sell(member.member_id, 3000)
    settle(world, first, second)
    here, there = first.profile(member.member_id), second.profile(member.member_id)
    assert (there.name, there.phone, there.points, there.principal_fen, there.bonus_fen) == (
        here.name, here.phone, here.points, here.principal_fen, here.bonus_fen,
    )  # fmt: skip
    assert (there.principal_fen, there.bonus_fen) == (9_000, 0)
    assert cards.look_up(second.db, "600123", second.clock.ms).verdict == "ok"
    assert [hit.member_id for hit in members.search(second.db, "wxm")] == [member.member_id]
    first.books_are_sound()
    second.books_are_sound()


def test_own_sales_that_headquarters_does_not_have_stay_in_the_balance(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member().member_id
    first.recharge(member, 10_000)
    settle(world, first, second)
    first.sell(member, 1000)
    second.sell(member, 2000, "cash")  # earns points at the second till
    second.sync(world)
    first.db.execute("UPDATE sync_state SET v = 'enrolled' WHERE k = 'state'")
    pulled = pull.take(first.store, first.house, _page(world, first), 0)
    assert pulled.rows > 0
    profile = first.profile(member)
    assert (profile.principal_fen, profile.points) == (9_000, 10 + 20), "own 10 points not sent yet, 20 from there"
    first.books_are_sound()
    settle(world, first, second)
    assert second.profile(member).principal_fen == 9_000
    assert first.profile(member).points == second.profile(member).points == 30


def _page(world: World, shop: Shop) -> dict[str, object]:
    from memberpos.hq import pulling
    from memberpos.sync import pages

    request = pull.request(shop.db)
    assert request is not None
    device = world.run(lambda conn: devices.find(conn, shop.device))
    assert device is not None
    return pulling.page(world.pool, world.hq.chain, device, pages.encode_pull(request))


def test_the_newest_value_of_a_field_wins_at_every_till(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member().member_id
    settle(world, first, second)
    members.change(first.use(), member, {"name": "甲", "notes": "第一"})
    members.change(second.use(), member, {"name": "乙", "phone": None})
    second.sync(world)
    first.sync(world)
    settle(world, first, second)
    for shop in two:
        profile = shop.profile(member)
        assert (profile.name, profile.phone, profile.notes) == ("乙", None, "第一")
        shop.books_are_sound()


def test_a_value_changed_here_since_is_not_overwritten(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member().member_id
    settle(world, first, second)
    members.change(second.use(), member, {"name": "乙"})
    second.sync(world)
    members.change(first.use(), member, {"name": "新"})
    pull.take(first.store, first.house, _page(world, first), 0)
    assert first.profile(member).name == "新"
    settle(world, first, second)
    assert second.profile(member).name == "新"


def test_a_lost_card_is_blocked_in_every_shop(
    world: World, two: tuple[Shop, Shop], clock: Clock, tmp_path: Path
) -> None:
    first, second = two
    with open_shop(tmp_path, clock) as far:
        far.join(world, "S2")
        member = first.enrol_member().member_id
        first.issue(member, "600123")
        settle(world, first, second, far)
        assert cards.look_up(far.db, "600123", far.clock.ms).verdict == "unknown"
        cards.lost(first.use(), "600123")
        settle(world, first, second, far)
        assert [cards.look_up(shop.db, "600123", clock.ms).verdict for shop in (*two, far)] == ["lost"] * 3
        cards.found(second.use(), "600123")
        settle(world, first, second, far)
        assert [cards.look_up(shop.db, "600123", clock.ms).verdict for shop in two] == ["ok"] * 2
        assert card_rows.by_number(far.db, "600123") is None


def test_a_card_that_one_store_replaced_and_another_took_back_is_the_same_everywhere(
    world: World, two: tuple[Shop, Shop], far: Shop
) -> None:
    """Neither state is worse: the word decides, and whoever said the other hears of it."""
    cards.found(two[0].use(), "600123")
    cards.replace_card(two[0].use(), "600123", "600124")
    settle(world, two[0])
    cards.return_card(far.use(), "600123")
    settle(world, *two, far)
    states = [row.state for shop in (*two, far) if (row := card_rows.by_number(shop.db, "600123")) is not None]
    assert states == ["returned"] * 3


def test_a_card_found_here_is_not_forgotten_for_what_was_found_before(
    world: World, two: tuple[Shop, Shop], far: Shop
) -> None:
    cards.found(far.use(), "600123")
    push.drain(far.store, world.post)
    cards.lost(far.use(), "600123")
    cards.found(far.use(), "600123")
    pull.take(far.store, far.house, _page(world, far), 0)
    row = card_rows.by_number(far.db, "600123")
    assert row is not None
    assert (row.state, row.status_epoch) == ("active", 2)
    settle(world, *two, far)
    assert card_rows.by_number(far.db, "600123") is None


def test_goods_and_rules_of_headquarters_reach_every_till_and_come_before_its_own(
    world: World, two: tuple[Shop, Shop]
) -> None:
    first, second = two
    products.put(first.use(), Product("cake", "蛋糕", 2800), ("690123",))
    settle(world, first, second)
    assert products.find(second.db, "690123") == Product("cake", "蛋糕", 2800)
    random = uuid4().bytes.__getitem__
    chain = {"sku": "cake", "name": "蛋糕", "price_fen": 3000, "kind": "goods"}
    world.act(lambda tx: authoring.put_row(tx, lambda n: random(slice(0, n)), "product", chain))
    settle(world, first, second)
    assert [shop_price(shop) for shop in two] == [3000, 3000]
    store = {**chain, "price_fen": 2500}
    world.act(lambda tx: authoring.put_row(tx, lambda n: random(slice(0, n)), "product", store, 1))
    settle(world, first, second)
    assert [shop_price(shop) for shop in two] == [2500, 2500]
    world.act(lambda tx: authoring.put_row(tx, lambda n: random(slice(0, n)), "product", store, 1, gone=True))
    world.act(lambda tx: authoring.put_row(tx, lambda n: random(slice(0, n)), "product", chain, 0, gone=True))
    settle(world, first, second)
    assert [shop_price(shop) for shop in two] == [2800, 2800]


def shop_price(shop: Shop) -> int:
    product = products.find(shop.db, "cake")
    assert product is not None
    return product.price_fen


def test_rules_of_headquarters_hold_from_their_time_on_and_no_till_changes_them(
    world: World, two: tuple[Shop, Shop]
) -> None:
    first, second = two
    random = uuid4().bytes.__getitem__
    later_ms = world.clock.ms + 3_600_000
    world.act(lambda tx: authoring.set_parameters(tx, lambda n: random(slice(0, n)), {"points.rate": "2/1"}))
    world.act(
        lambda tx: authoring.set_parameters(tx, lambda n: random(slice(0, n)), {"points.rate": "3/1"}, 1, later_ms)
    )
    settle(world, first, second)
    assert [shop_settings.all_values(shop.db)["points.rate"] for shop in two] == ["2/1", "2/1"]
    assert code_of(shop_settings.change, first.use(), {"points.rate": "9/1"}) == "not_allowed"
    world.clock.ms = later_ms
    parameters.take_over(first.db, world.clock.ms, uuid4)
    assert shop_settings.all_values(first.db)["points.rate"] == "3/1", "also while offline"
    assert not parameters.take_over(first.db, world.clock.ms, uuid4)
    assert hq_settings.next_start_ms(first.db, world.clock.ms) is None
    settle(world, first, second)
    first.books_are_sound()
    second.books_are_sound()


def test_rows_of_a_newer_headquarters_are_kept_for_a_newer_till(world: World, two: tuple[Shop, Shop]) -> None:
    first, _ = two
    page = {"cursor": {}, "rows": [{"e": "hologram", "id": "x", "ver": 3, "f": {"a": 1}}], "more": False, "incl_seq": 0}
    assert pull.take(first.store, first.house, page, 0).rows == 0
    assert inbox.unknown(first.db, ["hologram"], 5) == [("hologram", "x", page["rows"][0])]  # type: ignore[index]


def test_a_pass_that_comes_before_its_kind_is_put_in_place_later(world: World, two: tuple[Shop, Shop]) -> None:
    first, _ = two
    member = first.enrol_member()
    row = {
        "e": "account", "id": member.account_id, "ver": 9, "base": 0,
        "f": {
            "member": member.member_id, "balances": [], "lots": [],
            "rows": [{"e": "pass", "id": "p1", "hlc": "1", "f": {
                "id": "p1", "code": "swim", "state": "active", "paid_fen": "500", "uses_paid": 10, "uses_gift": 2,
                "made_event": "e", "terms": "{}", "ended": 0, "refunded": 0, "made_at_ms": "1",
            }}],
        },
    }  # fmt: skip
    page = {"cursor": {}, "rows": [row], "more": False, "incl_seq": 99}
    assert pull.take(first.store, first.house, page, 0).rows == 1
    assert first.db.value("SELECT count(*) FROM pass") == 0
    inbox.put_catalog(first.db, "pass_kind", "swim", {"price_fen": "500", "uses": 10})
    assert pull.replay(first.store, first.house) == 1
    assert tuple(first.db.one("SELECT code, paid_fen, uses_gift FROM pass")) == ("swim", 500, 2)  # type: ignore[arg-type]


def test_a_coupon_goes_to_an_account_whose_member_was_erased_before_this_till_heard_of_them(
    two: tuple[Shop, Shop],
) -> None:
    shop, unknown = two[0], str(uuid4())
    member = shop.enrol_member()
    offers.put_kind(shop.use(), {"code": "FIVE", "kind": "amount", "value": 500})
    told = {
        "id": str(uuid4()), "number": "C1", "code": "FIVE", "state": "issued", "made_event": str(uuid4()), "terms": "{}",
        "made_at_ms": "1",
    }  # fmt: skip
    gone = {"id": told["id"], "gone": "moved"}
    with shop.db.transaction():
        replica.put_account(shop.db, unknown, str(uuid4()), 1, 1)
        assert held.put(shop.db, "coupon", member.account_id, told)
        assert held.put(shop.db, "coupon", member.account_id, gone), "nothing to wait for"
        assert held.put(shop.db, "coupon", unknown, told)
        assert not held.put(shop.db, "tier_grant", unknown, {"id": str(uuid4())})
    assert shop.db.value("SELECT account_id FROM coupon") == unknown


def test_an_erased_member_is_erased_everywhere_and_stays_so(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member().member_id
    first.recharge(member, 5000)
    settle(world, first, second)
    world.act(lambda tx: authoring.erase_member(tx, lambda n: bytes(n), UUID(member)))
    settle(world, first, second)
    for shop in two:
        profile = shop.profile(member)
        assert (profile.name, profile.phone, profile.principal_fen) == ("", None, 5000)
        assert shop.db.value("SELECT count(*) FROM outbox_pii") == 0
        assert members.search(shop.db, "王") == []
        assert code_of(members.change, shop.use(), member, {"name": "王"}) == "not_found"
        shop.books_are_sound()
    done = world.rows("SELECT count(*) FROM event WHERE kind = 'erase.done'")
    assert done == [(2,)]
    assert world.rows("SELECT count(*) FROM member_pii") == [(0,)]


def test_a_gap_before_an_account_is_asked_for_whole(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member()
    first.recharge(member.member_id, 5000)
    settle(world, first, second)
    second.db.execute("UPDATE account SET ver = 1 WHERE id = ?", (member.account_id,))
    first.sell(member.member_id, 1000)
    settle(world, first, second)
    assert second.profile(member.member_id).principal_fen == 4000
    assert json.loads(sync_state.get(second.db, pull.WANTED, "[]")) == []
    second.books_are_sound()


def test_the_account_of_a_member_who_was_made_one_with_another_is_asked_for_whole_too(
    world: World, two: tuple[Shop, Shop]
) -> None:
    first, second = two
    loser, winner = first.enrol_member(), first.enrol_member("李四", "13800138001")
    first.recharge(loser.member_id, 5000)
    settle(world, first, second)
    merging.merge(first.use(), winner.member_id, loser.member_id)
    settle(world, first, second)
    told = "SELECT ver FROM account WHERE id = ?"
    known = second.db.value(told, (loser.account_id,))
    second.db.execute("UPDATE account SET ver = 1 WHERE id = ?", (loser.account_id,))
    with second.db.transaction():
        pull.note_wanted(second.db, {loser.member_id})
    settle(world, first, second)
    assert second.db.value(told, (loser.account_id,)) == known > 1
    assert pull.wanted(second.db) == []
    assert second.profile(winner.member_id).principal_fen == 5000


def test_another_history_of_headquarters_is_fetched_anew(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member().member_id
    first.recharge(member, 5000)
    settle(world, first, second)
    world.run(lambda conn: conn.execute("UPDATE feed SET mark = mark # 1"))
    done = second.sync(world)
    assert (done.state, second.profile(member).principal_fen) == ("idle", 5000)
    second.books_are_sound()


def test_debts_and_lots_of_different_tills_are_settled(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    member = first.enrol_member()
    settle(world, first, second)
    lots = ledger.open_lots(first.db, member.account_id, ("POINTS",))
    assert lots == []
    from memberpos.services import adjust

    adjust.points(second.use(), member.member_id, 50, "gift")
    second.sync(world)
    rows = world.rows("SELECT open, held FROM lot")
    assert rows == [(50, 50)], "the till that made a lot holds its right"


def test_of_two_changes_by_a_clock_far_ahead_the_later_wins(world: World, two: tuple[Shop, Shop]) -> None:
    """Headquarters takes its own time for both: the same."""
    first, second = two
    member = first.enrol_member().member_id
    for notes in ("one", "two"):
        ahead = dataclasses.replace(first.use(), now_ms=first.clock.ms + 5 * 86_400_000)
        members.change(ahead, member, {"notes": notes})
    settle(world, first, second)
    assert world.rows("SELECT value FROM member_pii WHERE field = 'notes'") == [(b"two",)]

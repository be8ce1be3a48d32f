"""Spending offline: together never more than there is, whatever is delayed; the rest is refused or asked for."""

from __future__ import annotations

import os
from typing import Any

import pytest
from tests.refusals import code_of
from tests.sync.chain import Chain, account_of
from tests.sync.shop import asking_for, rights_left

from memberpos.domain.errors import PosError
from memberpos.hq import allowance, authoring, entities
from memberpos.hq.entities import Wanted as Row
from memberpos.services.allowances import Wanted, use_floor
from memberpos.store import tasks
from memberpos.sync import ask, exchange, pull


def test_the_home_store_holds_most_and_the_last_other_store_a_part(chain: Chain, member: str) -> None:
    assert chain.out(account_of(chain.home, member)) == {"S1": 35_000, "S2": 10_000}
    chain.rights_agree()
    for shop in (chain.home, chain.other):
        shop.books_are_sound()
        assert shop.profile(member).principal_fen == 50_000, "everybody sees the whole"


def test_two_partitioned_tills_spend_the_same_500_only_within_their_allowances(chain: Chain, member: str) -> None:
    home, other = chain.home, chain.other
    assert code_of(other.sell, member, 11_000) == "hq_needed"
    sold = other.sell(member, 10_000)
    home.sell(member, 20_000)
    home.sell(member, 15_000)
    assert code_of(home.sell, member, 1000) == "hq_needed"
    assert code_of(other.sell, member, 1000) == "hq_needed"
    assert home.profile(member).principal_fen + other.profile(member).principal_fen == 15_000 + 40_000
    home.books_are_sound()
    other.books_are_sound()
    chain.settle()
    assert home.profile(member).principal_fen == other.profile(member).principal_fen == 5_000
    assert tasks.count_open(home.db) == tasks.count_open(other.db) == 0
    chain.rights_agree()
    assert sold.stored_principal_fen == 10_000
    home.books_are_sound()
    other.books_are_sound()


def test_online_the_rest_is_asked_for_and_spent_at_once(chain: Chain, member: str) -> None:
    home, other = chain.home, chain.other
    done = asking_for(lambda: other.sell(member, 15_000), chain.authorise(other))
    assert done.stored_principal_fen == 15_000
    with pytest.raises(PosError) as refused:
        asking_for(lambda: other.sell(member, 10_000), chain.authorise(other))
    assert refused.value.code == "hq_needed", "the home store holds the rest"
    chain.world.clock.ms += 61_000
    chain.settle()
    assert chain.world.rows("SELECT count(*) FROM escrow WHERE state = 'open' AND expires_ms - made_ms = 60000") == [
        (0,)
    ]
    assert [shop.profile(member).principal_fen for shop in (home, other)] == [35_000, 35_000]
    chain.rights_agree()


def test_an_allowance_that_is_on_its_way_comes_with_the_answer(chain: Chain, member: str) -> None:
    home, other = chain.home, chain.other
    home.recharge(member, 50_000)
    home.sync(chain.world)
    while chain.worker.step():
        pass
    assert chain.out(account_of(home, member))["S2"] == 15_000
    done = asking_for(lambda: other.sell(member, 14_000), chain.authorise(other))
    assert done.stored_principal_fen == 14_000, "it had 10,000 and had not heard of 5,000; no more is free"
    assert not chain.authorise(other)(Wanted(account_of(other, member), ("PRINCIPAL",), "", 5_000)), "nothing new"
    chain.settle()
    chain.rights_agree()


def test_a_sale_on_an_allowance_says_so(chain: Chain, member: str) -> None:
    from memberpos.services import receipts

    offline = chain.other.sell(member, 5_000)
    asked = asking_for(lambda: chain.other.sell(member, 8_000), chain.authorise(chain.other))
    own = chain.home.sell(member, 1_000)
    papers = [receipts.paper(chain.other.db, offline.event_id), receipts.paper(chain.other.db, asked.event_id)]
    papers.append(receipts.paper(chain.home.db, own.event_id))
    assert [getattr(paper, "offline", None) for paper in papers] == [1, 1, 0], (
        "5,000 of the second were the allowance's"
    )


def test_what_was_paid_by_an_allowance_goes_back_to_it(chain: Chain, member: str) -> None:
    from memberpos.services import refunds

    sold = chain.other.sell(member, 10_000)
    assert code_of(chain.other.sell, member, 1000) == "hq_needed"
    refunds.refund(chain.other.use(), refunds.RefundRequest(sold.event_id, everything=True))
    chain.other.sell(member, 10_000)
    chain.settle()
    assert chain.home.profile(member).principal_fen == 40_000
    chain.rights_agree()
    chain.other.books_are_sound()


def test_a_debt_beside_points_that_others_may_take_is_sound(chain: Chain, member: str) -> None:
    """The points were earned here, and most of the right to them was given back: a refund claws back more than that."""
    from memberpos.services import refunds

    home = chain.home
    sold = home.sell(member, 20_000)
    chain.settle()
    refunds.refund(home.use(), refunds.RefundRequest(sold.event_id, everything=True))
    open_, debt = (home.db.value(f"SELECT sum(open) FROM lot WHERE kind = 'POINTS' AND open {sign} 0") for sign in "><")
    assert open_ > 0 > debt
    home.books_are_sound()
    chain.settle()
    home.books_are_sound()


def test_an_older_word_of_a_used_up_allowance_does_not_take_what_came_back(chain: Chain, member: str) -> None:
    """Headquarters asks for it back, hears that it is used up, and says so while a refund gives some of it back here."""
    from memberpos.services import refunds

    other, world = chain.other, chain.world
    account = account_of(other, member)
    sold = other.sell(member, 10_000)
    other.drain(world.post)
    grant_id, ver = world.rows("SELECT grant_id, ver FROM escrow WHERE device_id = %s", other.device)[0]
    told = world.act(lambda tx: entities.load(tx.conn, other.device, [Row("grant", f"{account}/{grant_id}")]))
    (closed,) = told.values()
    assert closed["f"]["state"] == "closed"
    world.rows("UPDATE escrow SET ver = ver + 1 WHERE grant_id = %s RETURNING 1", grant_id)
    refunds.refund(other.use(), refunds.RefundRequest(sold.event_id, fen=1_000))
    pull.take_rows(other.store, other.house, {"rows": [{**closed, "ver": int(ver) + 1}], "incl_seq": 0})
    assert rights_left(other.db, account)["PRINCIPAL"] == 1_000
    chain.settle()
    chain.rights_agree()
    assert rights_left(other.db, account)["PRINCIPAL"] == chain.out(account)["S2"]
    world.act(lambda tx: allowance.revoke(tx, other.device))
    (taken,) = world.act(
        lambda tx: entities.load(tx.conn, other.device, [Row("grant", f"{account}/{grant_id}")])
    ).values()
    pull.take_rows(other.store, other.house, {"rows": [{**taken, "ver": int(ver) + 9}], "incl_seq": 0})
    left = other.db.value("SELECT state FROM escrow WHERE grant_id = ?", (str(grant_id),))
    assert (taken["f"]["state"], left) == ("revoked", "closed")


def test_an_allowance_ends_on_the_till_and_then_at_headquarters(chain: Chain, member: str) -> None:
    account = account_of(chain.other, member)
    chain.world.clock.ms += 31 * 86_400_000
    assert chain.out(account)["S2"] == 10_000, "headquarters waits for the till"
    exchange.give_back(chain.other.db, chain.other.house, chain.world.clock.ms)
    assert rights_left(chain.other.db, account) == {"PRINCIPAL": 0}
    assert code_of(chain.other.sell, member, 1000) == "hq_needed"
    chain.settle(chain.other)
    assert chain.out(account)["S2"] == 10_000, "a new one"
    chain.other.sell(member, 10_000)
    chain.settle()
    chain.rights_agree()


def test_after_headquarters_was_put_back_allowances_it_does_not_know_are_given_back(chain: Chain, member: str) -> None:
    def put_back(conn: Any) -> None:
        conn.execute(
            "UPDATE account a SET escrowed = (SELECT coalesce(sum(held), 0) FROM lot l"
            " WHERE l.account_id = a.account_id AND l.kind = a.kind AND l.instance = a.instance)"
        )
        conn.execute("DELETE FROM escrow")
        conn.execute("UPDATE feed SET mark = mark # 1")

    account = account_of(chain.other, member)
    assert rights_left(chain.other.db, account) == {"PRINCIPAL": 10_000}
    chain.world.run(put_back)
    chain.other.sync(chain.world)
    assert rights_left(chain.other.db, account) == {"PRINCIPAL": 0}
    chain.settle()
    assert rights_left(chain.other.db, account) == {"PRINCIPAL": 10_000}, "given anew"
    chain.other.sell(member, 10_000)
    chain.settle()
    chain.rights_agree()
    assert tasks.count_open(chain.other.db) == 0
    chain.other.books_are_sound()


def test_a_stolen_tills_rights_are_exposure_and_can_be_given_to_others(chain: Chain, member: str) -> None:
    stolen = chain.other.device
    exposure = chain.world.act(lambda tx: authoring.revoke_device(tx, os.urandom, stolen))
    assert exposure == {"PRINCIPAL": 10_000}
    assert chain.world.rows("SELECT exposure FROM device WHERE device_id = %s", stolen) == [(10_000,)]
    chain.rights_agree()
    done = chain.other.sync(chain.world)
    assert (done.state, done.code) == ("revoked", "revoked")
    chain.settle(chain.home)
    chain.home.sell(member, 35_000)
    asking_for(lambda: chain.home.sell(member, 15_000), chain.authorise(chain.home))
    assert chain.home.profile(member).principal_fen == 0


def test_a_floor_is_off_until_headquarters_allows_it_and_what_breaks_the_limit_is_a_case(
    chain: Chain, member: str
) -> None:
    home, other = chain.home, chain.other
    account = account_of(other, member)
    wanted = Wanted(account, ("PRINCIPAL", "BONUS"), "", 5_000)
    assert not use_floor(other.db, wanted, chain.world.clock.ms)
    chain.world.act(lambda tx: authoring.set_parameters(tx, os.urandom, {"allowance.floor_fen": 6_000}))
    chain.settle()
    assert use_floor(other.db, wanted, chain.world.clock.ms)
    sold = other.sell(member, 15_000)
    assert not use_floor(other.db, wanted, chain.world.clock.ms), "6,000 a member until it is sent"
    home.sell(member, 35_000)
    asking_for(lambda: home.sell(member, 5_000), chain.authorise(home))
    chain.settle()
    assert home.profile(member).principal_fen == other.profile(member).principal_fen == -5_000
    [task] = tasks.open_tasks(other.db)
    assert (task.why, task.event_id, task.other.split("/")[0]) == ("below_limit", sold.event_id, str(home.device))
    chain.world.act(lambda tx: authoring.settle_case(tx, os.urandom, task.id, "charged", "boss"))
    chain.settle()
    assert tasks.open_tasks(other.db) == []
    home.books_are_sound()
    other.books_are_sound()


def test_a_sale_on_a_card_that_was_lost_before_is_a_case_with_both_events(chain: Chain, member: str) -> None:
    from memberpos.services import cards

    cards.lost(chain.home.use(), "600123")
    early = chain.home.sell(member, 1000)
    chain.home.sync(chain.world)
    sold = chain.other.sell(member, 1000, card="600123")
    chain.settle()
    [task] = tasks.open_tasks(chain.other.db)
    assert (task.why, task.event_id) == ("card_lost", sold.event_id)
    assert task.other.startswith(str(chain.home.device))
    assert early.event_id != sold.event_id


def test_a_right_of_somebody_else_gives_nothing(chain: Chain, member: str) -> None:
    grant = chain.other.db.value("SELECT grant_id FROM escrow WHERE kind = 'PRINCIPAL' AND state = 'open'")
    lot = chain.home.db.value("SELECT id FROM lot WHERE kind = 'PRINCIPAL'")
    with chain.home.db.transaction():
        chain.home.db.execute("UPDATE lot SET held = 0")
        chain.home.db.execute(
            "INSERT INTO escrow(grant_id, account, kind, instance, lot_id, amount, state) VALUES(?, ?, 'PRINCIPAL', '', ?, 9000, 'open')",
            (grant, account_of(chain.home, member), lot),
        )
    chain.home.sell(member, 9_000)
    chain.home.sync(chain.world)
    assert {task.why for task in tasks.open_tasks(chain.home.db)} >= {"no_right"}
    assert chain.world.rows("SELECT used FROM escrow WHERE grant_id = %s", grant) == [(0,)]


def test_points_are_held_back_in_the_same_way(chain: Chain, member: str) -> None:
    from memberpos.services import adjust

    adjust.points(chain.home.use(), member, 1000, "gift")
    chain.settle()
    assert code_of(adjust.points, chain.other.use(), member, -300, "test") == "hq_needed"
    adjust.points(chain.other.use(), member, -200, "test")
    adjust.points(chain.home.use(), member, -700, "test")
    assert code_of(adjust.points, chain.home.use(), member, -1, "test") == "hq_needed"
    chain.settle()
    assert [shop.profile(member).points for shop in (chain.home, chain.other)] == [100, 100]
    chain.rights_agree()


def test_till_of_another_chain_member_is_not_found_twice(chain: Chain, member: str) -> None:
    assert not ask.look_up_phone(chain.other.store, chain.world, chain.other.house, "13900000000")
    assert ask.look_up_phone(chain.other.store, chain.world, chain.other.house, "138 0013 8000")


def plan(lots: list[tuple[int, list[tuple[int, int]]]], shares: dict[int, int], **policy: Any) -> Any:
    from uuid import UUID

    made = [
        allowance.PlanLot(UUID(int=n + 1), open_, [allowance.Holding(UUID(int=who), None, left) for who, left in held])
        for n, (open_, held) in enumerate(lots)
    ]
    who = {UUID(int=device): percent for device, percent in shares.items()}
    limit = sum(lot.free for lot in made)
    cuts, recalls = allowance.plan(made, who, limit, allowance.Policy(**policy), policy.pop("cap", None))
    return [(c.device.int, c.lot_id.int, c.amount) for c in cuts], [
        (r.device.int, r.lot_id.int, r.keep) for r in recalls
    ]


def test_plans() -> None:
    assert plan([(1000, [])], {7: 70, 8: 20}) == ([(7, 1, 700), (8, 1, 200)], [])
    assert plan([(1000, [(7, 1000)])], {7: 70, 8: 20}) == ([], [(7, 1, 700)]), "8 waits for what 7 gives back"
    assert plan([(1000, [(7, 700)]), (100, [(7, 100)])], {7: 70, 8: 20}) == ([(8, 1, 220)], [])
    assert plan([(1000, [(7, 720), (8, 150)])], {7: 70, 8: 20}) == ([], []), "near enough"
    assert plan([(100, [(9, 100)])], {7: 70}) == ([], [(9, 1, 0)])
    assert plan([], {7: 70}) == ([], [])

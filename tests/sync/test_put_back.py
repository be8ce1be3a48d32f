"""What a till does when headquarters was put back to a backup."""

from __future__ import annotations

from uuid import uuid4

from tests.hq.world import World
from tests.sync.shop import Shop
from tests.sync.two_tills import settle

from memberpos.hq import authoring
from memberpos.services import cards
from memberpos.store import cards as card_rows
from memberpos.store import outbox
from memberpos.sync import exchange, pull


def test_what_a_headquarters_that_was_put_back_had_said_of_a_card_it_hears_from_the_tills(
    world: World, two: tuple[Shop, Shop], far: Shop
) -> None:
    """The loss was headquarters' own word, and nobody else would tell it again."""
    first = two[0]
    member, other = (first.enrol_member().member_id for _ in range(2))
    first.issue(member, "600124")
    cards.found(first.use(), "600123")
    settle(world, *two, far)
    random = uuid4().bytes.__getitem__
    world.act(lambda tx: authoring.block_card(tx, lambda n: random(slice(0, n)), "600124"))
    settle(world, *two, far)
    first.issue(other, "600125")
    settle(world, *two, far)
    world.run(lambda conn: conn.execute("UPDATE card SET state = 'active', severity = 1, epoch = 0, hlc = 1"))
    world.run(lambda conn: conn.execute("UPDATE feed SET mark = mark # 1"))
    settle(world, *two, far)
    there = "SELECT number, state, epoch FROM card ORDER BY number"
    assert world.rows(there) == [("600123", "active", 1), ("600124", "lost", 0), ("600125", "active", 0)]
    lost_ms = world.rows("SELECT hlc >> 16 FROM card WHERE number = '600124'")[0][0]
    assert lost_ms <= world.clock.ms
    for shop in two:
        assert [tuple(row) for row in shop.db.all("SELECT number, state, status_epoch FROM card ORDER BY 1")] == [
            ("600123", "active", 1), ("600124", "lost", 0), ("600125", "active", 0)
        ]  # fmt: skip
        shop.books_are_sound()
    told = world.rows("SELECT count(*) FROM event WHERE kind = 'card.known'")
    settle(world, *two, far)
    assert world.rows("SELECT count(*) FROM event WHERE kind = 'card.known'") == told, "said once"
    assert 0 < told[0][0] <= 3 * 2


def test_another_event_of_the_card_that_waits_does_not_keep_it_from_being_said(
    world: World, two: tuple[Shop, Shop]
) -> None:
    """Headquarters does not tell the card again for a day limit."""
    first = two[0]
    first.issue(first.enrol_member().member_id, "600124")
    settle(world, *two)
    before = world.rows("SELECT last_seq, last_hash FROM device WHERE device_id = %s", first.device)[0]
    random = uuid4().bytes.__getitem__
    world.act(lambda tx: authoring.block_card(tx, lambda n: random(slice(0, n)), "600124"))
    settle(world, first)
    for _ in range(3):
        first.sell(None, 1000, pay="cash")
    cards.set_day_limit(first.use(), "600124", 500)
    settle(world, first)
    world.rows("DELETE FROM event WHERE device_id = %s AND seq > %s RETURNING 1", first.device, before[0])
    world.rows(
        "UPDATE device SET last_seq = %s, last_hash = %s WHERE device_id = %s RETURNING 1", *before, first.device
    )
    go_back(world)
    exchange.drain(first.store, world, first.house, 1)
    settle(world, first)
    assert world.rows("SELECT state FROM card") == [("lost",)]


def test_a_loss_known_by_the_number_alone_is_said_when_the_card_is_looked_up(
    world: World, two: tuple[Shop, Shop], far: Shop
) -> None:
    """Nobody's card here until it was looked up: it stays lost."""
    go_back(world)
    world.rows("DELETE FROM feed WHERE entity = 'lost_card' RETURNING 1")
    far.look_up(world, "600123")
    row = card_rows.by_number(far.db, "600123")
    assert row is not None
    assert row.state == "lost"
    settle(world, far)
    assert world.rows("SELECT state FROM card") == [("lost",)]


def test_it_says_since_when(world: World, two: tuple[Shop, Shop]) -> None:
    """Not since when anything of the card changed: sales between would be taken for sales on a lost card."""
    first = two[0]
    first.issue(first.enrol_member().member_id, "600124")
    settle(world, *two)
    world.clock.ms += 86_400_000
    random = uuid4().bytes.__getitem__
    world.act(lambda tx: authoring.block_card(tx, lambda n: random(slice(0, n)), "600124"))
    settle(world, *two)
    blocked_ms = world.rows("SELECT hlc >> 16 FROM card")[0][0]
    cards.set_day_limit(first.use(), "600124", 500)
    go_back(world, role="sub")
    settle(world, *two)
    assert world.rows("SELECT state, hlc >> 16 FROM card") == [("lost", blocked_ms)]


def go_back(world: World, role: str = "main") -> None:
    """To a backup in which the card is as good as new."""
    world.rows("UPDATE card SET state = 'active', severity = 1, epoch = 0, hlc = 1, role = %s RETURNING 1", role)
    world.run(lambda conn: conn.execute("UPDATE feed SET mark = mark # 1"))


def test_what_headquarters_has_yet_to_hear_of_a_card_is_not_told_twice(world: World, two: tuple[Shop, Shop]) -> None:
    first, second = two
    first.issue(first.enrol_member().member_id, "600123")
    settle(world, first, second)
    cards.lost(second.use(), "600123")
    second.store.call(pull.reset)
    told = {"e": "lost_card", "id": "600123", "ver": 2, "f": {"state": "active", "epoch": 0}}
    page = {"cursor": {}, "rows": [told], "more": False, "incl_seq": outbox.acked(second.db)}
    pull.take(second.store, second.house, page, 0)
    row = card_rows.by_number(second.db, "600123")
    assert row is not None
    assert (row.state, row.status_epoch) == ("lost", 0)
    assert second.db.value("SELECT count(*) FROM event WHERE kind = 'card.known'") == 0


def test_what_a_headquarters_that_was_put_back_does_not_know_yet_is_not_there(
    world: World, two: tuple[Shop, Shop]
) -> None:
    """The account came again, the till that topped it up has yet to send: neither lots nor balance."""
    first, second = two
    member = first.enrol_member()
    first.recharge(member.member_id, 5000)
    settle(world, first, second)
    second.store.call(pull.reset)
    empty = {"member": member.member_id, "balances": [], "lots": [], "rows": []}
    row = {"e": "account", "id": member.account_id, "ver": 1, "base": 0, "f": empty}
    page = {"cursor": {}, "rows": [row], "more": False, "incl_seq": second.chain()[-1][0]}
    assert pull.take(second.store, second.house, page, 0).rows == 1
    assert second.profile(member.member_id).principal_fen == 0
    second.books_are_sound()

"""What headquarters tells does not come at once: a balance before its row, an old word after a new deed."""

from __future__ import annotations

import pytest
from tests.hq.world import World
from tests.refusals import code_of
from tests.sync.chain import Chain
from tests.sync.shop import TEA, Shop

from memberpos.domain.cart import Cart
from memberpos.services import checkout, coupons, merging, offers
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.store import outbox
from memberpos.store.database import Database
from memberpos.sync import exchange


def sell_with(shop: Shop, member: str, coupon: str) -> None:
    cart = Cart(str(shop.ids.new(shop.clock.ms)), member_id=member).add(TEA, qty_milli=2500).set_coupons((coupon,))
    checkout.finish(shop.use(), FinishSale(cart, (TenderRequest("cash", None),)))


def push_up_to(shop: Shop, world: World, kind: str) -> None:
    """Sends one event at a time until the newest of a kind has arrived."""
    seq = shop.db.value("SELECT max(seq) FROM event WHERE kind = ?", (kind,))
    while outbox.acked(shop.db) < seq:
        exchange.step(shop.store, world, 1, shop.house)


def test_a_coupon_is_used_once_though_its_row_is_still_on_the_way(chain: Chain) -> None:
    home, other, world = chain.home, chain.other, chain.world
    kind = {"code": "FIVE", "kind": "amount", "value": 500, "valid_days": 30}
    for shop in (home, other):
        offers.put_kind(shop.use(), kind)
    member = home.enrol_member()
    coupon = coupons.issue(home.use(), member.member_id, "FIVE").coupon_id
    home.sync(world)
    other.recharge(_known(other, world, member.phone or ""), 1000)
    chain.settle()
    sell_with(home, member.member_id, coupon)
    push_up_to(home, world, "sale")
    other.sync(world)
    assert other.db.value("SELECT state FROM coupon WHERE id = ?", (coupon,)) == "issued", "its row has not come"
    assert code_of(sell_with, other, member.member_id, coupon) == "coupon_used"
    chain.settle()
    other.books_are_sound()
    assert world.rows("SELECT why FROM review") == []


def _known(shop: Shop, world: World, phone: str) -> str:
    from memberpos.services import members
    from memberpos.sync import ask

    assert ask.look_up_phone(shop.store, world, shop.house, phone)
    return members.ids_with_phone(shop.db, phone)[0]


@pytest.fixture
def two(chain: Chain) -> tuple[str, str]:
    """Two members of the first store who are one person, the second known in the second store."""
    home = chain.home
    one, other = home.enrol_member("王", "13800000001"), home.enrol_member("王小明", "13800000002")
    home.recharge(one.member_id, 10_000)
    home.recharge(other.member_id, 20_000)
    home.sync(chain.world)
    return one.member_id, other.member_id


def test_a_merge_that_is_not_sent_yet_is_not_undone_by_an_older_word(chain: Chain, two: tuple[str, str]) -> None:
    home, world = chain.home, chain.world
    winner, loser = two
    _known(chain.other, world, "13800000002")
    chain.other.recharge(loser, 5_000)
    chain.other.sync(world)
    home.sell(None, 1000, "cash")
    merging.merge(home.use(), winner, loser)
    exchange.step(home.store, world, 1, home.house)  # pushes the sale only, and hears of the loser's account
    assert lots_and_balances_agree(home.db) == []
    home.books_are_sound()
    chain.settle()
    for shop in (home, chain.other):
        shop.books_are_sound()
    assert home.profile(winner).principal_fen == 30_000
    assert home.profile(loser).principal_fen == 5_000, "what came meanwhile stays until somebody merges again"


def test_headquarters_moves_only_the_lots_the_merging_till_knew(chain: Chain, two: tuple[str, str]) -> None:
    home, world = chain.home, chain.world
    winner, loser = two
    _known(chain.other, world, "13800000002")
    chain.other.recharge(loser, 50_000)
    chain.other.sync(world)
    for _ in range(3):  # the home store is given a right to it, and does not know yet
        chain.other.sync(world)
        while chain.worker.step():
            pass
    assert world.rows("SELECT count(*) FROM escrow WHERE device_id = %s AND state = 'open'", home.device) != [(0,)]
    merging.merge(home.use(), winner, loser)
    chain.settle()
    chain.rights_agree()
    rows = world.rows(
        """SELECT a.account_id, a.balance, coalesce(sum(l.open), 0) FROM account a LEFT JOIN lot l
        ON l.account_id = a.account_id AND l.kind = a.kind AND l.moved_to IS NULL
        WHERE a.kind = 'PRINCIPAL' AND a.name = '' GROUP BY 1, 2"""
    )
    assert [row for row in rows if row[1] != row[2]] == []
    for shop in (home, chain.other):
        shop.books_are_sound()


def lots_and_balances_agree(db: Database) -> list[tuple[object, ...]]:
    rows = db.all(
        "SELECT b.account, b.amount + b.others, coalesce((SELECT sum(open) FROM lot l WHERE l.account = b.account AND"
        " l.kind = b.kind AND l.instance = b.instance), 0) FROM balance b WHERE b.kind = 'PRINCIPAL'"
    )
    return [tuple(row) for row in rows if row[1] != row[2]]

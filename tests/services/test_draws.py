"""Lucky draws over the counter: committed, played, proved (domain rules §9)."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from memberpos.domain import draws as rules
from memberpos.domain.draws import Draw, Prize
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.limits import Limit
from memberpos.services import adjust, draws, gifts, receipts
from memberpos.services.draws import PlayRequest
from memberpos.services.results import DrawDone
from memberpos.store import draws as rows
from memberpos.store import gifts as gift_rows
from tests.services.shop import DAY_MS, Shop

WHEEL = Draw(
    "W", "转盘", 10,
    (Prize("cup", "杯", 30, "thing", stock=2), Prize("pts", "50分", 30, "points", 50), Prize("no", "谢谢", 40)),
)  # fmt: skip


@pytest.fixture
def member(shop: Shop) -> str:
    found = shop.enrol().member_id
    adjust.points(shop.use(), found, 1000, "test")
    return found


def play(shop: Shop, member: str, code: str = "W", **more: str) -> DrawDone:
    return draws.play(shop.use(), PlayRequest(member, code, **more))


def test_the_seed_was_committed_before_and_the_prize_follows_from_it(shop: Shop, member: str) -> None:
    committed = draws.put(shop.use(), WHEEL)
    for n in range(1, 6):
        shown = draws.catalogue(shop.db, member, shop.now_ms)[0]
        assert shown.seed_hash == committed
        done = play(shop, member, expect_hash=committed)
        seed = bytes.fromhex(done.seed)
        assert hashlib.sha256(seed).hexdigest() == done.seed_hash == committed
        weights = [(prize.code, prize.weight) for prize in shown.prizes if prize.weight]
        assert done.roll == rules.roll(seed, "W", member, n, shown.total)
        assert (done.prize, done.n, done.total) == (rules.won(done.roll, weights), n, shown.total)
        committed = done.next_hash
    shop.assert_books_agree()


def test_points_won_are_a_caused_grant_and_things_leave_the_shelf(shop: Shop, member: str) -> None:
    draws.put(shop.use(), WHEEL)
    won = Counter(play(shop, member).prize for _ in range(30))
    assert won["cup"] == 2  # then its weight is gone from the odds
    assert gift_rows.stock(shop.db, "W/cup") == 0
    assert shop.profile(member).points == 1000 - 300 + 50 * won["pts"]
    assert [prize.weight for prize in draws.catalogue(shop.db, member, shop.now_ms)[0].prizes] == [0, 30, 40]
    shop.assert_books_agree()


def test_a_gift_of_the_mall_as_a_prize_shares_its_stock(shop: Shop, member: str) -> None:
    gifts.put(shop.use(), Gift("MUG", "杯", 100), 1)
    draws.put(shop.use(), Draw("G", "抽奖", 0, (Prize("mug", "杯", 1, "gift", ref="MUG"),)))
    assert play(shop, member, "G").prize == "mug"
    assert gift_rows.stock(shop.db, "MUG") == 0
    with pytest.raises(PosError, match="out_of_stock"):
        play(shop, member, "G")
    assert draws.catalogue(shop.db, member, shop.now_ms)[0].why_not == "out_of_stock"
    for kind in ("gift", "coupon"):
        with pytest.raises(PosError, match="not_found"):
            draws.put(shop.use(), Draw("X", "x", 0, (Prize("a", "a", 1, kind, ref="CAR"),)))


def test_what_is_refused(shop: Shop, member: str) -> None:
    draws.put(shop.use(), Draw("W", "转盘", 10, WHEEL.prizes, Limit(1, "day"), from_on=None))
    with pytest.raises(PosError, match="quote_changed"):
        play(shop, member, expect_hash="0" * 64)
    play(shop, member)
    with pytest.raises(PosError, match="limit_exceeded"):
        play(shop, member)
    assert draws.catalogue(shop.db, member, shop.now_ms)[0].why_not == "limit_exceeded"
    shop.now_ms += DAY_MS
    play(shop, member)
    poor = shop.enrol("乙").member_id
    with pytest.raises(PosError, match="insufficient_points"):
        play(shop, poor)
    assert draws.catalogue(shop.db, poor, shop.now_ms)[0].why_not == "insufficient_points"
    with pytest.raises(PosError, match="not_found"):
        play(shop, member, "Z")
    draws.put(shop.use(), Draw("W", "转盘", 10, WHEEL.prizes, tiers=("金卡",)))
    with pytest.raises(PosError, match="not_now"):
        play(shop, member)
    assert draws.catalogue(shop.db, member, shop.now_ms)[0].why_not == "not_now:tier"
    shop.assert_books_agree()


def test_other_odds_show_the_old_seed_and_commit_another(shop: Shop, member: str) -> None:
    first = draws.put(shop.use(), WHEEL)
    second = draws.put(shop.use(), Draw("W", "转盘", 10, (Prize("no", "谢谢", 1),)))
    assert first != second
    assert play(shop, member).seed_hash == second
    assert rows.committed(shop.db, "W") is not None
    shop.assert_books_agree()


def test_a_prize_worth_more_than_the_law_allows(shop: Shop) -> None:
    car = Draw("C", "车", 1, (Prize("car", "车", 1, "thing", value_fen=5_000_001),))
    draws.put(shop.use(), car)  # this shop does not enforce it
    shop.set(law__enforce=True)
    with pytest.raises(PosError, match="law_limit"):
        draws.put(shop.use(), car)


def test_a_repeat_is_one_play_and_prints_one_slip(shop: Shop, member: str) -> None:
    draws.put(shop.use(), WHEEL)
    event_id = str(shop.use().new_id())
    done = play(shop, member, event_id=event_id)
    assert play(shop, member, event_id=event_id) == done
    paper = receipts.paper(shop.db, event_id)
    assert (paper.seed, paper.seed_hash, paper.prize) == (done.seed, done.seed_hash, done.prize_name)

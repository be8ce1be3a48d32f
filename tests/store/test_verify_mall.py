"""Books cooked where points are got and spent besides sales: each way must be found and named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.services.shop import Shop, new_shop

from memberpos.domain.draws import Draw, Prize
from memberpos.domain.gifts import Gift
from memberpos.services import adjust, draws, due, gifts, members, sources, tier_grants
from memberpos.services.draws import PlayRequest
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.members import EnrolRequest
from memberpos.store import difference, verify_mall
from memberpos.store.verify import verify


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop with one of each: grants, a gift and its return, plays, a badge, a tier given."""
    made = new_shop(
        tmp_path,
        {
            "points.birthday": 50, "points.check_in": 2, "points.referral": 5,
            "badges": [{"code": "b", "name": "b", "criterion": "visits", "at_least": 1}],
        },
    )  # fmt: skip
    member = members.enrol(made.use(), EnrolRequest("林", birthday="1990-01-01")).member_id
    due.run_all(made.use())
    adjust.points(made.use(), member, 500, "test")
    sources.check_in(made.use(), member)
    gifts.put(made.use(), Gift("MUG", "杯", 100, 500), 3)
    cash = (GiftTender("cash", None),)
    taken = gifts.redeem(made.use(), RedeemRequest(member, "MUG", tenders=cash))
    gifts.redeem(made.use(), RedeemRequest(member, "MUG", tenders=cash))
    gifts.give_back(made.use(), taken.event_id)
    draws.put(made.use(), Draw("W", "转盘", 1, (Prize("a", "a", 1), Prize("b", "b", 1))))
    for _ in range(3):
        draws.play(made.use(), PlayRequest(member, "W"))
    made.sell(member)
    tier_grants.grant(made.use(), member, "金卡", date(2026, 6, 30), "trial")
    yield made
    made.db.close()


def found(shop: Shop) -> set[tuple[str, str]]:
    return {(one.kind, one.table) for one in verify(shop.db).differences}


def test_an_honest_shop_agrees(shop: Shop) -> None:
    shop.assert_books_agree()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE points_grant SET points = points + 1 WHERE source = 'check_in'", ("balance", "points_grant")),
        ("DELETE FROM points_grant WHERE source = 'birthday'", ("balance", "points_grant")),
        ("UPDATE points_grant SET taken = 1 WHERE source = 'check_in'", ("lot", "points_grant")),
        ("UPDATE redemption SET points = 1", ("balance", "redemption")),
        ("UPDATE redemption SET fen = fen + 1", ("balance", "tender")),
        ("UPDATE redemption SET returned_by = (SELECT id FROM event WHERE kind = 'sale')", ("balance", "redemption")),
        ("DELETE FROM redemption", ("balance", "redemption")),
        ("UPDATE draw_play SET prize = CASE prize WHEN 'a' THEN 'b' ELSE 'a' END", ("balance", "draw_play")),
        ("UPDATE draw_play SET seed = seed_hash", ("balance", "draw_play")),
        ("UPDATE draw_seed SET hash = 'x' WHERE used_event IS NULL", ("event_chain", "draw_seed")),
        ("UPDATE member_badge SET code = 'c'", ("balance", "member_badge")),
        ("DELETE FROM member_badge", ("balance", "member_badge")),
        ("UPDATE member SET tier = '普卡'", ("balance", "member")),
        (
            "UPDATE event SET id = '00000000-0000-5000-8000-000000000000' WHERE kind = 'birthday'",
            ("event_chain", "event"),
        ),
        ("UPDATE ledger SET amount = 1 WHERE kind = 'STOCK' AND amount < 0", ("balance", "ledger")),
    ],
)
def test_each_way_of_cooking_is_named(shop: Shop, sql: str, named: tuple[str, str]) -> None:
    with shop.db.transaction():
        shop.db.execute("PRAGMA defer_foreign_keys=ON")
        shop.db.execute(sql)
    assert named in found(shop)


def test_a_play_whose_prize_does_not_follow_from_its_seed_is_named_even_when_its_rows_agree(shop: Shop) -> None:
    """Whoever rewrites body and row together still cannot make the seed say another prize."""
    seq, body = shop.db.one("SELECT seq, body FROM outbox WHERE kind = 'draw' ORDER BY seq LIMIT 1")
    said = json.loads(body)
    said["data"]["prize"] = "b" if said["data"]["prize"] == "a" else "a"
    with shop.db.transaction():
        shop.db.execute("UPDATE outbox SET body = ? WHERE seq = ?", (json.dumps(said).encode(), seq))
        shop.db.execute("UPDATE draw_play SET prize = ? WHERE seq = ?", (said["data"]["prize"], seq))
    differences = list(verify_mall.draws(shop.db))
    assert [(one.table, one.id) for one in differences] == [("draw_play", str(seq))]
    assert isinstance(differences[0], difference.Difference)

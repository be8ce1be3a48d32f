"""What follows from a sale, in the order it follows, and on its paper."""

from __future__ import annotations

from memberpos.services import after_sale, mall_papers, members
from memberpos.services.members import EnrolRequest
from memberpos.services.shop import shop_of
from memberpos.store import events, points_grants
from memberpos.store import members as rows
from tests.services.shop import Shop


def lively(shop: Shop) -> str:
    shop.set(
        points__visit=5, points__referral=50, points__referred=20,
        badges=[{"code": "first", "name": "第一次", "criterion": "visits", "at_least": 1, "points": 7}],
    )  # fmt: skip
    first = shop.enrol("甲").member_id
    return members.enrol(shop.use(), EnrolRequest("乙", referrer_id=first)).member_id


def test_visit_then_both_sides_then_badge_each_caused_by_the_sale(shop: Shop) -> None:
    member = lively(shop)
    sale = shop.sell(member, ("BEANS", 3000))
    made = [(event.kind, event.cause_event_id) for event in events.caused_by(shop.db, sale.event_id)]
    assert made == [
        ("points.grant", sale.event_id), ("points.grant", sale.event_id), ("points.grant", sale.event_id),
        ("badge.award", sale.event_id),
    ]  # fmt: skip
    mine = [(one.source, one.points) for one in points_grants.of_cause(shop.db, sale.event_id, member)]
    assert mine == [("visit", 5), ("referred", 20)]
    assert sale.gained == (("visit", 5), ("referred", 20), ("badge", 7))
    assert sale.badges == ("第一次",)
    assert sale.upgraded_to == "金卡"
    shop.assert_books_agree()


def test_the_paper_names_what_the_sale_brought_its_own_member_only(shop: Shop) -> None:
    member = lively(shop)
    sale = shop.sell(member)
    assert [(one.kind, one.points) for one in mall_papers.gained(shop.db, sale.event_id, member)] == [
        ("visit", 5), ("referred", 20), ("badge", 7),
    ]  # fmt: skip
    assert mall_papers.new_badges(shop.db, sale.event_id) == ("第一次",)
    assert mall_papers.gained(shop.db, sale.event_id, None) == ()


def test_run_again_gives_nothing_twice(shop: Shop) -> None:
    """Limits, the first sale and held badges stand in the books, not in the code that runs."""
    member = lively(shop)
    sale = shop.sell(member)
    event, row = events.by_id(shop.db, sale.event_id), rows.by_id(shop.db, member)
    assert event is not None
    assert row is not None
    before = shop.db.value("SELECT count(*) FROM event")
    use = shop.use()
    with use.db.transaction():
        after_sale.run(use, shop_of(shop.db), row, event, sale.due_fen)
    assert shop.db.value("SELECT count(*) FROM event") == before

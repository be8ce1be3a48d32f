"""What another shop's till knows of a member it never served: who brought whom, and the days elsewhere."""

from __future__ import annotations

from tests.refusals import code_of
from tests.sync.chain import Chain, account_of
from tests.sync.shop import asking_for

from memberpos.domain.gifts import Gift
from memberpos.services import adjust, closings, gifts, members, merging, refunds
from memberpos.services.closings import ClosingRequest
from memberpos.services.gifts import RedeemRequest
from memberpos.services.member_history import ELSEWHERE, page
from memberpos.store.members import by_id


def referrer(chain: Chain, member: str) -> list[str | None]:
    found = [by_id(shop.db, member) for shop in (chain.home, chain.other)]
    return [one.referrer_id for one in found if one is not None]


def test_who_was_brought_by_a_merged_member_is_told(chain: Chain, member: str) -> None:
    use = chain.home.use
    twin = members.enrol(use(), members.EnrolRequest("王晓明", "13900139000")).member_id
    friend = members.enrol(use(), members.EnrolRequest("李四", "13700137000", referrer_id=twin)).member_id
    chain.home.issue(friend, "600124")
    chain.settle()
    chain.other.look_up(chain.world, "600124")
    assert referrer(chain, friend) == [twin, twin]
    merged = merging.merge(use(), member, twin)
    chain.settle()
    assert referrer(chain, friend) == [member, member]
    merging.undo(use(), merged.event_id)
    chain.settle()
    assert referrer(chain, friend) == [twin, twin]
    chain.home.books_are_sound()


def test_days_at_other_tills_stand_in_the_history(chain: Chain, member: str) -> None:
    chain.home.sell(member, 3000, pay="cash")
    sold = chain.home.sell(member, 2000, pay="cash")
    refunds.refund(chain.home.use(), refunds.RefundRequest(sold.event_id, fen=500))
    chain.settle()
    chain.other.sell(member, 1000, pay="cash")
    for group in ("all", "sales"):
        [day] = [one for one in page(chain.other.db, member, group).entries if one.kind == ELSEWHERE]
        assert (day.fen, day.points, day.data) == (4500, 45, {"times": 2})
    assert page(chain.other.db, member).chain
    assert [one.kind for one in page(chain.other.db, member, "points").entries if one.kind == ELSEWHERE] == []
    first = page(chain.other.db, member, limit=1)
    rest = page(chain.other.db, member, after=first.after)
    assert len({one.id for one in (*first.entries, *rest.entries)}) == len(page(chain.other.db, member).entries)
    assert [one.kind for one in page(chain.home.db, member).entries].count(ELSEWHERE) == 0, "not heard of yet"


def test_whatever_a_till_may_not_take_alone_can_be_asked_for(chain: Chain, member: str) -> None:
    """The use cases say what they lack, so that a window asks for it and does them again."""
    home, other = chain.home, chain.other
    adjust.points(home.use(), member, 1000, "gift")
    gifts.put(other.use(), Gift("MUG", "杯子", 300))
    chain.settle()
    account, ask = account_of(other, member), chain.authorise(other)
    redeem = RedeemRequest(member, "MUG")
    assert code_of(gifts.redeem, other.use(), redeem) == "hq_needed"
    assert asking_for(lambda: gifts.redeem(other.use(), redeem), ask).points_used == 300
    assert code_of(closings.close, other.use(), ClosingRequest(member, "bonus_first", pay="scan_pay")) == "hq_needed"
    home.db.execute("INSERT INTO recall(lot_id, keep) SELECT id, 0 FROM lot WHERE account = ?", (account,))
    for _ in range(2):  # headquarters asked the home store for all of it, and has not planned anew
        home.sync(chain.world)
    asking_for(lambda: closings.close(other.use(), ClosingRequest(member, "bonus_first", pay="scan_pay")), ask)
    chain.settle()
    assert [shop.profile(member).principal_fen for shop in (home, other)] == [0, 0]
    home.books_are_sound()
    other.books_are_sound()

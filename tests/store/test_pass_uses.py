"""Uses and refunds of passes as rows, and photos of members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.services.passes import check_in, pay_by, refund, sell, with_kinds
from tests.services.shop import START_MS, Shop, new_shop

from memberpos.services import pass_desk
from memberpos.store import member_photos, members, pass_uses


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shop]:
    shop = with_kinds(new_shop(tmp_path))
    yield shop
    shop.db.close()


@pytest.fixture
def member(desk: Shop) -> str:
    return desk.enrol().member_id


def test_only_uses_that_stand_are_counted(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    first = check_in(desk, member, one, 2)
    assert pass_uses.visits(desk.db, one) == 2
    assert not pass_uses.others_stand(desk.db, one, first.event_id)
    second = check_in(desk, member, one)
    assert pass_uses.others_stand(desk.db, one, first.event_id)
    assert pass_uses.dates(desk.db, one) == [date(2026, 1, 1)]
    for done in (second, first):
        pass_desk.undo(desk.use(), done.event_id)
    assert (pass_uses.visits(desk.db, one), pass_uses.dates(desk.db, one)) == (0, [])
    [row] = pass_uses.of_event(desk.db, first.event_id)
    assert (row.persons, row.uses, row.undone_by is None) == (2, 0, False)


def test_uses_given_back_add_up_and_the_end_stays(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = check_in(desk, member, one, 5)
    with desk.db.transaction():
        pass_uses.give_back(desk.db, used.event_id, one, 2, None)
        pass_uses.give_back(desk.db, used.event_id, one, 3, used.event_id)
        pass_uses.give_back(desk.db, used.event_id, one, 0, None)
    [row] = pass_uses.of_event(desk.db, used.event_id)
    assert (row.back, row.undone_by) == (5, used.event_id)


def test_recent_check_ins_newest_first(desk: Shop, member: str) -> None:
    one, other = sell(desk, member).pass_id, sell(desk, member, "MONTHLY").pass_id
    first, second = check_in(desk, member, one), check_in(desk, member, other)
    undone = check_in(desk, member, one)
    pass_desk.undo(desk.use(), undone.event_id)
    desk.sell(member, tenders=(pay_by(one),))
    row = members.by_id(desk.db, member)
    assert row is not None
    found = pass_uses.recent(desk.db, row.account_id, START_MS, 5)
    assert [(use.event_id, staff, title) for use, _, staff, title in found] == [
        (second.event_id, desk.owner_id, "MONTHLY"), (first.event_id, desk.owner_id, "洗车十次"),
    ]  # fmt: skip
    assert pass_uses.recent(desk.db, row.account_id, START_MS, 1) == found[:1]
    assert pass_uses.recent(desk.db, row.account_id, found[0][1], 5) == found[:1], "the time itself is in"
    assert pass_uses.recent(desk.db, row.account_id, found[0][1] + 1, 5) == []


def test_refunds_are_found_by_pass_and_by_event(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    back = refund(desk, one, reason="moving")
    row = pass_uses.refund(desk.db, back.event_id)
    assert row is not None
    assert (row.pass_id, row.uses, row.refund_fen, row.reason) == (one, 12, back.refund_fen, "moving")
    assert pass_uses.refunds_of(desk.db, one) == [row]
    assert pass_uses.refund(desk.db, one) is None


def test_a_photo_is_there_or_not(desk: Shop, member: str) -> None:
    assert member_photos.get(desk.db, member) is None
    desk.db.execute("INSERT INTO member_photo VALUES(?, ?)", (member, b"\xff\xd8jpeg"))
    assert member_photos.get(desk.db, member) == b"\xff\xd8jpeg"

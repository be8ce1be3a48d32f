"""Members found from what somebody types, over the real indexes."""

from __future__ import annotations

import pytest

from memberpos.services import cards, members
from memberpos.services.members import EnrolRequest
from tests.services.shop import Shop


@pytest.fixture
def crowd(shop: Shop) -> Shop:
    for name, phone in (
        ("林晓棠", "13800136021"),
        ("欧阳明珠", "13911112222"),
        ("单雄信", "15000003333"),
        ("Anna Berg", "+4915112345678"),
    ):
        members.enrol(shop.use(), EnrolRequest(name, phone))
    return shop


def names(shop: Shop, text: str, **options: int) -> list[str]:
    return [hit.name for hit in members.search(shop.db, text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("林", ["林晓棠"]), ("晓棠", ["林晓棠"]), ("明珠", ["欧阳明珠"]), ("linx", ["林晓棠"]), ("LXT", ["林晓棠"]),
        ("sxx", ["单雄信"]), ("shanxiong", ["单雄信"]), ("anna", ["Anna Berg"]), ("berg", ["Anna Berg"]),
        ("6021", ["林晓棠"]), ("13800136021", ["林晓棠"]), ("1380013", ["林晓棠"]), ("0013", ["林晓棠"]),
        ("00136", ["林晓棠"]), ("111122", ["欧阳明珠"]), ("+86 139 1111 2222", ["欧阳明珠"]), ("013911112222", ["欧阳明珠"]),
        ("4915112", ["Anna Berg"]), ("00491511", ["Anna Berg"]), ("１３９１", ["欧阳明珠"]), ("珠", []), ("zzz", []), ("", []),
    ],
)  # fmt: skip
def test_what_people_type(crowd: Shop, text: str, found: list[str]) -> None:
    assert names(crowd, text) == found


def test_cards_new_and_old(crowd: Shop) -> None:
    member = members.search(crowd.db, "林")[0].member_id
    cards.issue(crowd.use(), member, "86000042")
    cards.replace_card(crowd.use(), "86000042", "VIP-7")
    for text in ("86000042", "8600", "VIP-7", "vip-7", "vip"):
        assert names(crowd, text) == ["林晓棠"], text


def test_a_card_read_whole_comes_before_phones_that_end_so(crowd: Shop) -> None:
    member = members.search(crowd.db, "欧阳")[0].member_id
    cards.issue(crowd.use(), member, "6021")
    assert names(crowd, "6021") == ["欧阳明珠", "林晓棠"]
    assert names(crowd, "6021", limit=1) == ["欧阳明珠"]


def test_another_number_is_not_found_by_the_old_one(crowd: Shop) -> None:
    member = members.search(crowd.db, "林")[0].member_id
    members.change(crowd.use(), member, {"phone": "13577778888", "name": "林小棠"})
    for text in ("6021", "00136", "晓棠", "lin xiao tang x"):
        assert names(crowd, text) == [], text
    assert names(crowd, "57777") == names(crowd, "小棠") == ["林小棠"]

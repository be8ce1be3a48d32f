"""ID cards under other notations: found where one card is meant, asked where several are."""

from __future__ import annotations

import pytest

from memberpos.domain import card_notations
from memberpos.services import cards
from tests.services.shop import Shop

CODE = bytes.fromhex("0d00d507d0")
TEN, SHORT, HEX = "0013961168", "213,02000", "0D00D507D0"


@pytest.fixture(autouse=True)
def _id_cards_are_allowed(shop: Shop) -> None:
    """They hold a number and nothing that proves it."""
    shop.set(cards__without_mac=True)


def member_with(shop: Shop, *numbers: str) -> list[str]:
    """A member for each card; their names."""
    for number in numbers:
        cards.issue(shop.use(), shop.enrol(f"member {number}").member_id, number)
    return [f"member {number}" for number in numbers]


def seen(shop: Shop, text: str, others: tuple[str, ...] = ()) -> tuple[str, str, str | None]:
    found = cards.present(shop.use(), text, others)
    return found.verdict, found.number, found.profile.name if found.profile else None


@pytest.mark.parametrize("listed", [TEN, HEX, "055848536016", "13961168", "00213,02000", "0021302000"])
def test_a_list_in_another_notation(shop: Shop, listed: str) -> None:
    (name,) = member_with(shop, listed)
    others = card_notations.other_numbers(CODE)
    assert seen(shop, TEN, others) == ("ok", listed, name)


def test_the_readers_own_notation_comes_first(shop: Shop) -> None:
    name, _ = member_with(shop, TEN, HEX)
    assert seen(shop, TEN, card_notations.other_numbers(CODE)) == ("ok", TEN, name)


def test_a_lost_card_stays_lost_under_any_name(shop: Shop) -> None:
    member_with(shop, HEX)
    cards.lost(shop.use(), HEX)
    assert seen(shop, TEN, card_notations.other_numbers(CODE)) == ("lost", HEX, None)


@pytest.mark.parametrize("typed", [SHORT, "213 02000"])
def test_three_and_five_digits_find_ten(shop: Shop, typed: str) -> None:
    (name,) = member_with(shop, TEN)
    assert seen(shop, typed) == ("ok", TEN, name)


def test_ten_digits_find_three_and_five(shop: Shop) -> None:
    (name,) = member_with(shop, SHORT)
    assert seen(shop, TEN) == ("ok", SHORT, name)


def test_a_number_that_two_cards_share_is_asked(shop: Shop) -> None:
    second = f"{(0x77 << 24) + int(TEN):010d}"
    member_with(shop, TEN, second)
    found = cards.look_up(shop.db, SHORT, shop.now_ms)
    assert (found.verdict, found.profile, found.alike) == ("ambiguous", None, (TEN, second))
    assert seen(shop, second)[:2] == ("ok", second)
    assert seen(shop, SHORT)[0] == "ambiguous"
    actions = [row[0] for row in shop.db.all("SELECT action FROM audit WHERE action LIKE 'card.presented%'", ())]
    assert actions == [], "asking is nothing to report"


def test_a_strangers_card_is_unknown(shop: Shop) -> None:
    member_with(shop, "13961168999", "8000")
    assert seen(shop, TEN, card_notations.other_numbers(CODE)) == ("unknown", TEN, None)
    assert seen(shop, SHORT) == ("unknown", SHORT, None)
    assert seen(shop, "21302000") == ("unknown", "21302000", None)


UID, COPY = "FB0EE20B", "11223344"


def logged(shop: Shop) -> list[tuple[str, str]]:
    return [tuple(row) for row in shop.db.all("SELECT action, subject FROM audit WHERE action LIKE 'card.pres%'", ())]


def test_a_copy_on_another_chip_is_seen_and_logged(shop: Shop) -> None:
    """The member is served: a chip's number proves nothing, but the shop should know."""
    cards.issue(shop.use(), shop.enrol().member_id, "8001", uid=UID)
    assert not cards.present(shop.use(), "8001", uid=UID).other_chip
    assert not cards.present(shop.use(), "8001").other_chip, "a wedge reader tells no chip"
    assert logged(shop) == []
    seen = cards.present(shop.use(), "8001", uid=COPY)
    assert (seen.verdict, seen.other_chip) == ("ok", True)
    assert logged(shop) == [("card.presented.other_chip", "8001")]
    shop.assert_books_agree()


def test_a_card_without_a_chip_may_be_read_from_any(shop: Shop) -> None:
    cards.issue(shop.use(), shop.enrol().member_id, "8001")
    assert not cards.present(shop.use(), "8001", uid=COPY).other_chip


def test_a_new_card_has_its_own_chip(shop: Shop) -> None:
    cards.issue(shop.use(), shop.enrol().member_id, "8001", uid=UID)
    cards.replace_card(shop.use(), "8001", "8002", uid=COPY)
    assert not cards.present(shop.use(), "8002", uid=COPY).other_chip
    assert cards.present(shop.use(), "8002", uid=UID).other_chip
    assert cards.present(shop.use(), "8001", uid=UID).verdict == "replaced"

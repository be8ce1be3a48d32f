"""Batches of cards: numbers, writing one by one, going on after a stop."""

from __future__ import annotations

import pytest

from memberpos.domain.cards import check_digit
from memberpos.domain.errors import PosError
from memberpos.services import card_batches, cards, staff
from memberpos.services.card_batches import BatchRequest
from tests.refusals import code_of
from tests.services.shop import Shop


def track(shop: Shop, number: str) -> str:
    return cards.encoding(shop.db, number)[1]


def test_prefix_check_digit_and_no_four(shop: Shop) -> None:
    done = card_batches.make(shop.use(), BatchRequest("80010038", 20, skip_four=True, check_digit=True))
    numbers = [row[0] for row in shop.db.all("SELECT number FROM card ORDER BY number")]
    assert (done.made, done.first, done.last) == (20, numbers[0], numbers[-1])
    assert all(number.startswith("8001") and "4" not in number for number in numbers)
    assert all(number[-1] == check_digit(number[:-1]) for number in numbers)
    assert list(card_batches.preview(BatchRequest("80010038", 20, True, True))) == numbers
    shop.assert_books_agree()


def test_a_number_that_exists_stops_the_whole_batch(shop: Shop) -> None:
    card_batches.make(shop.use(), BatchRequest("8005", 1))
    with pytest.raises(PosError) as caught:
        card_batches.make(shop.use(), BatchRequest("8001", 10))
    assert (caught.value.code, caught.value.facts) == ("number_taken", {"number": "8005"})
    assert shop.db.value("SELECT count(*) FROM card") == 1


@pytest.mark.parametrize(
    ("request_", "code"),
    [(BatchRequest("8001", 0), "bad_amount"), (BatchRequest("x", 1), "bad_amount"),
     (BatchRequest("8001", 1, password_kind="odd"), "bad_setting"),
     (BatchRequest("8001", 1, password_kind="chosen", password="1"), "bad_setting")],
)  # fmt: skip
def test_what_is_no_batch(shop: Shop, request_: BatchRequest, code: str) -> None:
    assert code_of(card_batches.make, shop.use(), request_) == code
    assert code_of(
        card_batches.make, shop.use(staff.add(shop.use(), "A", "cashier", "8642")), BatchRequest("1", 1)
    ) == ("needs_approval")


def test_cards_are_written_read_back_and_ready_one_by_one(shop: Shop) -> None:
    batch = card_batches.make(shop.use(), BatchRequest("8001", 3)).batch_id
    assert card_batches.next_to_write(shop.db, batch) == "8001"
    assert card_batches.written(shop.use(), "8001").next_number == "8001"
    assert code_of(card_batches.read_back, shop.use(), "8001", track(shop, "8002")) == "card_mismatch"
    assert code_of(card_batches.read_back, shop.use(), "8001", "8001") == "card_mismatch"
    done = card_batches.read_back(shop.use(), "8001", track(shop, "8001"))
    assert (done.state, done.next_number) == ("ready", "8002")
    (view,) = card_batches.batches(shop.db)
    assert (view.waiting, view.ready, view.issued, view.made) == (2, 1, 0, 3)
    assert cards.next_in_stock(shop.db) == "8001"
    cards.issue(shop.use(), shop.enrol().member_id, "8001")
    assert card_batches.batches(shop.db)[0].issued == 1
    assert cards.next_in_stock(shop.db) == "8002"
    shop.assert_books_agree()


def test_a_batch_goes_on_where_it_stopped(shop: Shop) -> None:
    batch = card_batches.make(shop.use(), BatchRequest("8001", 2)).batch_id
    card_batches.written(shop.use(), "8001")  # and here the till goes dark
    assert card_batches.next_to_write(shop.db, batch) == "8001"
    card_batches.written(shop.use(), "8001")
    for number in ("8001", "8002"):
        if number == "8002":
            card_batches.written(shop.use(), number)
        card_batches.read_back(shop.use(), number, track(shop, number))
    assert card_batches.next_to_write(shop.db, batch) == ""


def test_cards_of_no_batch_are_not_written_by_one(shop: Shop) -> None:
    cards.issue(shop.use(), shop.enrol().member_id, "9001")
    assert code_of(card_batches.written, shop.use(), "9001") == "not_found"
    assert code_of(card_batches.written, shop.use(), "9002") == "not_found"

"""Card passwords as proof for stored value: few tries, kept across restarts, the first one changed at first use."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from memberpos.domain.errors import PosError
from memberpos.security import pin
from memberpos.security.pin import TRIES
from memberpos.services import card_batches, card_passwords, cards, staff
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import FinishSale, TenderRequest, finish
from memberpos.services.results import SaleDone
from memberpos.store import cards as rows
from tests.refusals import code_of
from tests.services.shop import Shop

PASSWORD = "246810"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real ones cost a tenth of a second each by design."""
    monkeypatch.setattr(pin, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def member(shop: Shop) -> str:
    made = shop.enrol().member_id
    shop.recharge(made, 100_000)
    return made


def pay(shop: Shop, member_id: str, password: str = "", card: str | None = "8001", **tender: str) -> SaleDone:
    cart = shop.cart(member_id, ("GIFT", 1000)).set_member(member_id, card)
    return finish(shop.use(), FinishSale(cart, (TenderRequest("stored_value", None, password=password, **tender),)))


def test_without_a_password_the_card_is_enough(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001")
    pay(shop, member)
    pay(shop, member, card=None)


def test_a_password_is_asked_for_however_the_member_was_found(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    with pytest.raises(PosError) as caught:
        pay(shop, member)
    assert (caught.value.code, caught.value.facts) == ("password_needed", {"at": 0, "number": "8001"})
    assert code_of(pay, shop, member, card=None) == "password_needed"
    assert code_of(pay, shop, member, card="9999") == "password_needed"
    pay(shop, member, PASSWORD)
    pay(shop, member, PASSWORD, card=None)
    shop.sell(member)  # cash asks for none
    shop.assert_books_agree()


def test_the_password_is_in_no_row(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    pay(shop, member, PASSWORD)
    kept = [str(tuple(row)) for table in ("card", "event", "tender", "audit", "outbox") for row in
            shop.db.all(f"SELECT * FROM {table}")]  # fmt: skip
    assert not any(PASSWORD in text for text in kept)
    assert "argon2id" in rows.by_number(shop.db, "8001").password_hash
    assert PASSWORD not in repr(TenderRequest("stored_value", None, password=PASSWORD))


def test_wrong_passwords_count_although_nothing_is_sold_and_lock_the_card(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    events = shop.db.value("SELECT count(*) FROM event")
    for left in range(TRIES - 1, -1, -1):
        with pytest.raises(PosError) as caught:
            pay(shop, member, "000000")
        assert (caught.value.code, caught.value.facts["left"]) == ("wrong_pin", left)
    with pytest.raises(PosError) as caught:
        pay(shop, member, PASSWORD)
    assert (caught.value.code, caught.value.facts) == ("locked_out", {"wait_s": 58, "what": "card"})
    assert shop.db.value("SELECT count(*) FROM event") == events
    refused = shop.db.value("SELECT count(*) FROM audit WHERE action = 'card.password.refused' AND subject = '8001'")
    assert refused == TRIES
    shop.now_ms += 60_000
    pay(shop, member, PASSWORD)
    assert rows.by_number(shop.db, "8001").password_fails == 0


def test_a_sale_sent_again_asks_nothing(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    cart = shop.cart(member, ("GIFT", 1000)).set_member(member, "8001")
    request = FinishSale(cart, (TenderRequest("stored_value", None, password=PASSWORD),))
    first = finish(shop.use(), request)
    again = finish(shop.use(), FinishSale(cart, (TenderRequest("stored_value", None),)))
    assert first.event_id == again.event_id


@pytest.mark.parametrize("kind", ["chosen", "generated"])
def test_a_password_the_batch_gave_is_changed_before_it_pays(shop: Shop, member: str, kind: str) -> None:
    chosen = "888888" if kind == "chosen" else ""
    batch = card_batches.make(shop.use(), BatchRequest("8001", 2, password_kind=kind, password=chosen))
    cards.issue(shop.use(), member, "8001")
    first = chosen or dict(card_batches.passwords(shop.use(), batch.batch_id))["8001"]
    assert code_of(pay, shop, member, "999999") == "wrong_pin"
    assert code_of(pay, shop, member, first) == "password_change"
    assert code_of(card_passwords.change, shop.use(), "8001", first, first) == "bad_setting"
    assert code_of(card_passwords.change, shop.use(), "8001", first, "12") == "bad_setting"
    assert code_of(card_passwords.change, shop.use(), "8001", "999999", PASSWORD) == "wrong_pin"
    assert card_passwords.change(shop.use(), "8001", first, PASSWORD).on
    pay(shop, member, PASSWORD)
    assert code_of(pay, shop, member, first) == "wrong_pin"
    assert card_passwords.first_password(shop.db, rows.by_number(shop.db, "8001")) is None


def test_generated_passwords_are_one_a_card_and_can_be_printed_until_changed(shop: Shop) -> None:
    batch = card_batches.make(shop.use(), BatchRequest("8001", 30, password_kind="generated"))
    listed = card_batches.passwords(shop.use(), batch.batch_id)
    assert [number for number, _ in listed] == [str(number) for number in range(8001, 8031)]
    assert len({password for _, password in listed}) >= 29
    assert card_batches.passwords(shop.use(), batch.batch_id) == listed
    plain = card_batches.make(shop.use(), BatchRequest("9001", 1))
    assert code_of(card_batches.passwords, shop.use(), plain.batch_id) == "not_found"


def test_a_forgotten_password_is_set_anew_by_who_may(shop: Shop, member: str) -> None:
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    cashier = staff.add(shop.use(), "A", "cashier", "8642")
    assert code_of(card_passwords.put, shop.use(cashier), "8001", "135790") == "needs_approval"
    card_passwords.put(shop.use(), "8001", "135790")
    pay(shop, member, "135790")
    assert not card_passwords.put(shop.use(), "8001", "").on
    pay(shop, member)
    assert code_of(card_passwords.put, shop.use(), "9999", PASSWORD) == "not_found"


def test_another_payer_shows_the_own_card_and_password(shop: Shop, member: str) -> None:
    buyer = shop.enrol("乙").member_id
    cards.issue(shop.use(), member, "8001", password=PASSWORD)
    cards.issue(shop.use(), buyer, "8002")
    asked = {"payer_member_id": member}
    assert code_of(pay, shop, buyer, card="8002", **asked) == "password_needed"
    pay(shop, buyer, PASSWORD, card="8002", **asked)
    found = shop.db.one("SELECT proof, card_number FROM tender WHERE kind = 'stored_value'")
    assert tuple(found) == ("password", "8001")

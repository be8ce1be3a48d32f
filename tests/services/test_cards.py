"""The life of a card at the counter: presenting, issuing, limits, losing, replacing, taking back."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.services import card_batches, card_passwords, cards, payers, refunds
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import FinishSale, TenderRequest, finish
from memberpos.services.members import EnrolRequest, enrol
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import SaleDone
from memberpos.store import card_spending
from memberpos.store import cards as rows
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

STORED = TenderRequest("stored_value", None)


def track(shop: Shop, number: str) -> str:
    return cards.encoding(shop.db, number)[1]


def pay(shop: Shop, member_id: str, card: str, fen: int, **tender: str) -> SaleDone:
    cart = shop.cart(member_id, ("GIFT", fen * 1000 // 150)).set_member(member_id, card)
    return finish(shop.use(), FinishSale(cart, (TenderRequest("stored_value", None, **tender),)))


def audited(shop: Shop) -> list[tuple[str, str]]:
    sql = "SELECT action, subject FROM audit WHERE action LIKE 'card.presented.%' ORDER BY seq"
    return [(row[0], row[1]) for row in shop.db.all(sql)]


def test_only_cards_that_prove_themselves_are_taken_unless_the_owner_says_so(shop: Shop) -> None:
    member = shop.enrol().member_id
    cards.issue(shop.use(), member, "8001")
    assert cards.present(shop.use(), track(shop, "8001")).profile.member_id == member
    assert cards.present(shop.use(), "8001").verdict == "no_mac"
    assert cards.present(shop.use(), ";80019=12345678?").verdict == "bad_mac"
    assert cards.look_up(shop.db, "8001", shop.now_ms).verdict == "ok"  # typed, as a phone number is
    shop.set(cards__without_mac=True)
    assert cards.present(shop.use(), "8001").verdict == "ok"
    assert cards.present(shop.use(), "8002").verdict == "unknown"
    assert audited(shop) == [("card.presented.no_mac", "8001"), ("card.presented.bad_mac", "8001")]


def test_a_lost_card_shows_nobody_and_is_logged(shop: Shop) -> None:
    cards.issue(shop.use(), shop.enrol().member_id, "8001")
    cards.lost(shop.use(), "8001")
    seen = cards.present(shop.use(), track(shop, "8001"))
    assert (seen.verdict, seen.profile) == ("lost", None)
    assert audited(shop) == [("card.presented.lost", "8001")]
    cards.found(shop.use(), "8001")
    assert cards.present(shop.use(), track(shop, "8001")).verdict == "ok"


def test_the_chip_is_kept_with_the_card_and_never_trusted(shop: Shop) -> None:
    cards.issue(shop.use(), shop.enrol().member_id, "8001")
    cards.present(shop.use(), "8001", uid="04A1B2C3")
    assert rows.by_uid(shop.db, "04A1B2C3") is None
    cards.present(shop.use(), track(shop, "8001"), uid="04A1B2C3")
    assert rows.by_uid(shop.db, "04A1B2C3").number == "8001"
    assert cards.look_up(shop.db, "04A1B2C3", shop.now_ms).verdict == "unknown"


def test_a_sub_card_spends_the_same_money_up_to_its_limit_a_day(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 100_000)
    cards.issue(shop.use(), member, "8001")
    cards.issue(shop.use(), member, "8002", "sub", 3_000)
    sale = pay(shop, member, "8002", 2_100)
    with pytest.raises(PosError) as caught:
        pay(shop, member, "8002", 1_050)
    assert (caught.value.code, caught.value.facts) == ("limit_exceeded", {"limit_fen": 3_000, "left_fen": 900})
    pay(shop, member, "8001", 10_500)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=150))
    pay(shop, member, "8002", 1_050)
    assert card_spending.spent_on(shop.db, "8002", "2026-01-01") == 3_000
    assert code_of(pay, shop, member, "8002", 150) == "limit_exceeded"
    shop.now_ms += DAY_MS
    pay(shop, member, "8002", 3_000)
    cards.set_day_limit(shop.use(), "8002", None)
    pay(shop, member, "8002", 3_000)
    assert code_of(cards.set_day_limit, shop.use(), "8002", -1) == "bad_amount"
    shop.assert_books_agree()


def test_a_sub_card_of_another_payer_has_its_limit_too(shop: Shop) -> None:
    payer, buyer = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    shop.recharge(payer, 10_000)
    cards.issue(shop.use(), payer, "8002", "sub", 1_000)
    cart = shop.cart(buyer, ("GIFT", 10_000))
    tender = TenderRequest("stored_value", None, payer, card="8002")
    assert code_of(finish, shop.use(), FinishSale(cart, (tender,))) == "limit_exceeded"


def test_a_lost_card_pays_nothing(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    cards.issue(shop.use(), member, "8001")
    cards.lost(shop.use(), "8001")
    assert code_of(pay, shop, member, "8001", 150) == "card_lost"
    cards.return_card(shop.use(), "8001")
    assert code_of(pay, shop, member, "8001", 150) == "card_state"


def test_the_tender_says_how_the_payer_was_known(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    shop.sell(member, ("GIFT", 1000), tenders=(STORED,))
    cards.issue(shop.use(), member, "8001")
    pay(shop, member, "8001", 150)
    card_passwords.put(shop.use(), "8001", "246810")
    pay(shop, member, "8001", 150, password="246810")
    found = shop.db.all("SELECT proof, card_number FROM tender WHERE kind = 'stored_value' ORDER BY seq")
    assert [tuple(row) for row in found] == [("", None), (payers.CARD, "8001"), (payers.PASSWORD, "8001")]


def test_replacing_keeps_role_limit_and_password_and_takes_the_fee_once(shop: Shop) -> None:
    member = shop.enrol().member_id
    cards.issue(shop.use(), member, "8001", "sub", 5_000, "246810")
    cards.lost(shop.use(), "8001")
    event_id = str(shop.use().new_id())
    done = [cards.replace_card(shop.use(), "8001", "8002", 1_000, event_id=event_id) for _ in range(2)]
    assert done[0] == done[1]
    old, new = rows.by_number(shop.db, "8001"), rows.by_number(shop.db, "8002")
    assert (old.state, old.replaced_by) == ("replaced", "8002")
    assert (new.role, new.day_limit_fen, new.password_hash) == ("sub", 5_000, old.password_hash)
    assert shop.db.value("SELECT amount FROM balance WHERE account = 'shop:fees'") == 1_000
    assert cards.present(shop.use(), track(shop, "8001")).verdict == "replaced"
    shop.assert_books_agree()


def test_a_card_that_came_back_can_be_issued_to_somebody_else(shop: Shop) -> None:
    card_batches.make(shop.use(), BatchRequest("8001", 1, password_kind="generated"))
    first, second = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    cards.issue(shop.use(), first, "8001", "sub", 5_000, "246810")
    assert code_of(cards.issue, shop.use(), second, "8001") == "number_taken"
    cards.return_card(shop.use(), "8001")
    assert code_of(cards.issue, shop.use(), second, "8001") == "number_taken"
    cards.restock(shop.use(), "8001")
    blank = rows.by_number(shop.db, "8001")
    assert (blank.member_id, blank.day_limit_fen, blank.password_hash, blank.password_new) == (None, None, None, True)
    cards.issue(shop.use(), second, "8001")
    cards.void(shop.use(), "8001")
    assert code_of(cards.restock, shop.use(), "8001") == "card_state"
    shop.assert_books_agree()


@pytest.mark.parametrize(("how", "code"), [({"role": "third"}, "bad_amount"), ({"day_limit_fen": -1}, "bad_amount"),
                                           ({"password": "12"}, "bad_setting")])  # fmt: skip
def test_what_no_card_has(shop: Shop, how, code) -> None:
    assert code_of(cards.issue, shop.use(), shop.enrol().member_id, "8001", **how) == code
    assert rows.by_number(shop.db, "8001") is None


def test_cards_without_a_name_end_and_are_reactivated_with_what_they_held(shop: Shop) -> None:
    shop.set(law__enforce=True)
    nameless = enrol(shop.use(), EnrolRequest(phone="13800000009")).member_id
    cards.issue(shop.use(), nameless, "8001")
    shop.recharge(nameless, 10_000)
    assert rows.by_number(shop.db, "8001").expires_on == "2029-01-01"
    shop.now_ms += (3 * 365 + 2) * DAY_MS
    assert cards.present(shop.use(), track(shop, "8001")).verdict == "expired"
    assert code_of(pay, shop, nameless, "8001", 150) == "card_state"
    cards.reactivate(shop.use(), "8001")
    assert cards.present(shop.use(), track(shop, "8001")).profile.principal_fen == 10_000
    pay(shop, nameless, "8001", 150)
    named = shop.enrol().member_id
    cards.issue(shop.use(), named, "8002")
    assert rows.by_number(shop.db, "8002").expires_on is None
    assert code_of(cards.reactivate, shop.use(), "8002") == "card_state"

"""The prepaid-card law: editions by date, and what each check refuses."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.law import (
    Law,
    TopUp,
    check_balance,
    check_paid_back,
    check_top_up,
    editions_from,
    flat,
    law_on,
)
from memberpos.resources import resource

FILE = tomllib.loads(resource("law", "cn.toml").read_text(encoding="utf-8"))
EDITIONS = editions_from(FILE)
TODAY = date(2026, 11, 21)
LAW = law_on(TODAY, EDITIONS)


def refused(check, *args, **named):
    with pytest.raises(PosError) as caught:
        check(*args, **named)
    assert caught.value.code == "law_limit"
    return caught.value.facts


def test_the_file_says_when_it_was_checked_and_against_what():
    assert date.fromisoformat(FILE["checked"])
    assert len(FILE["sources"]) >= 4


def test_the_table_of_the_rules():
    assert (LAW.balance_limit_named_fen, LAW.balance_limit_anonymous_fen) == (500_000, 100_000)
    assert (LAW.not_in_cash_organisation_fen, LAW.not_in_cash_person_fen) == (500_000, 5_000_000)
    assert (LAW.identity_anonymous_at_once_fen, LAW.identity_kept_years) == (1_000_000, 5)
    assert [LAW.deposit_fen(size, 1_000_001) for size in ("large", "group", "brand")] == [200_001, 300_001, 400_001]
    assert (LAW.refund_cash_up_to_fen, LAW.withdrawal_days, LAW.closing_shop_at_least) == (10_000, 7, "proportional")
    assert (LAW.draw_prize_up_to_fen, LAW.draw_records_years, LAW.minors_consent_below_years) == (5_000_000, 2, 14)
    assert (LAW.invoice_top_up_tax_code, LAW.validity_anonymous_years) == ("601", 3)


def test_an_edition_holds_from_its_day_on():
    assert law_on(date(2016, 8, 17), EDITIONS) == Law()
    assert law_on(date(2025, 4, 30), EDITIONS).withdraw_until(date(2025, 4, 30)) is None
    assert law_on(date(2025, 5, 1), EDITIONS).withdraw_until(date(2025, 5, 1)) == date(2025, 5, 8)
    assert law_on(date(2025, 5, 1), EDITIONS).balance_limit_named_fen == 500_000


def test_the_shops_own_values_win():
    own = flat({"balance_limit": {"named_fen": 300_000}})
    assert law_on(TODAY, EDITIONS, own).balance_limit_named_fen == 300_000
    assert law_on(TODAY, EDITIONS, own).balance_limit_anonymous_fen == 100_000


@pytest.mark.parametrize(
    "sections",
    [{"balance": {"named_fen": 1}}, {"balance_limit": {"named_fen": "1"}}, {"balance_limit": {"named_fen": -1}},
     {"balance_limit": {"named_fen": True}}, {"invoice": {"top_up_tax_code": 601}}, {"balance_limit": 3}],
)  # fmt: skip
def test_values_the_law_does_not_have(sections):
    with pytest.raises((ValueError, TypeError)):
        flat(sections)


@pytest.mark.parametrize(("named", "limit"), [(True, 500_000), (False, 100_000)])
def test_what_a_card_may_hold_after_a_top_up(named, limit):
    check_top_up(LAW, TopUp(1, limit, "scan_pay", named=named))
    assert refused(check_top_up, LAW, TopUp(1, limit + 1, "scan_pay", named=named)) == {
        "limit_fen": limit, "principal_fen": limit + 1,
    }  # fmt: skip
    check_balance(LAW, limit, named=named)
    assert refused(check_balance, LAW, limit + 1, named=named)["limit_fen"] == limit


def test_a_shop_may_ask_for_more_than_a_name():
    strict = law_on(TODAY, EDITIONS, flat({"balance_limit": {"named_needs": "identity"}}))
    assert refused(check_top_up, strict, TopUp(1, 100_001, "cash"))["limit_fen"] == 100_000
    check_top_up(strict, TopUp(1, 500_000, "cash", identity=True))


def test_large_top_ups_without_a_name_need_an_identity():
    wide = law_on(TODAY, EDITIONS, flat({"balance_limit": {"anonymous_fen": 10**9}}))
    check_top_up(wide, TopUp(999_999, 999_999, "scan_pay", named=False))
    facts = refused(check_top_up, wide, TopUp(1_000_000, 1_000_000, "scan_pay", named=False))
    assert facts == {"what": "identity", "limit_fen": 1_000_000}
    check_top_up(wide, TopUp(1_000_000, 1_000_000, "scan_pay", named=False, identity=True))


@pytest.mark.parametrize(("organisation", "limit"), [(True, 500_000), (False, 5_000_000)])
def test_large_top_ups_are_not_taken_in_cash(organisation, limit):
    wide = law_on(TODAY, EDITIONS, flat({"balance_limit": {"named_fen": 10**9}}))
    check_top_up(wide, TopUp(limit - 1, limit - 1, "cash", organisation=organisation))
    check_top_up(wide, TopUp(limit, limit, "bank_card", organisation=organisation))
    facts = refused(check_top_up, wide, TopUp(limit, limit, "cash", organisation=organisation))
    assert facts == {"what": "not_in_cash", "limit_fen": limit}


def test_what_goes_back_in_cash():
    check_paid_back(LAW, 10_000, "cash")
    check_paid_back(LAW, 10**9, "bank_card")
    assert refused(check_paid_back, LAW, 10_001, "cash") == {"what": "refund_in_cash", "limit_fen": 10_000}


def test_cards_without_a_name_end_after_three_years():
    assert LAW.card_ends_on(date(2024, 2, 29), named=False) == date(2027, 2, 28)
    assert LAW.card_ends_on(TODAY, named=True) is None
    assert Law().card_ends_on(TODAY, named=False) is None


@given(st.integers(0, 10**9), st.sampled_from(["cash", "scan_pay"]), st.booleans(), st.booleans())
def test_without_an_edition_nothing_is_refused(fen, paid_by, named, organisation):
    check_top_up(Law(), TopUp(fen, fen, paid_by, named=named, organisation=organisation))
    check_paid_back(Law(), fen, paid_by)

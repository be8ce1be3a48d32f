"""The exact bytes of an event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import events
from memberpos.domain.events import Event, PiiDigest, body, parse
from memberpos.domain.ledger import Posting

SALE = Event("0192", "sale", 1_767_232_800_000, 480, date(2026, 1, 1), "s1", rule_version=3, member="m1", account="a1")


def test_the_bytes_of_a_sale():
    postings = [Posting("a1", "PRINCIPAL", "CNY", -1200), Posting("shop:sales", "SALES", "CNY", 1200, "", 2)]
    data = {"total_fen": 1200, "lines": [{"sku": "茶", "net_fen": 1200, "qty_milli": 1000, "line": 1}], "taxed": True}
    made = body(SALE, postings, data, [PiiDigest("name", "ab12")])
    assert made.decode() == (
        '{"at_ms":"1767232800000","offset_min":480,"business_date":"2026-01-01","staff":"s1","approver":null,'
        '"shift":null,"rule_version":3,"cause":null,"member":"m1","account":"a1",'
        '"postings":[{"account":"a1","kind":"PRINCIPAL","instance":"","unit":"CNY","amount":"-1200"},'
        '{"account":"shop:sales","kind":"SALES","instance":"","unit":"CNY","amount":"1200","line":2}],'
        '"data":{"total_fen":"1200","lines":[{"sku":"茶","net_fen":"1200","qty_milli":"1000","line":1}],"taxed":true},'
        '"pii":[{"field":"name","digest":"ab12"}]}'
    )
    back = parse(made)
    assert back.postings == tuple(postings)
    assert back.pii == (PiiDigest("name", "ab12"),)
    assert (back.head["at_ms"], back.head["business_date"]) == (SALE.at_ms, SALE.business_date)
    assert back.data["total_fen"] == "1200"


def test_empty_ids_are_null():
    assert b'"approver":null,"shift":null' in body(Event("1", "sale", 0, 0, date(2026, 1, 1), "", "", ""))


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b"null", b"1", b'{"postings":[],"pii":[],"data":{}}', b'{"postings":5}', b"\xff"]
)
def test_what_is_no_body(raw):
    with pytest.raises(ValueError):
        parse(raw)


def test_no_number_outside_json():
    with pytest.raises(ValueError):
        body(SALE, (), {"x": float("nan")})


postings = st.builds(
    Posting,
    st.text(max_size=8),
    st.text(max_size=8),
    st.text(max_size=3),
    st.integers(-(2**63), 2**63 - 1),
    st.text(max_size=3),
    st.integers(0, 99),
)


@given(st.lists(postings, max_size=5), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_bodies_read_back(entries, data):
    made = body(SALE, entries, data)
    assert made == body(SALE, entries, data)
    assert (parse(made).postings, parse(made).data) == (tuple(entries), data)


def test_what_time_causes_is_named():
    assert events.POINTS_EXPIRE in events.TIMED
    assert events.SALE not in events.TIMED

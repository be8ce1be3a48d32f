"""Small facts, versioned documents and photos as they are read back."""

from __future__ import annotations

import json

import pytest
from tests.services.shop import Shop

from memberpos.store import member_photos, meta, recharge_offers, settings_versions


def test_facts_are_replaced_and_counters_have_no_gap(books: Shop) -> None:
    assert meta.get(books.db, "x", "none") == "none"
    meta.put(books.db, "x", "a")
    meta.put(books.db, "x", 7)
    assert meta.get(books.db, "x") == 7
    assert [meta.next_number(books.db, "n") for _ in range(3)] == [1, 2, 3]


def test_a_number_taken_in_a_transaction_that_fails_is_taken_again(books: Shop) -> None:
    meta.next_number(books.db, "n")

    def fails() -> None:
        with books.db.transaction():
            assert meta.next_number(books.db, "n") == 2
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert meta.next_number(books.db, "n") == 2


def test_settings_are_versions_that_stay(books: Shop) -> None:
    number, doc = settings_versions.current(books.db)
    text = settings_versions.newest(books.db)[1]
    assert json.loads(text) == doc
    books.now_ms += 1000
    made = settings_versions.add(books.db, {"a": 1}, at_ms=books.now_ms, staff_id="s", changes={"a": 1})
    assert made == number + 1
    assert settings_versions.current(books.db) == (made, {"a": 1})
    assert settings_versions.version(books.db, number) == doc
    assert settings_versions.version(books.db, 99) == {}
    assert settings_versions.before(books.db, books.now_ms) == number
    assert settings_versions.before(books.db, books.now_ms + 1) == made
    assert settings_versions.before(books.db, 0) is None


def test_the_newest_offer_version_that_has_begun_is_in_force(books: Shop) -> None:
    def add(code: str, doc: str, starts_at_ms: int) -> int:
        return recharge_offers.add(books.db, code, doc, starts_at_ms=starts_at_ms, at_ms=1, staff_id="s")

    assert [add("A", "1", 10), add("A", "2", 20), add("B", "3", 15)] == [1, 2, 1]
    assert [(one.code, one.doc) for one in recharge_offers.in_force(books.db, 15)] == [("A", "1"), ("B", "3")]
    assert [(one.code, one.doc) for one in recharge_offers.in_force(books.db, 20)] == [("A", "2"), ("B", "3")]
    assert recharge_offers.in_force(books.db, 9) == []
    assert [one.version for one in recharge_offers.versions(books.db, "A")] == [2, 1]


def test_a_photo_is_the_bytes_that_were_kept(books: Shop) -> None:
    member = books.enrol().member_id
    assert member_photos.get(books.db, member) is None
    books.db.execute("INSERT INTO member_photo VALUES(?, ?)", (member, b"\xff\xd8"))
    assert member_photos.get(books.db, member) == b"\xff\xd8"

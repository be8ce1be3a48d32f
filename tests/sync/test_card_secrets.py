"""Passwords of cards in a chain: known to every till as a salted hash beside the events, and gone with their member."""

from __future__ import annotations

import os
from uuid import UUID

import pytest
from tests.refusals import code_of
from tests.sync.chain import Chain

from memberpos.hq import authoring
from memberpos.services import card_batches, card_passwords, cards
from memberpos.services.card_batches import BatchRequest
from memberpos.store import cards as rows

NUMBER = "70000001"


def batch(chain: Chain, kind: str) -> str:
    """A card of a batch, issued to a member of the first till, known in both; gives the member."""
    request = BatchRequest(NUMBER, 2, password_kind=kind, password="4711" if kind == "chosen" else "")
    card_batches.make(chain.home.use(), request)
    for state in (card_batches.written, card_batches.proved):
        state(chain.home.use(), NUMBER)
    member = chain.home.enrol_member().member_id
    chain.home.recharge(member, 10_000)
    cards.issue(chain.home.use(), member, NUMBER)
    chain.home.sync(chain.world)
    chain.other.look_up(chain.world, NUMBER)
    chain.settle()
    return member


def first_password(chain: Chain) -> str:
    card = rows.by_number(chain.home.db, NUMBER)
    assert card is not None
    return card_passwords.first_password(chain.home.db, card) or "4711"


@pytest.mark.parametrize("kind", ["generated", "chosen"])
def test_the_first_password_of_a_batch_is_known_everywhere_and_changed_anywhere(chain: Chain, kind: str) -> None:
    batch(chain, kind)
    first, other = first_password(chain), chain.other
    assert code_of(card_passwords.check, other.use(), NUMBER, "0000") == "wrong_pin"
    assert code_of(card_passwords.check, other.use(), NUMBER, first) == "password_change"
    card_passwords.change(other.use(), NUMBER, first, "2468")
    chain.settle()
    for shop in (chain.home, other):
        card_passwords.check(shop.use(), NUMBER, "2468")
        assert code_of(card_passwords.check, shop.use(), NUMBER, first) == "wrong_pin"
        shop.books_are_sound()


def hashes(chain: Chain) -> list[int]:
    """Where a hash still stands: rows and what waits at the tills, headquarters' rows, beside its events, in bodies."""
    found = []
    for shop in (chain.home, chain.other):
        found += [
            shop.db.value("SELECT count(*) FROM card WHERE password_hash IS NOT NULL"),
            shop.db.value("SELECT count(*) FROM outbox_pii WHERE value LIKE '$argon2%'"),
            shop.db.value("SELECT count(*) FROM outbox WHERE instr(CAST(body AS TEXT), '$argon2')"),
        ]
    for sql in (
        "SELECT count(*) FROM holding WHERE doc LIKE '%%$argon2%%'",
        "SELECT count(*) FROM event_pii WHERE position('$argon2'::bytea IN value) > 0",
        "SELECT count(*) FROM event WHERE position('$argon2'::bytea IN body) > 0",
    ):
        found.append(int(chain.world.rows(sql)[0][0]))
    return found


def test_a_password_goes_with_its_member(chain: Chain) -> None:
    member = batch(chain, "generated")
    assert hashes(chain) == [1, 1, 0, 1, 0, 0, 1, 1, 0]
    chain.world.act(lambda tx: authoring.erase_member(tx, os.urandom, UUID(member)))
    chain.settle()
    assert hashes(chain) == [0] * 9
    for shop in (chain.home, chain.other):
        card = rows.by_number(shop.db, NUMBER)
        assert card is not None
        assert card_passwords.has_password(card), "what it guarded stays closed"
        shop.books_are_sound()
    assert code_of(card_passwords.check, chain.other.use(), NUMBER, "2468") == "wrong_pin"

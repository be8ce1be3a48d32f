"""Kinds of passes: adding, changing, listing."""

from __future__ import annotations

from memberpos.domain.pass_terms import PassTerms, check, document
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import passes
from memberpos.store.database import Database


def put(use: Use, terms: PassTerms) -> None:
    """Adds a kind or changes the one with its code; passes already sold keep the terms they were sold under.

    PosError bad_setting, not_allowed.
    """
    with use.db.transaction():
        require(use, "goods.change")
        write(use, terms)


def write(use: Use, terms: PassTerms) -> None:
    """`put` in the caller's transaction, who has checked the right."""
    check(terms)
    passes.put_kind(use.db, terms)
    book(use, Draft("pass_kind", document(terms)))


def everything(db: Database) -> list[PassTerms]:
    """All kinds by code."""
    return passes.kinds(db)

"""Reading: the search box, kind by kind, and the report of a day; each beside one prepared SELECT on an index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples, timed
from memberpos.commands.benchmarks.sale import Seller
from memberpos.commands.benchmarks.subject import Dice, Person, Subject
from memberpos.domain import search
from memberpos.reports import shift_report
from memberpos.services import members
from memberpos.store.database import Database

LIMIT = 20
#: Typing waits for nothing longer than this (a frame of the screen is 16 ms).
SEARCH_GOAL = Goal("p99_ms", 5)
_END = "\U0010ffff"

#: Kind → the column that holds it, and what somebody looking for a person types.
KINDS: Mapping[str, tuple[str, Callable[[Person], str]]] = MappingProxyType(
    {
        "name1": ("member.k_name", lambda one: one.name[:1]),
        "name": ("member.k_name", lambda one: one.name),
        "given": ("member.k_given", lambda one: one.name[1:]),
        "pinyin": ("member.k_pinyin", lambda one: search.pinyin_of(one.name)[0]),
        "initials": ("member.k_initials", lambda one: search.pinyin_of(one.name)[1]),
        "phone_tail": ("member.k_phone_rev", lambda one: one.phone[-4:]),
        "phone_part": ("member_phone_part.part", lambda one: search.national_digits(one.phone)[4:9]),
        "phone": ("member.k_phone", lambda one: search.national_digits(one.phone)),
        "card": ("card.number", lambda one: one.card),
        "none": ("member.k_name", lambda one: f"zq{one.card}"),
    }
)


def searches(shop: Subject, rounds: int) -> list[Figure]:
    """Every kind of search, one after the other in each round, each for another person."""
    samples = {kind: Samples() for kind in KINDS}
    dice = Dice("searches")
    db = shop.home.open_database(read_only=True)
    try:
        for _ in range(rounds):
            for kind in KINDS:
                _search(db, kind, shop.person(dice.below(shop.count)), samples[kind])
    finally:
        db.close()
    return [found.figure(f"search_{kind}", SEARCH_GOAL) for kind, found in samples.items()]


def _search(db: Database, kind: str, one: Person, samples: Samples) -> None:
    column, typed = KINDS[kind]
    text = typed(one)
    own_s, found = timed(lambda: members.search(db, text, LIMIT))
    low = text[::-1] if column == "member.k_phone_rev" else text
    table = column.partition(".")[0]
    sql = f"SELECT * FROM {table} WHERE {column} >= ? AND {column} < ? LIMIT ?"  # noqa: S608 - names from above
    floor_s, _ = timed(lambda: db.connection.execute(sql, (low, low + _END, LIMIT)).fetchall())
    samples.own_s.append(own_s)
    samples.floor_s.append(floor_s)
    wanted = kind != "none"
    if bool(found) != wanted or (wanted and len(found) < LIMIT and one.id not in {hit.member_id for hit in found}):
        raise InvalidRunError(f"search_{kind}: {len(found)} members found")


def day_close(shop: Subject, sales: int, rounds: int) -> Figure:
    """The X report, which is the Z's document, over a day of `sales` sales; the floor adds one column by an index."""
    db = shop.home.open_database()
    try:
        _fill_day(db, shop, sales)
        samples = Samples()
        for _ in range(rounds):
            own_s, document = timed(lambda: shift_report.x_report(db))
            floor_s, sold_fen = timed(lambda: _sold_fen(db))
            samples.own_s.append(own_s)
            samples.floor_s.append(floor_s)
            _agree(document, sold_fen)
    finally:
        db.close()
    return samples.figure("day_close", sales=sales)


def _fill_day(db: Database, shop: Subject, sales: int) -> None:
    seller = Seller(shop, "day")
    for number in range(sales - int(db.value("SELECT count(*) FROM sale"))):
        seller.sell(db, seller.request(db))
        if number % 200 == 0:
            db.all("PRAGMA wal_checkpoint(PASSIVE)")


def _sold_fen(db: Database) -> int:
    sql = "SELECT sum(due_fen) FROM sale INDEXED BY sale_seq WHERE seq BETWEEN ? AND ?"
    return int(db.connection.execute(sql, (0, 1 << 60)).fetchone()[0])


def _agree(document: Mapping[str, Any], sold_fen: int) -> None:
    if document["sales_fen"] != sold_fen:
        raise InvalidRunError(f"day_close: {document['sales_fen']} sold in the report, {sold_fen} in the table")

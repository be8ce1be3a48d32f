"""Search over members by prefix indexes: every probe is one range of one index (domain rules §12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.domain.search import Probe, SearchKeys, phone_parts
from memberpos.store.database import Database

_END = "\U0010ffff"


@dataclass(frozen=True)
class MemberHit:
    """One row of a search."""

    member_id: str
    name: str
    phone: str | None
    tier: str | None
    card_number: str | None


_ACTIVE_CARD = "(SELECT number FROM card c WHERE c.member_id = m.id AND c.state = 'active' LIMIT 1)"
_SELECT = (
    "SELECT m.id, m.name, m.phone, m.tier, {card}, m.alias_of FROM {source} WHERE {key} >= ? AND {key} < ? LIMIT ?"
)
_CARD = _SELECT.replace("{card}", "c.number").replace("{source}", "card c JOIN member m ON m.id = c.member_id")
_SQL = {
    **{
        name: _SELECT.format(card=_ACTIVE_CARD, source="member m", key=f"m.k_{name}")
        for name in ("name", "given", "pinyin", "initials", "phone", "phone_rev")
    },
    "phone_part": _SELECT.format(
        card=_ACTIVE_CARD, source="member_phone_part p JOIN member m ON m.n = p.n", key="p.part"
    ),
    "card": _CARD.format(key="c.number"),
    "card_is": _CARD.replace("{key} >= ?", "{key} = ?").format(key="c.number"),
}


def find(db: Database, probes: Iterable[Probe], limit: int) -> list[MemberHit]:
    """The members the probes find, in their order, each once; a member merged into another is found as that one."""
    found: dict[str, MemberHit] = {}
    for probe in probes:
        for *row, alias in db.all(_SQL[probe.column], (probe.start, probe.start + _END, limit)):
            hit = MemberHit(*row) if alias is None else _winner(db, alias)
            found.setdefault(hit.member_id, hit)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _winner(db: Database, member_id: str) -> MemberHit:
    sql = f"SELECT m.id, m.name, m.phone, m.tier, {_ACTIVE_CARD} FROM member m WHERE m.id = ?"
    return MemberHit(*db.all(sql, (member_id,))[0])


def columns_of(keys: SearchKeys) -> dict[str, str]:
    """The search columns of a member's row."""
    return {
        "k_name": keys.name, "k_given": keys.given, "k_pinyin": keys.pinyin, "k_initials": keys.initials,
        "k_phone": keys.phone, "k_phone_rev": keys.phone_reversed,
    }  # fmt: skip


def move_parts(db: Database, n: int, before: str, after: str) -> None:
    """`put_parts` for a phone (national digits) that was `before`: nothing is looked for in a table of millions."""
    if before == after:
        return
    db.executemany("DELETE FROM member_phone_part WHERE part = ? AND n = ?", ((p, n) for p in phone_parts(before)))
    db.executemany(
        "INSERT INTO member_phone_part(part, n) VALUES(?, ?) ON CONFLICT DO NOTHING",
        ((part, n) for part in phone_parts(after)),
    )


def put_parts(db: Database, n: int, parts: Iterable[str]) -> None:
    """Keeps the phone parts of the member in row `n`, in place of those it had."""
    db.execute("DELETE FROM member_phone_part WHERE n = ?", (n,))
    db.executemany("INSERT INTO member_phone_part(part, n) VALUES(?, ?)", ((part, n) for part in parts))

"""Members across the chain: found by name, phone or card, for the stores a person may see.

A member is seen by the stores that know it (`hq.tx.buckets_of`): its home, and those it visited in the last half year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.domain.search import national_digits
from memberpos.domain.text import half_width
from memberpos.hq.card_states import card_hash
from memberpos.hq.database import Conn
from memberpos.hq.people import ERASED, phone_hash
from memberpos.hq.scopes import START, Scope, Turn
from memberpos.hq.tx import SEEN_DAYS

MOST_FOUND = 50
#: Behind every id.
_LAST = UUID(int=2**128 - 1)
#: Behind every text in UTF-8.
_BEHIND = bytes([0xFF])
_TAIL_DIGITS, _WHOLE_PHONE = 4, 7
_FILLER = re.compile(r"[\s().\-]+")
_LETTERS = re.compile(r"[a-z ']+")
_CARD = re.compile(r"[0-9A-Za-z]{1,79}")
#: Who a person may see; takes (stores, stores, stores, day).
_SEEN = """(%s::int[] IS NULL OR m.home_store = ANY(%s) OR EXISTS (SELECT 1 FROM member_store s
  WHERE s.member_id = m.member_id AND s.store_id = ANY(%s) AND s.seen_on >= %s))"""


@dataclass(frozen=True)
class Found:
    """A line of a list. `card`: one number in use; `home`: the home store's id; `alias_of`: merged into that member."""

    member_id: UUID
    name: str
    phone: str
    card: str
    home: int
    alias_of: UUID | None = None


def search(conn: Conn, scope: Scope, text: str, now_ms: int, limit: int = MOST_FOUND, offset: int = 0) -> list[Found]:
    """Members by the beginning of a name, pinyin or initials, a whole phone or its last four digits, a card number or
    its last four, behind the first `offset`. An erased one is found by nobody.
    """
    return lines(conn, _ids(conn, scope, half_width(text).strip(), now_ms, offset + limit)[offset:])


def visible(conn: Conn, scope: Scope, member: UUID, now_ms: int) -> None:
    """PosError not_found for a member a person may not see, like for one that is not there."""
    row = conn.execute(
        f"SELECT 1 FROM member m WHERE member_id = %s AND {_SEEN}".encode(), (member, *_seen(scope, now_ms))
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="member")


def _seen(scope: Scope, now_ms: int) -> tuple[list[int] | None, list[int] | None, list[int] | None, date]:
    since = datetime.fromtimestamp(now_ms / 1000, UTC).date() - timedelta(days=SEEN_DAYS)
    return scope.ids, scope.ids, scope.ids, since


def latest(conn: Conn, scope: Scope, now_ms: int, limit: int = MOST_FOUND, turn: Turn = START) -> list[Found]:
    """All members, the newest first, from a turn on: ids are in order of time, so a page is found by its first id."""
    where, way = ("member_id > %s", "ASC") if turn.back else ("member_id < %s", "DESC")
    rows = conn.execute(
        f"""SELECT member_id FROM member m WHERE m.status <> %s AND {where} AND {_SEEN}
        ORDER BY member_id {way} LIMIT %s""".encode(),
        (ERASED, uuid_or(turn.mark, _LAST), *_seen(scope, now_ms), limit),
    ).fetchall()
    ids = [row[0] for row in rows]
    return lines(conn, ids[::-1] if turn.back else ids)


def uuid_or(text: str, default: UUID) -> UUID:
    """The id a text names, else the default."""
    try:
        return UUID(text)
    except ValueError:
        return default


def _ids(conn: Conn, scope: Scope, text: str, now_ms: int, limit: int) -> list[UUID]:
    found: list[UUID] = []
    digits = national_digits(_FILLER.sub("", text))
    if digits.isdigit():
        found += _by_phone(conn, scope, digits, now_ms, limit)
    if _CARD.fullmatch(text):
        found += _by_card(conn, scope, text, now_ms)
    if _LETTERS.fullmatch(text.lower()):
        found += _by_pinyin(conn, scope, text.lower().replace(" ", ""), now_ms, limit)
    found += _by_name(conn, scope, text, now_ms, limit)
    return list(dict.fromkeys(found))[:limit]


def _by_phone(conn: Conn, scope: Scope, digits: str, now_ms: int, limit: int) -> list[UUID]:
    if len(digits) >= _WHOLE_PHONE:
        known = conn.execute("SELECT member_id FROM phone_idx WHERE phone_h = %s", (phone_hash(digits),)).fetchall()
        return _those(conn, scope, [row[0] for row in known], now_ms)
    if len(digits) != _TAIL_DIGITS:
        return []
    rows = conn.execute(
        f"""SELECT member_id FROM member m WHERE k_phone4 = %s AND k_phone4 <> '' AND {_SEEN}
        ORDER BY member_id DESC LIMIT %s""".encode(),
        (digits, *_seen(scope, now_ms), limit),
    ).fetchall()
    return [row[0] for row in rows]


def _by_card(conn: Conn, scope: Scope, number: str, now_ms: int) -> list[UUID]:
    known = conn.execute(
        "SELECT member_id FROM card WHERE card_h = %s AND member_id IS NOT NULL", (card_hash(number),)
    ).fetchall()
    if not known and len(number) == _TAIL_DIGITS:
        known = conn.execute(
            "SELECT member_id FROM card WHERE right(number, 4) = %s AND member_id IS NOT NULL", (number,)
        ).fetchall()
    return _those(conn, scope, [row[0] for row in known], now_ms)


def _by_pinyin(conn: Conn, scope: Scope, letters: str, now_ms: int, limit: int) -> list[UUID]:
    """Cut like the indexes are."""
    like = f"{letters[:40]}%"
    rows = conn.execute(
        f"""SELECT member_id FROM member m WHERE m.status <> %s
          AND (left(k_pinyin, 40) LIKE %s OR left(k_initials, 40) LIKE %s) AND {_SEEN}
        ORDER BY member_id DESC LIMIT %s""".encode(),
        (ERASED, like, like, *_seen(scope, now_ms), limit),
    ).fetchall()
    return [row[0] for row in rows]


def _by_name(conn: Conn, scope: Scope, name: str, now_ms: int, limit: int) -> list[UUID]:
    start = name.encode()[:120]
    rows = conn.execute(
        f"""SELECT m.member_id FROM member_pii p JOIN member m USING(member_id)
        WHERE p.field = 'name' AND substring(p.value from 1 for 120) >= %s AND substring(p.value from 1 for 120) < %s
          AND {_SEEN} ORDER BY substring(p.value from 1 for 120), p.value, m.member_id LIMIT %s""".encode(),
        (start, start + _BEHIND, *_seen(scope, now_ms), limit),
    ).fetchall()
    return [row[0] for row in rows]


def allowed(conn: Conn, scope: Scope, ids: Sequence[UUID], now_ms: int) -> list[UUID]:
    """Of these members those a person may see, the oldest first; nobody who was erased."""
    rows = conn.execute(
        f"""SELECT member_id FROM member m WHERE m.member_id = ANY(%s) AND m.status <> %s AND {_SEEN}
        ORDER BY member_id""".encode(),
        (list(ids), ERASED, *_seen(scope, now_ms)),
    ).fetchall()
    return [row[0] for row in rows]


def _those(conn: Conn, scope: Scope, ids: Sequence[UUID], now_ms: int) -> list[UUID]:
    """These members, each as the member it was merged into, as far as a person may see that one."""
    rows = conn.execute(
        "SELECT DISTINCT coalesce(alias_of, member_id) FROM member WHERE member_id = ANY(%s)", (list(ids),)
    ).fetchall()
    return allowed(conn, scope, [row[0] for row in rows], now_ms)


def lines(conn: Conn, ids: Sequence[UUID]) -> list[Found]:
    """The named members in the order given; whoever asks has seen to who may see them."""
    wanted = list(ids)
    heads = {
        row[0]: row
        for row in conn.execute(
            "SELECT member_id, home_store, alias_of FROM member WHERE member_id = ANY(%s)", (wanted,)
        ).fetchall()
    }
    values: dict[tuple[UUID, str], str] = {
        (member, name): bytes(value).decode("utf-8", "replace")
        for member, name, value in conn.execute(
            "SELECT member_id, field, value FROM member_pii WHERE member_id = ANY(%s) AND field IN ('name', 'phone')",
            (wanted,),
        ).fetchall()
    }
    cards: dict[UUID, str] = dict(
        conn.execute(
            """SELECT member_id, min(number) FROM card WHERE member_id = ANY(%s) AND state = 'active'
            GROUP BY member_id""",
            (wanted,),
        ).fetchall()
    )
    return [
        Found(one, values.get((one, "name"), ""), values.get((one, "phone"), ""), cards.get(one, ""),
              int(heads[one][1]), heads[one][2])
        for one in dict.fromkeys(wanted) if one in heads
    ]  # fmt: skip


def same_phone(conn: Conn, scope: Scope, now_ms: int, limit: int = MOST_FOUND, offset: int = 0) -> list[list[Found]]:
    """Members who share a phone and are perhaps one person, phone by phone behind the first `offset`; none that was
    merged.
    """
    groups: list[list[Found]] = []
    last, at_once = b"", 2 * (offset + limit)
    while len(groups) < offset + limit:
        rows = conn.execute(
            """SELECT phone_h, array_agg(member_id) FROM phone_idx WHERE phone_h > %s GROUP BY phone_h
            HAVING count(*) > 1 ORDER BY phone_h LIMIT %s""",
            (last, at_once),
        ).fetchall()
        groups += _groups(conn, scope, [row[1] for row in rows], now_ms)
        if len(rows) < at_once:
            break
        last = bytes(rows[-1][0])
    return groups[offset : offset + limit]


def _groups(conn: Conn, scope: Scope, sharing: Sequence[Sequence[UUID]], now_ms: int) -> list[list[Found]]:
    """Of members who share a phone, each as whom they were merged into, those a person may see; the oldest first."""
    now: dict[UUID, UUID] = dict(
        conn.execute(
            "SELECT member_id, coalesce(alias_of, member_id) FROM member WHERE member_id = ANY(%s)",
            ([one for members in sharing for one in members],),
        ).fetchall()
    )
    seen = {one.member_id: one for one in lines(conn, allowed(conn, scope, sorted(set(now.values())), now_ms))}
    found = [sorted({now[one] for one in members if one in now} & set(seen)) for members in sharing]
    return [[seen[one] for one in group] for group in found if len(group) > 1]

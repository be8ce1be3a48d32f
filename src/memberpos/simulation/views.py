"""What headquarters' tables say, read from outside and kept to compare with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from memberpos.simulation.house import House
from memberpos.simulation.truth import Key

#: Kinds whose balance is held in lots.
IN_LOTS = frozenset({"PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS", "COUPON"})
OPEN, REVOKED = "open", "revoked"

_ACCOUNTS = """
SELECT 'balance', account_id::text, kind, instance, balance::bigint, escrowed::bigint, overdraft, '', '' FROM account
  WHERE account_id = ANY(%(a)s::uuid[])
UNION ALL SELECT 'lot', account_id::text, kind, instance, open::bigint, held::bigint, 0, lot_id::text, device_id::text
  FROM lot WHERE account_id = ANY(%(a)s::uuid[]) AND moved_to IS NULL AND (open <> 0 OR held <> 0)
UNION ALL SELECT state, account_id::text, kind, instance, amount, used, returned, grant_id::text,
  device_id::text || lot_id::text FROM escrow WHERE account_id = ANY(%(a)s::uuid[]) AND (state <> 'closed' OR %(all)s
    AND (amount <> used + returned OR used < 0 OR returned < 0))
UNION ALL SELECT 'ledger', account_id::text, kind, instance, sum(amount)::bigint, 0, 0, '', '' FROM ledger
  WHERE account_id = ANY(%(a)s::uuid[]) GROUP BY account_id, kind, instance
UNION ALL SELECT 'early', account_id::text, '', '', 0, 0, 0, '', '' FROM purse p
  WHERE account_id = ANY(%(a)s::uuid[]) AND missed_ms IS NOT NULL AND EXISTS (
    SELECT 1 FROM lot_move m LEFT JOIN lot l USING(account_id, lot_id)
    WHERE m.account_id = p.account_id AND l.lot_id IS NULL GROUP BY m.lot_id HAVING sum(m.amount) <> 0)"""
#: A UUID's text.
_ID = 36


@dataclass(frozen=True)
class Right:
    """What `device` may still take: by an allowance, or (its id is the lot's) by birth."""

    device: str
    lot: str
    key: Key
    left: int
    state: str


@dataclass
class Books:
    """Some accounts as headquarters has them; `early`: those of which lots were moved that it does not know yet."""

    balances: dict[Key, tuple[int, int, int]] = field(default_factory=dict)
    ledger: dict[Key, int] = field(default_factory=dict)
    lots: dict[str, tuple[Key, int]] = field(default_factory=dict)
    rights: dict[str, Right] = field(default_factory=dict)
    over: list[str] = field(default_factory=list)
    early: set[str] = field(default_factory=set)

    def sums(self) -> tuple[Counter[Key], Counter[Key], Counter[str], Counter[Key]]:
        """By key what lots hold and what open rights cover, by lot what they cover, by key what was revoked."""
        opened: Counter[Key] = Counter()
        covered: Counter[Key] = Counter()
        by_lot: Counter[str] = Counter()
        revoked: Counter[Key] = Counter()
        for key, open_ in self.lots.values():
            opened[key] += open_
        for right in self.rights.values():
            if right.state == OPEN:
                covered[right.key] += right.left
                by_lot[right.lot] += right.left
            elif right.state == REVOKED:
                revoked[right.key] += right.left
        return opened, covered, by_lot, revoked


def read_books(house: House, accounts: Collection[str], *, everything: bool = False) -> Books:
    """The named accounts; with `everything` allowances that are closed and yet not used up, too."""
    books = Books()
    if not accounts:
        return books
    query = _ACCOUNTS.replace("%(a)s", "%s").replace("%(all)s", "%s")
    ids = sorted(accounts)
    for what, account, kind, instance, one, two, three, name, more in house.rows(
        query, (ids, ids, ids, everything, ids, ids)
    ):
        key = (account, kind, instance)
        if what == "balance":
            books.balances[key] = (one, two, three)
        elif what == "ledger":
            books.ledger[key] = one
        elif what == "early":
            books.early.add(account)
        elif what == "lot":
            books.lots[name] = (key, one)
            if two:
                books.rights[name] = Right(more, name, key, two, OPEN)
        else:
            left = one - two - three
            if min(left, two, three) < 0:
                books.over.append(f"allowance {name}: {one} granted, {two} used, {three} returned")
            books.rights[name] = Right(more[:_ID], more[_ID:], key, left, what)
    return books


@dataclass
class Known:
    """What was read of headquarters last, account by account."""

    rights: dict[str, Right] = field(default_factory=dict)
    by_account: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    revoked: Counter[Key] = field(default_factory=Counter)
    last_seq: dict[str, int] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    cards: dict[str, tuple[int, int]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)

    def news(self, house: House) -> set[str]:
        """Accounts that headquarters has told something of since."""
        rows = house.rows(
            """SELECT f.shard, f.pos, f.entity, f.id FROM feed_head h
            LEFT JOIN unnest(%s::int[], %s::bigint[]) AS k(shard, pos) ON k.shard = h.shard
            JOIN feed f ON f.shard = h.shard AND f.pos > coalesce(k.pos, 0) WHERE h.pos > coalesce(k.pos, 0)""",
            (list(self.heads), list(self.heads.values())),
        )
        for shard, pos, _, _ in rows:
            self.heads[shard] = max(self.heads.get(shard, 0), pos)
        return {row[3].partition("/")[0] for row in rows if row[2] in ("account", "grant")}

    def places(self, names: Iterable[str]) -> set[str]:
        """Where these rights lie: a merge may have taken them along from the account that a till names."""
        return {self.rights[name].key[0] for name in names if name in self.rights}

    def forget(self) -> None:
        """Headquarters is another one now."""
        self.rights, self.cards, self.heads = {}, {}, {}
        self.by_account.clear()
        self.revoked.clear()

    def take(self, books: Books, accounts: Collection[str]) -> None:
        """What is not among the books any more is used up."""
        for account in accounts:
            for name in self.by_account.pop(account, ()):
                old = self.rights[name]
                self.rights[name] = Right(old.device, old.lot, old.key, 0, "closed")
        named = frozenset(accounts)
        for key in [key for key in self.revoked if key[0] in named]:
            del self.revoked[key]
        self.revoked.update(books.sums()[3])
        for name, right in books.rights.items():
            self.rights[name] = right
            if right.state != "closed":
                self.by_account[right.key[0]].add(name)

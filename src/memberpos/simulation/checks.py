"""What must hold after every step, of everything the step touched, and now and then of everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from memberpos.simulation.house import House
from memberpos.simulation.tills import Till
from memberpos.simulation.truth import Fact, Key, Truth
from memberpos.simulation.views import IN_LOTS, OPEN, REVOKED, Books, Known, read_books
from memberpos.store import replica
from memberpos.sync import pull

#: Balances that no till may overdraw; points may (what was earned is clawed back).
FLOORED = frozenset({"PRINCIPAL", "BONUS", "CHANGE", "PASS", "COUPON"})


@dataclass
class Checks:
    """`found` are violations as sentences; `count` is how many comparisons were made.

    `allowed` is by how much a balance may be overdrawn besides what was revoked: rights that headquarters forgot when
    it was put back, and those of a disk that was copied behind its back. `forgotten` names the allowances themselves.
    """

    house: House
    truth: Truth
    known: Known = field(default_factory=Known)
    allowed: dict[Key, int] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    put_back: bool = False
    found: list[str] = field(default_factory=list)
    count: int = 0

    def expect(self, holds: bool, rule: str, *facts: Any) -> None:
        """Notes a violation of `rule` unless it holds."""
        self.count += 1
        if not holds:
            self.found.append(f"{rule}: {', '.join(map(str, facts))}")

    # -- a till

    def till(self, till: Till, new: Collection[Fact], wrong: Iterable[str], accounts: Collection[str]) -> None:
        """After something was committed on a till."""
        for sentence in wrong:
            self.expect(False, "outbox has no hole", till.name, sentence)
        for fact in new:
            self.expect(fact.balanced, "postings sum to zero", till.name, fact.kind)
            for right, amount in fact.changed.items():
                left = till.rights.get(right)
                if amount < 0 and left is not None and right in self.known.rights and right not in fact.doubted:
                    self.expect(left + amount >= 0, "closed grant unspendable", till.name, right, left, amount)
        there: dict[str, int] = {}
        for account in sorted(accounts):
            there |= self._account_of(till, account)
        for account in sorted(till.took_along(accounts, there)):
            there |= self._account_of(till, account)
            accounts = {*accounts, account}
        for right in sorted(there | till.hold(accounts, there)):
            self._right(till, right)
        self._limits(accounts)

    def _account_of(self, till: Till, account: str) -> dict[str, int]:
        """Its balances and lots agree; gives the rights to it."""
        shown = self._balances_of(till, account)
        opened: dict[tuple[str, str], int] = {}
        rights: dict[str, int] = {}
        for lot, kind, instance, open_, held, mine in till.disk.all(
            "SELECT id, kind, instance, open, held, mine FROM lot WHERE account = ? AND (open <> 0 OR held > 0)",
            (account,),
        ):
            opened[kind, instance] = opened.get((kind, instance), 0) + open_
            self.expect(held >= 0, "rights are not negative", till.name, lot, held)
            if mine:
                rights[lot] = held
        for (kind, instance), amount in shown.items():
            if kind in IN_LOTS:
                both = opened.get((kind, instance), 0), amount
                if both[0] != both[1] and self._waits_for_a_person(till, account):
                    both = _of_a_person(till, self.truth.person(account), kind, instance)
                even = both[0] == both[1] or self._comes_again(till, account)
                even = even or self._half_told(till, account, (kind, instance))
                self.expect(even, "lots = balance", till.name, account, kind, instance, *both)
        for grant, left in till.disk.all(
            "SELECT grant_id, amount - used - returned FROM escrow WHERE account = ? AND state = 'open'", (account,)
        ):
            self.expect(left >= 0, "rights are not negative", till.name, grant, left)
            rights[grant] = left
        till.places |= dict.fromkeys(rights, account)
        return rights

    def _comes_again(self, till: Till, account: str) -> bool:
        """Whether headquarters, put back, has yet to hear again of a lot of the account, or the till that it did."""
        missed = "SELECT 1 FROM purse WHERE account_id = %s AND missed_ms IS NOT NULL"
        return self.put_back and (bool(self.house.rows(missed, (account,))) or self._has_news(till, [account]))

    def _half_told(self, till: Till, account: str, what: tuple[str, str]) -> bool:
        """Whether the till has yet to hear of one side of what headquarters took over of this from one account of a
        person to the other: a row a page, and what came between put one of them further back.
        """
        behind = {one for one in self.truth.person(account) if self._has_news(till, [one])}
        return bool(behind) and any(
            fact.kind == "member.follow" and any(key[0] in behind and key[1:] == what for key in fact.amounts)
            for fact in self.truth.arrived.values()
        )

    def _waits_for_a_person(self, till: Till, account: str) -> bool:
        """Whether the till has yet to send what it booked on one of two accounts that a merge elsewhere made one, or to
        hear what came of it: its lots are in the other since it heard of that, the balance is moved by headquarters.
        """
        person = self.truth.person(account)
        # Until a disk that was brought back has joined, it cannot know what of its tail had arrived.
        facts = till.waiting.facts if till.state == "enrolled" else till.facts
        waits = any(person & {*fact.accounts, *(fact.gives or ())} for fact in facts)
        return len(person) > 1 and (waits or self._has_news(till, sorted(person)))

    def _has_news(self, till: Till, accounts: list[str]) -> bool:
        rows = self.house.rows(
            "SELECT account_id::text, ver FROM purse WHERE account_id = ANY(%s::uuid[])", (accounts,)
        )
        return any(int(ver) > (replica.account_ver(till.disk, account) or 0) for account, ver in rows)

    def _balances_of(self, till: Till, account: str) -> dict[tuple[str, str], int]:
        shown: dict[tuple[str, str], int] = {}
        for kind, instance, own, others in till.disk.all(
            "SELECT kind, instance, amount, others FROM balance WHERE account = ?", (account,)
        ):
            want = till.own.get((account, kind, instance), 0)
            self.expect(own == want, "ledger sum = balance", till.name, account, kind, instance, own, want)
            shown[kind, instance] = own + others
        return shown

    def _right(self, till: Till, name: str) -> None:
        """R + S = a − u: what a till may still take and what is on its way are what headquarters thinks it may."""
        right = self.known.rights.get(name)
        if name in self.forgotten or (right is not None and (right.device != till.device or right.state == REVOKED)):
            return
        if (
            till.copied == till.device
        ):  # two have used it, and until they fork headquarters gives rights to both at once
            return
        if till.state != "enrolled" or self.known.status.get(till.device) != 1:
            return
        want = (right.left if right else 0) + till.waiting.changed.get(name, 0)
        self.expect(till.rights[name] == want, "rights accounting", till.name, name, till.rights[name], want)

    def told(self, till: Till, rows: Iterable[Any], incl_seq: int) -> None:
        """A page was applied: what the till shows is what headquarters said and what it does not know yet."""
        for row in rows:
            if row["e"] != "account" or "f" not in row:
                continue
            ver = till.disk.value("SELECT ver FROM account WHERE id = ?", (row["id"],))
            if ver != row["ver"]:
                continue
            pending = till.facts[till.base + incl_seq :]
            shown = {
                (kind, instance): amount
                for kind, instance, amount in till.disk.all(
                    "SELECT kind, instance, amount + others FROM balance WHERE account = ?", (row["id"],)
                )
            }
            for kind, instance, _, amount in row["f"]["balances"]:
                key = (row["id"], kind, instance)
                want = int(amount) + sum(fact.amounts.get(key, 0) for fact in pending)
                got = shown.get((kind, instance), 0)
                self.expect(got == want, "shown = told + own that waits", till.name, *key, got, want)

    def not_ahead(self, till: Till, page: Any) -> None:
        """A till that died over a page stands no further in the feed than what it holds of it."""
        if not isinstance(page, dict) or "cursor" not in page:
            return
        stands = pull.cursor(till.disk)
        covered = 0
        for count, at in [*page["steps"], [len(page["rows"]), page["cursor"]]]:
            if all(stands.get(int(shard), (0, 0))[0] >= place[0] for shard, place in at.items()):
                covered = max(covered, count)
        for row in page["rows"][:covered]:
            ver = replica.account_ver(till.disk, row["id"]) if row["e"] == "account" else None
            if ver is not None and row.get("base", 0) <= ver:
                self.expect(ver >= row["ver"], "cursor not ahead of data", till.name, row["id"], ver, row["ver"])

    def card_of(self, till: Till, number: str) -> None:
        """A card's state only worsens inside an epoch."""
        row = till.disk.one("SELECT status_epoch, state FROM card WHERE number = ?", (number,))
        if row is not None:
            self._worse(f"at {till.name}", till.cards, number, (int(row[0]), severity(row[1])))

    def forget_cards(self, till: Till) -> None:
        """What a till does not know any more it may hear again of a headquarters that was put back."""
        here = {row[0] for row in till.disk.all("SELECT number FROM card")}
        for number in till.cards.keys() - here:
            del till.cards[number]

    def _worse(self, where: str, seen: dict[str, tuple[int, int]], number: str, status: tuple[int, int]) -> None:
        before = seen.get(number, status)
        self.expect(status >= before, "status monotone", where, number, before, status)
        seen[number] = status

    # -- headquarters

    def headquarters(
        self, accounts: Collection[str], tills: Iterable[Till], *, everything: bool = False, at_rest: bool = False
    ) -> None:
        """After a transaction of headquarters."""
        books = read_books(self.house, accounts, everything=everything)
        self.known.take(books, accounts)
        if at_rest:
            self.expect(not books.early, "no movement without its lot", sorted(books.early)[:3])
        for sentence in books.over:
            self.expect(False, "grant within its amount", sentence)
        alive = [till for till in tills if till.words]
        self._balances(books, alive)
        for name, right in books.rights.items():
            for till in alive:
                if till.device == right.device and name in till.rights:
                    self._right(till, name)
        self._limits(accounts)

    def _balances(self, books: Books, tills: Collection[Till]) -> None:
        opened, covered, by_lot, _ = books.sums()
        for key, (balance, escrowed, overdraft) in books.balances.items():
            want = self.truth.booked.get(key, 0)
            self.expect(balance == want, "exactly once", *key, balance, want)
            self.expect(books.ledger.get(key, 0) == balance, "ledger sum = balance", "hq", *key)
            if key[1] in IN_LOTS:
                even = opened[key] == balance or key[0] in books.early  # put back, and not all has come again
                self.expect(even, "lots = balance", "hq", *key, opened[key], balance)
                self.expect(escrowed == covered[key], "escrow = rights", *key, escrowed, covered[key])
            if key[1] in FLOORED:
                room = balance + overdraft + self.beyond(key)
                over = escrowed - room
                sure = over <= 0 or over <= sum(
                    _in_doubt(tills, lot) for lot in books.lots if books.lots[lot][0] == key
                )
                self.expect(sure, "escrow ≤ B + O", *key, escrowed, room)
        for lot, (key, open_) in books.lots.items():
            over = by_lot[lot] - max(0, open_ + self.beyond(key))
            sure = over <= 0 or over <= _in_doubt(tills, lot)
            self.expect(sure, "rights to a lot ≤ the lot", *key, lot, by_lot[lot], open_)

    def _limits(self, accounts: Collection[str]) -> None:
        """Whatever is on its way, no balance is below its limit, and a coupon is one; of two members made one both
        together: a lot goes along at once, what was booked on the other account before follows.
        """
        for account in accounts:
            for key in self.truth.keys_of(account):
                if key[1] not in FLOORED:
                    continue
                person = self.truth.person(account)
                really = sum(self.truth.balances.get((one, *key[1:]), 0) for one in person)
                least = -self.beyond(key)
                rule = "coupon ≤ 1" if key[1] == "COUPON" else "B* ≥ −O"
                self.expect(really >= least, rule, *key, really, least)
                if key[1] == "COUPON":
                    self.expect(really <= 1 - least, rule, *key, really)

    def beyond(self, key: Key) -> int:
        """By how much a balance may be overdrawn: rights that were revoked, forgotten or copied, of all accounts of one
        person. A merge takes lots to another account, and with them what is known of such rights; what another till
        spends by one before it has heard of the merge is still booked on the old account.
        """
        keys = [(one, *key[1:]) for one in self.truth.person(key[0])]
        return sum(self.known.revoked.get(one, 0) + self.allowed.get(one, 0) for one in keys)

    def profile(self, members: Iterable[str], *, stamps_are_unique: bool = True) -> None:
        """Each field is the newest that arrived; of an erased member none is left. Of two tills on copies of one disk
        a stamp does not tell which is newer.
        """
        wanted = sorted(members)
        gone = {
            str(row[0])
            for row in self.house.rows(
                "SELECT member_id FROM member WHERE member_id = ANY(%s::uuid[]) AND status = 9", (wanted,)
            )
        }
        for member, name, value, hlc, device in self.house.rows(
            "SELECT member_id::text, field, value, hlc, device_id::text FROM member_pii"
            " WHERE member_id = ANY(%s::uuid[])",
            (wanted,),
        ):
            self.expect(member not in gone, "erased for ever", member, name)
            want = self.truth.profile.get((member, name))
            if want is not None:
                got = (int(hlc), device, bytes(value).decode())
                same = got == want if stamps_are_unique else got[:2] == want[:2]
                self.expect(same, "newest profile value", member, name, got, want)

    def cards_there(self, numbers: Iterable[str]) -> None:
        """At headquarters, too, a state only worsens inside an epoch."""
        for number, epoch, worse in self.house.rows(
            "SELECT number, epoch, severity FROM card WHERE number = ANY(%s)", (sorted(numbers),)
        ):
            self._worse("hq", self.known.cards, number, (int(epoch), int(worse)))


def _in_doubt(tills: Iterable[Till], lot: str) -> int:
    """What tills do not hold of a right by birth and are about to give back, for a copy of their disk may have it."""
    waiting = [fact for till in tills for fact in till.waiting.facts if lot in fact.doubted]
    return -sum(fact.changed[lot] for fact in waiting)


def _of_a_person(till: Till, accounts: Collection[str], kind: str, instance: str) -> tuple[int, int]:
    """What lots of the accounts hold at a till, and what their balances are."""
    marks, values = ", ".join("?" * len(accounts)), (kind, instance, *sorted(accounts))
    lots = till.disk.value(
        f"SELECT coalesce(sum(open), 0) FROM lot WHERE kind = ? AND instance = ? AND account IN ({marks})", values
    )
    shown = till.disk.value(
        "SELECT coalesce(sum(amount + others), 0) FROM balance WHERE kind = ? AND instance = ?"
        f" AND account IN ({marks})",
        values,
    )
    return int(lots), int(shown)


def severity(state: str) -> int:
    """How bad a card's state is (domain rules, §11), written again here."""
    order = (("stock", "encoded", "ready"), ("active",), ("lost",), ("replaced", "returned"), ("void",))
    return next(place for place, states in enumerate(order) if state in states)


__all__ = ["OPEN", "Checks"]

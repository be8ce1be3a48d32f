"""The end: the network is whole, everybody is heard, and then all books must be the same."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.simulation.network import APP, URL
from memberpos.simulation.tills import Till
from memberpos.simulation.world import World
from memberpos.store.verify import verify
from memberpos.sync import enrol, pull

#: Rounds in which everybody must have heard everything.
_ROUNDS = 60
#: Cases that nothing may lead to unless rights were taken away, forgotten or copied.
_NEVER = frozenset(
    {"no_right", "below_limit", "beyond_rights", "unknown_lot", "double_coupon", "unbalanced", "pii_digest"}
)
#: An erased member's row, where there is one.
_NOBODY = (None, ("", None, "", ""))
_EXPOSED = ("revoke", "restore", "clone", "disk copied", "headquarters put back")


def settle(world: World) -> int:
    """Faults end; rounds until nothing moves; gives how many it took."""
    world.house.plan = ()
    world.network.parcels.clear()
    for till in world.tills:
        till.die()
        till.cut_off, till.ahead_ms = False, 0
    for number in range(_ROUNDS):
        world.ms += 61_000
        moved = 0
        for till in world.tills:
            if till.state == "refused":
                _join(world, till)
            moved += _round(world, till)
        while done := world.work_at_house(world.house.worker.step):
            moved += done
        if not moved:
            return number
        if world.checks.found:
            break
    world.checks.expect(bool(world.checks.found), "comes to rest", _ROUNDS, [t.state for t in world.tills])
    return _ROUNDS


def _join(world: World, till: Till) -> None:
    code = world.house.code(till.store)
    line = till.lines["counter"].link
    world.at_till(till, lambda: enrol.enrol(till.straight, line.post, URL, code, APP, till.random))
    if till.state == "refused":
        world.last.append(f"{till.name} could not join again")


def _round(world: World, till: Till) -> int:
    """Rounds of one till until it has nothing more to say or hear."""
    moved = 0
    for _ in range(_ROUNDS):
        before, pulled = till.acked, 0

        def once() -> None:
            nonlocal pulled
            done = till.sync()
            pulled = done.pulled + (done.wait_s == 0)

        world.at_till(till, once)
        step = max(0, till.acked - before) + pulled + len(pull.wanted(till.disk))
        moved += step
        if not step:
            break
    return moved


def everything(world: World, *, at_rest: bool) -> None:
    """All accounts, all profiles, all cases; `at_rest` also that everybody has the same."""
    checks = world.checks
    checks.headquarters(world.truth.accounts, world.tills, everything=True, at_rest=at_rest)
    for till in world.tills:
        checks.till(till, (), (), till.accounts())
    checks.profile(world.members, stamps_are_unique=not world.faults["disk copied"])
    _cases(world)
    if at_rest:
        for till in world.tills:
            _at_rest(world, till)
        heard = {fact.event_id: fact for till in world.tills if till.state != "revoked" for fact in till.facts}
        missing = [fact.kind for one, fact in heard.items() if one not in world.truth.arrived]
        checks.expect(not missing, "everything arrives", len(missing), sorted(set(missing)))


def _cases(world: World) -> None:
    checks = world.checks
    dead = world.house.rows("SELECT device_id::text, seq, why FROM dead_letter")
    checks.expect(not dead, "nothing is unreadable", dead[:3])
    if not any(world.faults[name] for name in _EXPOSED):
        rows = world.house.rows("SELECT device_id::text, seq, why, subject FROM review ORDER BY 1, 2, 3")
        without_cause = [row for row in rows if row[2] in _NEVER]
        checks.expect(not without_cause, "no case without a cause", without_cause[:3])


def _at_rest(world: World, till: Till) -> None:
    checks = world.checks
    if till.state == "revoked" or checks.known.status.get(till.device) != 1:
        return
    head = len(till.facts) - till.base
    there = checks.known.last_seq.get(till.device, 0)
    checks.expect(till.acked == head == there, "all is sent", till.name, till.acked, head, there)
    wrong = verify(till.disk).differences
    checks.expect(not wrong, "the till's books", till.name, wrong[:3])
    _same_balances(world, till)
    _same_people(world, till)


def _buckets(world: World, till: Till) -> list[str]:
    """Members the till's store hears of."""
    if world.house.process.chain.all_members:
        return sorted(str(row[0]) for row in world.house.rows("SELECT member_id FROM member"))
    rows = world.house.rows(
        """SELECT s.member_id FROM member_store s JOIN member m USING(member_id) JOIN device d USING(store_id)
        WHERE d.device_id = %s AND (s.store_id = m.home_store
          OR s.seen_on >= (to_timestamp(%s / 1000.0) AT TIME ZONE 'UTC')::date - 180)""",
        (till.device, world.ms),
    )
    return sorted(str(row[0]) for row in rows)


def _same_balances(world: World, till: Till) -> None:
    members = _buckets(world, till)
    there = {
        (row[0], row[1], row[2]): int(row[3])
        for row in world.house.rows(
            "SELECT a.account_id::text, a.kind, a.instance, a.balance FROM account a JOIN purse p USING(account_id)"
            " WHERE p.member_id = ANY(%s::uuid[]) AND a.name = ''",
            (members,),
        )
    }
    here = {
        (row[0], row[1], row[2]): row[3]
        for row in till.disk.all("SELECT account, kind, instance, amount + others FROM balance")
    }
    for key, amount in there.items():
        world.checks.expect(here.get(key, 0) == amount, "all are the same", till.name, *key, here.get(key, 0), amount)


def _gone(world: World) -> set[str]:
    return {str(row[0]) for row in world.house.rows("SELECT member_id FROM member WHERE status = 9")}


def _same_people(world: World, till: Till) -> None:
    members = _buckets(world, till)
    fields: dict[str, dict[str, str]] = {member: {} for member in members}
    for member, name, value in world.house.rows(
        "SELECT member_id::text, field, value FROM member_pii WHERE member_id = ANY(%s::uuid[])"
        " AND field IN ('name', 'phone', 'notes', 'address')",
        (members,),
    ):
        fields[member][name] = bytes(value).decode()
    gone = _gone(world)
    here = {row[0]: tuple(row)[1:] for row in till.disk.all("SELECT id, name, phone, notes, address FROM member")}
    for member, said in fields.items():
        if member in gone:
            world.checks.expect(here.get(member) in _NOBODY, "erased for ever", till.name, member)
            continue
        phone, notes, address = said.get("phone") or "", said.get("notes", ""), said.get("address", "")
        want = (said.get("name") or phone, phone or None, notes, address)
        got = here.get(member)
        world.checks.expect(got == want, "all know the same person", till.name, member, got, want)
    _same_cards(world, till, members)


def _same_cards(world: World, till: Till, members: list[str]) -> None:
    for number, state, epoch in world.house.rows(
        """SELECT number, state, epoch FROM card JOIN member USING(member_id)
        WHERE member_id = ANY(%s::uuid[]) AND status <> 9""",
        (members,),
    ):
        row = till.disk.one("SELECT state, status_epoch FROM card WHERE number = ?", (number,))
        got = None if row is None else (row[0], row[1])
        world.checks.expect(got == (state, epoch), "all know the same card", till.name, number, got, (state, epoch))


__all__ = ["PosError", "everything", "settle"]

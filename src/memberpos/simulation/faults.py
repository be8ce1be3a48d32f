"""Deaths, old backups, copied disks, wrong clocks; and what people at headquarters do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.domain.ids import uuid7
from memberpos.hq import authoring, joins
from memberpos.simulation.disks import Disk
from memberpos.simulation.network import APP, URL
from memberpos.simulation.tills import Till
from memberpos.simulation.world import World
from memberpos.sync import enrol

Done = tuple[str, bytes, str]
_DAY_MS = 86_400_000
#: While a backup of headquarters waits to be brought back nothing is done that only headquarters knows of.
KEPT = "headquarters is to go back"


def doom(world: World) -> Done:
    """A till will die at one of its next COMMITs, before or after it."""
    till = world.rng.choice(world.tills)
    before = world.rng.random() < 0.5
    till.disk.die_in(world.rng.randrange(1, 6), before=before)
    world.faults["power cut"] += 1
    return till.name, b"", "before" if before else "after"


def stop(world: World) -> Done:
    """A till is switched off in the middle of whatever it waits for."""
    till = world.rng.choice(world.tills)
    world.faults["switched off"] += 1
    world.dies(till)
    return till.name, b"", "off and on"


def doom_house(world: World) -> Done:
    """Headquarters will die at a statement of its next request, or right after a commit."""
    at = world.rng.choice((None, None, 3, 8, 14, 20, 27, 35))
    world.house.plan = (at,)
    world.faults["headquarters dies"] += 1
    return "hq", b"", str(at)


def restart_house(world: World) -> Done:
    """Its process begins anew: what it remembered of nonces and codes is gone."""
    world.house.start()
    world.faults["headquarters restarted"] += 1
    return "hq", b"", "restarted"


def jump(world: World) -> Done:
    """A till's clock is set wrong, or right."""
    till = world.rng.choice(world.tills)
    choices = (0, 0, 0, 100_000, -100_000, 3_600_000, -5 * _DAY_MS, 5 * _DAY_MS, 3650 * _DAY_MS, -3650 * _DAY_MS)
    weights = (8, 8, 8, 8, 8, 4, 1, 1, 0.1, 0.1)
    till.ahead_ms = world.rng.choices(choices, weights)[0]
    world.faults["clock jump"] += 1
    return till.name, b"", str(till.ahead_ms)


def pass_time(world: World) -> Done:
    """Minutes, or days, go by."""
    world.ms += world.rng.choice((61_000, 61_000, 3_600_000, _DAY_MS // 3, 4 * _DAY_MS))
    return "-", b"", str(world.ms)


# -- disks


def back_up(world: World) -> Done:
    """A till's disk is copied."""
    till = world.rng.choice(world.tills)
    till.backup = till.disk.copy()
    return till.name, b"", f"at {len(till.facts)}"


def _put_back(world: World) -> bool:
    """True from a backup of headquarters on: what it forgets and a till as well is gone, and nobody can say what."""
    return world.kept is not None or world.faults["headquarters put back"] > 0


def restore(world: World) -> Done:
    """A till's disk broke: it comes back from its backup, and what only the disk had never was."""
    with_backup = [till for till in world.tills if till.backup is not None and till.state != "revoked"]
    if not with_backup or _put_back(world):
        return "-", b"", "no backup"
    till = world.rng.choice(with_backup)
    world.faults["restore"] += 1
    copy: Disk = till.backup.copy()  # type: ignore[union-attr]
    before = list(till.facts)
    till.bring_back(copy, _new_device(till))
    _seen_anew(world, till)
    world.checks.expect(not _rights_of(till), "a restored till holds no rights", till.name)
    still = {fact.event_id for other in world.tills for fact in other.facts}
    world.truth.lost(fact for fact in before if fact.event_id not in still)
    return till.name, b"", f"{len(before)} → {len(till.facts)}"


def clone(world: World) -> Done:
    """A backup is brought back on another PC while the till it was made of goes on."""
    with_backup = [till for till in world.tills if till.backup is not None and till.state == "enrolled"]
    if not with_backup or _put_back(world) or len(world.tills) >= world.most_tills:
        return "-", b"", "no backup"
    old = world.rng.choice(with_backup)
    world.faults["clone"] += 1
    assert old.backup is not None
    twin = Till(
        f"t{len(world.tills):02}", old.backup.copy(), old.owner, old.store, f"{world.seed} twin {world.done}",
        lambda: world.ms, world.at_once,
    )  # fmt: skip
    twin.bring_back(twin.disk, _new_device(twin))
    world.tills.append(twin)
    _seen_anew(world, twin)
    world.checks.expect(not _rights_of(twin), "a restored till holds no rights", twin.name)
    return twin.name, old.name.encode(), f"at {len(twin.facts)}"


def copy_disk(world: World) -> Done:
    """A running disk is copied as it is, rights and all, behind everybody's back: both tills believe to be the one."""
    running = [till for till in world.tills if till.state == "enrolled"]
    if not running or _put_back(world) or len(world.tills) >= world.most_tills:
        return "-", b"", "nothing to copy"
    old = world.rng.choice(running)
    world.faults["disk copied"] += 1
    twin = Till(
        f"t{len(world.tills):02}", old.disk.copy(), old.owner, old.store, f"{world.seed} twin {world.done}",
        lambda: world.ms, world.at_once,
    )  # fmt: skip
    old.copied = twin.copied = old.device
    world.tills.append(twin)
    _seen_anew(world, twin)
    for account, right, left in _rights_of(twin):
        world.checks.allowed[account] = world.checks.allowed.get(account, 0) + left
        world.checks.forgotten.add(right)
    return twin.name, old.name.encode(), f"at {len(twin.facts)}"


def _rights_of(till: Till) -> list[tuple[tuple[str, str, str], str, int]]:
    rows = till.disk.all(
        "SELECT account, kind, instance, id, held FROM lot WHERE held > 0 UNION ALL"
        " SELECT account, kind, instance, grant_id, amount - used - returned FROM escrow WHERE state = 'open'"
        " ORDER BY 1, 2, 3, 4"
    )
    return [((row[0], row[1], row[2]), row[3], row[4]) for row in rows]


def _new_device(till: Till) -> UUID:
    return uuid7(max(0, till.now_ms()), till.random(10))


def _seen_anew(world: World, till: Till) -> None:
    _, wrong = till.look_anew()
    till.wait_behind(world.checks.known.last_seq.get(till.device, 0))
    world.checks.till(till, (), wrong, till.accounts())


def join_again(world: World) -> Done:
    """A till that was refused is given a code and joins as another device."""
    refused = [till for till in world.tills if till.state == "refused" and till.lines["counter"].fiber is None]
    if not refused:
        return "-", b"", "nobody"
    till = world.rng.choice(refused)
    if till.cut_off:
        return till.name, b"", "cut off"
    code = world.house.code(till.store)
    line = till.lines["counter"]
    if till.lines["sync"].fiber is not None:
        return till.name, b"", "busy"
    return (
        till.name,
        b"",
        world.begin(till, line, lambda: enrol.enrol(till.straight, line.link.post, URL, code, APP, till.random)),
    )


# -- headquarters


def worker(world: World) -> Done:
    """Headquarters' worker does some of what is due."""
    done = world.work_at_house(world.house.worker.step)
    return "hq", b"", str(done)


def act(world: World, work: Callable[[Any], Any]) -> str:
    """Somebody at headquarters does something; what came of it in a word."""
    try:
        world.house.act(work)
    except PosError as error:
        return error.code
    world.look_at_house()
    return "done"


def block_card(world: World) -> Done:
    """Somebody calls headquarters: a card was lost."""
    if not world.things["card"]:
        return "hq", b"", "no card"
    if world.kept is not None:
        return "hq", b"", KEPT
    number = str(world.rng.choice(world.things["card"])[0])
    return "hq", number.encode(), act(world, lambda tx: authoring.block_card(tx, world.house.random, number))


def erase(world: World) -> Done:
    """A member asks to be forgotten."""
    known = world.at_house()
    there = [member for member in world.members if member in known and member not in world.gone]
    if not there or world.kept is not None:
        return "hq", b"", KEPT
    member = world.rng.choice(there)
    world.gone.add(member)
    world.faults["erase"] += 1
    return "hq", member.encode(), act(world, lambda tx: authoring.erase_member(tx, world.house.random, UUID(member)))


def revoke(world: World) -> Done:
    """A till was stolen: headquarters shuts it out. The thief may go on selling until he asks."""
    running = [till for till in world.tills if till.state == "enrolled"]
    if len(running) < 3 or world.kept is not None:
        return "hq", b"", "too few"
    till = world.rng.choice(running)
    world.faults["revoke"] += 1
    device = UUID(till.device)
    return "hq", till.name.encode(), act(world, lambda tx: authoring.revoke_device(tx, world.house.random, device))


def keep_house(world: World) -> Done:
    """A backup of headquarters' database is made."""
    if (
        world.kept is not None
        or world.faults["headquarters put back"]
        or any(t.state != "enrolled" for t in world.tills)
        or world.house.rows("SELECT 1 FROM member_join WHERE state = ANY(%s) LIMIT 1", (list(joins.OPEN),))
    ):
        return "hq", b"", "no time"
    world.house.keep()
    world.kept = (world.truth.keep(), dict(world.checks.known.last_seq), world.done)
    return "hq", b"", "kept"


def put_house_back(world: World) -> Done:
    """Headquarters' disk broke: it goes on from its backup and does not know what it has forgotten."""
    if world.kept is None or any(till.state != "enrolled" for till in world.tills):
        return "hq", b"", "no backup"
    truth, last_seq, _ = world.kept
    world.kept = None
    world.faults["headquarters put back"] += 1
    before = _allowances(world)
    world.house.go_back()
    after = _allowances(world)
    world.goes_back(truth, last_seq, {name: one for name, one in before.items() if name not in after})
    return "hq", b"", "put back"


def _allowances(world: World) -> dict[str, tuple[tuple[str, str, str], int]]:
    """Every allowance headquarters knows of: what it is to, and how much was given."""
    rows = world.house.rows("SELECT grant_id::text, account_id::text, kind, instance, amount FROM escrow")
    return {row[0]: ((row[1], row[2], row[3]), row[4]) for row in rows}

"""Members whom headquarters makes one, and two again."""

from __future__ import annotations

from uuid import UUID

from memberpos.hq import joining
from memberpos.hq.joins import DONE, OPEN
from memberpos.simulation.faults import KEPT, Done, act
from memberpos.simulation.world import World


def ask(world: World) -> Done:
    """Somebody sees one person twice in the console's list."""
    known = world.at_house()
    there = [member for member in world.members if member in known and member not in world.gone]
    if len(there) < 2 or world.kept is not None:
        return "hq", b"", KEPT
    winner, loser = map(UUID, world.rng.sample(there, 2))
    world.faults["join"] += 1
    said = act(world, lambda tx: joining.ask(tx, world.house.random, winner, loser))
    return "hq", winner.bytes + loser.bytes, said


def undo(world: World) -> Done:
    """They were two after all: what waits is called off, what was done is parted."""
    query = "SELECT join_id, state FROM member_join WHERE state = ANY(%s) ORDER BY join_id"
    found = world.house.rows(query, ([*OPEN, DONE],))
    if not found or world.kept is not None:
        return "hq", b"", KEPT
    join_id, state = world.rng.choice(found)
    work = joining.call_off if state in OPEN else joining.ask_to_part
    world.faults["part"] += 1
    return "hq", join_id.bytes, act(world, lambda tx: work(tx, world.house.random, join_id))

"""What happens between tills and headquarters: rounds begin, requests and answers move, get lost, come twice."""

from __future__ import annotations

import json
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.simulation.network import Line, Parcel, Told
from memberpos.simulation.tills import Till
from memberpos.simulation.world import World

Done = tuple[str, bytes, str]
#: How often a till dies while it applies what it was told.
_DIES_OVER_AN_ANSWER = 0.05


def sync(world: World) -> Done:
    """Some till's sync thread begins a round."""
    free = [till for till in world.tills if till.lines["sync"].fiber is None]
    if not free:
        return "-", b"", "busy"
    till = world.rng.choice(free)
    if till.cut_off:
        return till.name, b"", "cut off"
    return till.name, b"", world.begin(till, till.lines["sync"], till.sync)


def move(world: World) -> Done:
    """Something on its way moves on: a request arrives, or an answer does."""
    parcel = _some(world)
    if parcel is None:
        return "-", b"", "nothing"
    if parcel.told is None:
        return deliver(world, parcel)
    return _answer(world, parcel)


def _some(world: World) -> Parcel | None:
    """Any of what can move: so messages overtake each other."""
    moving = world.network.moving(lambda name: world.till(name).cut_off)
    return world.rng.choice(moving) if moving else None


def deliver(world: World, parcel: Parcel) -> Done:
    """Headquarters gets a request; its answer sets out."""
    told = world.arrive(parcel)
    message = parcel.request.body + parcel.request.target.encode()
    if told is None:
        world.kills += 1
        return parcel.till, message, _lose(world, parcel)
    if parcel.line is None:
        world.network.parcels.remove(parcel)
        return parcel.till, message, f"{told.status} to nobody"
    parcel.told = told
    return parcel.till, message, str(told.status)


def _answer(world: World, parcel: Parcel) -> Done:
    line, told = parcel.line, parcel.told
    world.network.parcels.remove(parcel)
    if line is None or told is None:
        return parcel.till, b"", "to nobody"
    till = world.till(parcel.till)
    if not till.disk.doomed and world.rng.random() < _DIES_OVER_AN_ANSWER:
        till.disk.die_in(world.rng.randrange(1, 5), before=world.rng.random() < 0.5)
        world.faults["power cut"] += 1
    said = take(world, till, line, told)
    return till.name, told.body, said


def take(world: World, till: Till, line: Line, told: Told) -> str:
    """An answer arrives, and what it says is compared with what the till shows then."""
    pages = list(_pages(json.loads(told.body)))
    device = till.device
    said = world.go_on(till, line, told.answer())
    accounts = {row["id"] for page in pages for row in page["rows"] if row["e"] == "account"}
    accounts |= {row["id"].split("/")[0] for page in pages for row in page["rows"] if row["e"] == "grant"}
    cards = {row["id"] for page in pages for row in page["rows"] if row["e"] == "lost_card"}
    world.look(till, accounts)
    knows = till.name not in world.behind  # until it does, its versions are those of another history
    if said not in ("died", "db_corrupt") and till.device == device and knows:
        for page in pages:
            world.checks.told(till, page["rows"], page["incl_seq"])
    for number in cards:
        world.checks.card_of(till, number)
    if said == "died":
        world.checks.not_ahead(till, json.loads(told.body).get("pull"))
    return said


def _pages(value: dict[str, Any]) -> list[dict[str, Any]]:
    pages = [value, value.get("pull")]
    return [page for page in pages if isinstance(page, dict) and "rows" in page and "incl_seq" in page]


def _lose(world: World, parcel: Parcel) -> str:
    """It is lost; whoever waits for it finds out."""
    world.network.parcels.remove(parcel)
    line = parcel.line
    if line is None:
        return "lost by nobody"
    return world.go_on(world.till(parcel.till), line, PosError("hq_unreachable", why="lost"))


def lose(world: World) -> Done:
    """A request or an answer is dropped."""
    parcel = _some(world)
    if parcel is None:
        return "-", b"", "nothing"
    world.faults["drop answer" if parcel.told else "drop request"] += 1
    return parcel.till, b"", _lose(world, parcel)


def double(world: World) -> Done:
    """A request comes twice, byte for byte."""
    waiting = [parcel for parcel in world.network.parcels if parcel.told is None]
    if not waiting:
        return "-", b"", "nothing"
    parcel = world.rng.choice(waiting)
    world.faults["duplicate"] += 1
    world.network.double(parcel)
    return parcel.till, b"", "doubled"


def give_up(world: World) -> Done:
    """A till stops waiting, and the request arrives all the same, after the next one perhaps."""
    waiting = [parcel for parcel in world.network.parcels if parcel.line is not None and parcel.told is None]
    if not waiting:
        return "-", b"", "nothing"
    parcel = world.rng.choice(waiting)
    line = parcel.line
    assert line is not None
    parcel.line = None
    world.faults["overtaken"] += 1
    return parcel.till, b"", world.go_on(world.till(parcel.till), line, PosError("hq_unreachable", why="timeout"))


def cut(world: World) -> Done:
    """A till loses its network, or has it again."""
    till = world.rng.choice(world.tills)
    till.cut_off = not till.cut_off
    world.faults["partition"] += till.cut_off
    return till.name, b"", "cut off" if till.cut_off else "back"


def mend(world: World) -> Done:
    """A network that was gone is there again."""
    away = [till for till in world.tills if till.cut_off]
    if not away:
        return "-", b"", "nobody"
    till = world.rng.choice(away)
    till.cut_off = False
    return till.name, b"", "back"

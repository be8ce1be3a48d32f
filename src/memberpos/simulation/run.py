"""One run: so many steps of a world, checks at each, quiet at the end, and a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from memberpos.simulation import counter, faults, joins, quiet, wire
from memberpos.simulation.tills import Moulds
from memberpos.simulation.world import World

#: Everything is compared so often; in between only what a step touched.
WHOLE = 500
Deed = Callable[[World], tuple[str, bytes, str]]

#: What happens → how often.
STEPS: Mapping[str, tuple[Deed, float]] = MappingProxyType(
    {
        "serve": (counter.serve, 52), "look up": (counter.look_up, 1.5), "at once": (counter.at_once, 1.5),
        "sync": (wire.sync, 11), "move": (wire.move, 24), "lose": (wire.lose, 1.5), "double": (wire.double, 1),
        "give up": (wire.give_up, 1), "cut": (wire.cut, 0.7), "mend": (wire.mend, 1),
        "doom": (faults.doom, 1.2), "stop": (faults.stop, 0.5),
        "doom house": (faults.doom_house, 0.6), "restart house": (faults.restart_house, 0.3),
        "jump": (faults.jump, 0.6), "pass time": (faults.pass_time, 0.6), "worker": (faults.worker, 2),
        "join again": (faults.join_again, 1), "back up": (faults.back_up, 0.3), "restore": (faults.restore, 0.1),
        "clone": (faults.clone, 0.04), "copy disk": (faults.copy_disk, 0.02), "block card": (faults.block_card, 0.4),
        "erase": (faults.erase, 0.15), "revoke": (faults.revoke, 0.02), "keep house": (faults.keep_house, 0.05),
        "put house back": (faults.put_house_back, 0.1), "join": (joins.ask, 0.15), "part": (joins.undo, 0.06),
    }
)  # fmt: skip


#: In a rough run these are so many times as frequent.
ROUGH: Mapping[str, int] = MappingProxyType(
    {
        "restore": 25, "clone": 15, "back up": 8, "join again": 4, "erase": 8, "at once": 4, "keep house": 20,
        "worker": 3, "put house back": 8, "doom": 3, "double": 2, "lose": 2, "pass time": 3,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What a run came to; `violations` are sentences, `last` the steps before the first of them."""

    seed: int
    ops: int
    events: int
    faults: int
    kills: int
    checks: int
    spends_refused: int
    violations: tuple[str, ...]
    digest: str
    by_fault: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)
    last: tuple[str, ...] = ()


def run(
    url: str, tills: int, ops: int, seed: int, moulds: Moulds, log: Callable[[str], None] = lambda _: None,
    *, rough: bool = False,
) -> Report:  # fmt: skip
    """Plays `ops` steps on an empty schema at `url`; ends at the first step that breaks a rule."""
    world = World(url, tills, seed, moulds)
    try:
        play(world, ops, log, ROUGH if rough else {})
        return report(world)
    finally:
        world.close()


def play(world: World, ops: int, log: Callable[[str], None], often: Mapping[str, int]) -> None:
    """Steps, chosen by the world's chance, and the quiet after them."""
    names = list(STEPS)
    weights = [weight * often.get(name, 1) for name, (_, weight) in STEPS.items()]
    while world.done < ops and not world.checks.found:
        name = world.rng.choices(names, weights)[0]
        world.step(name, STEPS[name][0])
        log(world.last[-1])
        if world.done % WHOLE == 0:
            quiet.everything(world, at_rest=False)
    if not world.checks.found:
        quiet.settle(world)
    if not world.checks.found:
        quiet.everything(world, at_rest=True)


def report(world: World) -> Report:
    """The figures so far."""
    found = tuple(f"step {world.done}: {sentence}" for sentence in world.checks.found)
    return Report(
        world.seed, world.done, len(world.truth.happened), world.faults.total(), world.kills, world.checks.count,
        world.refused, found, world.digest(), dict(sorted(world.faults.items())),
        dict(sorted(world.truth.by_kind.items())), tuple(world.last) if found else (),
    )  # fmt: skip

"""The same world driven by Hypothesis, three tills small: what it finds it makes short."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from memberpos.simulation import counter, quiet, run
from memberpos.simulation.house import fresh_schema
from memberpos.simulation.plants import planted
from memberpos.simulation.tills import Moulds
from memberpos.simulation.world import World

pytestmark = pytest.mark.timeout(900)  # counted in steps: a busy machine takes its time
EXAMPLES, STEPS, TILLS = 4, 50, 3
DEEDS = {deed.__name__: deed for deed in counter.DEEDS}
OTHERS = sorted(set(run.STEPS) - {"serve", "revoke"})


class Chain(RuleBasedStateMachine):
    """`chance` decides what a step leaves open; it is a number so that it can be made small."""

    server: str
    moulds: Moulds

    def __init__(self) -> None:
        super().__init__()
        self._schema = fresh_schema(self.server)
        self.world = World(self._schema.__enter__(), TILLS, 1, self.moulds)

    @rule(deed=st.sampled_from(sorted(DEEDS)), till=st.integers(0, TILLS - 1), chance=st.integers(0, 7))
    def serve(self, deed: str, till: int, chance: int) -> None:
        def work(world: World) -> Any:
            at = world.tills[till]
            try:
                done = DEEDS[deed](world, at)
            except LookupError:
                return at.name, b"", "nobody"
            return at.name, deed.encode(), world.at_till(at, done)

        self.world.rng = Random(chance)
        self.world.step(deed, work)

    @rule(name=st.sampled_from(OTHERS), chance=st.integers(0, 7))
    def other(self, name: str, chance: int) -> None:
        self.world.rng = Random(chance)
        self.world.step(name, run.STEPS[name][0])

    @rule()
    def hear_everything(self) -> None:
        for till in self.world.tills:
            if till.lines["sync"].fiber is None and not till.cut_off:
                self.world.at_till(till, till.sync)

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert self.world.checks.found == []

    def end(self) -> None:
        self.world.close()
        self._schema.__exit__(None, None, None)

    def teardown(self) -> None:
        try:
            if not self.world.checks.found:
                quiet.settle(self.world)
                quiet.everything(self.world, at_rest=True)
            assert self.world.checks.found == []
        finally:
            self.end()


def machine(server: str, moulds: Moulds) -> type[Chain]:
    return type("Machine", (Chain,), {"server": server, "moulds": moulds})


def settings_for(examples: int, *, derandomize: bool = False) -> settings:
    return settings(
        derandomize=derandomize,
        max_examples=examples, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def test_nothing_is_wrong(server: str, moulds: Moulds) -> None:
    run_state_machine_as_test(machine(server, moulds), settings=settings_for(EXAMPLES, derandomize=True))


@pytest.mark.stress
@pytest.mark.timeout(3600)
def test_nothing_is_wrong_for_long(server: str, moulds: Moulds) -> None:
    run_state_machine_as_test(machine(server, moulds), settings=settings_for(300))


def test_it_finds_a_planted_bug(server: str, moulds: Moulds) -> None:
    chain = machine(server, moulds)()
    with planted("fact_refused"):
        for deed in ("enrol", "buy", "refund"):
            for chance in range(4):
                chain.serve(deed, 0, chance)
        for _ in range(8):
            chain.hear_everything()
    found = chain.world.checks.found
    chain.end()
    assert any("exactly once" in sentence for sentence in found), found

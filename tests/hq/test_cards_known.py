"""What a headquarters that was put back had said of a card, told by the tills that heard it."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.world import Clock, Till, World, body, open_till

from memberpos.domain import cards
from memberpos.hq import following
from memberpos.hq.tx import Tx
from memberpos.sync import merge, protocol
from memberpos.sync.merge import CardStatus

MEMBER = "6e5a3c0e-0000-7000-8000-00000000000a"
CARD = "SELECT state, epoch, replaced_by, hlc FROM card"
LOST = {"number": "600001", "state": "lost", "epoch": 2, "at_ms": "1000", "replaced_by": None}


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.join(world)
    return till


def say(world: World, till: Till, kind: str, data: object, member: str | None = None) -> None:
    said = json.loads(body()) | {"member": member, "postings": [], "data": data}
    till.add_body(json.dumps(said).encode(), kind=kind)
    till.sync(world)


def issue(world: World, till: Till, number: str = "600001") -> None:
    say(world, till, "card.issue", {"number": number, "state": "active", "epoch": 0}, MEMBER)


def test_it_holds_again_since_when_it_did(world: World, joined: Till) -> None:
    issue(world, joined)
    say(world, joined, "card.known", LOST)
    assert world.rows(CARD) == [("lost", 2, None, 1000 << 16)]
    assert world.rows("SELECT count(*) FROM feed WHERE entity = 'lost_card'") == [(1,)]
    say(world, joined, "card.known", LOST)
    assert world.rows("SELECT count(*) FROM feed WHERE entity = 'lost_card'") == [(1,)], "no news"


def test_no_till_makes_it_later_than_it_says_it(world: World, joined: Till) -> None:
    issue(world, joined)
    say(world, joined, "card.known", LOST | {"at_ms": "9" * 18})
    assert world.rows(CARD)[0][3] <= world.rows("SELECT max(hlc) FROM event")[0][0]


def test_what_took_its_place_is_known_again(world: World, joined: Till) -> None:
    issue(world, joined)
    say(world, joined, "card.known", LOST | {"state": "replaced", "replaced_by": "600002"})
    assert world.rows(CARD)[0][:3] == ("replaced", 2, "600002")


def test_a_loss_that_came_since_stays(world: World, joined: Till) -> None:
    """What was good then, before headquarters was put back, says nothing of a loss reported now."""
    issue(world, joined)
    since_ms = str(world.clock.ms)
    world.clock.ms += 3_600_000
    say(world, joined, "card.lost", {"number": "600001", "state": "lost", "epoch": 0}, MEMBER)
    lost = world.rows(CARD)[0][3]
    say(world, joined, "card.known", LOST | {"state": "active", "epoch": 1, "at_ms": since_ms})
    assert world.rows(CARD) == [("lost", 1, None, lost)], "the new epoch, so that no till has it better"


def test_a_card_that_was_found_since_an_older_loss_is_good(world: World, joined: Till) -> None:
    issue(world, joined)
    say(world, joined, "card.lost", {"number": "600001", "state": "lost", "epoch": 0}, MEMBER)
    world.clock.ms += 3_600_000
    said = {"state": "active", "epoch": 1, "at_ms": str(world.clock.ms), "replaced_by": "600002"}
    say(world, joined, "card.known", LOST | said)
    assert world.rows(CARD)[0][:3] == ("active", 1, None)


def test_tills_that_tell_of_the_same_cards_at_once_do_not_wait_for_each_other_in_a_circle(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    numbers = [f"7{number:05}" for number in range(40)]
    for number in numbers:
        said = json.loads(body()) | {"member": str(uuid4()), "postings": []}
        data = {"number": number, "state": "active", "epoch": 0}
        joined.add_body(json.dumps(said | {"data": data}).encode(), kind="card.issue")
    joined.sync(world)
    other = open_till(tmp_path / "other.db", clock)
    other.join(world)
    for till, order in ((joined, numbers), (other, numbers[::-1])):
        for number in order:
            said = json.loads(body()) | {"member": None, "postings": [], "data": LOST | {"number": number}}
            till.add_body(json.dumps(said).encode(), kind="card.known")
    begun: list[UUID] = []
    requests = [joined.request(41, 80), other.request(1, 40)]
    ready = threading.Barrier(2)

    def send(request: protocol.PushRequest) -> None:
        def work(tx: Tx) -> None:
            begun.append(request.device)
            if begun.count(request.device) == 1:
                ready.wait()
            following.push(tx, request, "memberpos/0.1.0")

        world.act(work)

    threads = [threading.Thread(target=send, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.db.close()
    assert len(begun) == 2, "neither had to begin again"
    assert world.rows("SELECT DISTINCT state FROM card") == [("lost",)]


@pytest.mark.parametrize(
    "data",
    [
        {}, LOST | {"number": "600009"}, LOST | {"number": 5}, LOST | {"number": "6\0"}, LOST | {"state": "burnt"},
        LOST | {"state": "stock"}, LOST | {"state": None}, LOST | {"state": "active", "epoch": -1},
        LOST | {"state": "active", "epoch": 2**70}, LOST | {"state": "active", "epoch": "9"}, [], "lost",
    ],
)  # fmt: skip
def test_what_is_no_word_on_a_card_changes_none(world: World, joined: Till, data: object) -> None:
    issue(world, joined)
    before = world.rows(CARD)
    say(world, joined, "card.known", data)
    assert world.rows(CARD) == before
    assert world.rows("SELECT count(*) FROM dead_letter") == [(0,)]


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(("active", "lost", "replaced", "returned", "void"))),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_whatever_tills_say_in_whatever_order_the_worst_of_the_latest_holds(
    world: World, joined: Till, words: list[tuple[int, str]]
) -> None:
    number, want = uuid4().hex, CardStatus.of(0, cards.ACTIVE)
    issue(world, joined, number)
    for epoch, state in words:
        say(world, joined, "card.known", {"number": number, "state": state, "epoch": epoch, "at_ms": "1000"})
        want = merge.card(want, CardStatus.of(epoch, state))
    got = world.rows("SELECT epoch, severity, state, member_id FROM card WHERE number = %s", number)
    assert got == [(want.epoch, want.severity, want.state, UUID(MEMBER))]

"""A card written at one till proves itself at every other, whoever joined first; strange keys change nothing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sync.chain import Chain

from memberpos.domain import cards as card_rules
from memberpos.services import card_batches, cards
from memberpos.services.card_batches import BatchRequest
from memberpos.store.secrets import CARD_KEY, SecretBox, card_keys
from memberpos.sync import card_keys as keys
from memberpos.sync import push
from memberpos.sync.protocol import b64

NUMBER = "70000001"


def written(chain: Chain) -> str:
    """What stands on a card that the first till wrote for its member."""
    card_batches.make(chain.home.use(), BatchRequest(NUMBER, 1))
    card_batches.proved(chain.home.use(), NUMBER)
    cards.issue(chain.home.use(), chain.home.enrol_member().member_id, NUMBER)
    return card_rules.track2(NUMBER, SecretBox(chain.home.db).get(CARD_KEY) or b"")


def test_a_card_proves_itself_at_another_shop(chain: Chain) -> None:
    chain.settle()
    track = written(chain)
    assert cards.present(chain.other.use(), track).verdict == "bad_mac", "nobody told yet"
    chain.home.sync(chain.world)
    chain.other.look_up(chain.world, NUMBER)
    chain.other.sync(chain.world)
    assert cards.present(chain.other.use(), track).verdict == "bad_mac", "asked not long ago"
    chain.world.clock.ms += keys.EVERY_MS
    chain.settle()
    for shop in (chain.home, chain.other):
        seen = cards.present(shop.use(), track)
        assert (seen.verdict, seen.number) == ("ok", NUMBER)
    assert cards.present(chain.other.use(), track[:-2] + ("1?" if track[-2] == "0" else "0?")).verdict == "bad_mac"
    assert chain.world.rows("SELECT count(*) FROM card_key") == [(1,)]
    assert len(card_keys(chain.home.db)) == 1, "its own only"


@pytest.mark.parametrize("told", [None, 7, {}, {"keys": 7}, {"keys": ["?"]}, {"keys": [b64(b"short")]}, {"keys": [1]}])
def test_what_is_no_list_of_keys_is_passed_over(chain: Chain, told: Any) -> None:
    before = card_keys(chain.other.db)
    keys.keep(chain.other.db, told, chain.world.clock.ms)
    assert card_keys(chain.other.db) == before


def test_a_till_that_sends_no_key_or_too_many_is_refused_or_stopped(chain: Chain) -> None:
    batch = push.read(chain.other.db, 1)
    assert isinstance(batch, push.Batch)

    def tell(key: object) -> tuple[int, str]:
        value = {"push": None, "pull": None, "cards": {"key": key}}
        answer = chain.world.post(batch.url, "/v1/sync", value, batch.signer)
        return answer.status, answer.code

    assert [tell(key) for key in ("?", b64(b"short"), 7, ["x"])] == [(400, "bad_request")] * 4
    assert [tell(b64(bytes([n]) * 32)) for n in range(9)] == [(200, "")] * 9
    assert chain.world.rows("SELECT count(*) FROM card_key") == [(4,)]

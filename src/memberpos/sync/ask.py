"""Asking headquarters at the counter: whose card this is, the right to spend. On any thread but the writer's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from memberpos.domain.errors import PosError
from memberpos.domain.search import national_digits, normalise_phone
from memberpos.store import rebirth, secrets, sync_state
from memberpos.store.database import Database
from memberpos.store.writer import TILL
from memberpos.sync import pull
from memberpos.sync.applying import Outcome
from memberpos.sync.client import Answer, Signer
from memberpos.sync.exchange import Line
from memberpos.sync.pull import House
from memberpos.sync.push import Store

#: No answer, the question did not arrive in time, too many ask at once.
_NOT_NOW = (0, 408, 429)
_CARD, _PHONE = b"memberpos-card\n", b"memberpos-phone\n"


def look_up_card(store: Store, line: Line, ports: House, number: str) -> bool:
    """Fetches the member of a card that is not known here; False when headquarters does not know it either.

    PosError hq_needed (no headquarters), hq_unreachable, hq_refused.
    """
    return _look_up(store, line, ports, f"card_h={_hash(_CARD, number)}")


def look_up_phone(store: Store, line: Line, ports: House, phone: str) -> bool:
    """The same by phone."""
    return _look_up(store, line, ports, f"phone_h={_hash(_PHONE, national_digits(normalise_phone(phone)))}")


def _hash(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode()).digest()[:16].hex()


def _look_up(store: Store, line: Line, ports: House, query: str) -> bool:
    url, signer = store.call(_who, TILL)
    answer = line.get(url, f"/v1/members/lookup?{query}", signer)
    if answer.status == 404:
        return False
    _took(store, ports, answer)
    return True


def authorise(
    store: Store, line: Line, ports: House, account: str, kinds: Sequence[str], instance: str, missing: int
) -> bool:
    """Asks for the right to take `missing` of an account; True when there is one that was not known here.

    PosError as `look_up_card`.
    """
    url, signer = store.call(_who, TILL)
    wants = [{"kind": kind, "instance": instance, "amount": str(missing)} for kind in kinds]
    answer = line.post(url, "/v1/authorize", {"account": account, "wants": wants}, signer)
    if answer.status == 404:
        return False
    return "grant" in _took(store, ports, answer).changed


def _took(store: Store, ports: House, answer: Answer) -> Outcome:
    if answer.status >= 500 or answer.status in _NOT_NOW or (answer.status != 200 and not answer.code):
        raise PosError("hq_unreachable", status=answer.status)
    if answer.status != 200:
        raise PosError("hq_refused", status=answer.status, why=answer.code[:64])
    skew_ms = 0 if answer.hq_time_ms is None else ports.now_ms() - answer.hq_time_ms
    outcome = pull.take_rows(store, ports, answer.value, skew_ms)
    if outcome.bad:
        raise PosError("hq_refused", status=answer.status, why="bad_answer")
    return outcome


def _who(db: Database) -> tuple[str, Signer]:
    hq, key = sync_state.headquarters(db), secrets.SecretBox(db).get(secrets.DEVICE_KEY)
    if hq is None or key is None or rebirth.unfinished(db) or pull.sends_first(db):
        raise PosError("hq_needed")
    return hq.url, Signer(str(sync_state.identity(db).device_id), key)

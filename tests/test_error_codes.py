"""Every error a day can give: really raised, and then said in three languages and on the command line."""

from __future__ import annotations

import string
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from memberpos.cli import sentence
from memberpos.domain.errors import CODES, PosError
from memberpos.resources import resource
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.messages import message
from tests.hq.fixtures import clock, database, till, world
from tests.provoking.counter import COUNTER
from tests.provoking.devices import DEVICES
from tests.provoking.headquarters import HEADQUARTERS
from tests.provoking.machine import MACHINE, wrong_recovery_code
from tests.provoking.passes import PASSES, too_many_persons
from tests.provoking.place import Place, Provocation, error_of
from tests.provoking.value import VALUE
from tests.ui.stage import speaking

__all__ = ["clock", "database", "till", "world"]

DAY: dict[str, Provocation] = {**COUNTER, **MACHINE, **DEVICES, **HEADQUARTERS, **PASSES, **VALUE}
#: Codes that no action of the counter day can end in yet: money held by headquarters.
LATER = frozenset(
    """
    hq_needed not_enrolled
    """.split()  # noqa: SIM905 (reads as the list it is)
)
#: What other programs rely on; a code may be added, never taken away.
PROMISED = frozenset(
    """
    bad_line bad_setting not_found not_allowed needs_approval no_shift shift_open insufficient_stored_value
    insufficient_points points_debt tender_mismatch over_refund nothing_to_refund card_lost card_state number_taken
    coupon_used coupon_expired coupon_not_applicable pass_used_up pass_expired pass_frozen pass_not_now undo_too_late
    out_of_stock limit_exceeded law_limit bad_amount quote_changed hq_needed db_newer db_corrupt disk_full read_only
    key_missing wrong_pin locked_out hq_unreachable wrong_code revoked
    """.split()  # noqa: SIM905
)


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    return Place(tmp_path, request)


def test_every_code_is_provoked_here_or_belongs_to_a_later_day() -> None:
    assert DAY.keys() | LATER == CODES
    assert not DAY.keys() & LATER
    assert PROMISED <= CODES


@pytest.mark.parametrize("code", sorted(DAY))
def test_each_code_is_raised_and_said(code: str, place: Place, qapp: QApplication) -> None:
    error = error_of(DAY[code], place)
    assert error.code == code
    assert_said(error)


def test_a_wrong_recovery_code_is_not_headquarters_business(place: Place, qapp: QApplication) -> None:
    error = error_of(wrong_recovery_code, place)
    assert (error.code, error.facts) == ("wrong_code", {"what": "recovery"})
    assert_said(error)
    assert "eadquarters" not in message(error).next_step


def test_too_many_persons_are_no_matter_of_amounts(place: Place, qapp: QApplication) -> None:
    error = error_of(too_many_persons, place)
    assert (error.code, error.facts) == ("limit_exceeded", {"what": "persons", "limit": 1})
    assert_said(error)
    assert "amount" not in message(error).next_step


@pytest.mark.parametrize("code", sorted(LATER))
def test_codes_of_later_days_have_their_words_already(code: str, qapp: QApplication) -> None:
    assert_said(PosError(code))


def assert_said(error: PosError) -> None:
    """A sentence and a next step of their own in each language, with nothing left to fill in."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            words = message(error)
        said += [words.sentence, words.next_step]
        if language != "en":
            assert not set(words.sentence) <= set(string.printable), f"{language}: {words.sentence}"
            assert not set(words.next_step) <= set(string.printable), f"{language}: {words.next_step}"
    assert all(text.strip() and "{" not in text for text in said)
    assert len(set(said)) == len(said)
    first, _, then = sentence(error).partition(". ")
    assert first
    assert then, "the command line names a next step"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_unfinished(language: str) -> None:
    tree = ET.parse(resource("i18n", f"memberpos_{language}.ts"))
    entries = [each for each in tree.iter("message") if each.find("translation") is not None]
    assert entries
    assert [each.findtext("source") for each in entries if each.find("translation").get("type") == "unfinished"] == []

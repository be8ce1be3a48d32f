from __future__ import annotations

import string

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.stage import speaking

from memberpos.domain.errors import CODES, PosError
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.message_texts import NOUNS, SENTENCES, STEPS
from memberpos.ui.messages import message

FACTS = {"have": 5, "asked": 8, "have_fen": 1250, "asked_fen": 8100, "left": 3, "left_fen": 100, "wait_s": 61}
FACTS |= {"limit_fen": 100000, "due_fen": 8100, "given_fen": 8000, "free_bytes": 3_000_000, "what": "member"}


def test_each_code_has_its_words() -> None:
    assert SENTENCES.keys() == STEPS.keys() == CODES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_in_each_language(qapp: QApplication, code: str, language: str) -> None:
    with speaking(language):
        said = [message(PosError(code, **facts)) for facts in ({}, FACTS)]
    for words in said:
        assert words.sentence
        assert words.next_step
        assert "{" not in words.sentence + words.next_step
        if language != "en":
            assert not set(words.sentence) <= set(string.printable), "not translated"
            assert not set(words.next_step) <= set(string.printable), "not translated"


def test_the_facts_are_in_the_sentence(english: None) -> None:
    short = PosError("insufficient_stored_value", have_fen=1250, asked_fen=8100)
    assert message(short).sentence == "Not enough stored value: ¥ 12.50 left, ¥ 81.00 needed."
    assert "HK$" in message(short, "HKD").sentence
    assert message(PosError("locked_out", wait_s=75)).sentence == "Too many wrong PINs. Locked for 1:15."
    assert message(PosError("wrong_pin", left=2)).sentence.endswith("left: 2.")
    assert message(PosError("not_found", what="card")).sentence == "Not found: card."
    assert message(PosError("not_found", what="device_id")).sentence == "Not found: entry."


def test_without_facts_there_is_still_a_sentence(english: None) -> None:
    assert message(PosError("insufficient_points")).sentence == "Not enough points."


def test_every_translation_keeps_the_facts(qapp: QApplication) -> None:
    texts = [text for variants in SENTENCES.values() for _, text in variants] + list(STEPS.values())
    for language in LANGUAGES:
        with speaking(language):
            translated = {text: qapp.translate("messages", text) for text in (*texts, *NOUNS.values())}
        assert [text for text, said in translated.items() if fields(said) != fields(text)] == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}

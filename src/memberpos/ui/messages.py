"""What the window says for each error code: what happened, then the next step, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import PosError
from memberpos.ui.format import count, money
from memberpos.ui.message_texts import NOUNS, OWN_WORDS, SENTENCES, STEPS


@dataclass(frozen=True)
class Message:
    """`sentence` says what happened, `next_step` what to do now."""

    sentence: str
    next_step: str


def message(error: PosError, currency: str = "CNY") -> Message:
    """The words for an expected failure; amounts are shown in the shop's `currency`."""
    facts = {name: _shown(name, value, currency) for name, value in error.facts.items()}
    own = OWN_WORDS.get((error.code, str(error.facts.get("what", ""))))
    if own is not None:
        return Message(_filled(own[0], facts), _filled(own[1], facts))
    variants = SENTENCES[error.code]
    chosen = next((text for needed, text in variants if needed <= facts.keys()), variants[-1][1])
    return Message(_filled(chosen, facts), _filled(STEPS[error.code], facts))


def _filled(source: str, facts: Mapping[str, str]) -> str:
    return QCoreApplication.translate("messages", source).format(**facts)


def _shown(name: str, value: Any, currency: str) -> str:
    for ending, show in _ENDINGS.items():
        if name.endswith(ending):
            return show(value, currency)
    if name == "what":
        return QCoreApplication.translate("messages", NOUNS.get(str(value), NOUNS[""]))
    return count(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


_ENDINGS: Mapping[str, Callable[[Any, str], str]] = MappingProxyType(
    {
        "_fen": lambda value, currency: money(int(value), currency),
        "_s": lambda value, _currency: f"{int(value) // 60}:{int(value) % 60:02}",
        "_bytes": lambda value, _currency: f"{count(int(value) // 1_000_000)} MB",
    }
)

"""The till's log: JSON lines in `<home>/logs`, ten files of 5 MB. Ids, codes and amounts; never personal data.

    logging.getLogger("memberpos.checkout").info("sale.done", extra={"facts": {"sale": sale_id, "due_fen": 1200}})

What is not plainly an id, a code or a number is written as "…": a careless caller loses a fact, not a customer's name.
Texts of exceptions are left out as well, for they repeat what was typed; type, code and places in the source stay.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal

FILE_NAME = "memberpos.log"
FILE_BYTES, FILES = 5_000_000, 10
HIDDEN = "…"

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:/-]{0,63}")
#: A run of digits this long may be a phone or card number.
_NUMBER = re.compile(r"[0-9]{5,}")
_PERSONAL = frozenset(
    {"name", "phone", "address", "birthday", "note", "notes", "number", "card", "pin", "code", "value"}
)
_MOST_INT = 10**7
_INT_UNITS = ("_ms", "_s", "_fen", "_bytes", "seq", "_n")


def start(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Begins logging into `folder` (made if missing) and returns the handler for `stop`. PosError as `os_refusal`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Quiet(folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8")
    except OSError as error:
        raise os_refusal(error) from error
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def to_stderr() -> None:
    """Warnings and worse, one JSON object a line: what went wrong, without anybody's data."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


def stop(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()


def facts_of(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts with everything that may be personal replaced by "…"."""
    return {key: _safe(key, value) for key, value in facts.items()}


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, where, what (the message as written in the source, without arguments)."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, Mapping):
            line["facts"] = facts_of(facts)
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def describe(error: BaseException) -> dict[str, object]:
    """An exception without its text: type, code and facts of a PosError, and the places it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    found: dict[str, object] = {
        "type": type(error).__name__,
        "at": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, PosError):
        found |= {"code": error.code, "facts": facts_of(error.facts)}
    return found


class _Quiet(RotatingFileHandler):
    """Selling goes on when the log cannot be written."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Drops the record."""


def _safe(key: str, value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < _MOST_INT or key.endswith(_INT_UNITS) else HIDDEN
    if isinstance(value, str) and key not in _PERSONAL:
        return value if _UUID.fullmatch(value) or _is_code(value) else HIDDEN
    return HIDDEN


def _is_code(value: str) -> bool:
    return _CODE.fullmatch(value) is not None and _NUMBER.search(value) is None

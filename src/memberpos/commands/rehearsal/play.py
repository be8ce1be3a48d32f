"""One line in, one answer out."""

from __future__ import annotations

import json
from typing import Any

from memberpos.commands.messages import MESSAGES
from memberpos.commands.rehearsal import compare
from memberpos.commands.rehearsal.actions import ACTIONS
from memberpos.commands.rehearsal.keys import BadLineError, Keys, any_text, document, moment_ms, require, text
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.errors import PosError
from memberpos.services import due

COMMON = {"do": any_text, "at": any_text, "as": text, "want": document}


class Player:
    """Plays lines in order. `failed` turns true when an expectation failed or a line was bad."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._refused: str | None = None
        self.failed = False

    def answer(self, number: int, line: str) -> dict[str, Any]:
        """The answer to one line; a refused line changes nothing."""
        try:
            action = _parsed(line)
            now_ms = self._stage.next_ms(moment_ms(action["at"]) if "at" in action else None)
            return self._compared(action, {"line": number, **self._done(action, now_ms)})
        except BadLineError as error:
            self.failed = True
            self._refused = "bad_line"
            return {"line": number, "ok": False, "error": "bad_line", "message": str(error)}

    def _done(self, action: dict[str, Any], now_ms: int) -> dict[str, Any]:
        if action["do"] == "expect":
            return self._expected(action, now_ms)
        try:
            use = self._stage.use(now_ms)
            kinds = due.run_all(use)
            entry = ACTIONS[action["do"]]
            result = {"done": kinds} if action["do"] == "tick" else entry.work(self._stage, use, action)
        except PosError as error:
            self._refused = error.code
            return {"ok": False, "error": error.code, "message": MESSAGES[error.code]}
        self._refused = None
        if "as" in action and entry.names and entry.names in result:
            self._stage.names[action["as"]] = str(result[entry.names])
        return {"ok": True, **result}

    def _expected(self, action: dict[str, Any], now_ms: int) -> dict[str, Any]:
        wanted = {key: value for key, value in action.items() if key not in (*COMMON, "member")}
        got: dict[str, Any] = {}
        if "refused" in wanted:
            got["refused"] = self._refused
        if "member" in action:
            try:
                use = self._stage.use(now_ms)
                due.run_all(use)
                got |= ACTIONS["balance"].work(self._stage, use, action)
            except PosError:
                wanted |= {"member": action["member"]}
        differences = compare.differences(wanted, got)
        self._refused = None
        if differences:
            self.failed = True
            return {"ok": False, "error": "expect", "message": MESSAGES["expect"], "differences": differences}
        return {"ok": True}

    def _compared(self, action: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        differences = compare.differences(action.get("want", {}), answer)
        if not differences:
            return answer
        self.failed = True
        return {**answer, "ok": False, "error": "expect", "message": MESSAGES["expect"], "differences": differences}


def _parsed(line: str) -> dict[str, Any]:
    try:
        action = json.loads(line)
        line.encode()
        if "\\ud" in line.lower():  # half a character by its escape: no text that could be kept
            json.dumps(action, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadLineError("no JSON") from error
    if not isinstance(action, dict) or not isinstance(action.get("do"), str):
        raise BadLineError("no JSON object with do")
    entry = ACTIONS.get(action["do"])
    if entry is None:
        raise BadLineError(f"unknown do {action['do']}")
    require(action, Keys({**entry.keys.checks, **COMMON}, entry.keys.needed, entry.keys.one_of))
    return action

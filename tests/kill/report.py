"""Where the kills of a run fell, told at its end; test processes of their own each send their part."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAME = "memberpos-kills"
#: Under this name a worker's part travels to the process that tells it.
_PART = "memberpos_kills"


@dataclass
class Report:
    """What a run of kills did and found."""

    seconds: float = 0
    kills: Counter[str] = field(default_factory=Counter)
    fell: Counter[str] = field(default_factory=Counter)
    sales: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        self.seconds += other.seconds
        self.kills += other.kills
        self.fell += other.fell
        self.sales += other.sales
        self.problems += other.problems

    def document(self) -> dict[str, Any]:
        return {
            "seconds": round(self.seconds, 1), "kills": dict(self.kills), "fell": dict(self.fell), "sales": self.sales,
            "problems": self.problems,
        }  # fmt: skip

    @classmethod
    def of(cls, part: dict[str, Any]) -> Report:
        """What `document` made."""
        return cls(**part | {"kills": Counter(part["kills"]), "fell": Counter(part["fell"])})


class KillReport:
    """Plugin: gathers the `report` of all kill tests, prints it, and writes it to $MEMBERPOS_KILL_REPORT."""

    def __init__(self) -> None:
        self.report = Report()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_PART] = self.report.document()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        part = getattr(node, "workeroutput", {}).get(_PART)
        if part:
            self.report.add(Report.of(part))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        if not self.report.kills:
            return
        document = self.report.document()
        kills = " ".join(f"{name} {count}" for name, count in sorted(self.report.kills.items()))
        terminalreporter.section("kills")
        terminalreporter.line(
            f"{self.report.kills.total()} in {self.report.seconds:.0f} s ({kills}), {self.report.sales} sales"
        )
        for name, count in self.report.fell.most_common():
            terminalreporter.line(f"  {name}: {count}")
        if target := os.environ.get("MEMBERPOS_KILL_REPORT"):
            Path(target).write_text(json.dumps(document, indent=1) + "\n", "utf-8")
        elif getattr(config, "cache", None):
            config.cache.set("memberpos/kills", document)  # type: ignore[union-attr]

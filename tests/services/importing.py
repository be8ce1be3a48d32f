"""An import into a shop of the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memberpos.domain.import_map import ImportMap
from memberpos.services import imports
from memberpos.services.import_booking import ImportBooked
from memberpos.services.imports import ImportResult, Scratch
from memberpos.services.use import Use
from memberpos.store.database import Database
from tests.services.shop import Shop

HEADS = ("卡号", "姓名", "手机", "余额", "赠送余额", "积分", "等级")
ROWS = (
    ("00012345", "林晓棠", "13800138000", "120.5", "20", "88", "金卡"),
    ("00012346", "陈默", "13900139000", "0", "0", "0", ""),
    ("00012347", "王伟", "12", "5", "0", "0", ""),
)


class Here:
    """The books of a test's shop, on the test's own thread; `wanted` says yes as often as `busy` counts."""

    def __init__(self, shop: Shop, busy: int = 0) -> None:
        self.shop, self.busy, self.tries = shop, busy, 0

    def use(self, _db: Database) -> Use:
        return self.shop.use()

    def book(self, work: Callable[[Use], ImportBooked]) -> ImportBooked:
        self.tries += 1
        return work(self.shop.use())

    def wanted(self) -> bool:
        self.busy -= 1
        return self.busy >= 0


def table(path: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Path:
    path.write_text("\n".join(",".join(row) for row in (heads, *rows)) + "\n", "gb18030")
    return path


@dataclass
class Ran:
    """An import's result, and what its scratch held."""

    result: ImportResult
    verdicts: list[dict[str, Any]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.result, name)


def run(shop: Shop, path: Path, told: ImportMap | None = None, books: Any = None, **options: Any) -> Ran:
    """An import into the test's shop."""
    with Scratch(shop.db.path.parent) as scratch:
        result = imports.run(shop.db, path, told, scratch, books or Here(shop), **options)
        return Ran(result, list(result.verdicts()))


def everything(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = [row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted((tuple(row) for row in db.all(f"SELECT * FROM {name}")), key=repr) for name in names}

"""The prepaid-card law in force: the dated file `resources/law/cn.toml` and the shop's own values over it (§13)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from memberpos.domain import law as rules
from memberpos.domain.errors import PosError
from memberpos.domain.law import Law
from memberpos.resources import resource
from memberpos.services import shop_settings
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store.members import MemberRow

#: Where the shop's own values stand among its facts, in sections as in the file.
FACT = "law"


def in_force(shop: Shop, day: date) -> Law | None:
    """The law of a day; None where it does not hold (another currency, `law.enforce` off)."""
    if not shop.rules.law_enforce:
        return None
    return rules.law_on(day, _editions(), rules.flat(shop.facts.get(FACT, {})))


def checked_on() -> str:
    """When the file was last compared with its sources (ISO date)."""
    return str(_file()["checked"])


def change(use: Use, sections: Mapping[str, Mapping[str, Any]]) -> int:
    """The shop's own values in the place of all before ({} = the file's alone); gives the settings version.

    PosError bad_setting for a value the law does not have, not_allowed.
    """
    try:
        rules.flat(sections)
    except (ValueError, TypeError) as error:
        raise PosError("bad_setting", setting=f"{FACT}.{error}") from None
    return shop_settings.change_shop(use, {FACT: {name: dict(values) for name, values in sections.items()}})


def named(member: MemberRow) -> bool:
    """More than a phone number is known of the member."""
    return member.name != (member.phone or "")


def prize_limit_fen(shop: Shop, day: date) -> int | None:
    """The most a prize of a draw may be worth; None where the law does not hold."""
    ruled = in_force(shop, day)
    return ruled.draw_prize_up_to_fen if ruled else None


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(resource("law", "cn.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _editions() -> tuple[tuple[date, Mapping[str, Any]], ...]:
    return rules.editions_from(_file())

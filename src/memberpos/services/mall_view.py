"""What a member can do with points now, for the counter: earn some, take a gift, play a draw."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.services import draws, gifts, grants, sources
from memberpos.services.members import profile
from memberpos.services.results import DrawView, GiftView, MemberProfile
from memberpos.services.shop import shop_of
from memberpos.store.database import Database


@dataclass(frozen=True)
class TaskView:
    """A task for points; `why_not` "" or limit_exceeded."""

    code: str
    name: str
    points: int
    why_not: str = ""


@dataclass(frozen=True)
class MallFacts:
    """The member as it stands, the tasks, gifts and draws there are; a check-in stands in the profile."""

    profile: MemberProfile
    tasks: tuple[TaskView, ...]
    gifts: tuple[GiftView, ...]
    draws: tuple[DrawView, ...]


def facts(db: Database, member_id: str, now_ms: int) -> MallFacts:
    """Reads it all. PosError not_found."""
    shop = shop_of(db)
    today = shop.business_date(now_ms)
    tasks = tuple(
        TaskView(
            task.code, task.name, task.points,
            "" if grants.room(db, member_id, sources.TASK, task.limit, today, task.code) else "limit_exceeded",
        )
        for task in shop.rules.points_tasks
    )  # fmt: skip
    return MallFacts(
        profile(db, member_id, now_ms),
        tasks,
        tuple(gifts.catalogue(db, member_id, now_ms)),
        tuple(draws.catalogue(db, member_id, now_ms)),
    )

"""Files for the owner: members, ledger, sales, reminders, the end of day, as XLSX, CSV, JSON and (a day only) PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 (a parameter is called date)
from pathlib import Path
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.reports import text_files
from memberpos.reports.listings import LISTINGS, Listing
from memberpos.reports.listings import members as member_listing
from memberpos.reports.sheet import day_sheet
from memberpos.reports.words import Words, words_of
from memberpos.services import day_close, definitions
from memberpos.services.day_close import DayFacts
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import audit
from memberpos.store.database import Database

END_OF_DAY, MEMBERS = "end-of-day", "members"
KINDS = (MEMBERS, *LISTINGS, END_OF_DAY)
SUFFIXES = (".xlsx", ".csv", ".json")
DAY_SUFFIXES = (*SUFFIXES, ".pdf")


@dataclass(frozen=True)
class Members:
    """Which members an export holds, and whether with whole phone numbers."""

    filter: MemberFilter = field(default_factory=MemberFilter)
    see_phone: bool = True


def authorise(use: Use, kind: str) -> None:
    """Who exports has the right to, and it is noted who did. PosError not_allowed, needs_approval."""
    with use.db.transaction():
        require(use, "export.make")
        audit.append(use.db, at_ms=use.now_ms, staff_id=use.staff_id, action="export", subject=kind)


def suffixes_of(kind: str) -> tuple[str, ...]:
    """The endings a file of this kind may have."""
    return DAY_SUFFIXES if kind == END_OF_DAY else SUFFIXES


def write(
    db: Database,
    kind: str,
    path: Path,
    now_ms: int,
    *,
    language: str = "",
    date: str | None = None,
    members: Members | None = None,
) -> int:
    """Writes an export and gives its number of rows; `language` "" is the shop's, `date` (ISO) the day's, `members`
    which members (None = all).

    PosError bad_file for an ending that kind has no writer for, not_found before set-up, else as `files.os_refusal`.
    """
    if path.suffix.lower() not in suffixes_of(kind):
        raise PosError("bad_file", reason="suffix", suffixes=" ".join(suffixes_of(kind)))
    shop = shop_of(db)
    chosen = language or shop.facts.get("language", "en")
    if kind == END_OF_DAY:
        return write_day(path, day_close.day(db, now_ms, date), chosen, now_ms)
    if kind == MEMBERS:
        asked = members or Members()
        listing = member_listing(definitions.of(shop).fields, asked.filter, see_phone=asked.see_phone)
    else:
        listing = LISTINGS[kind]
    words = words_of(chosen, shop.rules.zone)
    return _write_listing(db, Listed(kind, listing, shop.currency, shop.business_date(now_ms)), path, words, now_ms)


def write_day(path: Path, facts: DayFacts, language: str, now_ms: int) -> int:
    """Writes the end of day by the file's ending and gives the number of its tables; needs no database."""
    words = words_of(language, facts.zone)
    suffix = path.suffix.lower()
    if suffix == ".json":
        head = {**_head(END_OF_DAY, facts.day.currency, now_ms), "books_agree": facts.agrees}
        text_files.write_day_json(path, facts.day, head)
        return len(facts.day.tables)
    sheet = day_sheet(facts.day, words, now_ms, agrees=facts.agrees)
    if suffix == ".csv":
        text_files.write_sheet_csv(path, sheet, words)
    elif suffix == ".xlsx":
        from memberpos.reports import xlsx

        xlsx.write_sheet(path, sheet, words)
    elif suffix == ".pdf":
        from memberpos.printing.fonts import faces
        from memberpos.reports import pdf

        pdf.write_sheet(path, sheet, words, faces(language))
    else:
        raise PosError("bad_file", reason="suffix", suffixes=" ".join(DAY_SUFFIXES))
    return len(sheet.tables)


@dataclass(frozen=True)
class Listed:
    """A listing with the name of its export, the shop's currency and its date."""

    kind: str
    listing: Listing
    currency: str
    today: Date


def _write_listing(db: Database, what: Listed, path: Path, words: Words, now_ms: int) -> int:
    columns, rows = what.listing.columns, what.listing.rows(db, what.currency, what.today)
    if path.suffix.lower() == ".csv":
        return text_files.write_csv(path, columns, rows, words)
    if path.suffix.lower() == ".json":
        return text_files.write_json(path, _head(what.kind, what.currency, now_ms), columns, rows)
    from memberpos.reports import xlsx

    return xlsx.write_rows(path, words.word("report", what.kind), columns, rows, words, now_ms)


def _head(kind: str, currency: str, now_ms: int) -> Mapping[str, Any]:
    return {"export": kind, "currency": currency, "made_at_ms": now_ms}

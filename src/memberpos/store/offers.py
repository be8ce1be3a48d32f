"""Offers and coupon kinds as the owner wrote them down."""

from __future__ import annotations

import json
from typing import Any

from memberpos.store.database import Database

Document = dict[str, Any]


def put(db: Database, doc: Document) -> None:
    """Adds an offer or changes the one with its code; `active` false puts it aside."""
    db.execute(
        "INSERT INTO offer(code, kind, doc, active) VALUES(?, ?, ?, ?) ON CONFLICT(code) DO UPDATE SET"
        " kind = excluded.kind, doc = excluded.doc, active = excluded.active",
        (doc["code"], doc["kind"], json.dumps(doc, ensure_ascii=False), int(doc.get("active", True))),
    )


def active(db: Database) -> list[str]:
    """The documents of the offers that are not put aside, as JSON texts in order of code."""
    return [row[0] for row in db.all("SELECT doc FROM offer WHERE active = 1 ORDER BY code")]


def everything(db: Database) -> list[Document]:
    """All documents, also of offers that are put aside, in order of code."""
    return [dict(json.loads(row[0])) for row in db.all("SELECT doc FROM offer ORDER BY code")]


def put_kind(db: Database, doc: Document) -> None:
    """Adds a coupon kind or changes the one with its code; coupons given before keep their days."""
    db.execute(
        "INSERT INTO coupon_kind(code, kind, doc) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET"
        " kind = excluded.kind, doc = excluded.doc",
        (doc["code"], doc["kind"], json.dumps(doc, ensure_ascii=False)),
    )


def kind(db: Database, code: str) -> Document | None:
    """The document of a coupon kind."""
    text = db.value("SELECT doc FROM coupon_kind WHERE code = ?", (code,))
    return None if text is None else dict(json.loads(text))


def kinds(db: Database) -> list[Document]:
    """The documents of all coupon kinds, in order of code."""
    return [dict(json.loads(row[0])) for row in db.all("SELECT doc FROM coupon_kind ORDER BY code")]

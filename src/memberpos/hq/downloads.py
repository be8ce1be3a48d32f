"""Handing out snapshots: the signed manifest to a store's tills, parts of the sealed file to who knows its name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from memberpos.hq import pulling, snapshots
from memberpos.hq.database import Conn, Pool
from memberpos.hq.granting import Random
from memberpos.hq.keys import HqKey
from memberpos.hq.tx import Chain
from memberpos.hq.web import FilePart, Reply, Request
from memberpos.sync import pages, protocol
from memberpos.sync.archive import manifest_bytes
from memberpos.sync.protocol import WireError

PREFIX = "/v1/snapshots/"
#: A snapshot is made anew when somebody asks and the last one is older; how long a till waits before it asks again.
FRESH_MS, RETRY_S = 3_600_000, 5
_NAME = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"bytes=([0-9]{1,18})-([0-9]{1,18})?")


class Downloads:
    """Snapshots in `folder`; None: this server has none."""

    def __init__(self, folder: Path | None, key: HqKey) -> None:
        self._folder = folder
        self._key = key

    def manifest(self, conn: Conn, bucket: tuple[int, str]) -> dict[str, Any] | None:
        """The newest snapshot of a bucket, signed, or None: it was asked for now. WireError 404 without a folder."""
        if self._folder is None:
            raise WireError("not_found", 404, where="snapshot")
        row = conn.execute("SELECT doc, secret FROM snapshot WHERE bucket = %s", (bucket[0],)).fetchone()
        conn.execute(
            "INSERT INTO worker(name, state) VALUES(%s, '') ON CONFLICT DO NOTHING", (f"snapshot:{bucket[0]}",)
        )
        if row is None:
            return None
        doc = json.loads(row[0])
        value = {**doc, "bucket": bucket[1], "secret": protocol.b64(bytes(row[1]))}
        return {**value, "sig": protocol.b64(protocol.sign(self._key.private, manifest_bytes(value)))}

    def part(self, request: Request) -> Reply:
        """A range of a file, or all of it."""
        name = request.path.removeprefix(PREFIX)
        path = self._folder / f"{name}{snapshots.ENDING}" if self._folder and _NAME.fullmatch(name) else None
        if path is None or not path.is_file():
            raise WireError("not_found", 404)
        size = path.stat().st_size
        headers = {"Accept-Ranges": "bytes", "ETag": f'"{name}"', "Cache-Control": "public, max-age=86400, immutable"}
        wanted = request.headers.get("range")
        if wanted is None:
            return Reply(200, {}, headers, file=FilePart(path, 0, size))
        given = _RANGE.fullmatch(wanted)
        start = int(given[1]) if given else size
        end = min(size, int(given[2]) + 1 if given and given[2] else size)
        if start >= end:
            raise WireError("bad_range", 416)
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        return Reply(206, {}, headers, file=FilePart(path, start, end))


def wanted_bucket(chain: Chain, store_id: int, query: str) -> tuple[int, str]:
    """The bucket of `bucket=…`, as number and name; WireError."""
    try:
        asked = dict(parse_qsl(query, strict_parsing=True, max_num_fields=2))
    except ValueError as error:
        raise WireError("bad_request", where="query") from error
    name = asked.get("bucket", "")
    return pulling.bucket_number(chain, store_id, name), name


def build_wanted(pool: Pool, folder: Path, now_ms: int, random: Random) -> int:
    """Makes the snapshots that were asked for and are not fresh; gives how many. Old files of the bucket go."""
    names = pool.transact(
        lambda conn: conn.execute("SELECT name FROM worker WHERE name LIKE 'snapshot:%%' AND state = ''").fetchall()
    )
    done = 0
    for (name,) in names:
        bucket = int(name.removeprefix("snapshot:"))
        row = pool.transact(
            lambda conn, b=bucket: conn.execute("SELECT made_ms, doc FROM snapshot WHERE bucket = %s", (b,)).fetchone()  # type: ignore[misc]
        )
        if row is None or now_ms - int(row[0]) > FRESH_MS:
            _build(pool, bucket, folder, now_ms, random, json.loads(row[1])["sha256"] if row else "")
            done += 1
        pool.transact(lambda conn, n=name: conn.execute("DELETE FROM worker WHERE name = %s", (n,)))  # type: ignore[misc]
    return done


def _build(pool: Pool, bucket: int, folder: Path, now_ms: int, random: Random, before: str) -> None:
    built = snapshots.build(pool, bucket, folder, now_ms, random)
    doc = {
        "url": PREFIX + built.sha256, "bytes": built.size, "sha256": built.sha256, "rows": built.rows, "schema": 1,
        "cursor": pages.encode_cursor(built.cursor), "made_ms": str(now_ms),
    }  # fmt: skip
    pool.transact(
        lambda conn: conn.execute(
            """INSERT INTO snapshot(bucket, made_ms, doc, secret) VALUES(%s, %s, %s, %s) ON CONFLICT(bucket) DO UPDATE
            SET made_ms = excluded.made_ms, doc = excluded.doc, secret = excluded.secret""",
            (bucket, now_ms, json.dumps(doc), built.secret),
        )
    )
    for old in folder.glob(f"*{snapshots.ENDING}"):
        if old.stem not in (built.sha256, before) and not _listed(pool, old.stem):
            old.unlink(missing_ok=True)


def _listed(pool: Pool, digest: str) -> bool:
    rows = pool.transact(lambda conn: conn.execute("SELECT doc FROM snapshot").fetchall())
    return any(json.loads(doc)["sha256"] == digest for (doc,) in rows)

"""Beginning from snapshots: asked for, downloaded in pieces, proved, copied in slices; each call does a piece.

What was done is noted with it, so a till that is switched off goes on where it was. Meanwhile it sells, and looks
members up at headquarters. A snapshot that cannot be used costs nothing but time: the till then reads the feed from its
beginning.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.files import make_private
from memberpos.store import held as held_store
from memberpos.store import seeding, sync_state
from memberpos.store.database import Database
from memberpos.store.writer import SYNC
from memberpos.sync import apply, apply_people, archive, house, pages, pull
from memberpos.sync.applying import Context, Outcome, incl_row
from memberpos.sync.archive import Manifest
from memberpos.sync.client import Answer, Signer
from memberpos.sync.pages import Row
from memberpos.sync.protocol import WireError, signed_by, unb64
from memberpos.sync.push import Store

#: Bytes of one download, seconds of copying in one call, seconds before a server that builds is asked again.
PIECE_BYTES, COPY_S, RETRY_S = 4 * 1024 * 1024, 1.0, 5.0
DONE = "done"
#: Memory that looks like a folder: the unpacked snapshot never touches the disk where there is one.
_MEMORY = Path("/dev/shm")  # noqa: S108
_ROWS = 100


class Line(Protocol):
    """How questions and files travel (`client.HqLink`)."""

    def get(self, url: str, target: str, signer: Signer) -> Answer: ...

    def download(self, url: str, target: str, start: int, end: int, sink: Callable[[bytes], object]) -> int: ...


class Checkpoints(Protocol):
    """Who folds into the database what is copied (`store.checkpointing.Checkpointer`)."""

    def begin(self) -> None: ...
    def end(self) -> None: ...
    def close(self) -> None: ...


class Seeder:
    """`folder` keeps what was downloaded; `checkpoints`: None leaves them to the writer; `clock` measures seconds."""

    def __init__(
        self,
        store: Store,
        line: Line,
        folder: Path,
        now_ms: Callable[[], int],
        new_id: Callable[[], UUID],
        checkpoints: Checkpoints | None = None,
        clock: Callable[[], float] = time.monotonic,
        memory: Path = _MEMORY,
    ) -> None:
        self._store, self._line, self._folder, self._checkpoints = store, line, folder, checkpoints
        self._now_ms, self._new_id, self._clock, self._memory = now_ms, new_id, clock, memory
        self._plain: Path | None = None

    def step(self, url: str, signer: Signer, keys: Sequence[bytes]) -> float | None:
        """One piece of work; seconds until the next, None when everything is here. Never raises for headquarters."""
        state = self._load()
        if state is None:
            return None
        try:
            if "manifest" not in state:
                return self._ask(state, url, signer, keys)
            if "table" not in state:
                return self._fetch(state, url)
            return self._copy(state)
        except PosError as error:
            if error.code in ("hq_unreachable", "db_busy"):
                return RETRY_S
            if error.code in ("disk_full", "read_only", "disk_error", "db_corrupt"):
                self._fold()
                raise
            self._give_up()
            return 0.0

    def close(self) -> None:
        """Deletes what was unpacked; a later run unpacks it again."""
        self._delete_plain()
        if self._checkpoints is not None:
            self._checkpoints.close()

    def _delete_plain(self) -> None:
        if self._plain is not None:
            self._store.call(_detach_quietly, SYNC)
            shutil.rmtree(self._plain.parent, ignore_errors=True)
            self._plain = None

    def _load(self) -> dict[str, Any] | None:
        text, buckets = self._store.call(
            lambda db: (sync_state.get(db, pull.SEEDED, ""), sync_state.get(db, pull.BUCKETS, "[]")), SYNC
        )
        if text == DONE:
            return None
        if not text:
            return {"todo": json.loads(buckets), "cursors": []}
        return dict(json.loads(text))

    def _save(self, state: Mapping[str, Any]) -> None:
        self._store.call(lambda db: _save(db, state), SYNC)

    # -- asking and fetching

    def _ask(self, state: dict[str, Any], url: str, signer: Signer, keys: Sequence[bytes]) -> float | None:
        if not state["todo"]:
            self._finish(state)
            return None
        answer = self._line.get(url, f"/v1/snapshot?bucket={state['todo'][0]}", signer)
        if answer.status == 503 and answer.code == "building":
            return RETRY_S
        if answer.status >= 500 or (not answer.code and answer.status != 200):
            raise PosError("hq_unreachable", status=answer.status)
        if answer.status != 200 or not _signed(answer.value, keys):
            raise PosError("bad_file", what="snapshot")
        try:
            manifest = archive.decode_manifest(answer.value)
        except WireError as error:
            raise PosError("bad_file", what="snapshot") from error
        if manifest.bucket != state["todo"][0]:
            raise PosError("bad_file", what="snapshot")
        self._save(state | {"manifest": archive.signed_part(answer.value)})
        return 0.0

    def _fetch(self, state: dict[str, Any], url: str) -> float:
        manifest = archive.decode_manifest(state["manifest"])
        part = self._part(manifest)
        have = part.stat().st_size if part.exists() else 0
        if have < manifest.size:
            self._download(url, manifest, part, have)
            return 0.0
        if have > manifest.size or archive.digest_of(part) != manifest.sha256:
            part.unlink()
            raise PosError("bad_file", what="snapshot")
        self._unpack(manifest, part)
        self._save(state | {"table": seeding.order()[0], "row": 0} | self._store.call(_prepare, SYNC))
        return 0.0

    def _download(self, url: str, manifest: Manifest, part: Path, have: int) -> None:
        if not part.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            make_private(part)
        with part.open("ab") as file:
            self._line.download(url, manifest.url, have, min(manifest.size, have + PIECE_BYTES), file.write)

    def _part(self, manifest: Manifest) -> Path:
        return self._folder / f"{manifest.sha256}.part"

    def _unpack(self, manifest: Manifest, part: Path) -> None:
        roomy = self._memory.is_dir() and shutil.disk_usage(self._memory).free > 8 * manifest.size
        place = Path(tempfile.mkdtemp(prefix="memberpos-seed-", dir=self._memory if roomy else self._folder))
        self._plain = place / "snapshot.db"
        make_private(self._plain)
        archive.open_sealed(part, self._plain, manifest.secret)
        self._store.call(lambda db: seeding.attach(db, place / "snapshot.db"), SYNC)

    # -- copying

    def _copy(self, state: dict[str, Any]) -> float:
        manifest = archive.decode_manifest(state["manifest"])
        if self._checkpoints is not None:
            self._checkpoints.begin()
        if state["table"] in _SEARCH:  # made of what is here now
            self._delete_plain()
        elif self._plain is None:  # the program was started anew
            self._unpack(manifest, self._part(manifest))
        until_s = self._clock() + COPY_S
        while state.get("table") and self._clock() < until_s:
            state = self._store.call(lambda db, s=state: self._slice(db, s), SYNC)  # type: ignore[misc]
        if not state.get("table"):
            self._next_bucket(state, manifest)
        return 0.0

    def _slice(self, db: Database, state: dict[str, Any]) -> dict[str, Any]:
        """One transaction: some rows, and where the next one begins."""
        table, row = str(state["table"]), int(state["row"])
        if table in _SEARCH:
            return self._search(db, state)
        with db.transaction():
            after = self._rows(db, table, row, parts=not state.get("fresh"))
            held_store.forget_changes(db)
            done = {**state, "table": _after(table, known=bool(state.get("known"))), "row": 0}
            following = {**state, "row": after} if after > row else done
            sync_state.put(db, pull.SEEDED, json.dumps(following))
        return following

    def _rows(self, db: Database, table: str, row: int, *, parts: bool) -> int:
        """Copies rows behind `row`; gives the last one, or `row` when there are no more."""
        if table in seeding.COPIES:
            until = min(row + seeding.SLICE_ROWS, seeding.size(db, table))
            if until > row:
                seeding.copy(db, table, row, until, self._now_ms(), parts=parts)
            return until
        return max([row, *self._by_rule(db, table, row)])

    def _by_rule(self, db: Database, table: str, row: int) -> list[int]:
        """What is not simply copied; gives the rows that were looked at."""
        context = self._context(db)
        if table == "doc":
            docs = seeding.documents(db, row, _ROWS)
            apply.rows(context, [Row(e, i, ver, 0, f, gone, {}) for _, e, i, ver, gone, f in docs])
            house.book_erased(db, context.outcome.erased, self._now_ms(), self._new_id)
            house.book_cards(db, context.outcome.cards, self._now_ms(), self._new_id)
            return [one[0] for one in docs]
        if table == "row":
            held = seeding.held_rows(db, row, _ROWS)
            apply_people.held_rows(context, [one[1:] for one in held])
            return [one[0] for one in held]
        if table == "known_account":
            accounts = seeding.known_accounts(db, row, _ROWS)
            apply.rows(context, [_known_account(db, account, member, ver) for _, account, member, ver in accounts])
            return [one[0] for one in accounts]
        members = seeding.known_members(db, row, _ROWS)
        pull.note_wanted(db, {member for _, member in members})
        return [one[0] for one in members]

    def _context(self, db: Database) -> Context:
        device = str(sync_state.identity(db).device_id)
        return Context(db, Outcome(), incl_row(db, seeding.last_seq(db, device)), self._now_ms())

    def _search(self, db: Database, state: dict[str, Any]) -> dict[str, Any]:
        """One index of the search, or (a till filled anew) one part of all phone numbers; each is made in one go."""
        missing = seeding.missing_indexes(db)
        if missing:
            with db.transaction():
                seeding.make_index(db, missing[0])
            return state
        if not state.get("fresh"):
            return {**state, "table": ""}
        step = int(state["row"]) if state["table"] == "part" else 0
        with db.transaction():
            more = seeding.add_parts(db, step)
            following = {**state, "table": "part" if more else "", "row": step + 1}
            sync_state.put(db, pull.SEEDED, json.dumps(following))
        return following

    def _next_bucket(self, state: dict[str, Any], manifest: Manifest) -> None:
        self._delete_plain()
        self._part(manifest).unlink(missing_ok=True)
        cursors = [*state["cursors"], pages.encode_cursor(manifest.cursor)]
        self._save({"todo": state["todo"][1:], "cursors": cursors})
        self._fold()

    def _fold(self) -> None:
        if self._checkpoints is not None:
            self._checkpoints.end()

    def _finish(self, state: Mapping[str, Any]) -> None:
        cursors = [pages.decode_cursor(cursor) for cursor in state["cursors"]]
        self._store.call(lambda db: _finish(db, _oldest(cursors)), SYNC)

    def _give_up(self) -> None:
        """Without snapshots: the feed from its beginning."""
        self._delete_plain()
        self._store.call(_restore_search, SYNC)
        self._store.call(lambda db: _finish(db, {}), SYNC)
        self._fold()


_KNOWN, _ORDER = ("known_account", "known_member"), ("doc", "row", "index")
#: What is made at the end, when the snapshot itself is needed no more.
_SEARCH = ("index", "part")


def _after(table: str, *, known: bool) -> str:
    names: tuple[str, ...] = (*seeding.order(), *(_KNOWN if known else ()), *_ORDER)
    return names[names.index(table) + 1]


def _prepare(db: Database) -> dict[str, bool]:
    """`fresh`: the search is built anew at the end; `known`: members were here before, maybe in an older version."""
    known = seeding.knows_members(db)
    if seeding.is_fresh(db):
        with db.transaction():
            seeding.drop_search(db)
        return {"fresh": True, "known": known}
    seeding.index_snapshot(db)
    return {"fresh": False, "known": known}


def _restore_search(db: Database) -> None:
    """What was copied before the rest was given up can be found, too."""
    missing = seeding.missing_indexes(db)
    for name in missing:
        with db.transaction():
            seeding.make_index(db, name)
    more, step = bool(missing), 0
    while more:
        with db.transaction():
            more = seeding.add_parts(db, step)
        step += 1


def _detach_quietly(db: Database) -> None:
    if any(row[1] == "snap" for row in db.all("PRAGMA database_list")):
        seeding.detach(db)


def _known_account(db: Database, account: str, member: str, ver: int) -> Row:
    fields = {
        "member": member, "balances": seeding.balances_of(db, account), "lots": seeding.lots_of(db, account),
        "rows": [],
    }  # fmt: skip
    return Row("account", account, ver, 0, fields)


def _save(db: Database, state: Mapping[str, Any]) -> None:
    with db.transaction():
        sync_state.put(db, pull.SEEDED, json.dumps(state))


def _finish(db: Database, cursor: Mapping[int, tuple[int, int]]) -> None:
    with db.transaction():
        pull.put_cursor(db, cursor)
        sync_state.put(db, pull.SEEDED, DONE)


def _oldest(cursors: Sequence[Mapping[int, tuple[int, int]]]) -> dict[int, tuple[int, int]]:
    """Where the feed must be read from so that no bucket misses anything."""
    if not cursors:
        return {}
    shared = set.intersection(*(set(cursor) for cursor in cursors))
    return {shard: min(cursor[shard] for cursor in cursors) for shard in shared}


def _signed(value: Mapping[str, Any], keys: Sequence[bytes]) -> bool:
    signature = value.get("sig")
    try:
        return isinstance(signature, str) and signed_by(keys, unb64(signature, "sig"), archive.manifest_bytes(value))
    except (WireError, KeyError, TypeError):
        return False

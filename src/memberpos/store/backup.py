"""Backup and restore: one file with the encrypted copy, the keys without this machine's, and a manifest.

The file is a ZIP without compression (encrypted pages do not shrink): `memberpos.db`, `keys.json` with nothing but the
recovery code's wrap, `manifest.json` last. A backup counts only after its copy was opened and proved, and the file was
read back. A restored till has no rights: what it may spend offline is given anew by headquarters.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlcipher3 import dbapi2

from memberpos.domain.errors import PosError
from memberpos.files import make_private, os_refusal, sync_file, sync_folder, write_whole
from memberpos.security import keys
from memberpos.security.keys import KeyFile, KeyPlace, Random
from memberpos.security.keystore import FILE, RING
from memberpos.store import outbox, rebirth, sync_state
from memberpos.store.database import SCHEMA_VERSION, Database, open_database
from memberpos.store.errors import raise_translated
from memberpos.store.verify import verify

FORMAT, VERSION = "memberpos-backup", 1
DATABASE, KEYS, MANIFEST = "memberpos.db", "keys.json", "manifest.json"
_CHUNK = 1 << 20
_MOST_JSON = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError)

#: Differences found in the books of a database; empty = sound.
Check = Callable[[Database], Sequence[object]]


def books(db: Database) -> Sequence[object]:
    """What `memberpos verify` finds wrong."""
    return verify(db).differences


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: schema, when (UTC ms) and by which program it was made, the device and its last event."""

    schema: int
    made_at_ms: int
    app: str
    device_id: str
    last_seq: int
    last_hash: str
    db_bytes: int
    db_sha256: str


def write_backup(
    source: Database, key: bytes, keyfile: KeyFile, target: Path, *, now_ms: int, app: str, check: Check = books
) -> Manifest:
    """Copies `source` (any connection; the till may go on selling) to the file `target`, proved, or not at all.

    PosError disk_full, read_only …; db_corrupt when the copy's pages or books are not sound.
    """
    copy, part = _beside(target, ".copy"), _beside(target, ".part")
    with _translated():
        _refuse_no_room(source.path, target.parent)
        try:
            _copy(source, key, copy)
            identity = _prove(copy, key, check)
            manifest = _pack(part, copy, keyfile.without(RING, FILE), identity, now_ms, app)
            _read_back(part, manifest)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            copy.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """The manifest of a backup; PosError not_found, bad_file."""
    with _translated(), _reading(), zipfile.ZipFile(file) as archive:
        return _manifest(archive)


def restore_backup(
    file: Path, database: Path, place: KeyPlace, code: str, *, random: Random, new_device: UUID, check: Check = books
) -> Manifest:
    """Brings a backup back as `database` with keys at `place`, opened with the recovery `code`.

    The database appears last and whole. PosError not_empty, not_found, bad_file, wrong_code, db_newer, db_corrupt,
    disk_full, read_only.
    """
    if database.exists() and database.stat().st_size:
        raise PosError("not_empty", what="home")
    part = _beside(database, ".part")
    with _translated():
        try:
            manifest, keyfile = _unpack(file, part)
            key = keys.open_with_code(keyfile, code)
            _prove(part, key, check)
            _begin_anew(part, key, new_device)
            write_whole(place.keys, keyfile.to_bytes())
            keys.recover(place, code, random)
            part.replace(database)
            sync_folder(database.parent)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def _refuse_no_room(database: Path, folder: Path) -> None:
    needed = 2 * database.stat().st_size + _CHUNK
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise PosError("disk_full", free_bytes=free, needed_bytes=needed)


def _copy(source: Database, key: bytes, path: Path) -> None:
    path.unlink(missing_ok=True)
    make_private(path)
    copy = open_database(path, key)
    try:
        source.connection.backup(copy.connection)
        copy.all("PRAGMA journal_mode=DELETE")  # one file, also for who only reads it
    finally:
        copy.close()


def _prove(path: Path, key: bytes, check: Check) -> tuple[str, int, str]:
    """Every page's HMAC, the b-trees, the books; returns device id, last seq and hash."""
    db = open_database(path, key, read_only=True)
    try:
        broken = db.all("PRAGMA cipher_integrity_check")
        if broken or db.value("PRAGMA quick_check") != "ok":
            raise PosError("db_corrupt", pages=len(broken))
        differences = check(db)
        if differences:
            raise PosError("db_corrupt", reason="books", differences=len(differences))
        seq, digest = outbox.last(db)
        return str(sync_state.get(db, "device_id", "")), seq, digest.hex()
    finally:
        db.close()


def _pack(part: Path, copy: Path, keyfile: KeyFile, identity: tuple[str, int, str], now_ms: int, app: str) -> Manifest:
    make_private(part)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        with copy.open("rb") as source, archive.open(_entry(DATABASE), "w", force_zip64=True) as target:
            size, digest = _pour(source, target)
        manifest = Manifest(SCHEMA_VERSION, now_ms, app, *identity, db_bytes=size, db_sha256=digest)
        archive.writestr(_entry(KEYS), keyfile.to_bytes())
        document = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
        archive.writestr(_entry(MANIFEST), json.dumps(document, indent=1))
    sync_file(part)
    return manifest


def _read_back(part: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(part) as archive, archive.open(DATABASE) as source:
        if _manifest(archive) != manifest or _pour(source, None) != (manifest.db_bytes, manifest.db_sha256):
            raise PosError("disk_error", what="backup")


def _unpack(file: Path, part: Path) -> tuple[Manifest, KeyFile]:
    with _reading(), zipfile.ZipFile(file) as archive:
        manifest = _manifest(archive)
        if manifest.schema > SCHEMA_VERSION:
            raise PosError("db_newer", version=manifest.schema, newest=SCHEMA_VERSION)
        keyfile = keys.parse(_small(archive, KEYS))
        info = archive.getinfo(DATABASE)
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != manifest.db_bytes:
            raise PosError("bad_file", what="backup")
        part.unlink(missing_ok=True)
        make_private(part)
        with archive.open(info) as source, part.open("r+b") as target:
            poured = _pour(source, target)
        sync_file(part)
    if poured != (manifest.db_bytes, manifest.db_sha256):
        raise PosError("db_corrupt", reason="copy")
    return manifest, keyfile


def _begin_anew(path: Path, key: bytes, new_device: UUID) -> None:
    db = open_database(path, key)
    try:
        with db.transaction():
            rebirth.begin_anew(db, new_device)
        db.all("PRAGMA wal_checkpoint(TRUNCATE)")
        db.all("PRAGMA journal_mode=DELETE")
    finally:
        db.close()


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    document: dict[str, Any] = json.loads(_small(archive, MANIFEST))
    if document.pop("format") != FORMAT or document.pop("version") != VERSION:
        raise ValueError("not a backup of this version")
    manifest = Manifest(**document)
    if type(manifest.schema) is not int or type(manifest.db_bytes) is not int:
        raise ValueError("not a manifest")
    return manifest


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(_MOST_JSON + 1)
    if len(data) > _MOST_JSON:
        raise ValueError(f"{name} is too long")
    return data


def _entry(name: str) -> zipfile.ZipInfo:
    """A member without the machine's clock or rights in it."""
    return zipfile.ZipInfo(name)


def _pour(source: IO[bytes], target: IO[bytes] | None) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return size, digest.hexdigest()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what files and the driver raise into PosError."""
    try:
        yield
    except dbapi2.Error as error:
        raise_translated(error)
        raise
    except OSError as error:
        raise os_refusal(error) from error


@contextmanager
def _reading() -> Iterator[None]:
    """What a damaged or foreign file makes zipfile and json raise is the file's fault."""
    try:
        yield
    except (*_DAMAGED, KeyError, TypeError, ValueError) as error:
        raise PosError("bad_file", what="backup") from error

"""The feed loses nothing and doubles nothing, however many write; its pages are cut where a till can go on."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.hq.world import Clock, Till, World, open_till

from memberpos.hq import feed, pulling
from memberpos.hq.database import Pool
from memberpos.hq.feed import Page, Reset
from memberpos.hq.tx import Chain, Tx
from memberpos.sync import pages

WRITERS, EACH = 8, 40
NOBODY = UUID(int=0)


def write(world: World, key: UUID, names: list[str], bucket: int = 1, *, urgent: bool = False) -> None:
    def work(tx: Tx) -> None:
        tx.shard_key = key
        for name in names:
            tx.conn.execute("INSERT INTO catalog VALUES('product', %s, %s, '{}', 1, 1, %s)", (name, bucket, NOBODY))
            tx.tell([bucket], "product", f"{bucket}/{name}", 1, urgent=urgent)

    world.act(work)


def read(world: World, cursor: dict[int, tuple[int, int]], most: int = 50, buckets: tuple[int, ...] = (1,)) -> Page:
    found = world.pool.snapshot(lambda conn: feed.read(conn, NOBODY, cursor, buckets, most))
    assert isinstance(found, Page)
    return found


def everything(world: World, most: int = 50) -> list[str]:
    cursor: dict[int, tuple[int, int]] = {}
    found: list[str] = []
    while True:
        page = read(world, cursor, most)
        found += [row["id"] for row in page.rows]
        cursor = dict(page.cursor)
        if not page.more:
            return found


def test_eight_writers_and_a_reader_that_never_rests(world: World) -> None:
    """A cursor over a sequence loses a third of the rows here; positions in order of commit lose none."""
    stop, seen = threading.Event(), []

    def reader() -> None:
        cursor: dict[int, tuple[int, int]] = {}
        while True:
            last = stop.is_set()
            page = read(world, cursor, 7)
            seen.extend(row["id"] for row in page.rows)
            cursor = dict(page.cursor)
            if last and not page.more:
                return

    def writer(number: int) -> None:
        key = uuid4()
        for n in range(EACH):
            write(world, key, [f"{number}-{n}"])

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(WRITERS)]
    watcher = threading.Thread(target=reader)
    for thread in (watcher, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    watcher.join()
    assert len(seen) == len(set(seen))
    assert set(seen) == {f"1/{number}-{n}" for number in range(WRITERS) for n in range(EACH)}


@pytest.mark.parametrize("most", [1, 2, 5, 50])
def test_pages_of_any_size_come_to_the_same(world: World, most: int) -> None:
    names = [f"p{n}" for n in range(23)]
    for n, name in enumerate(names):
        write(world, UUID(int=n), [name], bucket=1 + n % 2)
    assert sorted(everything(world, most)) == sorted(f"1/{name}" for n, name in enumerate(names) if n % 2 == 0)


def test_what_is_urgent_comes_first(world: World) -> None:
    write(world, UUID(int=3), [f"late{n}" for n in range(9)])
    write(world, UUID(int=3), ["lost"], urgent=True)
    assert read(world, {}, 1).rows[0]["id"] == "1/lost"


def test_a_row_that_is_not_visible_yet_is_waited_for(world: World) -> None:
    """On several nodes the feed's row may be there before the entity's: the cursor stays before it."""

    def work(tx: Tx) -> None:
        tx.conn.execute("INSERT INTO purse VALUES(%s, %s, 4)", (UUID(int=5), UUID(int=6)))
        tx.tell([1], "account", str(UUID(int=5)), 5)

    world.act(work)
    page = read(world, {})
    assert (page.rows, page.more) == ((), True)
    world.run(lambda conn: conn.execute("UPDATE purse SET ver = 5"))
    assert [row["ver"] for row in read(world, dict(page.cursor)).rows] == [5]


def test_steps_let_a_till_commit_a_hundred_rows_at_a_time(world: World) -> None:
    for n in range(5):
        write(world, UUID(int=n), [f"s{n}-{m}" for m in range(60)])
    page = read(world, {}, 1000)
    assert [count for count, _ in page.steps] == [100, 200]
    cursor: dict[int, tuple[int, int]] = dict(page.steps[0][1])
    rest = read(world, cursor, 1000)
    assert [row["id"] for row in rest.rows] == [row["id"] for row in page.rows[100:]]
    decoded = pages.decode_page(
        {
            "cursor": pages.encode_cursor(page.cursor), "rows": list(page.rows), "more": False, "incl_seq": 0,
            "steps": [[count, pages.encode_cursor(at)] for count, at in page.steps],
        }
    )  # fmt: skip
    assert [len(rows) for rows, _ in decoded.parts()] == [100, 100, 100]


def test_cursors_of_another_history_or_too_old_begin_anew(world: World) -> None:
    write(world, UUID(int=1), ["a", "b"])
    good = dict(read(world, {}).cursor)
    shard, (pos, mark) = next(iter(good.items()))

    def outcome(cursor: dict[int, tuple[int, int]]) -> object:
        return world.pool.snapshot(lambda conn: feed.read(conn, NOBODY, cursor, (1,), 5))

    assert outcome({shard: (pos + 1, mark)}) == Reset("history"), "beyond the head: headquarters was put back"
    assert outcome({shard: (pos, mark ^ 1)}) == Reset("history")
    assert outcome({999: (1, 1)}) == Reset("history")
    assert isinstance(outcome(good), Page)
    world.clock.ms += 10
    write(world, UUID(int=1), ["c"])
    assert world.run(lambda conn: feed.prune(conn, world.clock.ms)) == 1
    page = outcome(good)
    assert isinstance(page, Page)
    assert [row["id"] for row in page.rows] == ["1/c"], "a till of a quiet shard has missed nothing"
    assert outcome({shard: (pos - 1, mark)}) == Reset("pruned"), "this one missed b"
    assert outcome({}) == Reset("pruned")


def test_a_till_gets_its_own_stores_bucket_only(world: World, till: Till, tmp_path: Path) -> None:
    till.join(world)
    for bucket, status in (("s:2", 403), ("m", 403), ("x", 400), ("s:1", 200), ("g", 200)):
        value = {"cursor": {}, "buckets": [bucket], "max": 5, "schema": 1, "wait_s": 0}
        assert world.post("hq", "/v1/pull", value, signer(till)).status == status, bucket
    assert pulling.names(Chain(16, all_members=True), 3) == ["g", "m", "s:3"]


def signer(till: Till):  # type: ignore[no-untyped-def]
    from memberpos.store.secrets import DEVICE_KEY, SecretBox
    from memberpos.sync.client import Signer

    key = SecretBox(till.db).get(DEVICE_KEY)
    assert key is not None
    return Signer(str(till.device), key)


def test_pulls_are_answered_by_a_replica(world: World, till: Till) -> None:
    """The reading pool is another one: nothing of a pull needs to write."""
    till.join(world)
    write(world, UUID(int=1), ["a"])
    replica = Pool(world.url + ("&" if "?" in world.url else "?") + "options=-cdefault_transaction_read_only%3Don")
    found = replica.snapshot(lambda conn: conn.execute("SELECT 1").fetchone())
    assert found == (1,)
    replica.close()


def test_many_tills_in_a_small_chain_share_all_members(database: str, clock: Clock, tmp_path: Path) -> None:
    from memberpos.hq import schema

    world = World(database, clock=clock)
    schema.choose(world.pool, members_to="all")
    world.start()
    one, other = open_till(tmp_path / "one.db", clock), open_till(tmp_path / "other.db", clock)
    one.join(world, "S1")
    other.join(world, "S2")
    one.add(1, account=str(uuid4()), kind="member.enrol")
    one.sync(world)
    other.sync(world)
    assert other.db.value("SELECT count(*) FROM member") == 1
    for till in (one, other):
        till.db.close()
    world.pool.close()

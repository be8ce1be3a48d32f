"""What an operator sees and does: figures, waiting tills, certificates, the document of the interface."""

from __future__ import annotations

import os
import ssl
import threading
import time
from pathlib import Path
from uuid import UUID

import urllib3
from tests.hq.test_api import signer
from tests.hq.world import START_MS, Till, World, served
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.hq import authoring, catalog, certificates, entities, openapi, schema_v1
from memberpos.hq.database import Pool
from memberpos.hq.entities import Wanted
from memberpos.hq.metrics import Metrics
from memberpos.hq.news import News
from memberpos.hq.worker import Worker
from memberpos.sync import pull
from memberpos.sync.client import HqClient
from memberpos.sync.listener import Listener


def test_figures(world: World, till: Till) -> None:
    from memberpos.hq.web import Request

    till.add(3)
    till.join(world)
    till.sync(world)
    world.hq.handle(Request("GET", "/nowhere", {}))
    text = world.hq.handle(Request("GET", "/metrics", {})).text
    assert text is not None
    lines = text.splitlines()
    assert "hq_events_total 3" in lines
    assert 'hq_tills{state="active"} 1' in lines
    assert 'hq_requests_total{path="other",status="404"} 1' in lines
    assert any(line.startswith('hq_request_seconds_bucket{path="/v1/sync",le="+Inf"}') for line in lines)
    assert "hq_exposure_fen 0" in lines
    assert "hq_unsent_events 0" in lines
    world.run(lambda c: c.execute("UPDATE device SET left_n = 12, left_since_ms = %s", (world.clock.ms - 90_000,)))
    text = world.hq.handle(Request("GET", "/metrics", {})).text
    assert text is not None
    assert {"hq_unsent_events 12", "hq_unsent_oldest_seconds 90"} <= set(text.splitlines())


def test_a_crowd_is_told_to_come_less_often() -> None:
    metrics = Metrics(clock=iter((0.0, 0.1)).__next__)
    with metrics.request("/x") as done:
        assert metrics.in_flight == 1
        done(200)
    assert metrics.in_flight == 0
    assert 'hq_request_seconds_count{path="/x"} 1' in metrics.text({})


def test_news_are_told_once_to_those_who_wait() -> None:
    news, heard = News(), []
    stop = news.wait([1, 2], lambda: heard.append("a"))
    news.wait([3], lambda: heard.append("b"))
    assert news.waiting == 2
    news.tell([2])
    news.tell([2])
    stop()
    assert heard == ["a"]
    news.tell_all()
    assert heard == ["a", "b"]


def test_a_waiting_till_hears_of_a_change_at_once(world: World, till: Till) -> None:
    """Over HTTP: the answer of a long question comes when another changes something, not before."""
    till.join(world)
    till.sync(world)
    world.clock.ms = time.time_ns() // 1_000_000
    request = pull.request(till.db)
    assert request is not None
    heard = threading.Event()
    with served(world.hq) as url:
        till.db.execute("UPDATE sync_state SET v = ? WHERE k = 'hq_url'", (url,))
        from memberpos.sync.client import system_link

        link = system_link("0.1.0")
        listener = Listener(till.store, link, heard.set)
        listener.start()
        listener.listen(20)
        wait_until(lambda: world.hq.news.waiting == 1, 10)
        assert not heard.is_set()
        world.act(lambda tx: authoring.block_card(tx, os.urandom, "600999"))
        assert heard.wait(10)
        listener.stop()
        link.close()
    assert till.sync(world).pulled >= 1


def test_the_interface_is_described_and_served(world: World) -> None:
    from memberpos.hq.web import Request

    served_doc = world.hq.handle(Request("GET", "/v1/openapi.json", {})).value
    assert served_doc == openapi.document()
    described = set(served_doc["paths"])
    assert described == {path for _, path in world.hq._routes} | {"/v1/snapshots/{sha256}"}
    text = str(served_doc)
    for name in served_doc["components"]["schemas"]:
        assert f"#/components/schemas/{name}" in text, name


def test_a_chain_of_its_own_trust(world: World, till: Till, tmp_path: Path) -> None:
    """`hq tls` makes an authority and a certificate; a till that pins the authority trusts nobody else."""
    world.clock.ms = time.time_ns() // 1_000_000
    ca, cert, key = certificates.make(tmp_path / "tls", ["127.0.0.1", "hq.shop"], world.clock.ms)
    again = certificates.make(tmp_path / "tls", ["127.0.0.1"], world.clock.ms)
    assert (ca, cert, key) == again
    assert (key.stat().st_mode & 0o077, (tmp_path / "tls" / certificates.CA_KEY).stat().st_mode & 0o077) == (0, 0)
    with served(world.hq, certfile=str(cert), keyfile=str(key)) as url:
        trusting = HqClient(url, lambda: int(time.time()), lambda: "n" * 20, "0.1.0", str(ca))
        assert trusting.get("/v1/time").status == 200
        trusting.close()
        http = urllib3.PoolManager(retries=False, ssl_context=ssl.create_default_context())
        try:
            http.request("GET", f"{url}/v1/time")
            raise AssertionError("a stranger's certificate was trusted")
        except urllib3.exceptions.SSLError:
            pass
        finally:
            http.clear()


def test_rows_as_they_go_down(world: World, till: Till) -> None:
    till.join(world)
    doc = {"sku": "tea", "name": "绿茶", "price_fen": 100}
    world.act(lambda tx: authoring.put_row(tx, os.urandom, "product", doc, 1))
    wanted = [Wanted("product", "1/tea"), Wanted("product", "0/none"), Wanted("member", str(UUID(int=1)))]
    found = world.run(lambda conn: entities.load(conn, till.device, wanted))
    assert [(key, row["f"]["name"]) for key, row in found.items()] == [(("product", "1/tea"), "绿茶")]
    assert catalog.KINDS["product"] == "sku"
    assert len(schema_v1.STATEMENTS) > 30


def test_headquarters_own_chain_is_whole(world: World, till: Till) -> None:
    from memberpos.domain.chain import GENESIS, chain_hash

    till.join(world)
    for number in range(3):
        world.act(lambda tx, n=number: authoring.block_card(tx, os.urandom, f"60000{n}"))
    rows = world.rows(
        """SELECT e.device_id, e.seq, e.hlc, e.kind, e.kv, e.body, e.hash FROM event e JOIN device d USING(device_id)
        WHERE d.status = 9 ORDER BY e.seq"""
    )
    previous = GENESIS
    for device, seq, hlc, kind, kv, body, digest in rows:
        previous = chain_hash(previous, device, seq, hlc, kind, kv, bytes(body))
        assert previous == bytes(digest)
    assert [row[1] for row in rows] == [1, 2, 3]
    assert rows[0][2] >> 16 >= START_MS
    assert world.post("hq", "/v1/push", {}, signer(till)).status == 400


def test_a_database_that_died_is_brought_back_by_the_worker(world: World) -> None:
    """Again and again, also when that fails; afterwards the work goes on."""
    pool, tries = world.hq._pool, []
    world.hq._pool = Pool("postgresql://nobody@/none?host=/nowhere", sleep=lambda _: None)

    def revive() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise PosError("hq_refused", what="pg_ctl")
        world.hq._pool = pool

    worker = Worker(world.hq, os.urandom, every_s=0.01, revive=revive)
    worker.start()
    wait_until(lambda: len(tries) == 3, 20)
    world.act(lambda tx: authoring.block_card(tx, os.urandom, "600999"))
    planned = "SELECT state FROM worker WHERE name = 'allocator'"
    wait_until(lambda: world.rows(planned) not in ([], [("{}",)]), 20)
    worker.stop()
    assert len(tries) == 3

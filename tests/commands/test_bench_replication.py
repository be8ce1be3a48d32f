"""The figures between till and headquarters: measured on real parts, and a run that proves nothing says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.world import server_url

from memberpos.commands import bench, hq
from memberpos.commands.benchmarks import headquarters, push, replication, tills, visible
from memberpos.commands.benchmarks.figures import Floored, InvalidRunError, LeftOutError, Rate
from memberpos.commands.benchmarks.subject import Subject, subject
from memberpos.hq import postgres_files


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Subject]:
    monkeypatch.setattr(replication, "_PAGE_ROWS", 100)
    with subject(tmp_path / "home", 211) as made:
        yield made


@pytest.fixture
def server(request: pytest.FixtureRequest) -> str:
    return server_url(request.config)


def test_rows_applied(shop: Subject) -> None:
    rate = replication.pull(shop, 3)
    assert (rate.name, rate.n) == ("pull", 300)
    assert rate.per_s > 0
    assert rate.document()["floor_per_s"] > 0


def test_rows_that_are_not_applied_prove_nothing(shop: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    from memberpos.sync import pull

    monkeypatch.setattr(pull, "take", lambda *_: pull.Pulled())
    with pytest.raises(InvalidRunError):
        replication.pull(shop, 1)


def test_a_new_till_filled(shop: Subject, tmp_path: Path) -> None:
    rate = replication.bootstrap(shop, tmp_path)
    assert (rate.name, rate.n, set(rate.more)) == ("bootstrap", 211, {"seconds", "download_mb"})


@pytest.fixture
def few_sales(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in (
        (push, "BATCH", 10), (push, "TILLS", 2), (push, "AT_ONCE", 2), (tills, "MEMBERS", 10),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)


@pytest.mark.usefixtures("few_sales")
def test_events_over_http(server: str, tmp_path: Path) -> None:
    rate = push.measure(tmp_path, 1, server)
    assert (rate.name, rate.n, rate.more["tills"]) == ("push", 40, 2)
    assert rate.more.keys() >= {"batch", "ingest_per_s"}
    assert min(rate.per_s, rate.floor_per_s) > 0


@pytest.mark.usefixtures("few_sales")
def test_a_floor_that_leaves_rows_out_proves_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = push._write
    monkeypatch.setattr(push, "_write", lambda conn, batches: whole(conn, [one[:-2] for one in batches]))
    with pytest.raises(InvalidRunError, match="the floor did not write"):
        push.measure(tmp_path, 1, server)


def test_a_sale_seen_at_the_other_till(server: str, tmp_path: Path) -> None:
    figure = visible.measure(tmp_path, 2, server)
    assert (figure.name, figure.n) == ("visible", 2)
    assert figure.document()["p95_ms"] > 0


def test_without_headquarters_packages_its_figures_are_left_out(
    shop: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hq, "find_spec", lambda name: None if name == "psycopg" else name)
    with pytest.raises(LeftOutError, match="not installed: psycopg"):
        headquarters.needed()
    names = ("push", "visible", "bootstrap", "pull")
    figures = list(bench.measured(tmp_path / "bench", 211, names, quick=True))
    assert [figure.name for figure in figures] == ["pull"]
    assert capsys.readouterr().err.splitlines() == [
        f"{name} left out: not installed: psycopg (memberpos[hq])" for name in names[:3]
    ]


def test_without_a_postgresql_they_are_left_out_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_files, "find_spec", lambda _name: None)
    with pytest.raises(LeftOutError, match="no PostgreSQL"):
        push.measure(tmp_path, 1)


def test_a_rate_and_its_goals() -> None:
    rate = Rate("push", 100, 900.0, 1000.0, (Floored("per_s", 1000), Floored("ratio", 0.5)), {"batch": 100})
    assert rate.document() == {
        "name": "push",
        "n": 100,
        "per_s": 900.0,
        "floor_per_s": 1000.0,
        "ratio": 0.9,
        "batch": 100,
    }
    assert rate.missed() == [Floored("per_s", 1000)]
    line = bench.table([rate], {"machine": "x"})[1]
    assert "per_s ≥ 1000 MISSED, ratio ≥ 0.5 met" in line

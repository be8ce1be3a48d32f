"""The figures between till and headquarters: measured on real parts, and a run that proves nothing says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.world import public_folder

from memberpos.commands import bench
from memberpos.commands.benchmarks import replication
from memberpos.commands.benchmarks.figures import Floored, InvalidRunError, Rate
from memberpos.commands.benchmarks.subject import Subject, subject


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Subject]:
    monkeypatch.setattr(replication, "_PAGE_ROWS", 100)
    with subject(tmp_path / "home", 211) as made:
        yield made


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


def test_events_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replication, "BATCH", 10)
    monkeypatch.setattr(replication, "TILLS", 2)
    rate = replication.push(public_folder(), 1)
    assert (rate.name, rate.n) == ("push", 20)
    assert rate.document()["ratio"] > 0


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

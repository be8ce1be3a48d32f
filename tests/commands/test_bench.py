from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos.cli import main
from memberpos.commands import bench
from memberpos.commands.benchmarks import look_ups, member_table, responsiveness, sale, start, taking_over, window
from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples, percentile
from memberpos.commands.benchmarks.probe import probe
from memberpos.commands.benchmarks.subject import Subject, person, subject
from memberpos.domain.search import pinyin_of
from memberpos.services import member_list, members
from memberpos.store.verify import verify

MEMBERS = 400
KEYS = {"name", "n", "median_ms", "p99_ms", "floor_ms", "ratio"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    with subject(tmp_path_factory.mktemp("bench") / "home", MEMBERS) as made:
        yield made


def test_the_percentile_is_a_sample_that_so_many_do_not_exceed() -> None:
    assert percentile(range(1, 101), 99) == 99
    assert percentile([3.0, 1.0], 99) == 3.0
    assert percentile([7.0], 50) == 7.0


def test_a_figure_tells_the_goals_it_missed() -> None:
    slow = Samples([0.004, 0.008, 0.012], [0.002, 0.002, 0.001])
    figure = slow.figure("x", Goal("ratio", 4), Goal("p99_ms", 10), sales=3)
    assert figure == Figure("x", 3, 8.0, 12.0, 2.0, 4.0, figure.goals, {"sales": 3})
    assert figure.missed() == [Goal("p99_ms", 10)]
    assert figure.document().keys() == KEYS | {"sales"}
    (_, line, machine) = bench.table([figure], {"cpu": 1.0})
    assert "ratio ≤ 4 met, p99_ms ≤ 10 MISSED; sales 3" in line
    assert machine == "machine: cpu 1.0"


def test_members_are_as_the_service_makes_them(shop: Subject) -> None:
    db = shop.home.open_database()
    one = shop.person(7)
    assert members.count(db) == MEMBERS
    ours = db.one("SELECT k_name, k_given, k_phone, k_phone_rev FROM member WHERE id = ?", (one.id,))
    enrolled = members.enrol(shop.use(db), members.EnrolRequest(one.name, one.phone))
    theirs = db.one("SELECT k_name, k_given, k_phone, k_phone_rev FROM member WHERE id = ?", (enrolled.member_id,))
    assert tuple(ours or ()) == tuple(theirs or ())
    assert members.profile(db, one.id, shop.now_ms).card_number == one.card
    assert verify(db).ok
    db.close()


def test_names_are_many_and_most_are_read_as_the_program_reads_them() -> None:
    names = [person(number).name for number in range(3000)]
    assert len(set(names)) > 2000
    assert len({person(number).phone for number in range(3000)}) == 3000
    from memberpos.commands.benchmarks.subject import _pinyin

    assert sum(_pinyin(name) == pinyin_of(name) for name in names[:300]) > 270


def test_the_sale_is_measured_beside_the_same_rows(shop: Subject, tmp_path: Path) -> None:
    figure = sale.measure(shop, tmp_path, 3, floor_limit=1e9)
    assert (figure.name, figure.n) == ("sale", 3)
    assert figure.floor_ms > 0
    assert 0 < figure.median_ms <= figure.p99_ms
    assert figure.document().keys() == KEYS | {"fdatasync_ms"}


def test_a_floor_far_above_the_disk_proves_nothing(shop: Subject, tmp_path: Path) -> None:
    with pytest.raises(InvalidRunError, match="times the disk"):
        sale.measure(shop, tmp_path, 1, floor_limit=0)


def test_a_floor_that_does_not_do_the_work_is_found_out(
    shop: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sale.batches
    monkeypatch.setattr(sale, "batches", lambda written: whole(written)[:-1])
    with pytest.raises(InvalidRunError, match="same rows"):
        sale.measure(shop, tmp_path, 1, floor_limit=1e9)


def test_every_kind_of_search_finds_whom_it_looks_for(shop: Subject) -> None:
    figures = look_ups.searches(shop, 4)
    kinds = "name1 name given pinyin initials phone_tail phone_part phone card none".split()  # noqa: SIM905
    assert [figure.name for figure in figures] == [f"search_{kind}" for kind in kinds]


def test_a_search_that_finds_nobody_is_found_out(shop: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "search", lambda _db, _text, _limit: [])
    with pytest.raises(InvalidRunError, match="search_name1: 0 members"):
        look_ups.searches(shop, 1)


def test_the_day_s_report_agrees_with_the_floor(shop: Subject) -> None:
    figure = look_ups.day_close(shop, 30, 2)
    assert figure.more["sales"] >= 30
    assert figure.ratio > 0


def test_the_window_is_measured_to_its_paint(qapp: object, shop: Subject, tmp_path: Path) -> None:
    figure = window.card_to_profile(shop, 3)
    assert (figure.n, figure.name) == (3, "card_to_profile")
    assert min(figure.median_ms, figure.floor_ms) > 0
    gaps = responsiveness.event_loop_gap(shop, tmp_path, 4)
    assert gaps.more["max_ms"] >= gaps.p99_ms >= gaps.median_ms > 0


def test_jumps_are_measured_at_every_order(qapp: object, shop: Subject) -> None:
    figure = member_table.table_jump(shop, 1)
    assert (figure.name, figure.n) == ("table_jump", len(member_list.SORTS))
    assert min(figure.median_ms, figure.floor_ms, figure.more["order_s"]) > 0
    assert figure.more["extra_mb"] < 60


def test_an_import_is_measured_beside_the_same_rows(tmp_path: Path) -> None:
    figure = taking_over.measure(tmp_path, 40)
    assert figure.more.keys() == {"rows", "per_s", "floor_per_s"}
    assert figure.more["floor_per_s"] > figure.more["per_s"] > 0
    assert figure.goals == (), "forty rows say nothing of a hundred thousand"


def test_an_import_that_leaves_rows_out_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = taking_over.write_table
    monkeypatch.setattr(taking_over, "write_table", lambda path, rows: whole(path, rows - 1))
    with pytest.raises(InvalidRunError, match="39 members of 40 rows"):
        taking_over.measure(tmp_path, 40)


def test_an_easier_floor_of_an_import_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = taking_over._batches
    monkeypatch.setattr(taking_over, "_batches", lambda db, table: () if table == "lot" else whole(db, table))
    with pytest.raises(InvalidRunError, match="the floor wrote"):
        taking_over.measure(tmp_path, 40)


def test_a_start_is_measured_to_the_sign_in(tmp_path: Path) -> None:
    with subject(tmp_path / "home", 5) as made:
        pass
    figure = start.measure(made, tmp_path, 1)
    assert min(figure.median_ms, figure.floor_ms) > 0


def test_a_start_that_fails_is_no_figure(tmp_path: Path) -> None:
    with subject(tmp_path / "home", 5) as made, pytest.raises(InvalidRunError, match="started said ''"):
        start.measure(made, tmp_path, 1)


def test_the_command_prints_one_json_array(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--quick", "--members", "50", "--only", "search", "--json", "--dir", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert {one["name"] for one in json.loads(printed.out)} == {f"search_{kind}" for kind in look_ups.KINDS}
    assert list(tmp_path.glob("memberpos-bench-*")) == []


def test_an_invalid_run_fails_the_command(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(members, "search", lambda _db, _text, _limit: [])
    assert main(["bench", "--quick", "--members", "5", "--only", "search", "--dir", str(tmp_path)]) == 1
    assert "bench: search_name1" in capsys.readouterr().err


def test_the_probe_tells_of_the_machine(tmp_path: Path) -> None:
    found = probe(tmp_path)
    assert found["fdatasync_4k_ms"] > 0
    assert found["memcpy_gb_s"] > 0

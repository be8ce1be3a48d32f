"""`memberpos simulate` as its contract has it."""

from __future__ import annotations

import json

import pytest
from tests.hq.world import server_url

from memberpos import cli

pytestmark = pytest.mark.timeout(600)  # counted in steps: a busy machine takes its time
KEYS = {"ops", "events", "faults", "kills", "checks", "spends_refused", "violations", "digest"}


def test_a_run_as_json(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    url = server_url(request.config)
    words = ["simulate", "--tills", "2", "--ops", "40", "--seed", "5", "--database", url, "--json"]
    assert cli.main(words) == 0
    value = json.loads(capsys.readouterr().out)
    assert set(value) >= KEYS
    assert (value["ops"], value["violations"], len(value["digest"])) == (40, [], 64)


def test_several_runs_and_a_planted_bug(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    url = server_url(request.config)
    words = ["simulate", "--tills", "2", "--ops", "300", "--runs", "2", "--database", url, "--plant", "fact_refused"]
    assert cli.main([*words, "--json"]) == 1
    values = json.loads(capsys.readouterr().out)
    assert [value["seed"] for value in values] == [1, 2]
    assert any("exactly once" in line for value in values for line in value["violations"])


def test_plants_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--plant", "list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 12
    assert cli.main(["simulate", "--plant", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--ops", "0"], ["--tills", "x"], ["--seed"]])
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["simulate", *words])
    assert left.value.code == 2

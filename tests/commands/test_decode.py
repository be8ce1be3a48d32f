from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from memberpos.cli import main
from memberpos.devices.decode import DECODERS

FILE = Path(__file__).parent.parent / "data" / "vectors" / "device_frames.json"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """The records of the classes that have a codec."""
    records = [record for record in json.loads(FILE.read_text("utf-8")) if record["class"] in DECODERS]
    path = tmp_path / "known.json"
    path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    return path


def decoded(capsys: pytest.CaptureFixture[str], path: Path, *more: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["decode", "--vectors", str(path), "--json", *more])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("chunk", [(), ("--chunk", "1"), ("--chunk", "random:5"), ("--chunk", "glue")])
def test_all_known_records_are_right(known: Path, capsys: pytest.CaptureFixture[str], chunk: tuple[str, ...]) -> None:
    code, results = decoded(capsys, known, *chunk)
    assert code == 0
    assert [result["id"] for result in results if result["ok"] is not True] == []
    assert set(results[0]) == {"id", "ok", "got", "expected"}


def test_any_chunking_prints_the_same(known: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = [decoded(capsys, known, "--chunk", chunk) for chunk in ("1", "4", "random:1", "random:2", "glue")]
    assert all(one == printed[0] for one in printed)


def test_records_without_expectation_are_decoded_all_the_same(
    known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, first = decoded(capsys, known)
    records = json.loads(known.read_text("utf-8"))
    stripped = [{**record, "id": f"X{index}", "expected": None} for index, record in enumerate(records)]
    path = tmp_path / "stripped.json"
    path.write_text(json.dumps(random.Random(1).sample(stripped, len(stripped))), "utf-8")
    code, results = decoded(capsys, path)
    assert code == 0
    assert {result["id"]: result["got"] for result in results} == {f"X{i}": one["got"] for i, one in enumerate(first)}
    assert {result["ok"] for result in results} == {None}


def test_a_class_without_codec_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text('[{"id": "A", "class": "tea-leaves", "hex": "00", "expected": {"text": "x"}}]')
    code, (result,) = decoded(capsys, path)
    assert (code, result["ok"], result["got"]) == (1, False, {"error": "unknown_class"})


def test_lines_for_people(known: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "--vectors", str(known)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "P063 ok" in lines
    assert lines[-1].endswith(" 0 wrong")


def test_wrong_and_bare_records_are_shown_to_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.json"
    wrong = {"id": "A", "class": "payment-code", "text": "1", "expected": {"kind": "wechat"}}
    path.write_text(json.dumps([wrong, {"id": "B", "class": "payment-code", "text": "1"}]))
    assert main(["decode", "--vectors", str(path)]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("A WRONG ")
    assert second.startswith("B decoded ")
    assert last == "2 records, 1 wrong"


@pytest.mark.parametrize("content", [b"{", b'{"a": 1}', b"[1]", b"\xff\xfe\x00", b"", b"[" * 100_000])
def test_bad_files_are_refused_with_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert main(["decode", "--vectors", str(path)]) == 1
    assert capsys.readouterr().err.startswith("bad_file")


def test_a_missing_file_is_refused_with_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decode", "--vectors", str(tmp_path / "none.json")]) == 1
    assert capsys.readouterr().err.startswith("not_found")


@pytest.mark.parametrize("words", [[], ["--chunk", "0"], ["--chunk", "x"], ["--chunk", "random:x"], ["--chunk", "-1"]])
def test_wrong_usage_is_2(words: list[str], known: Path) -> None:
    files = ["--vectors", str(known)] if words else []
    with pytest.raises(SystemExit) as left:
        main(["decode", *files, *words])
    assert left.value.code == 2

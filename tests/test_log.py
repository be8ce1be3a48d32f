"""The log: lines of JSON that hold ids and never people."""

import json
import logging
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos import log
from memberpos.domain.errors import PosError

SALE = "0190163d-8694-739b-aea5-966c26f8ad91"
PEOPLE = [
    "王小明",
    "Alice Wong",
    "13800138000",
    "+8613800138000",
    "6222020200112233",
    "no. 5, Long Street",
    "a@b.cn",
    "  ",
]


@pytest.fixture(autouse=True)
def heard():
    """Another test of this process may have made the program silent (`memberpos simulate` does)."""
    ours = logging.getLogger("memberpos")
    before, ours.propagate = ours.propagate, True
    yield
    ours.propagate = before


@pytest.fixture
def lines(tmp_path):
    level = logging.getLogger().level
    handler = log.start(tmp_path / "logs")

    def read():
        return [json.loads(line) for line in (tmp_path / "logs" / log.FILE_NAME).read_text("utf-8").splitlines()]

    yield read
    log.stop(handler)
    logging.getLogger().setLevel(level)


def test_a_line(lines):
    logging.getLogger("memberpos.checkout").info("sale.done", extra={"facts": {"sale": SALE, "due_fen": 1200}})
    (line,) = lines()
    assert line["at"].endswith("+00:00")
    assert (line["level"], line["where"], line["what"]) == ("info", "memberpos.checkout", "sale.done")
    assert line["facts"] == {"sale": SALE, "due_fen": 1200}


@pytest.mark.parametrize("person", PEOPLE)
def test_people_are_hidden(lines, person):
    logger = logging.getLogger("memberpos")
    logger.warning("member.seen %s", person, extra={"facts": {"who": person, "phone": person, "name": "alice"}})
    try:
        raise ValueError(f"{person} is wrong")
    except ValueError:
        logger.exception("bug")
    try:
        raise PosError("not_found", phone=person, what=person)
    except PosError:
        logger.exception("refused")
    written = json.dumps(lines(), ensure_ascii=False)
    assert person.strip() == "" or person not in written
    assert "alice" not in written
    assert [line["what"] for line in lines()] == ["member.seen %s", "bug", "refused"]


def test_an_exception_is_its_type_and_places(lines):
    try:
        raise PosError("no_shift", shift=SALE, tries=3)
    except PosError:
        logging.getLogger("memberpos").exception("refused")
    error = lines()[0]["error"]
    assert (error["type"], error["code"], error["facts"]) == ("PosError", "no_shift", {"shift": SALE, "tries": 3})
    assert error["at"][0].startswith("test_log.py:")


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("sale", SALE, SALE),
        ("error", "disk_full", "disk_full"),
        ("port", "/dev/ttyUSB0", log.HIDDEN),
        ("kind", "msr605", "msr605"),
        ("n", 12, 12),
        ("n", 13800138000, log.HIDDEN),
        ("at_ms", 1_800_000_000_000, 1_800_000_000_000),
        ("due_fen", 99_999_999_00, 99_999_999_00),
        ("ok", True, True),
        ("none", None, None),
        ("card", "ok", log.HIDDEN),
        ("code", "4711", log.HIDDEN),
        ("list", ["x"], log.HIDDEN),
        ("text", "two words", log.HIDDEN),
    ],
)
def test_what_may_be_written(key, value, written):
    assert log.facts_of({key: value}) == {key: written}


@given(st.from_regex(r"[0-9]{7,16}", fullmatch=True), st.text("abcxyz", max_size=5))
def test_no_number_of_a_phone_or_card_passes(number, around):
    assert number not in str(log.facts_of({"x": around + number, "y": around + number + around}))


def test_files_turn_over(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "FILE_BYTES", 2000)
    level = logging.getLogger().level
    handler = log.start(tmp_path)
    for n in range(1000):
        logging.getLogger("memberpos").info("tick", extra={"facts": {"n": n}})
    log.stop(handler)
    logging.getLogger().setLevel(level)
    files = sorted(tmp_path.iterdir())
    assert len(files) == log.FILES
    assert all(file.stat().st_size <= 2000 for file in files)


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(log, "FILE_BYTES", 100)
    level = logging.getLogger().level
    handler = log.start(tmp_path / "logs")
    shutil.rmtree(tmp_path / "logs")
    for _ in range(3):
        logging.getLogger("memberpos").info("tick")
    log.stop(handler)
    logging.getLogger().setLevel(level)
    assert capsys.readouterr() == ("", "")


def test_a_file_in_the_folders_place(tmp_path):
    (tmp_path / "logs").write_text("")
    with pytest.raises(PosError, match="bad_file"):
        log.start(tmp_path / "logs")

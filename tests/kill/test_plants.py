"""Tests of the kill tests: each planted bug must turn them red, and by the check that is meant for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.kill.campaign import PUSH_TO_ANSWER, Goal, kill_tills
from tests.kill.chain import Chain
from tests.kill.evidence import Books, Sheet, gaps, printed, sheets, told
from tests.kill.nursery import Nursery
from tests.kill.page import Stage


@pytest.mark.parametrize(
    ("plant", "stage", "says"),
    [
        ("paper_before_commit", Stage.SALE_COMMIT, "paper of a sale that is not"),
        ("told_before_commit", Stage.SALE, "acknowledged and lost"),
        ("prints_again", Stage.PAPER, "printed 2 times"),
    ],
)
def test_a_bug_of_the_till_is_found(nursery: Nursery, tmp_path: Path, plant: str, stage: Stage, says: str) -> None:
    found = kill_tills(nursery, tmp_path, f"plant/{plant}", Goal(kills=200), plant, (stage,)).problems
    assert any(says in problem for problem in found), found


@pytest.mark.parametrize(("plant", "says"), [("no_watermark", "events left"), ("watermark_first", "only the till has")])
def test_a_bug_of_headquarters_is_found(nursery: Nursery, tmp_path: Path, database: str, plant: str, says: str) -> None:
    chain = Chain(nursery, tmp_path, database, tills=1, plant_hq=plant)
    try:
        for wanted in (2, 4, 8, 16, 32):  # a kill may miss the instant in which the bug loses something
            chain.kill(f"plant/{plant}/{wanted}", Goal(wanted={PUSH_TO_ANSWER: wanted}))
            chain.settle()
            if chain.report.problems:
                break
    finally:
        chain.close()
    assert any(says in problem for problem in chain.report.problems), chain.report.problems


NUMBERS = {"e1": "S0000-01-00000001", "e2": "S0000-01-00000002"}
JOB = "01a2011a-1fbe-7553-a21e-35514fefaa68"


def paper(*pieces: tuple[int, bytes], total: int) -> bytes:
    return b"".join(f"%%JOB {JOB} {begin} {len(data)} {total}\n".encode() + data for begin, data in pieces)


def test_pieces_of_paper_are_put_together_and_a_second_print_shows() -> None:
    whole = paper((0, b"abc"), (3, b"de"), total=5)
    assert sheets(whole) == {JOB: Sheet(1, b"abcde", 5)}
    assert sheets(whole + whole)[JOB].starts == 2
    assert sheets(whole[:-1]) == {JOB: Sheet(1, b"abcd", 5)}
    assert sheets(b"") == {}


def test_a_hole_a_double_and_a_lost_word_are_seen() -> None:
    assert gaps(Books(NUMBERS)) == []
    assert gaps(Books({"e1": NUMBERS["e1"], "e3": "S0000-01-00000003"})) != []
    assert gaps(Books({**NUMBERS, "e3": NUMBERS["e2"]})) != []
    assert list(told(Books(NUMBERS), f"try e1 sale - -\nack e1 {NUMBERS['e1']}\nno e3 disk_full\n")) == []
    assert list(told(Books(NUMBERS), "ack e3 S0000-01-00000003\n")) == ["acknowledged and lost: e3"]
    assert list(told(Books(NUMBERS), f"ack e1 {NUMBERS['e2']}\n")) != []


@pytest.mark.parametrize(
    ("job", "data", "starts", "found"),
    [
        (("e1", "sent", 0), b"S0000-01-00000001", 1, []),
        (("e1", "queued", 0), b"S0000-01-00000001", 1, ["bytes are out and the job waits"]),
        (("e1", "unknown", 0), b"S0000-01-00000001", 2, ["printed 2 times"]),
        (("e1", "sent", 0), b"S0000-01-00000002", 1, ["paper without its number"]),
        (("e9", "sent", 0), b"S0000-01-00000009", 1, ["paper of a sale that is not", "paper of no event"]),
        (None, b"S0000-01-00000001", 1, ["paper of no job"]),
    ],
)
def test_a_paper_that_should_not_be_is_seen(
    job: tuple[str, str, int] | None, data: bytes, starts: int, found: list[str]
) -> None:
    books = Books(NUMBERS, {JOB: job} if job else {})
    says = list(printed(books, {JOB: Sheet(starts, data, len(data))}))
    assert [text.partition(":")[0] for text in says] == found

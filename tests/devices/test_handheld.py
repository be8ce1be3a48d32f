"""Stock pens and files of codes: what was scanned in the store room arrives whole, once, or is said to be missing."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices import code_file, handheld
from memberpos.devices.code_file import CodeLine
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes, HandheldDriver
from memberpos.devices.handheld import Code, Command, PenDecoder
from memberpos.devices.readings import CodesCleared, CodesFetched
from memberpos.devices.simulator.handheld import HandheldModel
from memberpos.devices.simulator.knobs import Knobs

CODES = st.lists(
    st.builds(Code, st.sampled_from("ABCD"), st.text("0123456789ABC-", min_size=1, max_size=30)), max_size=20
)


def read(pending: Command | None, data: bytes) -> list[handheld.Answer]:
    decoder = PenDecoder()
    decoder.expect(pending)
    return [answer for byte in data for answer in decoder.feed(bytes((byte,)))]


@pytest.mark.parametrize(
    ("code", "digits"),
    [(Command.WAKE, "01020003"), (Command.GET, "07020005"), (Command.CLEAR, "02020000"), (Command.OFF, "05020007")],
)
def test_commands(code: Command, digits: str) -> None:
    assert handheld.command(code).hex() == digits


@given(codes=CODES)
def test_all_codes_arrive(codes: list[Code]) -> None:
    (answer,) = read(Command.GET, b"\x00\xff" + handheld.answer(handheld.codes_body(codes)))
    assert (answer.ok, answer.codes) == (True, tuple(codes))


def test_the_other_reading_of_the_notes_is_understood() -> None:
    head = b"00000000" + b"\x00\x01\xff\xff"
    record = bytes.fromhex("09413430323335333633")
    for body in (record + b"\x05\x00", record + b"\x05" + record + b"\x05\x00", record + b"\x00"):
        (answer,) = read(Command.GET, handheld.answer(head + body))
        assert answer.ok
        assert {code.text for code in answer.codes} == {"40235363"}
    assert handheld.records(record + b"\x05\x00") == (Code("A", "40235363"),)
    assert handheld.records(b"garbage") is None


def test_a_damaged_answer_is_not_believed() -> None:
    raw = bytearray(handheld.answer(handheld.codes_body([Code("A", "40235363")])))
    raw[20] ^= 1
    (answer,) = read(Command.GET, bytes(raw))
    assert (answer.ok, answer.good) == (False, False)
    assert [answer.ok for answer in read(Command.CLEAR, b"\x06\x02\x00\x04\x07\x02")] == [True, False]


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_codes_are_fetched_counted_and_forgotten_when_told(chunking: str) -> None:
    rig = VirtualRig(HandheldDriver(), HandheldModel(), Knobs(chunking=chunking, noise=True, seed=4))
    rig.expect_health("ready")
    rig.do("scan", text="6901234567892", times=3)
    rig.do("scan", text="40235363")
    rig.do("scan", text="6901234567892")
    for _ in range(2):
        rig.post(FetchCodes())
        assert rig.expect(CodesFetched).codes == (("6901234567892", 4), ("40235363", 1))
    assert rig.model.facts()["codes"] == 5
    rig.post(ClearCodes())
    assert rig.expect(CodesCleared).ok
    assert rig.model.facts() == {"codes": 0, "awake": False}
    rig.post(FetchCodes())
    assert rig.expect(CodesFetched) == CodesFetched(True)


def test_a_weak_battery_is_told_before_the_memory_is_lost() -> None:
    rig = VirtualRig(HandheldDriver(), HandheldModel())
    rig.do("battery")
    rig.post(FetchCodes())
    assert rig.expect_health("degraded").detail == "low_battery"


def test_nobody_there_one_at_a_time_and_unplugged() -> None:
    rig = VirtualRig(HandheldDriver(), HandheldModel(), Knobs(silent=True))
    rig.post(FetchCodes())
    rig.post(ClearCodes())
    assert rig.expect(CodesCleared).code == "device_busy"
    assert rig.expect(CodesFetched).code == "device_timeout"
    rig.post(FetchCodes())
    rig.unplug()
    assert rig.expect(CodesFetched).code == "device_lost"
    rig.post(FetchCodes())
    assert rig.of(CodesFetched)[-1].code == "device_lost"


def test_on_a_real_wire(tmp_path: Path) -> None:
    with Rig(tmp_path, HandheldDriver(), "pen") as rig:
        rig.expect_health("ready")
        rig.do("scan", text="123", times=2)
        rig.loop.post(FetchCodes())
        assert rig.expect(CodesFetched).codes == (("123", 2),)


# --- files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_any_form(encoding: str) -> None:
    text = '条码,数量,时间\r\n6901234567892,３,2026-11-26 10:00\r\n\r\n40235363\n"123";2\nABC\t1\t\n坏的行,1\n12,x\n'
    found = code_file.parse(text.encode(encoding))
    assert found.lines == (
        CodeLine("6901234567892", 3, "2026-11-26 10:00"), CodeLine("40235363"), CodeLine("123", 2), CodeLine("ABC"),
    )  # fmt: skip
    assert found.bad == (7, 8)
    assert found.counted() == (("6901234567892", 3), ("40235363", 1), ("123", 2), ("ABC", 1))


@given(data=st.binary(max_size=200))
def test_no_file_is_too_strange(data: bytes) -> None:
    found = code_file.parse(data)
    assert all(0 <= line.qty <= code_file.MAX_QTY for line in found.lines)

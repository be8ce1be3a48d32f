"""receiptline itself, at work: what was recorded of it is what it sends, and it prints on our simulated printer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.escpos_interpreter import interpret
from tests.escpos_interpreter.paper import Barcode
from tests.printing import receiptline

from memberpos.devices.simulator.bench import SimulatorBench

pytestmark = [pytest.mark.foreign("node", "npm"), pytest.mark.timeout(360)]
RECORDED = Path(__file__).parents[1] / "data" / "escpos" / "receiptline_texts.json"
GRAPHICS = b"\x1d8L"
RECEIPT = """\
^^^会员小票

商品|数量|金额
-
手冲咖啡|2|72.00
拿铁 ￥|1|28.00
-
^合计 | ^100.00

{code:https://shop.example/m; option:qrcode,4,m}
{code:6901234567892; option:ean,2,48,hri}
"""


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    """Where it is installed."""
    return receiptline.installed(request.config.cache)


def test_the_recording_is_what_it_sends(folder: Path, tmp_path: Path) -> None:
    """Every text that ours is compared with, byte by byte."""
    table = tmp_path / "texts.json"
    shutil.copy(RECORDED, table)
    wanted = json.loads(RECORDED.read_text("utf-8"))
    blank = {**wanted, "program": "", "entries": [{**each, "hex": ""} for each in wanted["entries"]]}
    table.write_text(json.dumps(blank), "utf-8")
    receiptline.run(folder, receiptline.ROOT / "scripts" / "record_receiptline.mjs", str(table))
    assert json.loads(table.read_text("utf-8")) == wanted


def test_it_prints_on_the_simulated_printer(folder: Path, tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["printer"], tcp=["printer"]) as bench:
        host, _, port = bench.port("printer").removeprefix("socket://").rpartition(":")
        receiptline.run(folder, Path(__file__).with_name("print_by_receiptline.mjs"), host, port, stdin=RECEIPT)
        bench.wait("printer", lambda facts: facts["receipts"] == 1, 20.0)
        (told,), (data,) = bench.transcripts(), bench.receipts()
    for text in ("会员小票", "商品", "手冲咖啡", "72.00", "拿铁 ￥", "合计", "100.00"):
        assert text in told
    paper = interpret(data)
    assert GRAPHICS in data, "it draws the code itself"
    assert [event.data for event in paper.events if isinstance(event, Barcode)] == [b"690123456789"]
    assert len(paper.cuts) == 1

"""The scanner driver on its simulator."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.devices.rig import Rig

from memberpos.devices.drivers.scanner import ScannerDriver
from memberpos.devices.readings import Scan
from memberpos.devices.simulator.knobs import Knobs


@pytest.mark.parametrize("suffix", ["\r", "\r\n", "\n", "\t", ""], ids=["CR", "CRLF", "LF", "TAB", "none"])
@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_a_scan_arrives_once_with_any_ending(tmp_path: Path, suffix: str, chunking: str) -> None:
    with Rig(tmp_path, ScannerDriver(), "scanner", knobs=Knobs(chunking=chunking)) as rig:
        rig.expect_health("ready")
        rig.bench.scan("scanner", "6901234567892", suffix=suffix)
        assert rig.expect(Scan).text == "6901234567892"
        rig.bench.scan("scanner", "AB-2", suffix="\r")
        assert rig.expect(Scan).text == "AB-2"
        assert len(rig.of(Scan)) == 2


def test_aim_and_chinese(tmp_path: Path) -> None:
    with Rig(tmp_path, ScannerDriver("front"), "scanner") as rig:
        rig.expect_health("ready")
        rig.bench.scan("scanner", "4006381333931", aim="]E0")
        scan = rig.expect(Scan)
        assert (scan.text, scan.aim, scan.source) == ("4006381333931", "]E0", "front")
        rig.bench.scan("scanner", "洗发水", encoding="gb18030")
        assert rig.expect(Scan).text == "洗发水"


def test_a_payment_code_is_marked(tmp_path: Path) -> None:
    with Rig(tmp_path, ScannerDriver(), "scanner") as rig:
        rig.expect_health("ready")
        rig.bench.scan("scanner", "134567890123456789")
        assert rig.expect(Scan).purpose == "payment"


@pytest.mark.parametrize("link", ["", "tty-elsewhere"])
@pytest.mark.parametrize("half", [False, True])
def test_unplugged_it_comes_back_without_half_a_scan(tmp_path: Path, link: str, half: bool) -> None:
    with Rig(tmp_path, ScannerDriver(), "scanner", knobs=Knobs(pace_baud=300)) as rig:
        rig.expect_health("ready")
        if half:
            rig.bench.scan("scanner", "6901234567892")
        rig.bench.unplug("scanner")
        rig.expect_health("lost")
        rig.bench.replug("scanner", link)
        rig.expect_health("ready")
        rig.bench.scan("scanner", "12345")
        assert rig.expect(Scan).text == "12345"
        assert len(rig.of(Scan)) == 1

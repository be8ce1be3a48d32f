"""Papers that come twice, the shop's picture, labels, and templates as people change them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.escpos_interpreter import Cut, Line, Model, Paper, Raster, interpret

from memberpos.domain.errors import PosError
from memberpos.printing import logo, preview
from memberpos.printing.content import Content, pack
from memberpos.printing.copies import parts
from memberpos.printing.documents import TenderRow
from memberpos.printing.escpos import Profile
from memberpos.printing.kinds import KINDS, kind_of
from memberpos.printing.lines import COLUMNS, LOGO_FILE
from memberpos.printing.press import Press
from memberpos.printing.samples import CARD, GIFT, HEAD, LABEL, PAPERS, RECHARGE, SALE, SHIFT
from memberpos.store.print_jobs import PrintJobRow

CASH = replace(SALE, tenders=(TenderRow("cash", SALE.due_fen),))
VALUE = replace(SALE, tenders=(TenderRow("stored_value", SALE.due_fen),))


def job(document: object, copy: int = 0) -> PrintJobRow:
    """A job as the spool keeps it."""
    content = pack(Content(document, "zh_CN", drawer=True))  # type: ignore[arg-type]
    return PrintJobRow("j", kind_of(document), "e", copy, "queued", 0, 0, 0, "", content)  # type: ignore[arg-type]


def printed(press: Press, paper: PrintJobRow, drawer: bool = False) -> Paper:
    """What a printer makes of a job."""
    found = interpret(press(paper, drawer), Model(columns=press.profile.columns))
    assert not found.faults
    return found


def sheets(paper: Paper) -> list[str]:
    """Text of each sheet up to its cut."""
    texts, lines = [], []
    for event in paper.events:
        if isinstance(event, Line):
            lines.append(event.text)
        elif isinstance(event, Cut):
            texts.append("\n".join(lines))
            lines = []
    assert not lines
    return texts


@pytest.mark.parametrize(
    ("document", "wanted", "twice"),
    [
        (CASH, "never", False), (CASH, "stored_value", False), (CASH, "always", True),
        (VALUE, "never", False), (VALUE, "stored_value", True), (RECHARGE, "stored_value", True),
        (SHIFT, "always", False), (CARD, "always", False), (GIFT, "always", False), (LABEL, "always", False),
        (replace(VALUE, head=replace(HEAD, copy=1)), "always", False),
    ],
)  # fmt: skip
def test_which_papers_come_twice(document: object, wanted: str, twice: bool) -> None:
    assert parts(document, wanted) == (("customer", "merchant") if twice else ("",))  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [32, 48])
def test_two_papers_in_one_job_the_shops_to_be_signed(columns: int) -> None:
    press = Press(Profile(columns=columns), merchant_copy="stored_value")
    paper = printed(press, job(VALUE), drawer=True)
    customer, shop = sheets(paper)
    assert "顾客联" in customer
    assert "签名" not in customer
    assert "商户存根" in shop
    assert "签名 ____" in shop
    assert len(paper.kicks) == 1
    assert all("商户" not in line and "联" not in line for line in press.text(job(VALUE)).splitlines())


def test_a_reprint_is_single_and_says_so() -> None:
    (sheet,) = sheets(printed(Press(Profile(), merchant_copy="always"), job(VALUE, copy=1)))
    assert "补打 1" in sheet


# --- logo -------------------------------------------------------------------------------------------------------------


def picture(path: Path, size: tuple[int, int] = (900, 300)) -> Path:
    """A black square on transparent ground."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, size[0] // 2, size[1]))
    image.save(path)
    return path


@pytest.mark.parametrize(("columns", "most_dots"), [(32, 268), (48, 403)])
def test_the_logo_fits_the_paper_and_is_black_where_it_was(tmp_path: Path, columns: int, most_dots: int) -> None:
    logo.keep(picture(tmp_path / "in.png"), tmp_path / "receipts")
    bits = logo.bits(tmp_path / "receipts", columns)
    assert bits is not None
    assert bits.width_bytes * 8 <= most_dots + 8
    assert bits.height <= logo.MAX_HEIGHT_DOTS
    row = bits.data[: bits.width_bytes]
    assert row[0] == 0xFF
    assert row[-1] == 0


def test_the_logo_stands_at_the_head_of_papers_and_in_their_picture(tmp_path: Path) -> None:
    without = Press(Profile(), tmp_path)
    plain = without.picture(job(SALE))
    logo.keep(picture(tmp_path / "in.png"), tmp_path)
    press = Press(Profile(), tmp_path)
    first, *_ = (event for event in printed(press, job(SALE)).events if isinstance(event, Line | Raster))
    assert isinstance(first, Raster), "the logo comes before the first line"
    assert first.black
    assert press.picture(job(SALE)).height > plain.height
    logo.remove(tmp_path)
    assert without(job(SALE)) == Press(Profile())(job(SALE))


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused_and_prints_nothing(tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(data)
    with pytest.raises(PosError) as refused:
        logo.keep(bad, tmp_path / "receipts")
    assert refused.value.facts["reason"] == "no_picture"
    (tmp_path / LOGO_FILE).write_bytes(data)
    assert Press(Profile(), tmp_path)(job(SALE)) == Press(Profile())(job(SALE))


def test_a_picture_as_large_as_a_film_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(b"\x89PNG" + bytes(logo.MAX_BYTES))
    with pytest.raises(PosError) as refused:
        logo.keep(large, tmp_path)
    assert refused.value.facts["reason"] == "too_large"


# --- labels -----------------------------------------------------------------------------------------------------------


def test_a_label_has_number_and_code() -> None:
    paper = printed(Press(Profile(columns=32)), job(LABEL))
    assert [code.data for code in paper.qr_codes] == [b"8800016688"]
    assert "8800016688" in sheets(paper)[0]
    assert not paper.kicks


# --- templates as people change them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "width_mm"), [*((kind, 58) for kind in KINDS), ("sale", 80)])
def test_every_kind_has_a_picture_to_look_at(kind: str, width_mm: int, tmp_path: Path) -> None:
    text, own = preview.source(kind, tmp_path)
    assert not own
    with Image.open(BytesIO(preview.picture(kind, text, width_mm, "zh_CN", tmp_path))) as image:
        assert image.width > COLUMNS[width_mm] * 12
    assert kind_of(preview.sample(kind)) == kind
    assert preview.sample(kind) in PAPERS.values()


def test_a_changed_template_is_kept_used_and_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "receipts"
    mine = '[[row]]\ntext = "Hello {head.shop}"\n'
    preview.keep("sale", mine, folder)
    assert preview.source("sale", folder) == (mine, True)
    assert Press(Profile(), folder).text(job(SALE)).startswith(f"Hello {HEAD.shop}")
    preview.take_back("sale", folder)
    assert preview.source("sale", folder)[1] is False
    assert (folder / "sale.toml.old").read_text() == mine
    preview.take_back("sale", folder)


@pytest.mark.parametrize("text", ["[[row", '[[row]]\ntext = "{member.shoe_size}"', "", '[[row]]\nlogo = "yes"'])
def test_a_template_that_is_no_good_is_refused_and_the_old_one_stays(tmp_path: Path, text: str) -> None:
    with pytest.raises(PosError) as refused:
        preview.keep("sale", text, tmp_path)
    assert refused.value.code == "bad_file"
    assert preview.source("sale", tmp_path)[1] is False

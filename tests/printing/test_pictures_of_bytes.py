"""Every receipt as the bytes of its job, read by the interpreter and drawn: what a printer would burn is what was meant."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tests.escpos_interpreter import Model, interpret
from tests.escpos_interpreter.picture import COLUMN_DOTS, LINE_DOTS, picture

from memberpos.printing.documents import Holder
from memberpos.printing.escpos import Profile, encode
from memberpos.printing.kinds import kind_of
from memberpos.printing.render import lay_out
from memberpos.printing.samples import PAPERS, SALE
from memberpos.printing.template import built_in

#: Pictures are kept here when it is set: `RECEIPT_PICTURES=folder pytest tests/printing/test_pictures_of_bytes.py`.
FOLDER = os.environ.get("RECEIPT_PICTURES", "")


def drawn(document: object, columns: int) -> Image.Image:
    """A paper through its bytes."""
    lines = lay_out(document, built_in(kind_of(document)), "zh_CN", columns)  # type: ignore[arg-type]
    paper = interpret(encode(lines, Profile(columns=columns)), Model(columns=columns))
    assert not paper.faults
    return picture(paper, columns)


@pytest.mark.parametrize("columns", [32, 48])
@pytest.mark.parametrize("name", list(PAPERS))
def test_every_receipt_is_a_picture(name: str, columns: int, tmp_path: Path) -> None:
    image = drawn(PAPERS[name], columns)
    folder = Path(FOLDER) if FOLDER else tmp_path
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{columns}.png"
    image.save(path)
    with Image.open(path) as again:
        assert again.size == image.size
    assert image.width == columns * COLUMN_DOTS
    ink = image.histogram()[0]
    assert 0.01 < ink / (image.width * image.height) < 0.5


@pytest.mark.parametrize("name", ["㐂", "𠮷"])
def test_a_rare_name_is_burnt_as_dots(name: str) -> None:
    """The line of a member with a rare name differs from another's in the place of the name, and only there."""
    assert SALE.member is not None

    def of(text: str) -> Image.Image:
        member: Holder = replace(SALE.member, name=text)
        return drawn(replace(SALE, member=member), 48)

    rare, other, blank = of(f"王{name}"), of("王㐃"), of("王　")
    assert rare.size == other.size
    box = ImageChops.logical_xor(rare, other).getbbox()
    assert box is not None
    assert box[3] - box[1] <= LINE_DOTS
    assert box[2] - box[0] <= 2 * COLUMN_DOTS + 2
    assert rare.crop(box).histogram()[0] > 20
    assert blank.size[0] == rare.size[0]


def test_no_character_of_a_receipt_is_an_empty_box() -> None:
    """Digits, letters and Chinese each look like themselves in these pictures."""
    kinds = [drawn(replace(SALE, lines=(replace(SALE.lines[0], name=text * 6),)), 48) for text in ("1", "8", "A", "林")]
    assert len({image.tobytes() for image in kinds}) == len(kinds)

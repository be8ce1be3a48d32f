"""A template as it will look, and keeping it as the shop's own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from memberpos.files import write_whole
from memberpos.printing.escpos import Profile
from memberpos.printing.kinds import Document, kind_of
from memberpos.printing.lines import COLUMNS
from memberpos.printing.press import Press
from memberpos.printing.render import lay_out
from memberpos.printing.samples import PAPERS
from memberpos.printing.template import file_of, parse
from memberpos.resources import resource


def source(kind: str, folder: Path) -> tuple[str, bool]:
    """The text of the template in use and whether it is the shop's own; bytes that are no text show as marks."""
    own = file_of(kind, folder)
    path = own if own.is_file() else resource("receipts", f"{kind}.toml")
    return path.read_bytes().decode("utf-8-sig", errors="replace"), path == own


def sample(kind: str) -> Document:
    """A filled paper of a kind."""
    return next(paper for paper in PAPERS.values() if kind_of(paper) == kind)


def picture(kind: str, text: str, width_mm: int, language: str, folder: Path) -> bytes:
    """PNG of a sample paper laid out by `text`; PosError bad_file with the row and what is wrong there."""
    template = parse(kind, text.encode(), f"{kind}.toml")
    columns = COLUMNS[width_mm]
    lines = lay_out(sample(kind), template, language, columns)
    out = BytesIO()
    Press(Profile(columns=columns, language=language), folder).shown(lines, language).save(out, "PNG")
    return out.getvalue()


def keep(kind: str, text: str, folder: Path) -> None:
    """Makes `text` the shop's own template; PosError bad_file when it is not good, disk_full, read_only …"""
    parse(kind, text.encode(), f"{kind}.toml")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file_of(kind, folder), text.encode())


def take_back(kind: str, folder: Path) -> None:
    """The built-in template again; the shop's own is kept beside it as `.toml.old`."""
    own = file_of(kind, folder)
    if own.is_file():
        own.replace(own.with_suffix(".toml.old"))

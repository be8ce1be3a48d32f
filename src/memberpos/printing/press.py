"""From a print job to what a printer or a screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from memberpos.printing.content import Content, laid_out, unpack
from memberpos.printing.copies import parts
from memberpos.printing.escpos import Profile, encode
from memberpos.printing.lines import LOGO_FILE, Bits, PaperLine
from memberpos.printing.template import Template, template_for
from memberpos.printing.text import plain_text
from memberpos.store.print_jobs import PrintJobRow

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Press:
    """Makes papers for a printer `profile`; `own` is the shop's folder of templates and its logo (`<home>/receipts`).

    `merchant_copy` never | stored_value | always: which papers come twice.
    """

    profile: Profile
    own: Path | None = None
    merchant_copy: str = "never"

    def __call__(self, job: PrintJobRow, drawer: bool = False) -> bytes:
        """The bytes of a job; with `drawer` the drawer opens first if the paper asks for it. PosError bad_file."""
        content = self._content(job)
        template, columns = self._template(job), self.profile.columns
        lines = [
            line
            for at, part in enumerate(parts(content.document, self.merchant_copy))
            for line in laid_out(content, template, columns, drawer=drawer and at == 0, part=part)
        ]
        return encode(lines, self.profile, logo=self._logo(lines))

    def lines(self, job: PrintJobRow, drawer: bool = False, part: str = "") -> list[PaperLine]:
        """The laid-out lines of a job, or of one part of it."""
        return laid_out(self._content(job), self._template(job), self.profile.columns, drawer=drawer, part=part)

    def text(self, job: PrintJobRow) -> str:
        """The paper as plain text."""
        return plain_text(self.lines(job), self.profile.columns)

    def picture(self, job: PrintJobRow) -> Image:
        """The paper as a picture (RGB). PosError not_found without a Chinese font."""
        return self.shown(self.lines(job), self.profile.language)

    def shown(self, lines: Sequence[PaperLine], language: str) -> Image:
        """Any laid-out lines as a picture, with the shop's logo."""
        from memberpos.printing import logo, raster

        columns = self.profile.columns
        return raster.paper_png(lines, columns, raster.pen_for(language), logo.picture(self.own, columns))

    def _content(self, job: PrintJobRow) -> Content:
        """The paper of a job; a reprint says which one it is."""
        content = unpack(job.kind, job.content)
        head = replace(content.document.head, copy=job.copy)
        return replace(content, document=replace(content.document, head=head))

    def _template(self, job: PrintJobRow) -> Template:
        """The shop's own; a broken one gives the built-in."""
        template, _ = template_for(job.kind, self.own)
        return template

    def _logo(self, lines: Sequence[PaperLine]) -> Bits | None:
        if self.own is None or not (self.own / LOGO_FILE).is_file() or not any(line.logo for line in lines):
            return None
        from memberpos.printing import logo  # late: most shops have none, and Pillow takes a moment

        return logo.bits(self.own, self.profile.columns)

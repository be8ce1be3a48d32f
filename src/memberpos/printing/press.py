"""From a print job to what a printer or a screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from memberpos.printing.content import laid_out
from memberpos.printing.escpos import Profile, encode
from memberpos.printing.lines import PaperLine
from memberpos.printing.text import plain_text
from memberpos.store.print_jobs import PrintJobRow

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Press:
    """Makes papers for a printer `profile`; `own` is the shop's folder of templates (`<home>/receipts`)."""

    profile: Profile
    own: Path | None = None

    def __call__(self, job: PrintJobRow, drawer: bool = False) -> bytes:
        """The bytes of a job; with `drawer` the drawer opens first if the paper asks for it. PosError bad_file."""
        return encode(self.lines(job, drawer), self.profile)

    def lines(self, job: PrintJobRow, drawer: bool = False) -> list[PaperLine]:
        """The laid-out lines of a job."""
        return laid_out(job.kind, job.content, job.copy, self.profile.columns, self.own, drawer=drawer)

    def text(self, job: PrintJobRow) -> str:
        """The paper as plain text."""
        return plain_text(self.lines(job), self.profile.columns)

    def picture(self, job: PrintJobRow) -> Image:
        """The paper as a picture (RGB). PosError not_found without a Chinese font."""
        from memberpos.printing import raster

        return raster.paper_png(self.lines(job), self.profile.columns, raster.pen_for(self.profile.language))

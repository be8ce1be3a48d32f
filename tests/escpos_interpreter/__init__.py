"""An independent interpreter of Chinese ESC/POS, written from printer manuals only: it shares no code with the till."""

from __future__ import annotations

from tests.escpos_interpreter.interpreter import interpret
from tests.escpos_interpreter.paper import (
    Ask,
    Barcode,
    Buzz,
    Cut,
    Fault,
    Feed,
    Glyph,
    Kick,
    Line,
    Model,
    Paper,
    Qr,
    Raster,
)

__all__ = [
    "Ask",
    "Barcode",
    "Buzz",
    "Cut",
    "Fault",
    "Feed",
    "Glyph",
    "Kick",
    "Line",
    "Model",
    "Paper",
    "Qr",
    "Raster",
    "interpret",
]

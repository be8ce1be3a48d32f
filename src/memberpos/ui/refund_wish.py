"""What the refund screen wants back of a sale. Pure of widgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from memberpos.domain.catalog import MILLI
from memberpos.services.refunds import ORIGINAL, RefundRequest
from memberpos.services.sale_view import RefundableLine

LINES, ALL, AMOUNT = "lines", "all", "amount"


@dataclass(frozen=True)
class Wish:
    """What is to go back of the sale shown."""

    mode: str = LINES
    lines: dict[int, int] = field(default_factory=dict)
    fen: int | None = None
    to: str = ORIGINAL

    @property
    def empty(self) -> bool:
        """Nothing chosen yet."""
        return (self.mode == LINES and not self.lines) or (self.mode == AMOUNT and not self.fen)

    def request(self, sale_id: str, reason: str, event_id: str) -> RefundRequest:
        """For the use case."""
        return RefundRequest(
            sale_id,
            everything=self.mode == ALL,
            lines=dict(self.lines) if self.mode == LINES else None,
            fen=self.fen if self.mode == AMOUNT else None,
            to=self.to,
            reason=reason,
            event_id=event_id or None,
        )

    def step(self, line: RefundableLine, milli: int) -> Wish:
        """More or less of a line: whole pieces, what is left of a weighed one at once."""
        now = self.lines.get(line.n, 0)
        wanted = min(max(now + milli, 0), line.left_qty_milli)
        if line.left_qty_milli % MILLI:
            wanted = line.left_qty_milli if milli > 0 else 0
        lines = {n: qty for n, qty in self.lines.items() if n != line.n}
        return replace(self, mode=LINES, lines=lines | {line.n: wanted} if wanted else lines)

    def toggle(self, line: RefundableLine) -> Wish:
        """All of a line, or none."""
        return self.step(line, -line.left_qty_milli if line.n in self.lines else line.left_qty_milli)

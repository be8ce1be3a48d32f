"""What of a sale the customer is shown: amounts, goods, no member data."""

from __future__ import annotations

from memberpos.devices.customer_view import GOODS, PAID, CustomerLine, CustomerView
from memberpos.domain.catalog import format_qty
from memberpos.domain.money import format_amount
from memberpos.domain.quote import Quote, QuoteLine
from memberpos.services.exchange import ExchangeDone
from memberpos.services.results import SaleDone
from memberpos.ui.format import count


def goods_view(quote: Quote, to_pay_fen: int, chosen: int, currency: str = "CNY") -> CustomerView:
    """A cart being rung up; `chosen` is the line that was touched last. Fees of the shop stand among the lines."""
    line = quote.lines[chosen if 0 <= chosen < len(quote.lines) else -1]
    return CustomerView(
        GOODS, line.product.name, plain(line.net_fen, currency), plain(to_pay_fen, currency),
        saved=plain(quote.discount_fen, currency) if quote.discount_fen > 0 else "",
        lines=tuple(_line(each, currency) for each in quote.lines),
    )  # fmt: skip


def _line(line: QuoteLine, currency: str) -> CustomerLine:
    return CustomerLine(line.product.name, format_qty(line.qty_milli), plain(line.net_fen, currency))


def paid_view(done: SaleDone | ExchangeDone, currency: str = "CNY") -> CustomerView:
    """After the sale: what was given and what comes back, as change or for goods given back."""
    sale = done.sale if isinstance(done, ExchangeDone) else done
    due_fen = done.to_pay_fen if isinstance(done, ExchangeDone) else done.due_fen
    change_fen = sale.change_fen - sale.kept_fen + max(0, -due_fen)
    return CustomerView(
        PAID, due=plain(due_fen, currency), paid=plain(max(0, due_fen) + sale.change_fen, currency),
        change=plain(change_fen, currency) if change_fen else "",
        points=count(sale.points_earned) if sale.points_earned > 0 else "",
    )  # fmt: skip


def plain(fen: int, currency: str) -> str:
    """An amount in figures only, as narrow displays need it."""
    return format_amount(fen, currency).replace(",", "")

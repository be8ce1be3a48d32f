"""The end of day: all events of a business date in the blocks of domain rules §10, in machine keys and integers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from memberpos.domain import dates
from memberpos.reports.shift_report import ROLLS
from memberpos.reports.table import COUNT, DIFFERENCE, HOUR, TEXT, WORD, Cell, Column, Table, table
from memberpos.store import day_figures, settings_versions
from memberpos.store.database import Database
from memberpos.store.day_figures import ClosedShift, LedgerFlow, TenderFlow

#: Tenders that bring money; stored value, passes and kept change were paid for before.
MONEY_KINDS = ("cash", "scan_pay", "bank_card")
PREPAID_KINDS = ("stored_value", "pass", "kept_change")
SALE_EVENTS = frozenset({"sale", "refund"})
#: Money that is owed to members, not revenue.
TOP_UP_EVENTS = frozenset(
    {"recharge", "recharge.refund", "card_close", "value.cash_out", "change.keep", "change.pay_out"}
)
PASS_EVENTS = frozenset({"pass.sell", "pass.renew", "pass.refund"})
CASH_MOVE, EXCHANGE = "cash.move", "exchange"
_HOURS = 24


@dataclass(frozen=True)
class Tiles:
    """The figures at a glance. `sales_fen` is after refunds; `week_ago_fen` the same of this weekday last week."""

    sales_fen: int
    week_ago_fen: int
    orders: int
    due_fen: int
    member_orders: int
    member_fen: int
    top_up_fen: int
    bonus_fen: int
    points_issued: int
    points_used: int
    new_members: int
    referred: int

    @property
    def member_permille(self) -> int:
        """Members' share of sales in thousandths, rounded half up; 0 without sales."""
        return (self.member_fen * 2000 + self.due_fen) // (2 * self.due_fen) if self.due_fen > 0 else 0

    @property
    def trend_permille(self) -> int | None:
        """Change against last week in thousandths; None when there is nothing to compare with."""
        if self.week_ago_fen <= 0:
            return None
        return round((self.sales_fen - self.week_ago_fen) * 1000 / self.week_ago_fen)


@dataclass(frozen=True)
class EndOfDay:
    """A business date. `tables` in the order they are printed; `open_shift` names a shift that is not closed yet."""

    business_date: str
    shop: str
    currency: str
    tiles: Tiles
    tables: tuple[Table, ...]
    hours: tuple[tuple[int, int], ...]
    liability: tuple[tuple[str, int], ...]
    open_shift: str | None = None
    z_numbers: tuple[int, ...] = ()
    first_date: str = ""

    def table(self, key: str) -> Table:
        """One of the tables: received sales_value prepaid points rolls_money rolls_units drawer exceptions hours, and
        rolls_passes once a pass was sold.
        """
        return next(each for each in self.tables if each.key == key)


def end_of_day(db: Database, business_date: str) -> EndOfDay:
    """All figures of a business date; reads only."""
    _, doc = settings_versions.current(db)
    shop = doc["shop"]
    flows = day_figures.tender_flows(db, business_date)
    moves = day_figures.ledger_flows(db, business_date)
    shifts = day_figures.shifts(db, business_date)
    after = day_figures.balance_after(db, tuple(ROLLS.values()), business_date)
    hours = _hours(db, business_date)
    blocks = (
        received(flows, shifts), sales_value(db, business_date, flows), prepaid(db, business_date, flows),
        points(moves), rolls("rolls_money", ("principal", "bonus"), moves, after),
        rolls("rolls_units", ("points", "pass_uses"), moves, after), *passes_owed(db, business_date, moves),
        drawer(shifts),
        exceptions(db, business_date, _bounds(business_date, doc)), hours,
    )  # fmt: skip
    return EndOfDay(
        business_date=business_date, shop=shop["name"], currency=shop["currency"],
        tiles=_tiles(db, business_date, flows, blocks[3]), tables=blocks, hours=_bars(hours),
        liability=_liability(moves, after), open_shift=next((s.name for s in shifts if not s.closed), None),
        z_numbers=tuple(s.z_number for s in shifts if s.z_number is not None),
        first_date=day_figures.first_date(db) or business_date,
    )  # fmt: skip


def received(flows: list[TenderFlow], shifts: list[ClosedShift]) -> Table:
    """Block 1: customers' money by tender, what was counted of it, the difference.

    The drawer also holds the float and what was put in or taken out; `counted` is without them, so that it compares.
    """
    kinds = _kinds(flows, PREPAID_KINDS)
    columns = [Column("tender", WORD, "tender"), Column("n", COUNT), Column("sales"), Column("top_ups"),
               Column("passes"), Column("fees"), Column("system"), Column("counted"),
               Column("difference", DIFFERENCE)]  # fmt: skip
    money = [flow for flow in flows if flow.event != CASH_MOVE]
    rows = [_received_row(kind, [flow for flow in money if flow.kind == kind], shifts) for kind in kinds]
    return _without_empty(_without_empty(table("received", columns, rows, total=True), "passes"), "fees")


def _received_row(kind: str, flows: list[TenderFlow], shifts: list[ClosedShift]) -> list[Cell]:
    sales = sum(f.net_fen for f in flows if f.event in SALE_EVENTS)
    top_ups = sum(f.net_fen for f in flows if f.event in TOP_UP_EVENTS)
    passes = sum(f.net_fen for f in flows if f.event in PASS_EVENTS)
    fees = sum(f.net_fen for f in flows if f.event not in SALE_EVENTS | TOP_UP_EVENTS | PASS_EVENTS)
    system = sales + top_ups + passes + fees
    difference = difference_fen(kind, shifts)
    counted = None if difference is None else system + difference
    return [kind, sum(f.n for f in flows), sales, top_ups, passes, fees, system, counted, difference]


def difference_fen(kind: str, shifts: list[ClosedShift]) -> int | None:
    """Counted less expected over the shifts of a date; None while one is open or none counted this tender."""
    name = f"{kind}_fen"
    counts = [shift.counted[name] - shift.expected[name] for shift in shifts if name in shift.counted]
    return sum(counts) if counts and all(shift.closed for shift in shifts) else None


def sales_value(db: Database, business_date: str, flows: list[TenderFlow]) -> Table:
    """Block 2: what was sold by how it was paid, stored value split in two; the net is the turnover."""
    sold = [flow for flow in flows if flow.event in SALE_EVENTS]
    columns = [Column("tender", WORD, "tender"), Column("n", COUNT), Column("sales"), Column("refunds"), Column("net")]
    rows: list[list[Cell]] = []
    for kind in _kinds(sold, ("stored_value",)):
        own = [flow for flow in sold if flow.kind == kind]
        n = sum(flow.n for flow in own if flow.event == "sale")
        rows.append([kind, n, sum(f.in_fen for f in own), sum(f.out_fen for f in own), sum(f.net_fen for f in own)])
    stored = [flow for flow in sold if flow.kind == "stored_value"]
    rows.append(_stored_row("stored_principal", [(f.event, f.principal_fen, f.with_principal) for f in stored]))
    rows.append(_stored_row("stored_bonus", [(f.event, f.bonus_fen, f.with_bonus) for f in stored]))
    made = table("sales_value", columns, rows, total=True)
    totals = made.totals or ()
    return replace(made, totals=(totals[0], day_figures.sales(db, business_date).n, *totals[2:]))


def _stored_row(name: str, parts: list[tuple[str, int, int]]) -> list[Cell]:
    paid = sum(fen for event, fen, _ in parts if event == "sale")
    back = -sum(fen for event, fen, _ in parts if event == "refund")
    return [name, sum(n for event, _, n in parts if event == "sale"), paid, back, paid - back]


def prepaid(db: Database, business_date: str, flows: list[TenderFlow]) -> Table:
    """Block 3: top-ups, passes and kept change, money that is not revenue (yet)."""
    n, paid_fen, bonus_fen = day_figures.recharges(db, business_date)
    rows: list[list[Cell]] = [["top_ups", n, paid_fen, bonus_fen]]
    rows += _flows(
        flows, ("top_up_refunds", "recharge.refund"), ("closings", "card_close"), ("cash_outs", "value.cash_out")
    )
    rows += _passes(db, business_date, flows)
    rows += _flows(flows, ("kept_change", "change.keep"), ("kept_change_paid", "change.pay_out"))
    columns = [Column("item", WORD, "prepaid"), Column("n", COUNT), Column("paid"), Column("bonus")]
    return table("prepaid", columns, rows, total=len(rows) > 1)


def _flows(flows: list[TenderFlow], *items: tuple[str, str]) -> list[list[Cell]]:
    """A row for each (word, event kind) that moved money."""
    rows: list[list[Cell]] = []
    for word, event in items:
        own = [flow for flow in flows if flow.event == event]
        if own:
            rows.append([word, sum(flow.n for flow in own), sum(flow.net_fen for flow in own), None])
    return rows


def _passes(db: Database, business_date: str, flows: list[TenderFlow]) -> list[list[Cell]]:
    """Passes sold at their price (also by stored value), and what passes paid back cost."""
    sold, back = day_figures.passes_sold(db, business_date), day_figures.count_events(db, business_date, "pass.refund")
    rows: list[list[Cell]] = [["passes_sold", *sold, None]] if sold[0] else []
    if back:
        rows.append(["pass_refunds", back, sum(f.net_fen for f in flows if f.event == "pass.refund"), None])
    return rows


def points(moves: list[LedgerFlow]) -> Table:
    """Block 4: points issued, redeemed (less what refunds gave back), reversed (clawed back), expired."""
    issued = _shop_side(moves, "shop:points_issued")
    redeemed = _shop_side(moves, "shop:points_redeemed")
    expired = _shop_side(moves, "shop:points_expired")
    rows: list[list[Cell]] = [
        ["issued", issued[1]],
        ["redeemed", redeemed[0] - redeemed[1]],
        ["reversed", issued[0]],
        ["expired", expired[0] - expired[1]],
    ]
    return table("points", [Column("item", WORD, "points"), Column("points", COUNT)], rows)


def rolls(key: str, names: tuple[str, ...], moves: list[LedgerFlow], after: dict[str, int]) -> Table:
    """Block 5: opening + in − out = closing of what the shop owes its members."""
    kind = COUNT if key == "rolls_units" else "money"
    columns = [Column("item", WORD, "roll"), *(Column(name, kind) for name in ("opening", "in", "out", "closing"))]
    rows: list[list[Cell]] = []
    for name in names:
        own = [move for move in moves if move.account == "" and move.kind == ROLLS[name]]
        gained, gone = sum(move.in_ for move in own), sum(move.out for move in own)
        close = after[ROLLS[name]]
        rows.append([name, close - gained + gone, gained, gone, close])
    return table(key, columns, rows, total=key == "rolls_money")


def passes_owed(db: Database, business_date: str, moves: list[LedgerFlow]) -> tuple[Table, ...]:
    """Block 5, passes in money: paid for and not had. No table while no pass was ever sold."""
    own = [move for move in moves if move.kind == "PASS_PREPAID"]
    gained, gone = sum(move.in_ for move in own), sum(move.out for move in own)
    close = day_figures.prepaid_after(db, business_date)
    if not (close or gained or gone):
        return ()
    columns = [Column("item", WORD, "roll"), *(Column(name) for name in ("opening", "in", "out", "closing"))]
    return (table("rolls_passes", columns, [["pass_value", close - gained + gone, gained, gone, close]]),)


def drawer(shifts: list[ClosedShift]) -> Table:
    """The shifts of the date: float, cash expected and counted, the difference with its reason."""
    columns = [Column("shift", TEXT), Column("z", COUNT), Column("staff", TEXT), Column("float"), Column("expected"),
               Column("counted"), Column("difference", DIFFERENCE), Column("reason", TEXT)]  # fmt: skip
    return table("drawer", columns, [_drawer_row(shift) for shift in shifts])


def _drawer_row(shift: ClosedShift) -> list[Cell]:
    expected, counted = shift.expected.get("cash_fen"), shift.counted.get("cash_fen")
    difference = None if expected is None or counted is None else counted - expected
    return [shift.name, shift.z_number, shift.staff, shift.float_fen, expected, counted, difference, shift.reason]


def exceptions(db: Database, business_date: str, bounds: tuple[int, int]) -> Table:
    """Block 7: what somebody should look at. Money is what was given away, taken out or put in."""
    refund_n, refund_fen = day_figures.refunds(db, business_date)
    overrides = day_figures.price_overrides(db, business_date)
    moves = day_figures.cash_moves(db, business_date)
    rows: list[list[Cell]] = [
        ["refunds", refund_n, refund_fen],
        ["price_overrides", *overrides],
        ["no_sale_drawer", moves.get("no_sale", (0, 0))[0], None],
        *_drawer_moves(moves),
        ["reprints", day_figures.reprints(db, *bounds), None],
        ["manual_points", day_figures.count_events(db, business_date, "points.adjust"), None],
        ["manual_tiers", day_figures.tiers_by_hand(db, business_date), None],
        ["clock_confirmations", day_figures.count_events(db, business_date, "clock.confirm"), None],
        ["deductions", day_figures.count_events(db, business_date, "value.deduct"), None],
        ["lost_cards", day_figures.audited(db, "card.presented.lost", *bounds), None],
        ["approvals", day_figures.approvals(db, business_date), None],
    ]
    return table("exceptions", [Column("item", WORD, "exception"), Column("n", COUNT), Column("amount")], rows)


def _drawer_moves(moves: dict[str, tuple[int, int]]) -> list[list[Cell]]:
    return [[kind, *moves.get(kind, (0, 0))] for kind in ("paid_in", "paid_out", "drop")]


def _tiles(db: Database, business_date: str, flows: list[TenderFlow], made_points: Table) -> Tiles:
    sold, joined = day_figures.sales(db, business_date), day_figures.new_members(db, business_date)
    _, top_up_fen, bonus_fen = day_figures.recharges(db, business_date)
    week_ago = (date.fromisoformat(business_date) - timedelta(days=7)).isoformat()
    return Tiles(
        sales_fen=turnover_fen(flows), week_ago_fen=turnover_fen(day_figures.tender_flows(db, week_ago)), orders=sold.n,
        due_fen=sold.due_fen, member_orders=sold.member_n, member_fen=sold.member_fen, top_up_fen=top_up_fen,
        bonus_fen=bonus_fen, points_issued=_int(made_points.figure("issued", "points")),
        points_used=_int(made_points.figure("redeemed", "points")), new_members=joined[0], referred=joined[1],
    )  # fmt: skip


def turnover_fen(flows: list[TenderFlow]) -> int:
    """Sales less refunds."""
    return sum(flow.net_fen for flow in flows if flow.event in SALE_EVENTS)


def _liability(moves: list[LedgerFlow], after: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """The stored value owed to members, principal and bonus together, by what changed it; sums to the closing."""
    sums = dict.fromkeys(("top_ups", "spent", "returned", "other"), 0)
    names = {"recharge": "top_ups", "sale": "spent", "refund": "returned"}
    names |= {"pass.sell": "spent", "pass.renew": "spent", "pass.refund": "returned"}
    for move in moves:
        if move.account == "" and move.kind in ("PRINCIPAL", "BONUS"):
            if move.event == EXCHANGE:  # what comes back and what is spent are one event
                sums["returned"] += move.in_
                sums["spent"] -= move.out
            else:
                sums[names.get(move.event, "other")] += move.in_ - move.out
    close = after["PRINCIPAL"] + after["BONUS"]
    return (("opening", close - sum(sums.values())), *sums.items(), ("closing", close))


def _hours(db: Database, business_date: str) -> Table:
    found = day_figures.hourly(db, business_date)
    columns = [Column("hour", HOUR), Column("n", COUNT), Column("sales")]
    return table("hours", columns, _without_gaps(found), total=True)


def _without_gaps(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Every hour from the first sale to the last, over midnight too."""
    if not found:
        return []
    by_hour = {hour: (n, fen) for hour, n, fen in found}
    first, last = found[0][0], found[-1][0]
    span = max((hour - first) % _HOURS for hour in (*by_hour, last))
    return [(hour, *by_hour.get(hour, (0, 0))) for hour in ((first + step) % _HOURS for step in range(span + 1))]


def _bars(hours: Table) -> tuple[tuple[int, int], ...]:
    return tuple((_int(row[0]), _int(row[2])) for row in hours.rows)


def _bounds(business_date: str, doc: dict[str, dict[str, str]]) -> tuple[int, int]:
    """UTC milliseconds of the business date's start and end, for what is no event."""
    day, zone = date.fromisoformat(business_date), doc["shop"]["zone"]
    starts_at = doc["rules"].get("day_starts_at", "00:00")
    return dates.day_start_ms(day, zone, starts_at), dates.day_start_ms(day + timedelta(days=1), zone, starts_at)


def _kinds(flows: list[TenderFlow], without: tuple[str, ...]) -> list[str]:
    """The usual tenders in their order, then others that were used."""
    used = sorted({flow.kind for flow in flows if flow.event != CASH_MOVE} - {*MONEY_KINDS, *without})
    return [*MONEY_KINDS, *used]


def _shop_side(moves: list[LedgerFlow], account: str) -> tuple[int, int]:
    own = [move for move in moves if move.account == account]
    return sum(move.in_ for move in own), sum(move.out for move in own)


def _without_empty(made: Table, column: str) -> Table:
    """The table without a column that holds nothing."""
    at = made.place(column)
    if any(row[at] for row in made.rows):
        return made

    def cut(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return cells[:at] + cells[at + 1 :]

    columns = made.columns[:at] + made.columns[at + 1 :]
    return Table(made.key, columns, tuple(map(cut, made.rows)), None if made.totals is None else cut(made.totals))


def _int(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0

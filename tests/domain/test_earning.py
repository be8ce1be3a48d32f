"""From a paid sale to what it earns."""

from fractions import Fraction

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.earning import earn_lines, preview, spend_fen, spend_lines
from memberpos.domain.member import Profile
from memberpos.domain.points import EarnLine, earned
from memberpos.domain.pricing import quote
from memberpos.domain.rules import Rate, Rules, Tier
from memberpos.domain.tenders import PayLine, StoredSplit, Tender, settle

RULES = Rules(points_rate=Rate(1, 1), tiers=(Tier("gold", 0, 100, Fraction(3, 2)),))
CART = (
    Cart("0192f0c1-0000-7000-8000-000000000001")
    .add(Product("a", "a", 9990))
    .add(Product("n", "n", 1000, earns=False))
    .add(Product("f", "f", 500, kind="fee"))
)


def test_bases_leave_out_bonus_fees_and_what_does_not_earn():
    quoted = quote(CART, Profile("m", "gold"), (), RULES, 0)
    lines = [PayLine(line.line, line.net_fen, line.line == 1) for line in quoted.lines]
    paid = settle(lines, [Tender("stored_value", 3000, "a"), Tender("cash", 8490)], {0: StoredSplit(1000, 2000)})
    earning = earn_lines(quoted, paid.cells, paid.parts, RULES)
    assert earning == (EarnLine(1, 7990, Fraction(3, 2)),)
    assert earned(earning, RULES) == 118
    assert preview(quoted, RULES) == 148
    counted = spend_lines(quoted)
    assert counted == {1, 2}
    assert spend_fen(paid.cells, paid.parts, counted, RULES) == 8990
    assert spend_fen(paid.cells, paid.parts, counted, Rules(points_bonus_earns=True)) == 10_990

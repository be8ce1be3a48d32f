"""Step 3: order offers, in order of code, each on what the lines cost so far (domain rules §2).

Of offers in one named group the one that saves most is given, where the first of them stands (decision 0080).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from memberpos.domain import pieces
from memberpos.domain.explain import Note, note
from memberpos.domain.money import half_up
from memberpos.domain.offers import AddOn, Bundle, Cheapest, Offer, Percent, Scene, SpendSave, in_turns
from memberpos.domain.pieces import Run
from memberpos.domain.quote import Quote, QuoteLine, lower


@dataclass(frozen=True)
class Saving:
    """What an offer or coupon would take off the lines marked in `on` (and the points it would cost), or why nothing:
    a note code with its facts.
    """

    fen: int = 0
    on: tuple[bool, ...] = ()
    points: int = 0
    why: str = ""
    facts: Mapping[str, int | str] = field(default_factory=dict)


def order_offers(so_far: Quote, offers: Sequence[Offer], scene: Scene) -> tuple[Quote, frozenset[str]]:
    """The quote after the order offers that stand, and the named groups they took."""
    taken: set[str] = set()
    for turn in in_turns(offers):
        so_far = _turn(so_far, turn, scene)
        if turn[0].group and any(offer.code in so_far.taken_off("offer") for offer in turn):
            taken.add(turn[0].group)
    return so_far, frozenset(taken)


def _turn(so_far: Quote, turn: Sequence[Offer], scene: Scene) -> Quote:
    """Gives the best of a turn; says of the others why not."""
    savings = [saving(offer, so_far, scene) for offer in turn]
    best = max(range(len(turn)), key=lambda at: (savings[at].fen, -at))
    after = _given(so_far, turn[best], savings[best]) if savings[best].fen else so_far
    for at, (offer, one) in enumerate(zip(turn, savings, strict=True)):
        if at != best and one.fen:
            after = after.say(_note("offer_group_taken", offer, by=turn[best].label, fen=one.fen))
        elif not one.fen:
            after = after.say(_note(one.why, offer, **one.facts))
    return after


def _given(so_far: Quote, offer: Offer, one: Saving) -> Quote:
    after = lower(so_far, one.fen, "offer", offer.code, one.on, offer.label)
    after = replace(after, add_on_points=after.add_on_points + one.points)
    said = _note("offer_applied", offer, fen=one.fen, **({"points": one.points} if one.points else {}))
    return after.say(said, *_next_step(so_far, offer, one))


def _note(code: str, offer: Offer, **facts: int | str) -> Note:
    return note(code, offer=offer.code, name=offer.label, **facts)


def _next_step(so_far: Quote, offer: Offer, one: Saving) -> tuple[Note, ...]:
    """How little is missing to the next step of a 满减."""
    if not isinstance(offer.terms, SpendSave):
        return ()
    spent = _cost(so_far.lines, one.on)
    step = next((step for step in offer.terms.steps if step[0] > spent), None)
    return (_note("offer_next_step", offer, missing_fen=step[0] - spent, fen=step[1]),) if step else ()


def saving(offer: Offer, so_far: Quote, scene: Scene) -> Saving:
    """What an order offer would take off now."""
    on = tuple(_open_to(offer, line) and offer.goods.takes(line.product) for line in so_far.lines)
    terms = offer.terms
    if isinstance(terms, Bundle):
        return _bundle(so_far, tuple(_open_to(offer, line) for line in so_far.lines), terms)
    if isinstance(terms, AddOn):
        return _add_on(so_far, offer, terms, on, scene)
    if not any(on):
        return Saving(why="offer_not_for_goods")
    if isinstance(terms, Cheapest):
        return _cheapest(so_far, on, terms)
    return _spend(so_far, on, terms) if isinstance(terms, SpendSave | Percent) else Saving(why="offer_no_effect")


def _open_to(offer: Offer, line: QuoteLine) -> bool:
    """Lines whose own price is of the offer's group have had one of it already."""
    return line.discountable and not (offer.group and offer.group in line.groups)


def _cost(lines: Sequence[QuoteLine], on: Sequence[bool]) -> int:
    return sum(line.net_fen for line, marked in zip(lines, on, strict=True) if marked)


def _some(fen: int, on: tuple[bool, ...], points: int = 0) -> Saving:
    return Saving(fen, on, points) if fen > 0 else Saving(why="offer_no_effect")


def _spend(so_far: Quote, on: tuple[bool, ...], terms: SpendSave | Percent) -> Saving:
    spent = _cost(so_far.lines, on)
    least = terms.min_fen if isinstance(terms, Percent) else terms.steps[0][0]
    if spent < least:
        return Saving(why="offer_below_minimum", facts={"min_fen": least, "missing_fen": least - spent})
    if isinstance(terms, Percent):
        return _some(spent - half_up(spent * terms.percent, 100), on)
    return _some(min(max(step for step in terms.steps if step[0] <= spent)[1], spent), on)


def _cheapest(so_far: Quote, on: tuple[bool, ...], terms: Cheapest) -> Saving:
    """The cheapest of all pieces; the saving is shared by all goods of the offer, as every discount is."""
    on = tuple(marked and line.pieces > 0 for line, marked in zip(so_far.lines, on, strict=True))
    found = pieces.runs(_marked(so_far, on))
    times = pieces.count_of(found) // terms.n
    if not times:
        return Saving(why="offer_too_few", facts={"need": terms.n, "have": pieces.count_of(found)})
    freed = pieces.cheapest(found, times * terms.count)
    return _some(sum((run.fen - half_up(run.fen * terms.percent, 100)) * run.count for run in freed), on)


def _bundle(so_far: Quote, open_: tuple[bool, ...], terms: Bundle) -> Saving:
    """As many sets as save something, each of the dearest pieces left."""
    need = Counter(terms.skus)
    on = tuple(
        marked and line.product.sku in need and line.pieces > 0
        for line, marked in zip(so_far.lines, open_, strict=True)
    )
    stock = {sku: pieces.runs(line for line in _marked(so_far, on) if line.product.sku == sku) for sku in need}
    sets = min(pieces.count_of(found) // need[sku] for sku, found in stock.items())
    if not sets:
        missing = next(sku for sku, found in stock.items() if pieces.count_of(found) < need[sku])
        return Saving(why="offer_not_for_goods" if not any(on) else "offer_too_few", facts={"sku": missing})

    def worth(count: int) -> int:
        return (
            sum(pieces.cost(pieces.first(found, count * need[sku])) for sku, found in stock.items()) - count * terms.fen
        )

    low, high = 0, sets  # the next set saves no more than the one before it
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if worth(middle) > worth(middle - 1) else (low, middle - 1)
    return _some(worth(low), on)


def _add_on(so_far: Quote, offer: Offer, terms: AddOn, on: tuple[bool, ...], scene: Scene) -> Saving:
    wanted = tuple(_open_to(offer, line) and line.product.sku == terms.sku and line.pieces > 0 for line in so_far.lines)
    if not any(wanted):
        return Saving(why="offer_not_for_goods", facts={"sku": terms.sku})
    beside = [marked and line.product.sku != terms.sku for line, marked in zip(so_far.lines, on, strict=True)]
    spent = _cost(so_far.lines, beside)
    if spent < terms.min_fen or not any(beside):
        return Saving(
            why="offer_below_minimum", facts={"min_fen": terms.min_fen, "missing_fen": max(terms.min_fen - spent, 0)}
        )
    if terms.points and offer.code not in scene.asked:
        return Saving(why="offer_not_asked", facts={"points": terms.points, "fen": terms.fen})
    cheaper = [run for run in pieces.runs(_marked(so_far, wanted)) if run.fen > terms.fen]
    given = pieces.first(cheaper, terms.most)
    points, have = terms.points * pieces.count_of(given), scene.points - so_far.add_on_points
    if points > have:
        return Saving(why="offer_points_short", facts={"points": points, "have": have})
    return _some(sum((run.fen - terms.fen) * run.count for run in given), wanted, points)


def _marked(so_far: Quote, on: Sequence[bool]) -> list[QuoteLine]:
    return [line for line, marked in zip(so_far.lines, on, strict=True) if marked]


def runs_of(so_far: Quote, on: Sequence[bool]) -> list[Run]:
    """The pieces of the marked lines, dearest first."""
    return pieces.runs(_marked(so_far, on))

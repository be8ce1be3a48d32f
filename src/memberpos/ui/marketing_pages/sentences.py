"""Worked examples in words; the numbers come from `domain.rule_examples`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QObject

from memberpos.domain.dates import validity_end
from memberpos.domain.draws import Draw
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.recharge_gifts import Gifts
from memberpos.domain.recharge_offers import RechargeOffer, Step
from memberpos.domain.rule_examples import Costs, Earns, expected_fen, odds, per_use, top_up
from memberpos.domain.rules import Rules
from memberpos.ui.format import count, money

#: Prizes named in an example.
_SHOWN = 4


class Sentences(QObject):
    """One for each kind of rule; `currency` of the shop."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency

    def _money(self, fen: int) -> str:
        return money(fen, self._currency).replace(" ", "\N{NO-BREAK SPACE}")

    @staticmethod
    def _gap(words: str) -> str:
        """Between two sentences; after a Chinese full stop there is none."""
        return "" if words.endswith("。") else " "

    def earns(self, examples: tuple[Earns, ...]) -> str:
        """Who pays what and gets how many points."""
        return "\n".join(self._earn(each) for each in examples)

    def _earn(self, each: Earns) -> str:
        if each.tier is None:
            said = self.tr("A member who pays {money} gets {points} points.")
        else:
            said = self.tr("A {tier} member who pays {money} gets {points} points.")
        words = said.format(tier=each.tier, money=self._money(each.paid_fen), points=count(each.points))
        if each.worth_fen:
            words += self._gap(words) + self.tr("They are worth {money}.").format(money=self._money(each.worth_fen))
        return words

    def kept(self, rules: Rules, today: date) -> str:
        """How long points earned today are good, and from when on their end is named; "" when they never end."""
        last = rules.points_expiry.last_day(today)
        if last is None:
            return ""
        words = self.tr("Points earned today are good to {date}.").format(date=last.isoformat())
        if rules.points_remind_days:
            said = self.tr("Receipts and the counter name it from {date} on.")
            named = max(last - timedelta(days=rules.points_remind_days), today)
            words += self._gap(words) + said.format(date=named.isoformat())
        return words

    def growth(self, paid_fen: int, gained: int) -> str:
        """What spending adds to the growth value."""
        return self.tr("{money} spent add {growth} to the growth value.").format(
            money=self._money(paid_fen), growth=count(gained)
        )

    def spent(self, fen: int, principal_fen: int, bonus_fen: int) -> str:
        """What a card pays with."""
        said = self.tr(
            "Topped up with {paid} and {gift} bonus, {fen} are paid with {principal} principal and {bonus} bonus."
        )
        return said.format(
            paid=self._money(10_000), gift=self._money(2_000), fen=self._money(fen),
            principal=self._money(principal_fen), bonus=self._money(bonus_fen),
        )  # fmt: skip

    def rounded(self, fen: int, paid_fen: int) -> str:
        """What a bill becomes."""
        return self.tr("A bill of {fen} becomes {paid} in cash.").format(
            fen=self._money(fen), paid=self._money(paid_fen)
        )

    def sources(self, rules: Rules) -> str:
        """What brings points besides spending, a line each."""
        given = (
            (self.tr("Joining brings {points} points."), rules.points_registration),
            (self.tr("A birthday brings {points} points."), rules.points_birthday),
            (self.tr("A visit brings {points} points."), rules.points_visit),
            (self.tr("Checking in brings {points} points."), rules.points_check_in),
            (self.tr("Who brings a friend gets {points} points."), rules.points_referral),
            (self.tr("The friend gets {points} points."), rules.points_referred),
        )
        lines = [words.format(points=count(points)) for words, points in given if points]
        named = [(each.sku, each.points) for each in rules.points_items]
        named += [(each.name, each.points) for each in rules.points_tasks]
        named += [(each.name, each.points) for each in rules.badges]
        lines += [self.tr("{name}: {points} points.").format(name=name, points=count(points)) for name, points in named]
        return "\n".join(lines) or self.tr("Only spending brings points.")

    def costs(self, costs: Costs) -> str:
        """What goods cost with the rule."""
        total, due = self._money(costs.total_fen), self._money(costs.due_fen)
        if costs.pieces > 1:
            said = self.tr("{pieces} pieces for {total}: the customer pays {due}.")
        else:
            said = self.tr("Goods for {total}: the customer pays {due}.")
        words = said.format(pieces=costs.pieces, total=total, due=due)
        if costs.points != costs.plain_points and costs.due_fen == costs.total_fen:
            points = self.tr("A member gets {points} points instead of {plain}.")
            words += self._gap(words) + points.format(points=count(costs.points), plain=count(costs.plain_points))
        if costs.name:
            words += "\n" + costs.name
        return words

    def top_ups(self, offer: RechargeOffer, today: date) -> str:
        """What each step brings to who tops up today."""
        return "\n".join(self._top_up(offer, step, today) for step in offer.steps)

    def _top_up(self, offer: RechargeOffer, step: Step, today: date) -> str:
        _, amount, bonus = top_up(offer, step.amount_fen)
        words = self.tr("Pays in {money}, has {total} to spend.").format(
            money=self._money(amount), total=self._money(amount + bonus)
        )
        for said in (self._parts(step.gifts, today), *self._gifts(step.gifts, today), *self._charges(step.gifts)):
            words += self._gap(words) + said if said else ""
        return words

    def _parts(self, gifts: Gifts, today: date) -> str:
        """What of the bonus comes later, and when."""
        parts = gifts.instalments
        if parts is None:
            return ""
        days = [due.isoformat() for due, _ in parts.due(today)]
        if len(days) == 1:
            return self.tr("{money} of it come on {date}.").format(money=self._money(parts.fen), date=days[0])
        said = self.tr("{money} of it come in {count} parts, from {first} to {last}.")
        return said.format(money=self._money(parts.fen), count=len(days), first=days[0], last=days[-1])

    def _gifts(self, gifts: Gifts, today: date) -> Iterator[str]:
        """What comes besides money."""
        if gifts.points and gifts.points_after_days:
            day = today + timedelta(days=gifts.points_after_days)
            said = self.tr("And {points} points, to be used from {date} on.")
            yield said.format(points=count(gifts.points), date=day.isoformat())
        elif gifts.points:
            yield self.tr("And {points} points.").format(points=count(gifts.points))
        if pieces := sum(each.count for each in gifts.coupons):
            yield self.tr("And coupons: {count}.").format(count=pieces)
        if passes := sum(each.count for each in gifts.passes):
            yield self.tr("And passes: {count}.").format(count=passes)
        if gifts.tier and gifts.tier.months:
            last = validity_end(today, gifts.tier.months)
            yield self.tr("And the tier {tier} to {date}.").format(tier=gifts.tier.name, date=last.isoformat())
        elif gifts.tier:
            yield self.tr("And the tier {tier}.").format(tier=gifts.tier.name)

    def _charges(self, gifts: Gifts) -> Iterator[str]:
        """What stays with the shop when the top-up is undone."""
        for charge_fen in sorted({each.charge_fen for each in gifts.coupons if each.charge_fen}):
            yield self.tr("Undone later, each used coupon costs {money}.").format(money=self._money(charge_fen))
        for charge_fen in sorted({each.charge_fen for each in gifts.passes if each.charge_fen}):
            yield self.tr("Undone later, each use of a pass costs {money}.").format(money=self._money(charge_fen))

    def use_of(self, terms: PassTerms) -> str:
        """What one use costs."""
        each, price = per_use(terms), self._money(terms.price_fen)
        if each is None:
            return self.tr("{price} for as many visits as they like.").format(price=price)
        words = self.tr("{price} for {uses} uses: {each} each.").format(
            price=price, uses=terms.total, each=self._money(each)
        )
        if terms.list_fen:
            saved = self._money(terms.list_fen * terms.total - terms.price_fen)
            words += self._gap(words) + self.tr("Without a pass {list}: {saved} saved in all.").format(
                list=self._money(terms.list_fen), saved=saved
            )
        return words

    def gift(self, points: int, worth_fen: int | None, spend_fen: int | None) -> str:
        """What a gift costs a member, and the shop's own money beside it."""
        words = self.tr("{points} points.").format(points=count(points))
        if spend_fen is not None:
            words += self._gap(words) + self.tr("A member earns them by spending {money}.").format(
                money=self._money(spend_fen)
            )
        if worth_fen is not None:
            words += self._gap(words) + self.tr("Off a bill they would be worth {money}.").format(
                money=self._money(worth_fen)
            )
        return words

    def tier_price(self, tier: str, points: int) -> str:
        """What a gift costs members of a tier."""
        return self.tr("{tier}: {points} points.").format(tier=tier, points=count(points))

    def chances(self, draw: Draw) -> str:
        """How often what comes up, and what a play costs the shop."""
        lines = [f"{name}: {float(chance):.1%}" for name, chance in odds(draw)[:_SHOWN]]
        said = self.tr("A play costs the member {points} points and the shop {money} on average.")
        return "\n".join([said.format(points=count(draw.cost), money=self._money(expected_fen(draw))), *lines])

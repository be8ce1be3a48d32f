"""Words of Marketing: names of fields with what may stand in them, names of values."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from memberpos.ui import day_words

#: Numbers of months to choose from.
MONTHS = (1, 3, 6, 12, 18, 24, 36)


def fields() -> dict[str, tuple[str, str]]:
    """Key → (name, hint) of every field."""
    made = FieldWords()
    return {**made.common(), **made.points(), **made.money(), **made.offers(), **made.others()}


def heads() -> dict[str, str]:
    """Key → head of a column in a field that is a table."""
    return FieldWords().heads()


def values(key: str) -> Mapping[str, str]:
    """Names of the values of a field."""
    made = ValueWords()
    return {**made.all(), **made.money(), **made.more()}[key]


def weekdays() -> tuple[str, ...]:
    """Monday to Sunday, short."""
    return tuple(day_words.weekday(at) for at in range(7))


def wrong(hint: str) -> str:
    """What is said at a field that cannot be read."""
    return FieldWords().wrong(hint)


def trade(name: str) -> tuple[str, str]:
    """(name, what its preset brings) of a trade; "" = none."""
    return ValueWords().trades()[name]


def offer_kind(kind: str) -> str:
    """Name of a kind of offer."""
    return values("kind")[kind]


class FieldWords(QObject):
    """Names of fields and columns."""

    def wrong(self, hint: str) -> str:
        """What is said at a field that cannot be read: what may stand there."""
        return hint or self.tr("This cannot be used.")

    def common(self) -> dict[str, tuple[str, str]]:
        """Fields of many documents."""
        return {
            "code": (self.tr("Short code"), self.tr("Letters and digits, not used by another one.")),
            "sku": (self.tr("Number of the goods"), self.tr("As it stands under Goods.")),
            "name": (self.tr("Name"), self.tr("As customers read it on the receipt.")),
            "group": (
                self.tr("Goes together with others?"),
                self.tr("Empty: with all. exclusive: with none. Any other word: the best one of its group."),
            ),
            "from": (self.tr("From day"), self.tr("Year-month-day; empty: at once.")),
            "to": (self.tr("To day"), self.tr("The last day, not before the first; empty: no end.")),
            "weekdays": (self.tr("On these weekdays"), self.tr("None pressed: every day.")),
            "hours": (self.tr("Between these hours"), self.tr("Like 11:00-14:00, also past midnight; empty: all day.")),
            "tiers": (self.tr("Only for these tiers"), self.tr("Names with commas between; empty: for all.")),
            "members_only": (self.tr("Members only"), ""),
            "skus": (self.tr("Goods, by number"), self.tr("With commas between; empty: all goods.")),
            "categories": (self.tr("Goods, by category"), self.tr("With commas between; empty: all goods.")),
            "combinable": (self.tr("On top of other prices"), ""),
            "active": (self.tr("Switched on"), ""),
            "starts_on": (self.tr("Begins on"), self.tr("Year-month-day after today; empty: at once.")),
            "limit": (self.tr("Most for one member"), self.tr("Empty: as often as they like.")),
        }

    def points(self) -> dict[str, tuple[str, str]]:
        """Fields of points and tiers."""
        count = self.tr("A whole number; empty: none.")
        return {
            "points.rate": (self.tr("Spend … yuan, get … points"), self.tr("Two whole numbers; the yuan not 0.")),
            "points.per_yuan": (
                self.tr("Points worth one yuan off"),
                self.tr("At least 1; empty: points buy gifts only."),
            ),
            "points.discount_cap_percent": (self.tr("At most % of a bill by points"), self.tr("0 to 100.")),
            "points.expiry": (self.tr("Points are good"), self.tr("Points given before keep their day.")),
            "points.multiplier_cap": (
                self.tr("Multiply by at most"),
                self.tr("Tier and campaign together, like 3; empty: no limit."),
            ),
            "points.claw": (self.tr("Points that were spent, at a refund"), ""),
            "points.reinstatement_days": (
                self.tr("Days to use points that come back"),
                self.tr("When their own day has passed; 0 or more."),
            ),
            "points.remind_days": (
                self.tr("Name points that end, days before"),
                self.tr("On receipts, at the counter and in the list of reminders; 0: never."),
            ),
            "points.pass_earns": (self.tr("Passes earn points"), ""),
            "growth.rate": (self.tr("Spend … yuan, get … growth"), self.tr("Two whole numbers; the yuan not 0.")),
            "points.registration": (self.tr("For joining"), count),
            "points.birthday": (self.tr("For a birthday"), count),
            "points.visit": (self.tr("For a visit"), count),
            "points.visit_limit": (self.tr("Visits that count"), self.tr("Empty: as often as they like.")),
            "points.check_in": (self.tr("For checking in"), count),
            "points.check_in_limit": (self.tr("Check-ins that count"), self.tr("Empty: as often as they like.")),
            "points.manual_limit": (self.tr("Points by hand, at most"), self.tr("For one member; empty: no limit.")),
            "points.items": (self.tr("Points for a piece of goods"), self.tr("Number of the goods and points from 1.")),
            "points.tasks": (self.tr("Tasks"), self.tr("Each with a name and points from 1.")),
            "badges": (
                self.tr("Badges"),
                self.tr("Each with a name and an amount from 1; goods only for pieces bought."),
            ),
            "points.referral": (self.tr("For bringing a friend"), count),
            "points.referred": (self.tr("For the friend"), count),
            "points.referral_limit": (self.tr("Friends that count in a month"), self.tr("Empty: all.")),
            "points.whole_steps": (self.tr("Only full steps earn (每满)"), ""),
            "points.bonus_earns": (self.tr("Spending bonus earns too"), ""),
            "points.stored_value_earns": (self.tr("Spending stored value earns"), ""),
            "tiers.criterion": (self.tr("Tiers are reached by"), ""),
            "tiers.window": (self.tr("Counted over"), ""),
            "tiers.validity": (self.tr("A tier is good for"), ""),
            "tiers.down": (self.tr("Who reaches too little goes"), ""),
            "tiers.refund_downgrade": (self.tr("A refund takes a tier back"), ""),
            "tiers.growth_resets": (self.tr("Growth begins anew with each review"), ""),
            "tier_table": (
                self.tr("Tiers"),
                self.tr("The first from 0, each later one from more; names differ; percent 0 to 100."),
            ),
        }

    def money(self) -> dict[str, tuple[str, str]]:
        """Fields of the money rules."""
        return {
            "stored_value.spend_order": (self.tr("Spend first"), ""),
            "stored_value.bonus_cap_percent": (self.tr("At most % of a bill by bonus"), self.tr("0 to 100.")),
            "rounding.mode": (self.tr("Rounding"), ""),
            "rounding.scope": (self.tr("What is rounded"), ""),
            "day_starts_at": (
                self.tr("The business day begins at"),
                self.tr("Like 04:00: until then sales belong to the day before."),
            ),
            "law.enforce": (self.tr("Keep the rules for prepaid cards"), self.tr("For shops in China only.")),
        }

    def offers(self) -> dict[str, tuple[str, str]]:
        """Fields of offers."""
        return {
            "kind": (self.tr("What it does"), ""),
            "steps": (self.tr("Steps"), self.tr("Each with another amount, from the smallest to the largest.")),
            "percent": (self.tr("Pays percent"), self.tr("90 = pays 90 % (九折); 0 to 100.")),
            "min_fen": (self.tr("From amount"), self.tr("In yuan; empty: any amount.")),
            "multiplier": (self.tr("Points times"), self.tr("Like 2 or 1.5.")),
            "n": (self.tr("Of every … pieces"), self.tr("A whole number from 1.")),
            "m": (self.tr("… are paid"), self.tr("Fewer than the pieces.")),
            "fen": (self.tr("Amount in yuan"), self.tr("Needed.")),
            "price_fen": (self.tr("Price in yuan"), self.tr("Needed.")),
            "points": (self.tr("Points"), self.tr("A whole number.")),
            "most": (self.tr("At most … pieces"), self.tr("Empty: one.")),
        }

    def others(self) -> dict[str, tuple[str, str]]:
        """Fields of coupons, passes, gifts, draws and top-up offers."""
        return {
            "coupon": (self.tr("What it does"), ""),
            "value": (
                self.tr("Worth"),
                self.tr("Yuan off, percent paid, pieces free, or the trial price: as chosen above."),
            ),
            "value_fen": (self.tr("Yuan"), self.tr("More than 0.")),
            "valid_days": (self.tr("Good for days"), self.tr("The first day does not count; empty: no end.")),
            "months": (self.tr("Or good for months"), self.tr("Either days or months.")),
            "per_member": (self.tr("Most for one member"), self.tr("Empty: any number.")),
            "per_day": (self.tr("Most used in a day"), self.tr("Empty: any number.")),
            "total": (self.tr("Most in all"), self.tr("Empty: any number.")),
            "transferable": (self.tr("May be handed on"), ""),
            "uses": (self.tr("Uses"), self.tr("At least 1; empty: as often as they like while it is good.")),
            "gift_uses": (self.tr("Uses given on top"), self.tr("Only beside uses.")),
            "list_fen": (self.tr("One use without a pass"), self.tr("In yuan, for refunds.")),
            "persons": (self.tr("Persons at once"), self.tr("Empty: any number; of a time pass one.")),
            "starts": (self.tr("Begins"), ""),
            "gift_points": (self.tr("Costs points"), self.tr("A whole number.")),
            "gift_fen": (self.tr("And yuan"), self.tr("Empty: points alone.")),
            "points_by_tier": (self.tr("Other prices for tiers"), self.tr("Name of the tier and points.")),
            "stock": (self.tr("Pieces in stock"), self.tr("Empty: not counted.")),
            "cost": (self.tr("A play costs points"), self.tr("A whole number.")),
            "prizes": (self.tr("Prizes"), self.tr("A larger share comes up more often; at least one above 0.")),
            "ladder": (self.tr("Steps"), self.tr("From the smallest amount to the largest.")),
            "first_only": (self.tr("First top-up only"), ""),
            "repeats": (self.tr("Once for each full amount"), ""),
            "member_limit": (self.tr("Most for one member"), self.tr("Empty: any number.")),
            "per": (self.tr("… counted in"), ""),
            "total_limit": (self.tr("Most in all"), self.tr("Empty: any number.")),
        }

    def heads(self) -> dict[str, str]:
        """Heads of columns."""
        return {
            "name": self.tr("Name"),
            "threshold": self.tr("From"),
            "keep": self.tr("To stay"),
            "price_percent": self.tr("Pays %"),
            "points_multiplier": self.tr("Points ×"),
            "birthday_points": self.tr("Birthday"),
            "upgrade_coupons": self.tr("Coupons on reaching it"),
            "benefits": self.tr("Other benefits, in words"),
            "points_expiry": self.tr("Points good for"),
            "tier": self.tr("Tier"),
            "passes": self.tr("Passes"),
            "sku": self.tr("Goods"),
            "limit": self.tr("At most"),
            "criterion": self.tr("For"),
            "at_least": self.tr("From"),
            "window": self.tr("Counted over"),
            "least": self.tr("From yuan"),
            "save": self.tr("Yuan off"),
            "amount_fen": self.tr("Pays in"),
            "bonus_fen": self.tr("Bonus"),
            "points": self.tr("Points"),
            "parts_fen": self.tr("Later, in parts"),
            "parts": self.tr("Number of parts"),
            "bonus_percent": self.tr("Bonus %"),
            "more": self.tr("More"),
            "points_after_days": self.tr("Points after days"),
            "parts_every": self.tr("Months between"),
            "parts_day": self.tr("On day of month"),
            "coupon_charge": self.tr("Charged if used"),
            "pass_charge": self.tr("Charged per use"),
            "tier_months": self.tr("Tier for months"),
            "coupon": self.tr("Coupon"),
            "prize_kind": self.tr("Kind"),
            "ref": self.tr("Gift or coupon"),
            "weight": self.tr("Share"),
            "value_fen": self.tr("Worth"),
        }


class ValueWords(QObject):
    """Names of values and trades."""

    @staticmethod
    def _months(value: str, words: str) -> dict[str, str]:
        """Value → name for each number of months that can be chosen."""
        return {value.format(count=count): words.format(count=count) for count in MONTHS}

    def all(self) -> dict[str, dict[str, str]]:
        """Field → value → name."""
        return {
            "kind": {
                "spend_save": self.tr("Money off an amount (满减)"),
                "percent": self.tr("Percent off (打折)"),
                "second_half": self.tr("Second piece half price"),
                "n_for_m": self.tr("Take n, pay m"),
                "cheapest": self.tr("Cheapest piece cheaper"),
                "bundle": self.tr("Bundle at a price"),
                "special_price": self.tr("Special price"),
                "add_on": self.tr("Add-on (换购)"),
                "multiplier": self.tr("More points"),
                "service_charge": self.tr("Service charge"),
                "minimum_spend": self.tr("Minimum spend"),
            },
            "coupon": {
                "amount": self.tr("Yuan off"),
                "percent": self.tr("Percent paid"),
                "goods": self.tr("Pieces free"),
                "trial": self.tr("One piece at a price"),
            },
            "points.expiry": {
                "never": self.tr("for ever"),
                **self._months("months:{count}:end_of_month", self.tr("{count} months, to the month's end")),
                "year:12-31": self.tr("to December 31 of the next year"),
                "year:03-31": self.tr("to March 31 of the next year"),
            },
            "tiers.criterion": {
                "spend": self.tr("Yuan spent"),
                "visits": self.tr("Days with a visit"),
                "points": self.tr("Points earned"),
                "growth": self.tr("Growth value"),
            },
            "tiers.window": {
                "lifetime": self.tr("everything so far"),
                **self._months("rolling:{count}", self.tr("the last {count} months")),
                "calendar_year": self.tr("the calendar year"),
                "since_tier_start": self.tr("since the tier began"),
            },
            "tiers.validity": {
                "": self.tr("ever"),
                **self._months("months:{count}", self.tr("{count} months")),
            },
            "tiers.down": {
                "one_down": self.tr("one tier down"),
                "by_balance": self.tr("to the tier reached"),
                "keep_if_at_least": self.tr("one down, below the amount to stay"),
            },
        }

    def money(self) -> dict[str, dict[str, str]]:
        """The same of money rules."""
        return {
            "stored_value.spend_order": {
                "bonus_first": self.tr("Bonus first"),
                "principal_first": self.tr("Principal first"),
                "proportional": self.tr("Both in proportion"),
            },
            "rounding.mode": {
                "none": self.tr("None"),
                "drop_fen": self.tr("Drop fen (12.34 → 12.30)"),
                "drop_jiao": self.tr("Drop jiao (12.34 → 12.00)"),
                "round_jiao": self.tr("Round to jiao"),
                "round_yuan": self.tr("Round to yuan"),
            },
            "rounding.scope": {"order": self.tr("the whole bill"), "cash": self.tr("what is paid in cash")},
        }

    def more(self) -> dict[str, dict[str, str]]:
        """The same of tiers' benefits, badges, passes, top-up offers and draws."""
        return {
            "points.claw": {
                "negative": self.tr("are owed: the balance goes below 0"),
                "value": self.tr("are taken off the money given back"),
            },
            "points.pass_earns": {"sale": self.tr("when they are sold"), "use": self.tr("when they are used")},
            "tiers.refund_downgrade": {
                "at_period_end": self.tr("at the end of its time"),
                "immediate": self.tr("at once"),
            },
            "points_expiry": {"": self.tr("points good as for all"), **self.all()["points.expiry"]},
            "criterion": {
                "visits": self.tr("Days with a visit"),
                "spend": self.tr("Yuan spent"),
                "points": self.tr("Points earned"),
                "growth": self.tr("Growth value"),
                "referrals": self.tr("Friends brought"),
                "check_ins": self.tr("Check-ins"),
                "tasks": self.tr("Tasks done"),
                "draws": self.tr("Draws played"),
                "item": self.tr("Pieces bought"),
            },
            "window": {
                "lifetime": self.tr("everything so far"),
                "year": self.tr("this year"),
                "month": self.tr("this month"),
            },
            "starts": {"sale": self.tr("when it is sold"), "first_use": self.tr("at its first use")},
            "per": {
                "ever": self.tr("all time"),
                "year": self.tr("a year"),
                "month": self.tr("a month"),
                "day": self.tr("a day"),
            },
            "period": {
                "day": self.tr("a day"),
                "week": self.tr("a week"),
                "month": self.tr("a month"),
                "year": self.tr("a year"),
                "ever": self.tr("all time"),
            },
            "prize_kind": {
                "nothing": self.tr("No prize"),
                "points": self.tr("Points"),
                "gift": self.tr("Gift"),
                "coupon": self.tr("Coupon"),
                "thing": self.tr("Something else"),
            },
        }

    def trades(self) -> dict[str, tuple[str, str]]:
        """Trade → (name, what its preset brings)."""
        return {
            "": (self.tr("My own rules"), self.tr("Nothing is set; everything is made later in Marketing.")),
            "retail": (self.tr("Retail"), self.tr("Points for each yuan, money off large baskets, a wheel of luck")),
            "restaurant": (
                self.tr("Restaurant"),
                self.tr("Lunch offer, top-ups with bonus, coffee passes, dishes as gifts"),
            ),
            "beauty": (
                self.tr("Beauty and hair"),
                self.tr("Courses as passes, top-ups that raise the tier, referrals"),
            ),
            "gym": (self.tr("Gym"), self.tr("Time passes, points for checking in, badges")),
            "sauna": (self.tr("Baths and sauna"), self.tr("Open past midnight, family passes, nights cheaper")),
            "pharmacy": (self.tr("Pharmacy"), self.tr("Careful discounts, member days, tasks for health")),
        }

"""The shop that is measured: a real data folder with as many members as asked, made in seconds.

Members come as a till gets them from headquarters: rows with search keys, an account, a card, no event of this till.
Some hundred are topped up through the service, so that sales can be paid with stored value.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from memberpos.domain import cards as card_rules
from memberpos.domain import search
from memberpos.domain.catalog import Product
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.home import Home, open_home
from memberpos.services import products, recharges, setup, shifts
from memberpos.services.recharges import RechargeRequest
from memberpos.services.use import Use
from memberpos.store import bulk, cards, held
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

START_MS = 1_767_232_800_000  # 2026-01-01T10:00:00+08:00
PIN = "2580"
GOODS = 200
PAYERS = 300
FIRST_CARD = 600_100_000_000
TIERS = [
    {"name": "普卡", "threshold": 0},
    {"name": "金卡", "threshold": 1500, "price_percent": 90, "points_multiplier": "3/2"},
]
RULES = {"points.rate": "1/1", "points.expiry": "year:12-31", "tiers": TIERS}
_CHUNK = 5000
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余"
    "叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文辉鹏飞宇浩然子轩梓涵欣"
    "怡雨泽晨曦思佳琪俊熙一诺博雅婷雪梅春燕志国海燕晓东云龙天佑安宁若溪嘉豪"
)


@dataclass(frozen=True)
class Person:
    """A member as the measurements need them."""

    id: str
    account_id: str
    name: str
    phone: str
    card: str


class Dice:
    """Repeatable choices."""

    def __init__(self, seed: str) -> None:
        self._random = seeded_random(seed)

    def below(self, limit: int) -> int:
        """0 … limit - 1."""
        return int.from_bytes(self._random(8), "big") % limit


@dataclass
class Subject:
    """The shop, its clock that moves a second with every use, and who is in it."""

    home: Home
    ids: IdSource
    owner_id: str
    count: int
    now_ms: int = START_MS

    def use(self, db: Database) -> Use:
        """A use case of the owner, one second after the last."""
        self.now_ms += 1000
        now_ms = self.now_ms
        return Use(db, now_ms, lambda: self.ids.new(now_ms), self.owner_id)

    def person(self, number: int) -> Person:
        """The `number`-th member."""
        return person(number)

    @property
    def payers(self) -> list[Person]:
        """The members with stored value: spread over all of them."""
        step = max(1, self.count // PAYERS)
        return [person(number) for number in range(0, self.count, step)][:PAYERS]


@contextmanager
def subject(folder: Path, count: int, seed: str = "bench") -> Iterator[Subject]:
    """The shop with `count` members in `folder`, its shift open; the folder locked as a till's is. `seed`: its ids."""
    with open_home(folder, create=True, environ={"MEMBERPOS_KEYSTORE": "file"}) as home:
        made = Subject(home, IdSource(seeded_random(seed)), "", count)
        db = home.open_database()
        try:
            _furnish(db, made)
        finally:
            db.close()
        yield made


def _furnish(db: Database, shop: Subject) -> None:
    request = setup.SetupRequest("山茶咖啡", "林晓", PIN, rules=RULES)
    shop.owner_id = setup.create_shop(shop.use(db), request).owner_id
    for number in range(GOODS):
        quick = number + 1 if number < 12 else None
        good = Product(f"{100 + number}", f"商品{number}", 500 + 137 * number % 9000, category=f"c{number % 7}")
        products.put(shop.use(db), good, (f"69012340{number:05d}",), quick)
    _populate(db, shop.count)
    shifts.open_shift(shop.use(db), 50_000)
    for payer in shop.payers:
        recharges.recharge(shop.use(db), RechargeRequest(payer.id, 500_000, 50_000, pay="scan_pay"))
    db.all("PRAGMA wal_checkpoint(TRUNCATE)")


def _populate(db: Database, count: int) -> None:
    """Tables first, their indexes and the parts of phone numbers after that: each is written once, in order."""
    with bulk.without_indexes(db, "member", "account", "card"):
        for first in range(0, count, _CHUNK):
            people = [person(number) for number in range(first, min(count, first + _CHUNK))]
            with db.transaction():
                bulk.add_members(db, [_member(one) for one in people], parts=False)
                for one in people:
                    cards.put(db, CardRow(one.card, card_rules.ACTIVE, one.account_id, one.id), START_MS)
                    held.mark_told(db, "card", one.card)
            db.all("PRAGMA wal_checkpoint(PASSIVE)")
    with db.transaction():
        bulk.add_phone_parts(db, bulk.phones(db))
    db.all("PRAGMA wal_checkpoint(PASSIVE)")


def _member(one: Person) -> bulk.NewMember:
    row = MemberRow(
        id=one.id, account_id=one.account_id, name=one.name, phone=one.phone, sex="", birthday=None, lunar=False,
        joined_on="2025-06-01", joined_at_ms=START_MS, referrer_id=None, notes="", status="active", tier="普卡",
        tier_from="2025-06-01", tier_to=None, tier_grant="", last_visit_on=None, visits=0, spend_fen=0,
    )  # fmt: skip
    return bulk.new_member(row, search.keys_of(one.name, one.phone, _pinyin))


def person(number: int) -> Person:
    """The same person for the same number: three characters, a phone and a card of their own."""
    mixed = number * 2_654_435_761 % 2**32
    family, first, second = mixed % len(_FAMILY), mixed // 97 % len(_GIVEN), mixed // 8011 % len(_GIVEN)
    return Person(
        f"00000000-0000-7000-8000-{number:012x}", f"00000000-0000-7000-9000-{number:012x}",
        _FAMILY[family] + _GIVEN[first] + _GIVEN[second], f"+861{3_000_000_000 + mixed:010d}",
        str(FIRST_CARD + number),
    )  # fmt: skip


def _pinyin(name: str) -> tuple[str, str]:
    parts = [_syllable(name[:1], family=True), *(_syllable(character, family=False) for character in name[1:])]
    return "".join(parts), "".join(part[:1] for part in parts)


@lru_cache(maxsize=1024)
def _syllable(character: str, *, family: bool) -> str:
    """One character's reading: a hundred of them, not a hundred thousand names, are looked up."""
    return search.pinyin_of(character if family else f"一{character}")[0].removeprefix("" if family else "yi")

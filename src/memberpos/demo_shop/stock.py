"""What the demo shop sells, who works there, and its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHOP_NAME = "山茶咖啡·杂货"
SHOP_PHONE = "021-5555 0168"

RULES: Mapping[str, Any] = {
    "points.rate": "1/1",
    "points.per_yuan": 100,
    "points.discount_cap_percent": 50,
    "points.expiry": "year:12-31",
    "tiers": [
        {"name": "普卡", "threshold": 0},
        {"name": "银卡", "threshold": 400, "price_percent": 95, "points_multiplier": "3/2"},
        {"name": "金卡", "threshold": 1500, "price_percent": 90, "points_multiplier": "2/1"},
    ],
    "tiers.criterion": "spend",
    "rounding.mode": "drop_fen",
    "stored_value.spend_order": "proportional",
}

#: Code → the owner's top-up offer.
OFFERS: Mapping[str, Mapping[str, Any]] = {
    "TOPUP": {
        "name": "充值有礼",
        "steps": [
            {"amount_fen": 20_000, "bonus_fen": 1_000},
            {"amount_fen": 30_000, "bonus_fen": 3_000},
            {"amount_fen": 50_000, "bonus_fen": 6_000},
            {"amount_fen": 100_000, "bonus_fen": 15_000},
        ],
    },
    "MONTHLY": {
        "name": "分月返还",
        "member_limit": 1,
        "per": "year",
        "steps": [{"amount_fen": 200_000, "points": 500, "instalments": {"fen": 36_000, "count": 6}}],
    },
}


@dataclass(frozen=True)
class Good:
    """One product of the demo shop; `quick` is its place on the quick keys, 0 for none."""

    sku: str
    name: str
    price_fen: int
    category: str
    barcode: str
    quick: int = 0
    discountable: bool = True


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in at the demo till."""

    name: str
    role: str
    pin: str


OWNER = Person("林晓", "owner", "2580")
STAFF = (Person("周敏", "cashier", "1470"), Person("陈立", "manager", "3690"))


def ean13(digits: str) -> str:
    """Twelve digits with their check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _good(at: int, name: str, price_fen: int, category: str, quick: int = 0, *, discountable: bool = True) -> Good:
    return Good(f"{100 + at}", name, price_fen, category, ean13(f"69255501{at:04d}"), quick, discountable)


GOODS = (
    _good(1, "美式咖啡", 1800, "咖啡", 1),
    _good(2, "拿铁咖啡", 2450, "咖啡", 2),
    _good(3, "燕麦拿铁", 2800, "咖啡", 3),
    _good(4, "手冲耶加雪菲", 3680, "咖啡", 4),
    _good(5, "桂花龙井奶茶", 2290, "茶饮", 5),
    _good(6, "柚子气泡水", 1990, "茶饮", 6),
    _good(7, "黄油可颂", 1280, "烘焙", 7),
    _good(8, "肉桂卷", 1650, "烘焙", 8),
    _good(9, "海盐芝士吐司", 2180, "烘焙", 9),
    _good(10, "提拉米苏", 3200, "烘焙", 10),
    _good(11, "云南咖啡豆 250g", 6990, "咖啡豆"),
    _good(12, "埃塞俄比亚咖啡豆 250g", 9880, "咖啡豆"),
    _good(13, "挂耳咖啡 10 包", 5850, "咖啡豆"),
    _good(14, "冷萃液 4 支", 4690, "咖啡豆"),
    _good(15, "燕麦奶 1L", 2590, "杂货"),
    _good(16, "蜂蜜 500g", 4888, "杂货"),
    _good(17, "坚果燕麦片", 3950, "杂货"),
    _good(18, "陶瓷马克杯", 7900, "器具"),
    _good(19, "手冲滤纸 100 张", 2460, "器具"),
    _good(20, "外带纸袋", 50, "杂货", 11, discountable=False),
)

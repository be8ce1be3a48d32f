"""Which column of another system's table is which field, as guessed from its headings or told by the owner."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.import_values import DATE_ORDERS
from memberpos.domain.member_profile import CustomField
from memberpos.domain.text import half_width

CUSTOM = "custom."
REFUSE, WARN = "refuse", "warn"
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_WORDS = {
    "name": "姓名 会员姓名 会员名称 名字 客户姓名 客户名称 顾客姓名 昵称 會員姓名 會員名稱 客戶姓名 name"
    " fullname membername",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 會員電話 手機 手機號碼 電話 聯絡電話 phone"
    " mobile tel telephone cellphone phonenumber mobilephone",
    "card": "卡号 会员卡号 会员编号 会员号 卡片号码 卡號 會員卡號 會員編號 card cardno cardnumber membercard memberno",
    "old_card": "旧卡号 原卡号 老卡号 舊卡號 原卡號 oldcard oldcardno oldcardnumber",
    "sex": "性别 會員性別 性別 sex gender",
    "birthday": "生日 出生日期 出生年月 会员生日 會員生日 birthday birthdate dateofbirth dob",
    "lunar": "农历 是否农历 农历生日 阴历 生日类型 農曆 是否農曆 lunar islunar",
    "address": "地址 联系地址 家庭住址 住址 通讯地址 聯絡地址 通訊地址 address",
    "notes": "备注 说明 备注信息 備註 說明 note notes remark remarks comment",
    "tags": "标签 会员标签 標籤 會員標籤 tag tags label labels",
    "joined": "开卡日期 开卡时间 办卡日期 注册日期 注册时间 入会日期 入会时间 登记日期 创建时间 开卡日 開卡日期"
    " 註冊日期 入會日期 建立日期 入会 入會 joined joindate registered registrationdate created createdat",
    "ends": "有效期 到期日期 到期日 失效日期 会员有效期 截止日期 有效期限"
    " 到期時間 enddate expires expirydate validuntil",
    "tier": "等级 会员等级 级别 会员级别 卡类型 卡类别 會員等級 級別 卡別 tier level grade memberlevel",
    "stored": "余额 储值 储值金额 储值余额 卡内余额 账户余额 卡余额 可用余额 总余额"
    " 餘額 儲值餘額 balance storedvalue cardbalance",
    "principal": "本金 本金余额 实充余额 储值本金 本金餘額 principal",
    "bonus": "赠送余额 赠金 赠金余额 赠送金额 赠送 贈金 贈送餘額 贈送金額 bonus giftbalance",
    "points": "积分 可用积分 积分余额 当前积分 剩余积分 會員點數 積分 點數 點數餘額 points pointbalance",
    "growth": "成长值 會員成長值 成長值 growth",
    "visits": "消费次数 到店次数 来店次数 消費次數 來店次數 visits visitcount orders",
    "last_visit": "最后消费 最后消费时间 最近消费 最近消费日期 上次消费 最後消費 最近消費 lastvisit lastpurchase",
    "referrer": "推荐人 介绍人 推荐人手机 推荐人卡号 推薦人 介紹人 referrer referredby broughtby",
}
#: Field → the headings it is known by.
HEADINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(text.split()) for name, text in _WORDS.items()}
)
FIELDS = tuple(HEADINGS)
_NOISE = re.compile(r"[\s_\-()（）:：*.·/\[\]【】]|必填|选填|必填項")
_TOTAL = re.compile("总|總|合计|合計|total")
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Source:
    """A column: by its heading, else (`place`, from 0) by where it stands. `width`: leading zeros up to so many."""

    heading: str = ""
    place: int | None = None
    width: int = 0


@dataclass(frozen=True)
class ImportMap:
    """How a table is read. `values` {field: {word of the table: word here}}; `bonus_percent` of `stored` is bonus, the
    rest principal. `duplicates` refuse | warn: a member who is here already with this name and phone. "" or None =
    found out by looking.
    """

    columns: Mapping[str, Source] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str | int = 0
    header_row: int | None = None
    encoding: str = ""
    date_order: str = "ymd"
    bonus_percent: int = 0
    duplicates: str = REFUSE

    def places(self, headings: Sequence[str]) -> dict[str, int]:
        """{field: column from 0}. PosError bad_setting (import_map) for a heading that is not there, or one column for
        two fields that exclude each other.
        """
        found = {name: _place(source, headings, name) for name, source in self.columns.items()}
        if {"stored", "principal"} <= set(found):
            raise PosError("bad_setting", setting="import_map", field="stored", reason="stored_or_principal")
        return found


def plain_heading(text: str) -> str:
    """A heading without spaces, brackets and marks, half width, in small letters."""
    return _NOISE.sub("", half_width(text)).casefold()


def guess(headings: Sequence[str], own: Sequence[CustomField] = ()) -> dict[str, Source]:
    """Columns by the usual headings and the names of the shop's own fields; the first of two alike. `stored` gives way
    when principal is there; a balance beside a gift is the principal, unless its heading says that it is the total.
    """
    labels = {plain_heading(each.label): f"{CUSTOM}{each.code}" for each in own if each.active}
    found: dict[str, Source] = {}
    for heading in headings:
        plain = plain_heading(heading)
        name = next((name for name, words in HEADINGS.items() if plain in words), labels.get(plain))
        if name is not None and name not in found:
            found[name] = Source(heading)
    if "principal" in found:
        found.pop("stored", None)
    elif {"stored", "bonus"} <= set(found) and not _TOTAL.search(plain_heading(found["stored"].heading)):
        found["principal"] = found.pop("stored")
    return found


def parse(document: Mapping[str, Any]) -> ImportMap:
    """A map from its TOML document. PosError bad_setting (import_map, field)."""
    known = {"columns", "values", "sheet", "header_row", "encoding", "date_order", "split", "duplicates"}
    if set(document) - known:
        raise _bad(min(set(document) - known))
    made = ImportMap(
        columns={str(name): _source(name, value) for name, value in _table(document, "columns").items()},
        values={str(name): _words_of(name, value) for name, value in _table(document, "values").items()},
        sheet=_sheet(document.get("sheet", 0)), header_row=_header_row(document.get("header_row")),
        encoding=_one_of(document, "encoding", ("", *ENCODINGS)),
        date_order=_one_of(document, "date_order", DATE_ORDERS),
        bonus_percent=_percent(_table(document, "split")),
        duplicates=_one_of(document, "duplicates", (REFUSE, WARN)),
    )  # fmt: skip
    for name in made.columns:
        if name not in HEADINGS and not name.startswith(CUSTOM):
            raise _bad(name)
    return made


def _bad(name: str) -> PosError:
    return PosError("bad_setting", setting="import_map", field=name)


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = document.get(name, {})
    if not isinstance(value, Mapping):
        raise _bad(name)
    return value


def _one_of(document: Mapping[str, Any], name: str, words: Sequence[str]) -> str:
    value = document.get(name, words[0])
    if value not in words:
        raise _bad(name)
    return str(value)


def _sheet(value: Any) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int) or (isinstance(value, int) and value < 0):
        raise _bad("sheet")
    return value


def _header_row(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise _bad("header_row")
    return value


def _percent(table: Mapping[str, Any]) -> int:
    value = table.get("bonus_percent", 0)
    if set(table) - {"bonus_percent"} or not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
        raise _bad("split")
    return value


def _words_of(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(word, str) for word in value.values()):
        raise _bad(f"values.{name}")
    return {str(key).strip(): str(word) for key, word in value.items()}


def _source(name: str, value: Any) -> Source:
    if isinstance(value, Mapping):
        width = value.get("width", 0)
        if set(value) - {"column", "width"} or not isinstance(width, int) or not 0 <= width <= 40:
            raise _bad(str(name))
        made = _source(name, value.get("column"))
        return Source(made.heading, made.place, width)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return Source(place=value - 1)
    if isinstance(value, str) and value.strip():
        return Source(value)
    raise _bad(str(name))


def _place(source: Source, headings: Sequence[str], name: str) -> int:
    """A heading as it stands, else one that is the same without marks, else a column's letter."""
    if source.place is not None:
        if source.place >= len(headings):
            raise _bad(name)
        return source.place
    exact = [at for at, heading in enumerate(headings) if heading.strip() == source.heading.strip()]
    alike = [at for at, heading in enumerate(headings) if plain_heading(heading) == plain_heading(source.heading)]
    if found := exact or alike:
        return found[0]
    if _LETTERS.fullmatch(source.heading) and (at := _column_number(source.heading)) < len(headings):
        return at
    raise _bad(name)


def _column_number(letters: str) -> int:
    """A → 0, AA → 26."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1

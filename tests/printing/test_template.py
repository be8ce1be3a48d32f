"""Templates: what the shop may write, what is refused and how, and what is laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memberpos.domain.errors import PosError
from memberpos.printing.documents import Expiring, Holder
from memberpos.printing.kinds import KINDS, kind_of
from memberpos.printing.layout import width
from memberpos.printing.render import lay_out
from memberpos.printing.samples import (
    CARD,
    HEAD,
    MEMBER,
    PAPERS,
    PASS,
    PASS_BACK,
    RECHARGE,
    REFUND,
    SALE,
    SHIFT,
    USED,
    X_REPORT,
)
from memberpos.printing.template import LANGUAGES, built_in, load, template_for
from memberpos.printing.text import plain_text
from memberpos.printing.values import Scope, fill, quantity


def text_of(document, columns=32, language="zh_CN"):
    return plain_text(lay_out(document, built_in(kind_of(document)), language, columns), columns)


def rows_of(document, columns=32, language="zh_CN"):
    """Lines with the runs of spaces made one."""
    return [" ".join(line.split()) for line in text_of(document, columns, language).splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_paper_has_a_template_in_all_languages(kind):
    template = built_in(kind)
    assert set(template.words) == set(LANGUAGES)
    assert all(all(text.strip() for text in words.values()) for words in template.words.values())


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [32, 42, 48])
def test_every_line_fits_its_paper(name, language, columns):
    document = PAPERS[name]
    lines = lay_out(document, built_in(kind_of(document)), language, columns)
    assert [line for line in lines if width(line.text) * line.wide > columns] == []
    assert lines[-1].cut
    assert not any(line.drawer for line in lines)


def test_a_sale_receipt_says_everything():
    rows = rows_of(SALE)
    wanted = [
        "阳光美发会员店", "单号 20260101-010007 机号 01", "2026-01-01 10:05 收银 01", "1 × 128.00 128.00",
        "1.255 × 32.00 40.16", "合计 617.71", "金卡九折 -39.95", "积分抵扣 1,000 -10.00", "抹零 -0.06",
        "应收 ￥517.70", "储值 300.00", "本金 200.00", "赠金 100.00", "现金 300.00", "找零 82.30",
        "会员 王* 138****8000", "卡号 *6688 金卡", "本次积分 +626", "使用积分 -1,000", "积分余额 2,345",
        "2026-01-31 到期 100", "2026-02-28 到期 1,250", "储值余额 150.50", "本金 120.50", "赠金 30.00",
        "★ 恭喜升级为 铂金卡", "下次消费起生效", "[QR https://m.example/r/20260101-010007]", "谢谢惠顾",
    ]  # fmt: skip
    assert [row for row in wanted if row not in rows] == []


def test_wide_paper_has_four_columns():
    rows = rows_of(SALE, 48)
    assert "品名 数量 单价 金额" in rows
    assert "Shampoo 洗发水 500ml 2 45.00 90.00" in rows
    assert "2 × 45.00 90.00" not in rows


def test_a_receipt_without_member_shows_no_account():
    text = text_of(replace(SALE, member=None, tier_up="", points_earned=0, points_used=0, points_fen=0))
    assert "积分" not in text
    assert "会员 " not in text


def test_zero_parts_are_left_out():
    text = text_of(replace(SALE, discounts=(), points_fen=0, points_used=0, rounding_fen=0, change_fen=0, qr=""))
    assert not any(word in text for word in ("抹零", "找零", "积分抵扣", "使用积分", "QR"))


def test_the_other_languages_speak():
    assert "應收 NT$517.70" in rows_of(replace(SALE, head=replace(HEAD, currency="TWD")), 32, "zh_TW")
    english = rows_of(SALE, 48, "en")
    assert {"Due ￥517.70", "Change 82.30", "2026-01-31 expiring 100", "Till 01"} & set(english) >= {"Due ￥517.70"}
    assert "Item Qty Price Amount" in english


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "补打"), ("zh_TW", "補印"), ("en", "REPRINT")])
@pytest.mark.parametrize("name", PAPERS)
def test_a_reprint_says_so_at_its_top_whatever_the_template(name, language, word):
    document = replace(PAPERS[name], head=replace(PAPERS[name].head, copy=3))
    first = lay_out(document, built_in(kind_of(document)), language, 32)[0]
    assert (first.text, first.bold) == (f"*** {word} 3 ***", True)
    assert word not in text_of(replace(SALE, head=replace(HEAD, copy=0)), 32, language)


def test_a_drawer_opens_before_the_text():
    lines = lay_out(SALE, built_in("sale"), "zh_CN", 32, drawer=True)
    assert [line.drawer for line in lines] == [True] + [False] * (len(lines) - 1)


def test_recharge_refund_and_card_papers():
    assert {"充值金额 500.00", "赠送 60.00", "到账金额 ￥560.00", "赠送积分 +50", "赠送 护理券 1 张"} <= set(
        rows_of(RECHARGE)
    )
    assert {"此日前可无条件退款 2026-01-08", "发卡单位 阳光美发有限公司", "储值余额 ￥150.50"} <= set(rows_of(RECHARGE))
    assert {"原单号 20251231-010044", "扣回积分折算 -1.00", "实退 ￥89.00", "扣回积分 -90", "退回积分 +10"} <= set(
        rows_of(REFUND)
    )
    assert {"卡号 8800016688", "初始密码 482913", "有效期至 2027-12-31", "[QR 8800016688]"} <= set(rows_of(CARD))
    assert "初始密码" not in text_of(replace(CARD, password=""))


@pytest.mark.parametrize("columns", [32, 48])
def test_z_and_x_reports(columns):
    rows = rows_of(SHIFT, columns)
    assert {"Z 编号 128", "应有现金 ￥11,955.50", "未上传 12", "9f2c6e5d1b7a40c3", "无销售开钱箱 1"} <= set(rows)
    assert "现金 12,345.50 890.00 44" in rows
    counted = "现金 11,955.50 11,950.00 -5.50" if columns == 48 else "长短款 -5.50"
    assert counted in rows
    x_rows = rows_of(X_REPORT, columns)
    assert "班中查询 X" in x_rows
    assert not any("清点" in row or "长短款" in row for row in x_rows)


def test_expiring_points_are_listed_by_date():
    member = Holder("李*", expiring=(Expiring("2026-03-31", 7),))
    assert "2026-03-31 到期 7" in rows_of(replace(SALE, member=member))
    assert "储值余额" not in text_of(replace(SALE, member=member))


@pytest.mark.parametrize(
    ("milli", "text"), [(1000, "1"), (1500, "1.5"), (1255, "1.255"), (0, "0"), (-2000, "-2"), (10, "0.01")]
)
def test_quantities(milli, text):
    assert quantity(milli) == text


def test_formats():
    scope = Scope(SALE, {"a": "词"}, "HKD")
    assert (
        fill("{due_fen} {due_fen:money} {due_fen:minus} {due_fen:signed}", scope) == "517.70 HK$517.70 -517.70 +517.70"
    )
    assert fill("{points_used} {points_used:plain} {_a} {{x}}", scope) == "1,000 1000 词 {x}"
    assert fill("{member.name}", Scope(replace(SALE, member=None), {}, "CNY")) == ""


# ---------------------------------------------------------------------------------------------- the shop's own file

GOOD = """
[words]
hello = { zh_CN = "你好", zh_TW = "你好", en = "Hello" }
[[row]]
text = "{_hello} {head.shop}"
"""


def test_the_shops_own_template_is_used(tmp_path):
    (tmp_path / "sale.toml").write_text(GOOD, "utf-8")
    template, problem = template_for("sale", tmp_path)
    assert problem is None
    assert lay_out(SALE, template, "en", 32)[0].text == "Hello 阳光美发会员店"
    assert template_for("refund", tmp_path)[0] == built_in("refund")


BROKEN = {
    "no toml": ("[[row", 0, "no_toml"),
    "no rows": ("[words]", 0, "unknown_key"),
    "strange table": (GOOD + "[extra]\na = 1", 0, "unknown_key"),
    "missing language": (GOOD.replace(', en = "Hello"', ""), 0, "missing_language"),
    "unknown word": (GOOD + '[[row]]\ntext = "{_nope}"', 2, "unknown_word"),
    "unknown name": (GOOD + '[[row]]\ntext = "{member.password}"', 2, "unknown_name"),
    "python attributes": (GOOD + '[[row]]\ntext = "{head.__class__}"', 2, "unknown_name"),
    "not a value": (GOOD + '[[row]]\ntext = "{member}"', 2, "not_a_value"),
    "broken braces": (GOOD + '[[row]]\ntext = "{due_fen"', 2, "braces"),
    "unknown format": (GOOD + '[[row]]\ntext = "{due_fen:.2f}"', 2, "unknown_format"),
    "two contents": (GOOD + '[[row]]\ntext = "a"\nfeed = 1', 2, "one_content"),
    "unknown key": (GOOD + '[[row]]\ntext = "a"\ncolour = "red"', 2, "unknown_key"),
    "unknown size": (GOOD + '[[row]]\ntext = "a"\nsize = "huge"', 2, "unknown_value"),
    "unknown align": (GOOD + '[[row]]\ntext = "a"\nalign = "middle"', 2, "unknown_value"),
    "unknown paper": (GOOD + '[[row]]\ntext = "a"\npaper = 76', 2, "unknown_value"),
    "bold as text": (GOOD + '[[row]]\ntext = "a"\nbold = "yes"', 2, "unknown_value"),
    "not text": (GOOD + "[[row]]\ntext = 5", 2, "not_text"),
    "too much feed": (GOOD + "[[row]]\nfeed = 100", 2, "unknown_value"),
    "each over a number": (GOOD + '[[row]]\neach = "due_fen"\ntext = "a"', 2, "not_a_list"),
    "unknown condition": (GOOD + '[[row]]\nwhen = "weather"\ntext = "a"', 2, "unknown_name"),
    "head and cells differ": (
        GOOD + '[[row]]\ntable = "lines"\nhead = ["a"]\ncells = ["{name}", "{net_fen}"]',
        2,
        "unknown_value",
    ),
    "a word in a cell": (GOOD + '[[row]]\ntable = "lines"\ncells = ["{nope}"]', 2, "unknown_name"),
    "no blocks": (GOOD + '[[row]]\ntables = "lines"', 2, "unknown_value"),
    "inner row": (GOOD + '[[row]]\neach = "lines"\nrows = [{ text = "{nope}" }]', 2, "unknown_name"),
    "rows no list": (GOOD + "[[row]]\nrows = 1", 2, "no_row"),
    "too large": (GOOD + "#" * 70_000, 0, "too_large"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_named_and_the_built_in_one_used(name, tmp_path):
    text, row, reason = BROKEN[name]
    path = tmp_path / "sale.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(PosError) as caught:
        load("sale", path)
    assert (caught.value.code, caught.value.facts["row"], caught.value.facts["reason"]) == ("bad_file", row, reason)
    template, problem = template_for("sale", tmp_path)
    assert template == built_in("sale")
    assert problem is not None
    assert problem.facts["file"] == "sale.toml"


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "sale.toml").write_bytes("店".encode("gbk"))
    assert template_for("sale", tmp_path)[1].facts["reason"] == "no_toml"


def test_a_broken_template_tells_nothing_of_the_member(tmp_path):
    (tmp_path / "sale.toml").write_text(GOOD + '[[row]]\ntext = "{member.password}"', "utf-8")
    problem = template_for("sale", tmp_path)[1]
    assert MEMBER.name not in str(problem)


def test_a_pass_receipt_says_what_was_bought():
    rows = rows_of(PASS)
    wanted = [
        "次卡小票", "购买次数 10", "赠送次数 2", "剩余次数 12", "启用日期 2026-01-01", "有效期至 2026-12-31",
        "可用星期（1=周一） 1 2 3 4 5", "可用时段 09:00-17:00", "价格 ￥980.00", "储值 500.00", "现金 480.00",
        "找零 20.00", "本次积分 +880",
    ]  # fmt: skip
    assert [row for row in wanted if row not in rows] == []
    assert not any(word in text_of(PASS) for word in ("原单号", "退款金额", "实退"))
    assert "启用日期 首次使用时启用" in rows_of(replace(PASS, valid_from="", valid_to=""))


def test_a_refunded_pass_says_both_what_it_was_worth_and_what_was_paid():
    rows = rows_of(PASS_BACK)
    wanted = [
        "次卡退卡小票",
        "原单号 20251231-010044",
        "退款金额 291.65",
        "已用积分抵扣 -10.00",
        "实退 ￥281.65",
        "扣回积分 -292",
    ]
    assert [row for row in wanted if row not in rows] == []


def test_a_check_in_says_what_is_left_also_when_nothing_is():
    rows = rows_of(USED)
    assert [row for row in rows if row.startswith("剩余次数")] == ["剩余次数 0", "剩余次数 9"]
    assert {"人数 3", "项目 洗剪吹", "服务人员 小陈", "月卡", "有效期至 2026-02-01"} <= set(rows)
    assert {"洗剪吹十次卡 剩余次数 9", "月卡 有效期至 2026-02-01"} <= set(rows_of(SALE))

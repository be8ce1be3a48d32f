"""Members of another system: judged row by row, booked all at once or not at all, while the till goes on selling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.import_map import ImportMap, Source, parse
from memberpos.services import card_batches, cards, day_close, import_booking, imports, members
from memberpos.services.card_batches import BatchRequest
from memberpos.services.imports import Cancel, Progress, Scratch
from memberpos.store import scratch as scratch_files
from memberpos.store.verify import verify
from tests.refusals import code_of
from tests.services.importing import HEADS, ROWS, Here, everything, run, table
from tests.services.shop import Shop, new_shop


def test_members_cards_and_balances_come_over(shop: Shop, tmp_path: Path) -> None:
    result = run(shop, table(tmp_path / "old.csv", *ROWS))
    assert (result.rows, result.ok, result.warnings, result.refused) == (3, 2, 0, 1)
    member = members.by_phone(shop.db, "13800138000", shop.now_ms)[0]
    assert (member.principal_fen, member.bonus_fen, member.points, member.tier) == (12_050, 2_000, 88, "金卡")
    assert member.card_number == "00012345"
    assert member.recent[0].kind == "member.import"
    assert cards.look_up(shop.db, "00012346", shop.now_ms).profile.name == "陈默"
    assert [hit.name for hit in members.search(shop.db, "cm")] == ["陈默"]
    assert [(one["row"], one["verdict"], one["code"], one["column"]) for one in result.verdicts] == [
        (2, "ok", "", ""), (3, "ok", "", ""), (4, "refused", "bad_phone", "手机"),
    ]  # fmt: skip
    shop.assert_books_agree()
    day = day_close.day(shop.db, shop.now_ms, None)
    assert day.agrees, "the roll-forwards of the day close over an import"


def test_it_can_be_spent_and_given_back_like_what_was_bought_here(shop: Shop, tmp_path: Path) -> None:
    from memberpos.services.checkout import TenderRequest
    from memberpos.services.refunds import RefundRequest, refund

    run(shop, table(tmp_path / "old.csv", ROWS[0]))
    member = members.by_phone(shop.db, "13800138000", shop.now_ms)[0]
    sale = shop.sell(member.member_id, ("BEANS", 1000), tenders=(TenderRequest("stored_value", None),))
    assert (sale.stored_bonus_fen, sale.stored_principal_fen) == (2_000, 6_991)
    refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert shop.profile(member.member_id).stored_fen == 14_050
    shop.assert_books_agree()


def test_a_dry_run_books_nothing(shop: Shop, tmp_path: Path) -> None:
    before = everything(shop.db)
    scratch = Scratch(tmp_path)
    result = imports.run(shop.db, table(tmp_path / "old.csv", *ROWS), None, scratch, None)
    scratch.close()
    assert (result.ok, result.refused, result.import_id) == (2, 1, "")
    assert (result.sums.principal_fen, result.sums.bonus_fen, result.sums.points, result.sums.cards) == (
        12_050,
        2_000,
        88,
        2,
    )
    assert everything(shop.db) == before


@pytest.mark.parametrize("phase", ["read", "prepare", "book"])
def test_cancelled_at_any_moment_nothing_is_left(shop: Shop, tmp_path: Path, phase: str) -> None:
    path = table(tmp_path / "old.csv", *[(f"9{n:05}", f"人{n}", f"139{n:08}", "1", "0", "1", "") for n in range(1200)])
    before, cancel = everything(shop.db), Cancel()

    def tell(progress: Progress) -> None:
        if progress.phase == phase:
            cancel.set()

    assert code_of(run, shop, path, tell=tell, cancel=cancel) == "cancelled"
    assert everything(shop.db) == before
    assert list(tmp_path.glob("import-*")) == []


def test_refused_rows_are_corrected_and_imported_again(shop: Shop, tmp_path: Path) -> None:
    scratch, sheet = Scratch(tmp_path), tmp_path / "refused.xlsx"
    path = table(tmp_path / "old.csv", ROWS[0], ("00000007", "=1+1", "电话", "5", "0", "0", ""), heads=HEADS)
    result = imports.run(shop.db, path, None, scratch, Here(shop))
    assert imports.write_refused(shop.db, result, sheet, shop.now_ms, "zh_CN") == 1
    scratch.close()
    book = openpyxl.load_workbook(sheet)
    rows = list(book.active.values)
    assert rows[0] == (*HEADS, "问题")
    assert rows[1][:3] == ("00000007", "=1+1", "电话")
    assert rows[1][-1] == "手机号码不对"
    assert book.active["B2"].data_type == "s", "nothing of another system is run as a formula"
    book.active["C2"] = 13700137000
    book.save(sheet)
    again = run(shop, sheet)
    assert (again.rows, again.ok) == (1, 1)
    assert members.by_phone(shop.db, "13700137000", shop.now_ms)[0].card_number == "00000007"


def test_the_same_file_twice_gives_nobody_twice(shop: Shop, tmp_path: Path) -> None:
    path = table(tmp_path / "old.csv", *ROWS[:2], ("", "无卡无电话", "", "3", "0", "0", ""))
    assert run(shop, path).ok == 3
    before = everything(shop.db)["member"]
    again = run(shop, path)
    assert (again.ok + again.warnings, again.refused) == (0, 3)
    assert [one["code"] for one in again.verdicts] == ["number_taken", "number_taken", "duplicate"]
    assert everything(shop.db)["member"] == before


def test_duplicates_inside_the_file_and_shared_phones(shop: Shop, tmp_path: Path) -> None:
    shop.enrol("张三", "13500135000")
    rows = (
        ("1", "林晓棠", "13800138000"), ("1", "林小棠", ""), ("2", "林晓棠", "13800138000"), ("3", "林大棠", "13800138000"),
        ("4", "张三", "135 0013 5000"), ("5", "李四", "13500135000"),
    )  # fmt: skip
    result = run(shop, table(tmp_path / "old.csv", *rows, heads=HEADS[:3]))
    assert [(one["verdict"], one["code"]) for one in result.verdicts] == [
        ("ok", ""), ("refused", "number_taken"), ("refused", "duplicate"), ("warning", "phone_shared"),
        ("refused", "duplicate"), ("warning", "phone_shared"),
    ]  # fmt: skip
    told = ImportMap({"card": Source("卡号"), "name": Source("姓名"), "phone": Source("手机")}, duplicates="warn")
    second = run(shop, table(tmp_path / "new.csv", ("9", "张三", "13500135000"), heads=HEADS[:3]), told)
    assert second.warnings == 1


def test_cards_of_the_stock_get_their_holder_and_old_numbers_find_them(shop: Shop, tmp_path: Path) -> None:
    card_batches.make(shop.use(), BatchRequest("600100000011", 2))
    heads = ("卡号", "旧卡号", "姓名")
    run(shop, table(tmp_path / "old.csv", ("600100000011", "A1", "甲"), ("", "B1", "乙"), heads=heads))
    assert cards.look_up(shop.db, "600100000011", shop.now_ms).profile.name == "甲"
    assert [hit.name for hit in members.search(shop.db, "A1")] == ["甲"]
    assert [hit.name for hit in members.search(shop.db, "b1")] == ["乙"]
    assert cards.look_up(shop.db, "A1", shop.now_ms).verdict == "replaced"
    assert cards.look_up(shop.db, "B1", shop.now_ms).verdict == "returned"


def test_referrers_by_phone_or_card_further_up_or_down(shop: Shop, tmp_path: Path) -> None:
    old = shop.enrol("老会员", "13500135000").member_id
    heads = ("卡号", "姓名", "手机", "推荐人")
    rows = (("1", "甲", "", "13600136000"), ("2", "乙", "13600136000", "13500135000"), ("3", "丙", "", "1"),
            ("4", "丁", "", "某某"))  # fmt: skip
    result = run(shop, table(tmp_path / "old.csv", *rows, heads=heads))
    who = {
        name: (member_id, referrer)
        for name, member_id, referrer in shop.db.all("SELECT name, id, referrer_id FROM member")
    }
    assert who["甲"][1] == who["乙"][0]
    assert who["乙"][1] == old
    assert who["丙"][1] == who["甲"][0]
    assert who["丁"][1] is None
    assert result.verdicts[3]["code"] == "unknown_referrer"


def test_a_map_with_columns_values_and_split(shop: Shop, tmp_path: Path) -> None:
    from memberpos.domain.member_profile import CustomField
    from memberpos.services import definitions

    definitions.set_fields(shop.use(), [CustomField("shoe", "鞋码", "number")])
    told = parse(
        {
            "columns": {"name": "客户", "phone": "C", "stored": 4, "tier": "档次", "custom.shoe": "鞋", "birthday": "生辰"},
            "values": {"tier": {"V": "金卡"}}, "split": {"bonus_percent": 10}, "header_row": 2, "date_order": "dmy",
        }
    )  # fmt: skip
    path = tmp_path / "old.csv"
    path.write_text("导出\n编号,客户,电话,余额,档次,鞋,生辰\n1,王,13800138000,100,V,38,3/4/1990\n", "utf-8")
    assert run(shop, path, told).ok == 1
    member = members.by_phone(shop.db, "13800138000", shop.now_ms)[0]
    assert (member.principal_fen, member.bonus_fen, member.tier, member.birthday) == (9000, 1000, "金卡", "1990-04-03")
    assert shop.db.value("SELECT custom FROM member WHERE id = ?", (member.member_id,)) == '{"shoe": "38"}'


def test_refusals(shop: Shop, tmp_path: Path) -> None:
    path = table(tmp_path / "old.csv", ROWS[0])
    assert code_of(run, shop, path, ImportMap({"name": Source("没有")})) == "bad_setting"
    assert code_of(run, shop, path, ImportMap({"points": Source("积分")})) == "bad_setting"
    assert code_of(run, shop, tmp_path / "nothing.csv") == "not_found"
    (tmp_path / "blank.csv").write_text(",,\n", "utf-8")
    assert code_of(run, shop, tmp_path / "blank.csv") == "bad_file"
    from memberpos.services import staff

    cashier = staff.add(shop.use(), "小周", "cashier", "4321")
    here = Here(shop)
    here.book = lambda work: work(shop.use(cashier))  # type: ignore[method-assign]
    assert code_of(run, shop, path, None, here) == "needs_approval"


def test_left_over_scratch_is_unreadable_and_swept(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.add([])
    left = scratch.path.read_bytes()
    assert b"staged" not in left
    scratch._db.close()
    assert scratch.path.exists()
    scratch_files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 1000)), min_size=1, max_size=6))
def test_the_books_hold_what_the_table_held(shop: Shop, tmp_path: Path, amounts: list[tuple[int, int, int]]) -> None:
    before = [shop.db.value(f"SELECT coalesce(sum(amount), 0) FROM balance WHERE kind = '{k}' AND account NOT LIKE 'shop:%'")
              for k in ("PRINCIPAL", "BONUS", "POINTS")]  # fmt: skip
    tag = shop.now_ms
    rows = [
        (f"{tag}{at}", f"人{tag}{at}", "", f"{p / 100:.2f}", f"{b / 100:.2f}", str(n), "")
        for at, (p, b, n) in enumerate(amounts)
    ]
    result = run(shop, table(tmp_path / "old.csv", *rows))
    assert result.ok == len(amounts)
    after = [shop.db.value(f"SELECT coalesce(sum(amount), 0) FROM balance WHERE kind = '{k}' AND account NOT LIKE 'shop:%'")
             for k in ("PRINCIPAL", "BONUS", "POINTS")]  # fmt: skip
    assert [new - old for new, old in zip(after, before, strict=True)] == [
        sum(column) for column in zip(*amounts, strict=True)
    ]
    shop.assert_books_agree()


def test_prepared_events_are_those_that_book_writes(tmp_path: Path) -> None:
    """The same draft, once through `booking.book` and once prepared and taken over: the same rows everywhere."""
    from memberpos.services import booking

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = new_shop(tmp_path / "a", shift=False), new_shop(tmp_path / "b", shift=False)
    path = table(tmp_path / "old.csv", *ROWS[:2])
    run(two, path)
    drafts: list[Any] = []
    prepare = import_booking.bulk_booking.prepare
    scratch = Scratch(tmp_path)
    try:
        pytest.MonkeyPatch().setattr(
            import_booking.bulk_booking,
            "prepare",
            lambda use, draft, shop: drafts.append(draft) or prepare(use, draft, shop),
        )
        staged = imports.run(one.db, path, None, scratch, None).staged
        import_booking.prepare(one.use(), staged, lambda _p: None, lambda: False)
    finally:
        import_booking.bulk_booking.prepare = prepare
        scratch.close()
    use = one.use()
    with one.db.transaction():
        for draft in drafts:
            booking.book(use, draft)
    for name, columns in {
        "ledger": "kind, instance, unit, amount, line", "lot": "kind, granted, open, expires, gift", "lot_move": "amount",
        "event": "kind, kv, offset_min, business_date, staff_id, approver_id, shift_id, rule_version, cause_event_id, reverses_id",
        "outbox_pii": "field, value", "audit": "staff_id, action", "outbox": "kind, kv, length(body)",
    }.items():  # fmt: skip
        order = "seq, field" if name == "outbox_pii" else "rowid"
        kinds = f"SELECT {columns} FROM {name} ORDER BY {order}"
        mine, theirs = ([tuple(row) for row in shop.db.all(kinds)] for shop in (one, two))
        extra = {"event": 1, "audit": 1, "outbox": 1}.get(name, 0)
        assert mine == theirs[: len(theirs) - extra], name
    assert balances(one) == balances(two)
    one.db.close()
    two.db.close()


def balances(shop: Shop) -> dict[str, int]:
    return {
        f"{row[0]}/{row[1]}": row[2]
        for row in shop.db.all("SELECT kind, unit, sum(amount) FROM balance GROUP BY kind, unit ORDER BY 1, 2")
    }


def test_a_refused_import_is_no_crash(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(PosError):
        run(shop, tmp_path)


@pytest.mark.parametrize(
    ("crime", "kind"),
    [
        ("UPDATE balance SET amount = amount + 1 WHERE kind = 'PRINCIPAL'", "balance"),
        ("UPDATE lot SET open = open + 1, granted = granted + 1 WHERE kind = 'POINTS'", "lot"),
        ("UPDATE lot SET expires = '2031-12-31' WHERE kind = 'POINTS'", "lot"),
        ("UPDATE account SET owner_id = 'nobody' WHERE owner_kind = 'member'", "balance"),
        ("DELETE FROM audit WHERE action = 'import'", "audit_chain"),
        ("UPDATE event SET payload = '{}' WHERE kind = 'member.import'", "event_chain"),
    ],
)
def test_cooked_imports_are_found(shop: Shop, tmp_path: Path, crime: str, kind: str) -> None:
    run(shop, table(tmp_path / "old.csv", *ROWS))
    assert verify(shop.db).ok
    with shop.db.transaction():
        assert shop.db.execute(crime).rowcount
    assert kind in {difference.kind for difference in verify(shop.db).differences}

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.reports import shift_report
from memberpos.services import shifts, staff
from memberpos.services.reprint import reprint
from memberpos.store import events
from tests.services.shop import Shop


def test_a_copy_is_audited_and_counted_in_its_shift_only(shop: Shop) -> None:
    sale = shop.sell(None)
    reprint(shop.use(), sale.event_id)
    reprint(shop.use(), sale.event_id)
    assert shift_report.x_report(shop.db)["counts"]["reprints"] == 2
    rows = shop.db.all("SELECT subject, staff_id FROM audit WHERE action = 'reprint'")
    assert [tuple(row) for row in rows] == [(sale.event_id, shop.owner_id)] * 2
    shop.now_ms -= 3_600_000  # the clock is set back: the count still goes by shift
    assert shifts.close(shop.use(), {"cash_fen": 22800}).z["counts"]["reprints"] == 2
    shifts.open_shift(shop.use(), 0)
    assert shift_report.x_report(shop.db)["counts"]["reprints"] == 0
    shop.assert_books_agree()


def test_only_papers_are_printed_again_and_only_by_those_who_may(shop: Shop) -> None:
    auditor = staff.add(shop.use(), "审计", "auditor", "2580")
    sale, member = shop.sell(None), shop.enrol()
    enrolled = events.of_member(shop.db, member.member_id, 1)[0].id
    for event_id in (enrolled, "nothing"):
        with pytest.raises(PosError, match="not_found"):
            reprint(shop.use(), event_id)
    with pytest.raises(PosError, match="needs_approval"):
        reprint(shop.use(auditor), sale.event_id)
    assert shift_report.x_report(shop.db)["counts"]["reprints"] == 0

"""A chain to look at: stores, tills in every state, cases with both sides, lost cards, sales of today."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from uuid import UUID, uuid4

from tests.hq.console.browser import House

from memberpos.domain import cards as card_rules
from memberpos.hq import card_states, cases, devices
from memberpos.hq.cases import Fault
from memberpos.hq.devices import Device
from memberpos.hq.tx import Tx

HOUR_MS = 3_600_000
ACCOUNT = UUID("6e5a3c0e-0000-7000-8000-000000000001")


class Scene:
    """Two stores, 南京路店 and 淮海路店."""

    def __init__(self, house: House) -> None:
        self.house, self.world = house, house.world
        self.south, self.east = house.store("S1", "南京路店"), house.store("S2", "淮海路店")
        self.tills: dict[str, UUID] = {}
        for store, till, name, status, hours in (
            (self.south, 1, "前台 1", devices.ACTIVE, 0), (self.south, 2, "前台 2", devices.ACTIVE, 50),
            (self.south, 3, "吧台", devices.WAITING, 0), (self.east, 1, "收银台", devices.ACTIVE, 0),
            (self.east, 2, "备用机", devices.QUARANTINED, 30), (self.east, 3, "旧机", devices.REVOKED, 240),
        ):  # fmt: skip
            self.tills[name] = self.till(store, till, name, status, hours)
        self.world.act(self._fill)

    def till(self, store: int, till: int, name: str, status: int = devices.ACTIVE, hours: int = 0) -> UUID:
        made, at_ms = uuid4(), self.world.clock() - hours * HOUR_MS
        place = (store, till)
        self.world.run(
            lambda c: devices.insert(c, made, place, name, os.urandom(32), "memberpos/1.4.0", at_ms, status=status)
        )
        return made

    def device(self, name: str) -> Device:
        found = self.world.run(lambda c: devices.find(c, self.tills[name]))
        assert found is not None
        return found

    def _fill(self, tx: Tx) -> None:
        one, other = self.tills["前台 1"], self.tills["收银台"]
        for device, seq, amount in ((one, 1, -5000), (other, 1, -8000)):
            self._event(tx, device, seq, amount)
        cases.note(tx, self.device("前台 1"), [Fault(1, "no_right", str(ACCOUNT), "s-07", (other, 1))])
        cases.note(tx, self.device("收银台"), [Fault(1, "double_coupon", str(ACCOUNT), "s-11", (one, 1))])
        for number, device, state in (
            ("8600000277150001", one, "active"), ("8600000277150002", other, "active"),
            ("8600000109330003", one, "lost"),
        ):  # fmt: skip
            self._card(tx, number, device, state)
        tx.conn.execute("UPDATE device SET exposure = 12350 WHERE device_id = %s", (self.tills["旧机"],))
        self.right(tx, one, 18800)
        for store, day, kind, account, n, fen in (
            (self.south, "2026-01-01", "sale", "SALES", 31, 1864250),
            (self.east, "2026-01-01", "sale", "SALES", 12, 402300),
            (self.south, "2026-01-01", "recharge", "PRINCIPAL", 4, 650000),
            (self.south, "2025-12-25", "sale", "SALES", 28, 1720000),
        ):  # fmt: skip
            tx.conn.execute(
                "INSERT INTO store_day VALUES(%s, %s, %s, '', %s, 'CNY', %s, %s)", (store, day, kind, account, n, fen)
            )

    def right(self, tx: Tx, device: UUID, fen: int) -> None:
        """What a till may spend without asking."""
        tx.conn.execute(
            """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state,
              made_ms, expires_ms) VALUES(%s, %s, 'PRINCIPAL', '', %s, %s, %s, %s, 'open', %s, %s)""",
            (uuid4(), uuid4(), uuid4(), device, self.south, fen, tx.now_ms, tx.now_ms + HOUR_MS),
        )

    def _event(self, tx: Tx, device: UUID, seq: int, amount: int) -> None:
        postings = [
            {"account": str(ACCOUNT), "kind": "PRINCIPAL", "instance": "", "unit": "CNY", "amount": str(amount)}
        ]
        body = json.dumps({"staff": "s-07", "member": str(ACCOUNT), "postings": postings})
        tx.conn.execute(
            """INSERT INTO event(device_id, seq, recv_month, event_id, kind, kv, hlc, hash, body, recv_ms)
            VALUES(%s, %s, '2026-01-01', %s, 'sale', 1, %s, %s, %s, %s)""",
            (device, seq, uuid4(), tx.now_ms << 16, os.urandom(32), body.encode(), tx.now_ms),
        )

    def issue(self, number: str) -> None:
        """A card in use, of a member who comes to 南京路店."""

        def work(tx: Tx) -> None:
            self._card(tx, number, self.tills["前台 1"], card_rules.ACTIVE)
            member = self.member(tx)
            tx.conn.execute("UPDATE card SET member_id = %s WHERE number = %s", (member, number))
            self.visit(tx, member, self.south)

        self.world.act(work)

    def member(self, tx: Tx) -> UUID:
        """Somebody who joined at 淮海路店."""
        made = uuid4()
        tx.conn.execute(
            "INSERT INTO member(member_id, home_store, home_device) VALUES(%s, %s, %s)",
            (made, self.east, self.tills["收银台"]),
        )
        return made

    def visit(self, tx: Tx, member: UUID, store: int) -> None:
        """Somebody came to a store today."""
        day = datetime.fromtimestamp(tx.now_ms / 1000, UTC).date()
        tx.conn.execute("INSERT INTO member_store VALUES(%s, %s, %s)", (member, store, day))

    def _card(self, tx: Tx, number: str, device: UUID, state: str) -> None:
        tx.conn.execute(
            """INSERT INTO card(card_h, number, role, state, severity, epoch, device_id, seq, hlc)
            VALUES(%s, %s, 'main', %s, %s, 0, %s, 1, %s)""",
            (card_states.card_hash(number), number, state, card_rules.severity(state), device, tx.now_ms << 16),
        )

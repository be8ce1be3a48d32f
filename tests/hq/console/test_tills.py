"""Tills at the console: code, approval, revocation with its exposure, release."""

from __future__ import annotations

import json
import os

import pytest
from tests.hq.console.browser import Browser, House
from tests.hq.console.scene import Scene
from tests.hq.world import Till
from tests.refusals import code_of

from memberpos.hq import allowance, devices
from memberpos.hq.console import till_pages, tills
from memberpos.store import sync_state
from memberpos.sync import push
from memberpos.sync.enrol import enrol


@pytest.fixture
def scene(house: House) -> Scene:
    return Scene(house)


@pytest.fixture
def owner(house: House) -> Browser:
    return house.person("olga")


def join(house: House, till: Till, code: str) -> str | None:
    return code_of(enrol, till.store, house.world.post, "https://hq.example", code, "1.4.0", os.urandom)


def made_code(owner: Browser, scene: Scene, name: str = "外卖台") -> str:
    answer = owner.submit("/console/tills/enrol", {"store": str(scene.south), "name": name})
    assert answer.status == 200
    return answer.text.split('id="code">')[1].split("<")[0]


def status(scene: Scene, device: object) -> int:
    return int(scene.world.rows("SELECT status FROM device WHERE device_id = %s", device)[0][0])


def test_a_code_lets_a_till_in(house: House, scene: Scene, owner: Browser, till: Till) -> None:
    code = made_code(owner, scene)
    state = f"/console/tills/enrol/{code[:4]}"
    assert "Waits for the till" in owner.get(state).text
    assert join(house, till, code) is None
    assert "Joined: 外卖台" in owner.get(state).text
    assert "hx-trigger" not in owner.get(state).text
    assert code[5:] not in str(house.world.rows("SELECT * FROM console_audit"))


def test_a_code_that_is_over_says_so(house: House, scene: Scene, owner: Browser) -> None:
    code = made_code(owner, scene)
    house.world.clock.ms += 10 * 60_000
    assert "This code is over" in owner.get(f"/console/tills/enrol/{code[:4]}").text
    assert owner.get("/console/tills/enrol/0000").status == 404


def test_with_approval_a_till_waits(house: House, scene: Scene, owner: Browser, till: Till) -> None:
    assert owner.submit("/console/tills", {"on": "1"}, "/console/tills/approval").status == 303
    code = made_code(owner, scene)
    assert join(house, till, code) == "hq_refused"  # and the sentence says: call headquarters
    assert sync_state.headquarters(till.db) is None
    assert status(scene, till.device) == devices.WAITING
    assert "Let it in" in owner.get(f"/console/tills/enrol/{code[:4]}").text
    path = f"/console/tills/{till.device}"
    house.world.clock.ms += 9 * 60_000
    assert owner.submit(path, {}, f"{path}/approve").status == 303
    house.world.clock.ms += 9 * 60_000  # its code holds anew from the approval on
    assert join(house, till, code) is None
    till.add(2)
    assert till.sync(house.world).state == push.IDLE
    assert owner.submit("/console/tills", {}, f"{path}/approve").status == 409
    assert owner.submit("/console/tills", {"on": "0"}, "/console/tills/approval").status == 303
    acts = sorted(row[0] for row in house.world.rows("SELECT action FROM console_audit WHERE action LIKE 'till.%%'"))
    assert acts == ["till.approval", "till.approval", "till.approve", "till.code"]


def test_a_waiting_till_is_told_to_wait_and_never_to_wipe_itself(house: House, scene: Scene, till: Till) -> None:
    assert join(house, till, house.world.code("S1")) is None
    house.world.run(lambda c: c.execute("UPDATE device SET status = %s", (devices.WAITING,)))
    till.add()
    step = till.sync(house.world)
    assert (step.state, step.code) == (push.REFUSED, "waiting")


def test_revoking_shows_the_exposure_first(house: House, scene: Scene, owner: Browser) -> None:
    device = scene.tills["前台 1"]
    path = f"/console/tills/{device}/revoke"
    page = owner.get(path)
    assert "¥ 188.00" in page.text
    seen = json.dumps({"PRINCIPAL": 18800})
    assert owner.submit(path, {"seen": seen, "reason": "stolen"}).status == 422
    assert owner.submit(path, {"seen": seen, "reason": "whim", "sure": "yes"}).status == 422
    assert owner.submit(path, {"seen": "[1", "reason": "stolen", "sure": "yes"}).status == 422
    assert owner.submit(path, {"seen": '{"PRINCIPAL": "x"}', "reason": "stolen", "sure": "yes"}).status == 422
    house.world.act(lambda tx: scene.right(tx, device, 100))
    changed = owner.submit(path, {"seen": seen, "reason": "stolen", "sure": "yes"})
    assert changed.status == 409
    assert "¥ 189.00" in changed.text
    assert status(scene, device) == devices.ACTIVE
    done = owner.submit(path, {"seen": json.dumps({"PRINCIPAL": 18900}), "reason": "stolen", "sure": "yes"})
    assert "Revoked. It could still have spent: Stored value, principal ¥ 189.00." in owner.follow(done).text
    assert "Revoked. It" not in owner.get(f"/console/tills/{device}").text
    row = house.world.rows("SELECT status, exposure FROM device WHERE device_id = %s", device)[0]
    assert (row[0], int(row[1])) == (devices.REVOKED, 18900)
    assert house.world.rows("SELECT facts FROM console_audit WHERE action = 'till.revoke'") == [
        ('{"reason": "stolen"}',)
    ]
    assert owner.submit("/console/", {"seen": "{}", "reason": "stolen", "sure": "yes"}, path).status == 409


def test_release(house: House, scene: Scene, owner: Browser) -> None:
    for name, left in (("备用机", 303), ("旧机", 303), ("前台 1", 409), ("吧台", 409)):
        path = f"/console/tills/{scene.tills[name]}"
        assert owner.submit(path, {}, f"{path}/release").status == left
    assert status(scene, scene.tills["旧机"]) == devices.ACTIVE
    assert status(scene, scene.tills["吧台"]) == devices.WAITING


@pytest.mark.parametrize("path", ["none", "00000000-0000-0000-0000-000000000000", "1/revoke"])
def test_tills_that_are_not_there(owner: Browser, path: str) -> None:
    assert owner.get(f"/console/tills/{path}").status == 404


def test_the_list_by_state_and_words(house: House, scene: Scene, owner: Browser) -> None:
    def names(query: str) -> set[str]:
        text = owner.get(f"/console/tills?{query}").text
        return {name for name in scene.tills if f">{name}</a>" in text}

    assert names("") == set(scene.tills)
    assert names("state=silent") == {"前台 2"}
    assert names("state=waiting") == {"吧台"}
    assert names("state=quarantined") == {"备用机"}
    assert names("state=revoked") == {"旧机"}
    assert names("state=trouble") == {"前台 2", "吧台", "备用机"}
    assert names("state=odd&sort=password_h&page=x") == set(scene.tills)
    assert names("q=%25") == set()
    assert names(f"q={str(scene.tills['旧机'])[:8]}") == {"旧机"}


def test_every_state_has_its_words() -> None:
    assert set(till_pages.REASONS) == set(tills.REASONS)
    for code in (devices.ACTIVE, devices.REVOKED, devices.QUARANTINED, devices.REPLACED, devices.WAITING):
        assert tills.state_of({"status": code, "seen_ms": 10}, 10) in till_pages.STATES


def test_what_a_till_may_spend_is_what_revoking_finds(house: House, scene: Scene) -> None:
    device, world = scene.tills["前台 1"], house.world
    world.run(
        lambda c: c.execute(
            """INSERT INTO lot(account_id, lot_id, kind, instance, granted, open, held, made_ms, recharge_id, event_id,
              gift, device_id, ver) VALUES(gen_random_uuid(), gen_random_uuid(), 'POINTS', '', 90, 90, 70, 0, '',
              gen_random_uuid(), false, %s, 1)""",
            (device,),
        )
    )
    risk = world.run(lambda c: allowance.at_risk(c, device))
    assert risk == {"PRINCIPAL": 18800, "POINTS": 70}
    assert world.act(lambda tx: allowance.revoke(tx, device)) == risk
    assert world.run(lambda c: allowance.at_risk(c, device)) == {}


def test_a_till_that_only_asks_is_seen(house: House, till: Till) -> None:
    assert join(house, till, house.world.code("S1")) is None
    house.world.clock.ms += devices.SEEN_MS + 1
    till.sync(house.world)
    assert house.world.rows("SELECT seen_ms FROM device") == [(house.world.clock(),)]


def test_tills_show_what_they_have_still_to_send(house: House, scene: Scene, owner: Browser) -> None:
    since_ms = house.world.clock.ms - 3 * 86_400_000
    house.world.run(
        lambda c: c.execute(
            "UPDATE device SET left_n = 1234, left_since_ms = %s WHERE device_id = %s",
            (since_ms, scene.tills["前台 2"]),
        )
    )
    house.world.run(
        lambda c: c.execute(
            "UPDATE device SET left_n = 0, left_since_ms = 1 WHERE device_id = %s", (scene.tills["前台 1"],)
        )
    )
    for address in ("/console/tills?sort=left_n&down=1", f"/console/tills/{scene.tills['前台 2']}"):
        page = owner.get(address).text
        assert "1,234, oldest 3 days ago" in page, address
    rows = owner.get("/console/tills?sort=left_n&down=1").text.split("<tr>")[2:4]
    assert ["前台 2" in rows[0], "前台 1" in rows[1]] == [True, True]
    assert '<td data-label="Still to send" class="right ">0</td>' in rows[1]
    old = owner.get(f"/console/tills/{scene.tills['收银台']}").text
    assert "<dt>Still to send</dt><dd>—</dd>" in old, "one that does not say"

"""Rights of the shipped roles, and the rules of approval."""

import pytest

from memberpos.domain.errors import PosError
from memberpos.resources import resource
from memberpos.security.roles import parse

SMALL = """
rights = ["sale.make", "sale.refund", "approve"]
[roles.owner]
rights = "*"
[roles.manager]
rights = ["sale.make", "sale.refund", "approve"]
[roles.cashier]
rights = ["sale.make"]
[roles.auditor]
rights = []
"""


@pytest.fixture(scope="module")
def roles():
    return parse(resource("roles.toml").read_text("utf-8"))


def test_the_four_roles(roles):
    assert set(roles.rights) == {"owner", "manager", "cashier", "auditor"}
    assert roles.rights["owner"] == roles.names
    assert roles.rights["cashier"] < roles.rights["manager"] < roles.rights["owner"]


@pytest.mark.parametrize(
    ("role", "right", "allowed"),
    [
        ("cashier", "sale.make", True),
        ("cashier", "shift.close", True),
        ("cashier", "sale.refund", False),
        ("cashier", "price.override", False),
        ("cashier", "points.adjust", False),
        ("cashier", "member.see_phone", False),
        ("manager", "sale.refund", True),
        ("manager", "approve", True),
        ("manager", "settings.change", False),
        ("manager", "staff.change", False),
        ("auditor", "export.make", True),
        ("auditor", "sale.make", False),
        ("auditor", "member.see_phone", False),
        ("owner", "settings.change", True),
    ],
)
def test_shipped_rights(roles, role, right, allowed):
    assert roles.allows(role, right) is allowed
    if allowed:
        roles.require(role, right)
    else:
        with pytest.raises(PosError) as refused:
            roles.require(role, right)
        assert (refused.value.code, refused.value.facts) == ("not_allowed", {"right": right})


def test_asking_for_an_unknown_right_or_role_is_a_bug(roles):
    with pytest.raises(KeyError):
        roles.allows("owner", "sale.mkae")
    with pytest.raises(KeyError):
        roles.allows("boss", "sale.make")


def test_who_asks_does_not_approve_but_an_owner_alone():
    roles = parse(SMALL)
    assert roles.may_approve("manager", "sale.refund", same_person=False)
    assert not roles.may_approve("manager", "sale.refund", same_person=True)
    assert not roles.may_approve("manager", "sale.refund", same_person=True, alone=True)
    assert not roles.may_approve("cashier", "sale.make", same_person=False)
    assert not roles.may_approve("owner", "sale.refund", same_person=True)
    assert roles.may_approve("owner", "sale.refund", same_person=True, alone=True)


@pytest.mark.parametrize("change", [('["sale.make"]', '["sale.mkae"]'), ('"*"', '"all"')])
def test_a_file_with_an_unknown_right(change):
    with pytest.raises(ValueError, match="unknown rights"):
        parse(SMALL.replace(*change))

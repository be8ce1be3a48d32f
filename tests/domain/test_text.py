"""Full width to half width."""

from memberpos.domain.text import half_width


def test_only_what_a_keyboard_makes_wide_is_changed():
    assert half_width("ＡＢ１２．５０　￥−茶²") == "AB12.50 ¥-茶²"

from __future__ import annotations

from xml.etree import ElementTree

from memberpos.hq.console import qr

ADDRESS = "https://hq.example:8740/console/welcome?a=1&b=<2>"


def test_a_code_is_a_picture_in_the_page_that_says_what_it_is() -> None:
    picture = ElementTree.fromstring(qr.picture(ADDRESS))
    assert (picture.get("class"), picture.get("role")) == ("qr", "img")
    assert picture.get("viewBox"), "it grows with its place"


def test_it_is_dark_on_white_in_any_theme_and_holds_nothing_of_the_text() -> None:
    picture = str(qr.picture(ADDRESS))
    assert {"#fff", "#000"} == {color for color in ("#fff", "#000") if color in picture}
    assert "hq.example" not in picture


def test_another_text_is_another_picture() -> None:
    assert qr.picture("7K3F-92QX") != qr.picture("7K3F-92QY")
    assert qr.picture("7K3F-92QX") == qr.picture("7K3F-92QX")

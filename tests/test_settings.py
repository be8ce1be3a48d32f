"""settings.toml: every value comes back, every mistake is a default and a warning."""

import stat
import sys
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.settings import Device, Devices, Loaded, Printer, Settings, Window, load, parse, save, to_toml

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
DEVICE = {"kind": TEXT, "port": TEXT, "identity": TEXT, "baud": st.integers(0, 4_000_000)}
SETTINGS = st.builds(
    Settings,
    window=st.builds(
        Window,
        language=st.sampled_from(["", "zh_CN", "zh_TW", "en"]),
        theme=st.sampled_from(["light", "dark", "system"]),
        size=st.sampled_from(["desk", "touch"]),
        scale_percent=st.integers(75, 250),
        full_screen=st.booleans(),
        lock_after_s=st.integers(0, 86400),
        geometry=TEXT,
    ),
    devices=st.builds(
        Devices,
        card=st.builds(Device, **DEVICE),
        scanner=st.builds(Device, **DEVICE),
        caller=st.builds(Device, **DEVICE),
        printer=st.builds(Printer, **DEVICE, width_mm=st.sampled_from([58, 80]), cut=st.booleans()),
    ),
)


@given(SETTINGS)
def test_all_settings_come_back(settings):
    assert parse(to_toml(settings)) == Loaded(settings)


def test_no_file_is_all_defaults(tmp_path):
    assert load(tmp_path / "settings.toml") == Loaded(Settings())


def test_the_shape_of_the_file():
    table = tomllib.loads(to_toml(Settings()))
    assert set(table) == {"window", "devices"}
    assert set(table["devices"]) == {"card", "scanner", "caller", "printer", "label", "display", "wedge"}


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("[window]\ntheme = 'pink'", ("window.theme",)),
        ("[window]\ntheme = 3", ("window.theme",)),
        ("[window]\nscale_percent = 1000", ("window.scale_percent",)),
        ("[window]\nscale_percent = true", ("window.scale_percent",)),
        ("[window]\nscale_percent = 100.0", ("window.scale_percent",)),
        ("[window]\nfull_screen = 1", ("window.full_screen",)),
        ("[window]\nlock_after_s = -1", ("window.lock_after_s",)),
        ("[window]\ncolour = 'red'", ("window.colour",)),
        ("[hq]\nurl = 'x'", ("hq",)),
        ("window = 5", ("window",)),
        ("[devices]\nprinter = 'usb'", ("devices.printer",)),
        ("[devices.printer]\nwidth_mm = 76\nspeed = 1", ("devices.printer.speed", "devices.printer.width_mm")),
        ("[window", ("",)),
    ],
)
def test_mistakes_are_defaults_and_warnings(text, warnings):
    assert parse(text) == Loaded(Settings(), warnings)


def test_a_mistake_costs_only_itself():
    loaded = parse("[window]\ntheme = 'pink'\nlanguage = 'zh_TW'\n[devices.card]\nkind = 'msr605'\n")
    assert loaded.warnings == ("window.theme",)
    assert loaded.settings.window.language == "zh_TW"
    assert loaded.settings.devices.card == Device("msr605")


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    assert load(tmp_path / "settings.toml").warnings == ("",)


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert isinstance(parse(text).settings, Settings)


def test_saving_replaces_the_file_whole(tmp_path):
    path = tmp_path / "settings.toml"
    save(path, Settings())
    dark = replace(Settings(), window=Window(theme="dark"))
    save(path, dark)
    assert load(path) == Loaded(dark)
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(PosError, match="bad_file"):
        load(tmp_path)
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(PosError, match="bad_file"):
        save(tmp_path / "settings.toml", Settings())
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]

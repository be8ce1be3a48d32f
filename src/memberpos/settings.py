"""Settings of this machine: window and devices, in `<home>/settings.toml`. No secrets; rules live in the database.

A value that is unknown, of another type or out of range is left at its default and named in a warning: a till whose
settings were edited badly still starts.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from memberpos.files import os_refusal, write_whole


def _one_of(*choices: str | int) -> Any:
    return field(default=choices[0], metadata={"choices": choices})


def _within(default: int, least: int, most: int) -> Any:
    return field(default=default, metadata={"range": (least, most)})


@dataclass(frozen=True)
class Window:
    """`language` "" follows the system; `lock_after_s` 0 never locks; `geometry` is Qt's, base64."""

    language: str = _one_of("", "zh_CN", "zh_TW", "en")
    theme: str = _one_of("light", "dark", "system")
    size: str = _one_of("desk", "touch")
    scale_percent: int = _within(100, 75, 250)
    full_screen: bool = False
    lock_after_s: int = _within(0, 0, 24 * 3600)
    geometry: str = ""


@dataclass(frozen=True)
class Device:
    """`kind` names a codec of the device catalogue, "" = none. `port` is a port or URL; `identity` finds the same
    device again under another port name; `baud` 0 is the kind's own; `notation`: how the shop writes numbers of ID
    cards and chips ("" = as usual for the kind).
    """

    kind: str = ""
    port: str = ""
    identity: str = ""
    baud: int = _within(0, 0, 4_000_000)
    notation: str = ""


@dataclass(frozen=True)
class Printer(Device):
    width_mm: int = _one_of(80, 58)
    cut: bool = True
    drawer: bool = True
    merchant_copy: str = _one_of("never", "stored_value", "always")


@dataclass(frozen=True)
class Wedge:
    """How scanners and readers that type are told from a person; see `devices.keyboard_wedge.WedgeSettings`."""

    max_gap_ms: int = _within(50, 15, 120)
    mean_gap_ms: int = _within(35, 10, 80)
    prefix: str = ""


@dataclass(frozen=True)
class Devices:
    card: Device = Device()
    scanner: Device = Device()
    caller: Device = Device()
    printer: Printer = Printer()
    display: Device = Device()
    label: Printer = Printer()
    wedge: Wedge = Wedge()


@dataclass(frozen=True)
class Settings:
    window: Window = Window()
    devices: Devices = Devices()


@dataclass(frozen=True)
class Loaded:
    """Settings and the dotted names of what the file had wrong ("" = the whole file)."""

    settings: Settings = Settings()
    warnings: tuple[str, ...] = ()


S = TypeVar("S")


def load(path: Path) -> Loaded:
    """Reads the file; a missing one is all defaults. PosError read_only, disk_error when it cannot be read."""
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return Loaded()
    except UnicodeDecodeError:
        return Loaded(warnings=("",))
    except OSError as error:
        raise os_refusal(error) from error
    return parse(text)


def parse(text: str) -> Loaded:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Loaded(warnings=("",))
    warnings: list[str] = []
    settings = _section(Settings, table, "", warnings)
    return Loaded(settings, tuple(warnings))


def save(path: Path, settings: Settings) -> None:
    """Writes the file whole or not at all; PosError disk_full, read_only …"""
    write_whole(path, to_toml(settings).encode())


def to_toml(settings: Settings) -> str:
    return "\n".join(_lines("", settings)).lstrip("\n") + "\n"


def _section(kind: type[S], table: dict[str, Any], where: str, warnings: list[str]) -> S:
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
    warnings += [where + name for name in table if name not in known]
    values: dict[str, Any] = {}
    for name, one in known.items():
        if name not in table:
            continue
        if is_dataclass(one.default) and isinstance(table[name], dict):
            values[name] = _section(type(one.default), table[name], f"{where}{name}.", warnings)
        elif _fits(one, table[name]):
            values[name] = table[name]
        else:
            warnings.append(where + name)
    return kind(**values)


def _fits(one: Any, value: object) -> bool:
    if type(value) is not type(one.default):
        return False
    if "choices" in one.metadata:
        return value in one.metadata["choices"]
    if "range" in one.metadata:
        least, most = one.metadata["range"]
        return isinstance(value, int) and bool(least <= value <= most)
    return True


def _lines(name: str, section: Any) -> list[str]:
    values = {one.name: getattr(section, one.name) for one in fields(section)}
    lines = [f"{key} = {_literal(value)}" for key, value in values.items() if not is_dataclass(value)]
    if lines:
        lines = ["", f"[{name}]", *lines]
    for key, value in values.items():
        if is_dataclass(value):
            lines += _lines(f"{name}.{key}" if name else key, value)
    return lines


def _literal(value: str | bool | int) -> str:
    # JSON's strings are TOML's, but for the character DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

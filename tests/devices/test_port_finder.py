"""Ports are found by what is plugged in, under whatever name it has today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memberpos.devices.port_finder import (
    Binding,
    Port,
    PortFinder,
    match,
    parse_binding,
    simulated_ports,
    system_ports,
    tcp_target,
    usb_address,
    with_simulators,
    write_simulated_ports,
)
from memberpos.devices.transport import TransportDenied, TransportLost
from memberpos.domain.errors import PosError

CH340 = Port("/dev/ttyUSB0", "1a86", "7523", "", "1-1.2")
FTDI = Port("/dev/ttyUSB1", "0403", "6001", "A1B2", "1-1.3")


@pytest.mark.parametrize(
    ("address", "binding"),
    [
        ("/dev/ttyS0", Binding("/dev/ttyS0")),
        ("COM3", Binding("COM3")),
        ("usb:1A86:7523", Binding("", "1a86", "7523")),
        ("usb:1a86:7523,location=1-1.2", Binding("", "1a86", "7523", "", "1-1.2")),
        ("usb:0403:6001,serial=A1B2", Binding("", "0403", "6001", "A1B2")),
    ],
)
def test_addresses(address: str, binding: Binding) -> None:
    assert parse_binding(address) == binding


@pytest.mark.parametrize("address", ["usb:", "usb:1a86", "usb:1a86:zzzz", "usb:1a86:7523,colour=red", "usb:1a86:75231"])
def test_malformed_addresses(address: str) -> None:
    with pytest.raises(PosError) as caught:
        parse_binding(address)
    assert caught.value.code == "bad_setting"


@pytest.mark.parametrize("port", [CH340, FTDI])
def test_a_port_is_found_again_under_another_name(port: Port) -> None:
    binding = parse_binding(usb_address(port))
    other = replace(CH340, location="1-9") if port is FTDI else FTDI
    renumbered = replace(port, device="/dev/ttyUSB7")
    assert match(binding, [other, renumbered]) == renumbered


def test_in_another_socket_it_is_found_when_nothing_else_looks_like_it() -> None:
    moved = replace(CH340, location="2-1")
    assert match(parse_binding(usb_address(CH340)), [moved, FTDI]) == moved


def test_a_device_that_is_out_is_not_looked_for_in_the_socket_of_another() -> None:
    """Two adapters alike were pulled out; the one that comes back first is not both."""
    printer, display = CH340, replace(CH340, device="/dev/ttyUSB5", location="1-1.4")
    finder = PortFinder(lambda: [display, FTDI])
    finder.know(usb_address(port) for port in (printer, display, FTDI))
    with pytest.raises(TransportLost):
        finder.locate(parse_binding(usb_address(printer)))
    assert finder.locate(parse_binding(usb_address(display))) == "/dev/ttyUSB5"
    elsewhere = PortFinder(lambda: [display, replace(printer, device="/dev/ttyUSB9", location="3-1")])
    elsewhere.know(usb_address(port) for port in (printer, display))
    assert elsewhere.locate(parse_binding(usb_address(printer))) == "/dev/ttyUSB9", "in a socket of its own"


def test_a_malformed_address_in_the_settings_is_a_device_that_is_not_there() -> None:
    finder = PortFinder(lambda: [CH340])
    finder.know(["usb:rubbish", usb_address(CH340)])
    with pytest.raises(TransportLost) as lost:
        finder.open_address("usb:rubbish")
    assert lost.value.word == "not_found"


def test_two_that_look_the_same_are_not_guessed_at() -> None:
    with pytest.raises(TransportDenied) as caught:
        match(parse_binding("usb:1a86:7523"), [CH340, replace(CH340, location="1-4")])
    assert caught.value.word == "ambiguous"


def test_another_serial_number_is_another_device() -> None:
    with pytest.raises(TransportLost):
        match(parse_binding(usb_address(FTDI)), [replace(FTDI, serial_number="Z9")])


@pytest.mark.parametrize(
    ("device", "target"),
    [
        ("socket://127.0.0.1:9100", ("127.0.0.1", 9100)),
        ("printer.local:9100", ("printer.local", 9100)),
        ("socket://[::1]:9100", ("::1", 9100)),
        ("/dev/ttyS0", None),
        ("/dev/serial/by-path/pci-0:1", None),
        ("COM3", None),
    ],
)
def test_network_addresses(device: str, target: tuple[str, int] | None) -> None:
    assert tcp_target(device) == target


def test_simulated_ports_stand_beside_real_ones(tmp_path: Path) -> None:
    assert simulated_ports(tmp_path) == []
    write_simulated_ports(tmp_path, [CH340])
    finder = PortFinder(with_simulators(tmp_path, lambda: [FTDI]))
    assert list(finder.ports()) == [FTDI, CH340]
    assert finder.locate(parse_binding("usb:1a86:7523")) == CH340.device


def test_this_machine_can_be_listed() -> None:
    assert all(isinstance(port, Port) for port in system_ports())

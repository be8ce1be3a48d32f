"""Asking for the recovery code."""

from __future__ import annotations

import sys
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal


def read_code(file: Path | None) -> str:
    """The code from `file`, else typed without echo, else a line of standard input. PosError not_found, wrong_code."""
    if file is not None:
        try:
            return file.read_text("utf-8")
        except OSError as error:
            raise os_refusal(error) from error
        except UnicodeDecodeError as error:
            raise PosError("wrong_code", what="recovery") from error
    if not sys.stdin.isatty():
        return sys.stdin.readline()
    from getpass import getpass

    return getpass("recovery code: ")

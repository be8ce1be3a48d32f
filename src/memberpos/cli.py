"""The command line: parses, calls one command, turns its failure into a sentence and an exit status.

Each command is a module of `memberpos.commands` with

* `add_parser(subparsers)`: adds its parser and sets the default `run`,
* `run(arguments) -> int | None`: does it; `arguments.home` is the data folder that was
  named, or None for `memberpos.home.find_home` to find; None or 0 means done.

Only the module of the command that was typed is imported: the till starts as fast as it can.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from memberpos.domain.errors import PosError

#: Command → its module in `memberpos.commands` and what it does, in one line.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "the till on a demo shop with simulated devices"),
    "rehearse": ("rehearse", "play counter actions from a file through the real services"),
    "verify": ("verify", "recompute every balance and chain of the books"),
    "backup": ("backup", "write a verified copy of the data"),
    "restore": ("backup", "bring a copy back into an empty home"),
    "import": ("import_members", "members, cards and balances from another system's table"),
    "export": ("export", "members, ledger or sales to XLSX, CSV or JSON"),
    "sync": ("sync", "send waiting events to headquarters"),
    "enrol": ("enrol", "join this till to a headquarters"),
    "hq": ("hq", "run and keep a headquarters"),
    "simulate": ("simulate", "tills, headquarters and faults, played from a seed and checked"),
    "devices": ("devices", "list, watch or simulate devices"),
    "decode": ("decode", "decode recorded device bytes"),
    "doctor": ("doctor", "check this machine and say what to do"),
    "bench": ("bench", "measure against the floor of this machine"),
}

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line. Returns 0 done, 1 refused (a code and a sentence on stderr), 130 interrupted.

    Wrong usage leaves through `SystemExit(2)`, as argparse does.
    """
    home, words = split_home(sys.argv[1:] if argv is None else argv)
    arguments = parser_for(words).parse_args(words)
    arguments.home = home
    try:
        return arguments.run(arguments) or DONE
    except PosError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has gone; the interpreter must not stumble over it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except OSError as error:
        print(f"bad_file: {error.filename or 'input or output'}: {error.strerror or error}", file=sys.stderr)
        return REFUSED


def split_home(words: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Take `--home DIR` out of the words, wherever it stands."""
    parser = argparse.ArgumentParser(prog="memberpos", add_help=False, allow_abbrev=False)
    add_home(parser)
    known, rest = parser.parse_known_args(words)
    return known.home, rest


def add_home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help="data folder (default: $MEMBERPOS_HOME, else the user's own)"
    )


def parser_for(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of these words: whole for the command they name, else one line for each command."""
    parser = argparse.ArgumentParser(prog="memberpos", description="Without a command: the till.", allow_abbrev=False)
    add_home(parser)
    parser.set_defaults(run=open_till)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    command = next((word for word in words if not word.startswith("-")), None)
    if command in COMMANDS:
        import_module(f"memberpos.commands.{COMMANDS[command][0]}").add_parser(commands)
    else:
        for name, (_, summary) in COMMANDS.items():
            commands.add_parser(name, help=summary, add_help=False)
    return parser


def open_till(arguments: argparse.Namespace) -> int:
    """No command: the till's window."""
    from memberpos import app

    return app.main(arguments.home)


def sentence(error: PosError) -> str:
    """What went wrong and what to do, with the facts in brackets."""
    from memberpos.commands.messages import MESSAGES

    facts = ", ".join(f"{name} {value}" for name, value in sorted(error.facts.items()))
    return MESSAGES[error.code] + (f" ({facts})" if facts else "")

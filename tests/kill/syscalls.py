"""A recorded order of system calls: what was written where, what was made durable, and what left the process when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TRACED = "write,writev,pwrite64,pwritev,fdatasync,fsync,sendto,sendmsg,ftruncate"
_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<fd>\d+)<(?P<path>[^>]*)>(?P<rest>.*)$")
_UNFINISHED = re.compile(r"^(?P<pid>\d+) +(?P<name>\w+)\(\d+<(?P<path>[^>]*)>.*<unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(?P<pid>\d+) +<\.\.\. (?P<name>\w+) resumed>.*= (?P<result>-?\d+)")
WRITES = frozenset({"write", "writev", "pwrite64", "pwritev", "sendto", "sendmsg"})
SYNCS = frozenset({"fdatasync", "fsync"})


@dataclass(frozen=True)
class Call:
    """`done` is false for a call that failed, and for the beginning of one that another thread's came in between of."""

    name: str
    path: str
    text: str
    done: bool = True


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of an `strace -f -y` record: a write counts from its beginning, a sync from its successful end."""
    waiting: dict[tuple[str, str], str] = {}
    for line in lines:
        if begun := _UNFINISHED.match(line):
            waiting[begun["pid"], begun["name"]] = begun["path"]
            yield Call(begun["name"], begun["path"], line, done=False)
        elif (again := _RESUMED.match(line)) and (path := waiting.pop((again["pid"], again["name"]), None)):
            if again["name"] in SYNCS and again["result"] == "0":
                yield Call(again["name"], path, line)
        elif whole := _CALL.match(line):
            yield Call(whole["name"], whole["path"], line, done=not whole["rest"].split("= ")[-1].startswith("-"))


def unsafe(record: Iterable[str], leaving: Iterable[str]) -> list[str]:
    """Each write to a file of `leaving` (by the end of its name) at a time when the WAL's last write was not synced."""
    dirty, found, ends = False, [], tuple(leaving)
    for call in calls(record):
        if call.path.endswith("-wal"):
            if call.name in WRITES:
                dirty = True
            elif call.name in SYNCS and call.done:
                dirty = False
        elif dirty and call.name in WRITES and call.path.endswith(ends):
            found.append(call.text)
    return found


def out_of_order(words: list[str]) -> list[list[str]]:
    """What stands between a promise and its word to the customer, where it is not: write, sync."""
    found, since = [], 0
    for index, word in enumerate(words):
        if word == "try":
            since = index
        elif word == "ack" and words[since : index + 1] != ["try", "wal", "sync", "ack"]:
            found.append(words[since : index + 1])
    return found


def order(record: Iterable[str], acks: str) -> list[str]:
    """What happens between the promise to book (`try`) and the word to the customer (`ack`), as words."""
    found: list[str] = []
    for call in calls(record):
        if call.name in WRITES and call.path.endswith(acks):
            found.append("try" if '"try' in call.text else "ack" if '"ack' in call.text else "note")
        elif call.path.endswith("-wal") and (call.name in WRITES or (call.name in SYNCS and call.done)):
            word = "sync" if call.name in SYNCS else "wal"
            if found and found[-1] != word:
                found.append(word)
        elif call.name in WRITES and call.path.endswith("/paper"):
            found.append("paper")
    return found

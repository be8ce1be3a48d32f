"""Files written beside their place and moved there when complete: never half a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from memberpos.files import make_private, os_refusal, sync_file, sync_folder


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives the path to write to; what was written takes the place of `path` at the end, or is gone after an exception.

    Only its owner may read the file: reports name members. PosError as `files.os_refusal`.
    """
    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        make_private(new)
        yield new
        sync_file(new)
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _drop(new)
        raise os_refusal(error) from error
    except BaseException:
        _drop(new)
        raise


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)

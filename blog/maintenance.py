"""Whether the site is closed for a while: a small file in the instance folder that every process looks at anew.

Knows no request and no page; needs no database, since that may be what is being looked after.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from blog.clock import now

FILE = "maintenance.json"
#: How long a visitor is asked to wait, in seconds, where nobody said until when, or that time has come.
USUAL_WAIT = 300
LONGEST_MESSAGE = 500


@dataclass(frozen=True)
class Notice:
    """What visitors are told while the site is closed."""

    since: datetime
    message: str = ""
    until: datetime | None = None

    @property
    def wait(self) -> int:
        """After how many seconds it is worth asking again."""
        left = (self.until - now()).total_seconds() if self.until else 0
        return round(left) if left >= 1 else USUAL_WAIT


def begin(folder: Path, message: str = "", until: datetime | None = None) -> Notice:
    """Close the site for all processes at once, or change what visitors are told. Raises OSError."""
    known = notice(folder)
    made = Notice(known.since if known else now(), message.strip()[:LONGEST_MESSAGE], until)
    written = {
        "since": made.since.isoformat(),
        "message": made.message,
        "until": until.isoformat() if until else None,
    }
    draft = folder / f".{FILE}.{os.getpid()}"
    draft.write_text(json.dumps(written, ensure_ascii=False, indent=2), encoding="utf-8")
    draft.replace(folder / FILE)
    return made


def end(folder: Path) -> bool:
    """Open the site again; whether it was closed. Raises OSError."""
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def notice(folder: Path) -> Notice | None:
    """What visitors are told now; None while the site is open. Costs one look at the folder."""
    path = folder / FILE
    try:
        stat = path.stat()
    except OSError:
        return None
    return _read(path, stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, number: int) -> Notice:  # noqa: ARG001 - another file has another notice
    """A file that cannot be read closes the site all the same: somebody put it there."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        until = datetime.fromisoformat(written["until"]) if written.get("until") else None
        return Notice(datetime.fromisoformat(written["since"]), str(written.get("message") or ""), until)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Notice(now())

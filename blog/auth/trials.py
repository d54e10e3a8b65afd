"""Signed words that carry a global as it would be if it were saved, so that it need not be stored to be looked at.

Knows no document, no rule and no request.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import orjson

from blog.auth import sealing
from blog.clock import now

SEALED = "global-trial"
#: In letters; a long CV takes about a tenth of it.
LONGEST = 2_000_000


@dataclass(frozen=True)
class Trial:
    """A global that is tried out: which, what it would say, in whose name, until when."""

    slug: str
    doc: dict[str, Any]
    person: str
    until: dt.datetime


def seal(secret_key: str, trial: Trial) -> str:
    """The trial as letters for a form."""
    doc = orjson.loads(orjson.dumps(trial.doc, default=str))
    return sealing.seal(secret_key, SEALED, [trial.slug, doc, trial.person, int(trial.until.timestamp())])


def read(secret_key: str, token: str) -> Trial | None:
    """The trial if it was sealed here and is not over."""
    said = sealing.read(secret_key, SEALED, token, longest=LONGEST)
    if said is None:
        return None
    slug, doc, person, until = said
    trial = Trial(slug, doc, person, dt.datetime.fromtimestamp(until, dt.UTC))
    return trial if trial.until > now() else None

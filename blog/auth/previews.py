"""Signed words with which somebody without an account may see one document before readers do.

Knows no document, no rule and no request.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from blog.auth import sealing
from blog.clock import now

SEALED = "document-preview"
LONGEST = 400


@dataclass(frozen=True)
class Ticket:
    """What a preview's address says: which document, in whose name, until when, and by which link; "" is by none."""

    collection: str
    document: str
    person: str
    until: dt.datetime
    link: str = ""


def seal(secret_key: str, ticket: Ticket) -> str:
    """The ticket as letters for an address. The same ticket gives the same letters."""
    until = int(ticket.until.timestamp())
    said = [ticket.collection, ticket.document, ticket.person, until, ticket.link]
    return sealing.seal(secret_key, SEALED, said)


def read(secret_key: str, token: str) -> Ticket | None:
    """The ticket in an address if it was sealed here and is not over; whether it was taken back is not known here."""
    said = sealing.read(secret_key, SEALED, token, longest=LONGEST)
    if said is None:
        return None
    collection, document, person, until, link = said
    ticket = Ticket(collection, document, person, dt.datetime.fromtimestamp(until, dt.UTC), link)
    return ticket if ticket.until > now() else None

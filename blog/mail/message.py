"""One message, checked when it is made: no text of a stranger ever becomes a header of its own. Knows no server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Any

from blog.clock import now

LONGEST_SUBJECT = 250
LONGEST_ADDRESS = 254
MOST_RECIPIENTS = 50
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[^@\s<>\"(),:;\\\[\]]+")
NAMED = re.compile(r"(.*)<([^<>]*)>\s*")
OWN_HEADERS = frozenset({"auto-submitted", "list-unsubscribe", "list-unsubscribe-post", "references", "in-reply-to"})


class BadMessage(ValueError):
    """The message cannot be sent as it stands; the text is a sentence."""


@dataclass(frozen=True)
class Message:
    """What to send to whom. Addresses are `a@b.c` or `Name <a@b.c>`; BadMessage when one is not."""

    to: tuple[str, ...]
    subject: str
    text: str
    html: str | None = None
    reply_to: str | None = None
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("to", "cc", "bcc"):
            value = getattr(self, name)
            object.__setattr__(self, name, (value,) if isinstance(value, str) else tuple(value))
        if not self.to:
            raise BadMessage("A message needs somebody to go to.")
        if len(self.recipients) > MOST_RECIPIENTS:
            raise BadMessage(f"A message goes to at most {MOST_RECIPIENTS} addresses.")
        for text in (*self.to, *self.cc, *self.bcc, *([self.reply_to] if self.reply_to else [])):
            _address(text)
        for name in self.headers:
            if name.lower() not in OWN_HEADERS:
                raise BadMessage(f"A message cannot set the header {name!r}.")

    @property
    def recipients(self) -> tuple[str, ...]:
        """The bare addresses of everybody it goes to."""
        return tuple(dict.fromkeys(_address(text).addr_spec for text in (*self.to, *self.cc, *self.bcc)))

    def as_args(self) -> dict[str, Any]:
        """The message as JSON can hold it, for a job's arguments; `Message(**args)` makes it again."""
        return asdict(self) | {"to": list(self.to), "cc": list(self.cc), "bcc": list(self.bcc)}

    def compose(self, sender: str, site: str = "") -> EmailMessage:
        """The message as it goes over the wire, without the hidden recipients."""
        composed = EmailMessage(policy=SMTP)
        composed["From"] = _address(sender, site)
        composed["To"] = [_address(text) for text in self.to]
        if self.cc:
            composed["Cc"] = [_address(text) for text in self.cc]
        if self.reply_to:
            composed["Reply-To"] = _address(self.reply_to)
        composed["Subject"] = one_line(self.subject)[:LONGEST_SUBJECT]
        composed["Date"] = format_datetime(now())
        composed["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
        for name, value in self.headers.items():
            composed[name] = one_line(value)
        composed.set_content(_clean_body(self.text))
        if self.html is not None:
            composed.add_alternative(_clean_body(self.html), subtype="html")
        return composed


def one_line(text: str) -> str:
    """The text with every line break and control character made a space, as a header must be."""
    return " ".join(BREAKS.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).split())


def _clean_body(text: str) -> str:
    # A lone surrogate (from a broken form post) cannot be encoded, and a null byte ends a message for some servers.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _address(text: str, named: str = "") -> Address:
    if BREAKS.search(text):
        raise BadMessage("An address cannot hold a line break.")
    named_address = NAMED.fullmatch(text)
    name, address = named_address.groups() if named_address else ("", text)
    name = name.strip().strip('"')
    if not ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise BadMessage(f"{text[:80]!r} is not an e-mail address.")
    try:
        user, _, domain = address.rpartition("@")
        return Address(one_line(named or name), username=user, domain=domain.encode("idna").decode("ascii"))
    except (ValueError, HeaderParseError, MessageError, IndexError):
        raise BadMessage(f"{text[:80]!r} is not an e-mail address.") from None

"""Where a message goes: a folder of .eml files, or a mail server. Knows what MAIL_URL says and nothing of the site."""

from __future__ import annotations

import os
import smtplib
import ssl
import uuid
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from blog.clock import now
from blog.config import Settings
from blog.mail.message import Message

TIMEOUT = 30.0
PORTS = {"smtp": 25, "smtps": 465}


class MailError(Exception):
    """The message did not leave; the text is a sentence that says why. Trying again later may help."""


def send(message: Message, settings: Settings, *, site: str = "") -> None:
    """Send one message now, from MAIL_FROM (named `site`, if given); MailError if it could not leave."""
    composed = message.compose(settings.mail_from, site)
    url = urlsplit(settings.mail_url)
    if url.scheme == "file":
        _write(Path(unquote(url.path)), composed)
    else:
        _deliver(url, settings.mail_from, message.recipients, composed)


def check(settings: Settings) -> None:
    """Make sure that mail could leave now, without sending any; MailError says what is in the way."""
    url = urlsplit(settings.mail_url)
    if url.scheme == "file":
        _open_folder(Path(unquote(url.path)))
    else:
        with _connection(url) as server:
            server.noop()


def _write(folder: Path, composed: EmailMessage) -> None:
    _open_folder(folder)
    name = f"{now():%Y%m%dT%H%M%S.%f}-{uuid.uuid4().hex[:8]}.eml"
    draft = folder / f".{name}"
    try:
        draft.write_bytes(bytes(composed))
        draft.rename(folder / name)
    except OSError as error:
        raise MailError(f"The outbox {folder} cannot be written: {error.strerror}.") from None


def _open_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise MailError(f"The outbox {folder} cannot be made: {error.strerror}.") from None
    if not os.access(folder, os.W_OK):
        raise MailError(f"The outbox {folder} cannot be written.")


def _deliver(url: SplitResult, sender: str, recipients: tuple[str, ...], composed: EmailMessage) -> None:
    with _connection(url) as server:
        refused = server.send_message(composed, from_addr=sender, to_addrs=list(recipients))
    if refused:
        raise MailError(f"{url.hostname} did not take the message for {', '.join(sorted(refused))}.")


@contextmanager
def _connection(url: SplitResult):
    """A server that is signed in to; what goes wrong inside becomes a MailError."""
    host, port = url.hostname, url.port or PORTS[url.scheme]
    # Without a name of our own smtplib looks the machine's up, which can take a third of a second.
    named = {"local_hostname": "localhost", "timeout": TIMEOUT}
    try:
        if url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, context=ssl.create_default_context(), **named)
        else:
            server = smtplib.SMTP(host, port, **named)
        with server:
            if url.scheme == "smtp" and _wants_starttls(url):
                server.starttls(context=ssl.create_default_context())
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            yield server
    except smtplib.SMTPAuthenticationError:
        raise MailError(f"{host} did not accept the user and password of MAIL_URL.") from None
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError(f"{host} did not take the message for {', '.join(sorted(error.recipients))}.") from None
    except smtplib.SMTPNotSupportedError:
        raise MailError(
            f"{host} offers no STARTTLS or sign-in; say starttls=off in MAIL_URL if it is trusted."
        ) from None
    except smtplib.SMTPException as error:
        raise MailError(f"{host} did not take the message: {error}.") from None
    except ssl.SSLError as error:
        raise MailError(f"{host} has no certificate that can be trusted: {error.reason}.") from None
    except OSError as error:
        raise MailError(f"{host} cannot be reached at port {port}: {error.strerror or error}.") from None


def _wants_starttls(url: SplitResult) -> bool:
    # A password must not travel readable because somebody forgot a word.
    chosen = parse_qs(url.query).get("starttls", ["on" if url.username else "off"])[-1].lower()
    return chosen in ("on", "true", "yes", "1")

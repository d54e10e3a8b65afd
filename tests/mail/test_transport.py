"""Sending: into the outbox folder, and to a real mail server that the tests start."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from blog.config import Settings, load_settings
from blog.mail import MailError, Message, check, send

MESSAGE = Message("ann@example.org", "Hello", "Text", bcc=("hidden@example.org",))


class Mailbox:
    """Keeps what the server takes; refuses everybody at refused.example."""

    def __init__(self) -> None:
        self.taken: list = []

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address.endswith("@refused.example"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda server, session, envelope, mechanism, auth: AuthResult(
            success=(auth.login, auth.password) == (b"me@home", b"p/w:d"), handled=False
        ),
    )
    controller.start()
    yield box, f"127.0.0.1:{controller.port}"
    controller.stop()


def settings(folder: Path, mail_url: str) -> Settings:
    return load_settings({"MAIL_URL": mail_url}, folder)


def test_the_outbox_holds_each_message_as_a_file(tmp_path: Path) -> None:
    for _ in range(3):
        send(MESSAGE, settings(tmp_path, "file:"))
    files = sorted((tmp_path / "outbox").iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    assert message_from_bytes(files[0].read_bytes(), policy=policy.default)["Subject"] == "Hello"


def test_an_outbox_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    with pytest.raises(MailError, match=r"outbox .* cannot be made"):
        send(MESSAGE, settings(tmp_path, "file:"))


def test_a_server_gets_the_message_for_everybody(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    box, address = mailbox
    send(MESSAGE, settings(tmp_path, f"smtp://{address}"), site="The Site")
    (envelope,) = box.taken
    assert envelope.rcpt_tos == ["ann@example.org", "hidden@example.org"]
    assert envelope.mail_from == "noreply@localhost"
    assert b"hidden" not in envelope.content


def test_user_and_password_are_read_out_of_the_address(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    box, address = mailbox
    send(MESSAGE, settings(tmp_path, f"smtp://me%40home:p%2Fw%3Ad@{address}?starttls=off"))
    assert len(box.taken) == 1


def test_a_wrong_password_is_a_sentence(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    with pytest.raises(MailError, match="did not accept the user and password"):
        send(MESSAGE, settings(tmp_path, f"smtp://me:wrong@{mailbox[1]}?starttls=off"))


def test_a_password_never_travels_without_encryption_unasked(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    with pytest.raises(MailError, match="STARTTLS"):
        send(MESSAGE, settings(tmp_path, f"smtp://me:pw@{mailbox[1]}"))
    assert mailbox[0].taken == []


def test_a_refused_recipient_is_named(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    with pytest.raises(MailError, match=r"ann@refused\.example"):
        send(Message("ann@refused.example", "s", "t"), settings(tmp_path, f"smtp://{mailbox[1]}"))


def test_a_server_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    port = free_port()
    with pytest.raises(MailError, match=f"cannot be reached at port {port}"):
        check(settings(tmp_path, f"smtp://127.0.0.1:{port}"))


def test_checking_sends_nothing(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    check(settings(tmp_path, f"smtp://{mailbox[1]}"))
    check(settings(tmp_path, "file:"))
    assert mailbox[0].taken == []
    assert list((tmp_path / "outbox").iterdir()) == []

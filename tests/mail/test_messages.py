"""Messages: what may be an address or a header, and what a message looks like when it leaves."""

from __future__ import annotations

import json
from email import message_from_bytes, policy

import pytest

from blog.mail import BadMessage, Message

EVERY_BREAK = ["\n", "\r", "\r\n", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]


def received(message: Message, site: str = "The Site"):
    return message_from_bytes(bytes(message.compose("noreply@blog.example", site)), policy=policy.default)


def test_a_message_has_what_a_mail_program_shows() -> None:
    mail = received(Message("Ann Example <ann@example.org>", "Grüße", "Hello Ann.", "<p>Hello Ann.</p>"))
    assert mail["From"] == "The Site <noreply@blog.example>"
    assert mail["To"] == "Ann Example <ann@example.org>"
    assert mail["Subject"] == "Grüße"
    assert mail.get_body(("plain",)).get_content().strip() == "Hello Ann."
    assert mail.get_body(("html",)).get_content().strip() == "<p>Hello Ann.</p>"


@pytest.mark.parametrize("line_break", EVERY_BREAK)
def test_a_line_break_never_makes_a_header(line_break: str) -> None:
    injected = f"Hi{line_break}Bcc: everybody@example.org"
    mail = received(Message("a@example.org", injected, "text", headers={"References": injected}), site=injected)
    assert mail["Bcc"] is None
    assert "Bcc: everybody" in mail["Subject"]


@pytest.mark.parametrize("line_break", EVERY_BREAK)
@pytest.mark.parametrize("where", ["to", "cc", "bcc", "reply_to"])
def test_an_address_with_a_line_break_is_refused(where: str, line_break: str) -> None:
    parts = {"to": "a@example.org", "subject": "s", "text": "t"} | {
        where: f"a@example.org{line_break}Bcc: b@example.org"
    }
    with pytest.raises(BadMessage):
        Message(**parts)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@example.org",
        "a@",
        "a@b@c",
        "a@b.c, d@e.f",
        "<a@b.c>; d",
        "a b@c.d",
        "a@.",
        "é@b.c",
        '"a\\"@b.c',
        "a@" + "b" * 300,
    ],
)
def test_what_is_no_single_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(BadMessage, match=r"is not an e-mail address\.$"):
        Message(address, "s", "t")


def test_a_name_with_commas_and_brackets_stays_one_name() -> None:
    mail = received(Message("a@example.org", "s", "t", reply_to='"Müller, Bö <x@y.z>" <bo@bücher.example>'))
    (reply,) = mail["Reply-To"].addresses
    assert reply.addr_spec == "bo@xn--bcher-kva.example"


def test_hidden_recipients_get_the_message_and_are_not_named_in_it() -> None:
    message = Message("a@example.org", "s", "t", bcc=("hidden@example.org",))
    assert message.recipients == ("a@example.org", "hidden@example.org")
    assert "hidden" not in bytes(message.compose("noreply@blog.example")).decode()


def test_headers_that_would_change_who_gets_it_are_refused() -> None:
    for name in ("Bcc", "To", "From", "Content-Type", "X-Whatever"):
        with pytest.raises(BadMessage, match=name):
            Message("a@example.org", "s", "t", headers={name: "x"})


def test_a_message_without_or_with_too_many_recipients_is_refused() -> None:
    for to in ((), tuple(f"a{n}@example.org" for n in range(51))):
        with pytest.raises(BadMessage):
            Message(to, "s", "t")


def test_a_text_no_encoding_can_hold_still_leaves() -> None:
    assert "broken" in received(Message("a@example.org", "s\ud800", "broken \ud800\x00 text")).get_content()


def test_a_message_survives_the_arguments_of_a_job() -> None:
    message = Message("a@example.org", "s", "t", "<p>t</p>", "b@example.org", ("c@example.org",))
    assert Message(**json.loads(json.dumps(message.as_args()))) == message

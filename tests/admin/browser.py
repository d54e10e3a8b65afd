"""A browser without a window: signs in, reads forms, and sends them back as a person would."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from tests.people import PASSWORD, Person

Fields = list[tuple[str, str]]


def page(response: TestResponse) -> html.HtmlElement:
    """The answer as a tree."""
    return html.fromstring(response.text)


def token(response: TestResponse) -> str:
    """The token of the first form on the page."""
    return page(response).xpath('//input[@name="csrf_token"]/@value')[0]


def sign_in(client: FlaskClient, person: Person, password: str = PASSWORD, **more: str) -> TestResponse:
    """Fill in the sign-in page."""
    asked = client.get("/admin/sign-in")
    data = {"email": person.email, "password": password, "csrf_token": token(asked), **more}
    return client.post("/admin/sign-in", data=data)


def fields(response: TestResponse, form_id: str = "document") -> Fields:
    """What the form would send if a person changed nothing and pressed no button."""
    form = page(response).xpath(f'//form[@id="{form_id}"]')[0]
    sent: Fields = []
    for each in form.xpath(".//input | .//textarea | .//select"):
        kind, name = each.get("type", each.tag), each.get("name")
        elsewhere = each.get("form", form_id) != form_id
        if not name or elsewhere or each.get("disabled") is not None or kind in ("submit", "file"):
            continue
        if kind in ("checkbox", "radio"):
            if each.get("checked") is not None:
                sent.append((name, each.get("value", "on")))
        elif each.tag == "select":
            chosen = each.xpath(".//option[@selected]") or each.xpath(".//option[1]")
            sent.append((name, chosen[0].get("value", "")))
        elif each.tag == "textarea":
            # Browsers drop the first line break and end lines in their own way.
            text = (each.text or "").removeprefix("\n")
            sent.append((name, text.replace("\n", "\r\n")))
        else:
            sent.append((name, each.get("value", "")))
    return sent


def changed(sent: Fields, /, **changes: Any) -> dict[str, list[str]]:
    """The fields with some of them said differently; a None leaves one out. `__` in a name stands for a dot."""
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    for name, value in changes.items():
        name = name.replace("__", ".")
        if value is None:
            data.pop(name, None)
        else:
            data[name] = value if isinstance(value, list) else [value]
    return data


def send(client: FlaskClient, address: str, /, *, press: str = "draft", **changes: Any) -> TestResponse:
    """Open a form, change it, and press one of its buttons: `draft`, `publish`, `save`, or a command for its rows."""
    sent = changed(fields(client.get(address)), **changes)
    sent["_do" if ":" in press else "_save"] = [press]
    return client.post(address, data=sent)


def press(client: FlaskClient, address: str, where: str, **data: str) -> TestResponse:
    """Open a page and post to an address with its token, as one of its small forms does."""
    return client.post(where, data={"csrf_token": token(client.get(address)), **data})


def text(response: TestResponse) -> str:
    """What a person reads."""
    return " ".join(page(response).text_content().split())

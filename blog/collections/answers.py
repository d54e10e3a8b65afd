"""The answers to a form: checked field by field as the form says, and looked at for signs of spam."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from blog.collections import countries
from blog.collections.patterns import matches
from blog.content.values import CONTROL, EMAIL
from blog.errors import Invalid, Problem

LONGEST = {"textarea": 20_000, "checkboxes": 20_000}
LONGEST_LINE = 500
MOST_LINKS = 3
SEPARATOR = ", "
TRUE = ("true", "on", "1", "yes")


def check_answers(fields: Sequence[Mapping[str, Any]], given: Mapping[str, Any]) -> dict[str, str | None]:
    """The answers to keep, by field name. Raises Invalid with a problem beside each field that is wrong."""
    answers: dict[str, str | None] = {}
    problems = []
    asked = [field for field in fields if field["blockType"] != "message"]
    for name in given:
        if name not in {field["name"] for field in asked}:
            problems.append(Problem(name, "This form has no such field.", name))
    for field in asked:
        name, label = field["name"], field.get("label") or field["name"]
        value = _text(given.get(name))
        if not _is_shown(field, given):
            continue
        message = _problem(field, value)
        if message:
            problems.append(Problem(name, message, label))
        elif value:
            answers[name] = countries.name_of(value) if field["blockType"] == "country" else value
    if problems:
        raise Invalid(problems)
    return answers


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return SEPARATOR.join(str(item) for item in value)
    if value is True:
        return "true"
    return "" if value is None or value is False else str(value).strip()


def _is_shown(field: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    condition = field.get("condition") or {}
    return not condition.get("field") or _text(given.get(condition["field"])) == _text(condition.get("value"))


def _problem(field: Mapping[str, Any], value: str) -> str | None:
    if not value or (field["blockType"] == "checkbox" and value.lower() not in TRUE):
        return "Please fill in this field." if field.get("required") else None
    longest = field.get("maxLength") or LONGEST.get(field["blockType"], LONGEST_LINE)
    if len(value) > longest:
        return f"Please use at most {longest} characters."
    if CONTROL.search(value):
        return "This contains a character that cannot be stored."
    check = CHECKS.get(field["blockType"])
    message = check(field, value) if check else None
    return message or (_mismatch(field, value) if field.get("pattern") else None)


def _mismatch(field: Mapping[str, Any], value: str) -> str | None:
    try:
        if matches(field["pattern"], value):
            return None
    except TimeoutError:
        return "This took too long to check. Please write it shorter."
    return field.get("help") or "This does not have the form that is asked for."


def _email(_: Mapping[str, Any], value: str) -> str | None:
    return None if EMAIL.fullmatch(value) else "Please enter an e-mail address such as name@example.org."


def _telephone(_: Mapping[str, Any], value: str) -> str | None:
    return None if re.fullmatch(r"[0-9+() ./-]{4,40}", value) else "Please enter a telephone number."


def _number(_: Mapping[str, Any], value: str) -> str | None:
    return None if re.fullmatch(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", value) else "Please enter a number."


def _date(_: Mapping[str, Any], value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "Please enter a date such as 2026-11-05."
    return None


def _option(field: Mapping[str, Any], value: str) -> str | None:
    return None if chosen(field, value) else "Please choose one of the answers given."


def _country(_: Mapping[str, Any], value: str) -> str | None:
    return None if countries.name_of(value) else "Please choose a country from the list."


CHECKS = {
    "email": _email,
    "tel": _telephone,
    "number": _number,
    "date": _date,
    "select": _option,
    "radio": _option,
    "checkboxes": _option,
    "country": _country,
}


def chosen(field: Mapping[str, Any], value: str) -> list[str]:
    """The options that an answer consists of: one, or several in a checkbox group; none where it is not made of them.

    Several are one text with a comma between each, which may stand inside an option as well."""
    options = {option["value"] for option in field.get("options") or ()}
    if field["blockType"] != "checkboxes":
        return [value] if value in options else []
    parts = value.split(SEPARATOR)
    lengths = {len(option.split(SEPARATOR)) for option in options}
    before = {0: 0}  # where the last option begins of those that end at this part
    for start in range(len(parts)):
        ends = [start + length for length in lengths if start in before and start + length <= len(parts)]
        for end in ends:
            if SEPARATOR.join(parts[start:end]) in options:
                before.setdefault(end, start)
    found, end = [], len(parts)
    while end in before and end > 0:
        found.append(SEPARATOR.join(parts[before[end] : end]))
        end = before[end]
    return found[::-1]


def suspicions(answers: Mapping[str, str | None]) -> list[str]:
    """Reasons to think that a message is spam. They flag it; nothing is dropped."""
    text = "\n".join(value or "" for value in answers.values())
    reasons = []
    if len(re.findall(r"https?://|www\.|\[url", text, re.IGNORECASE)) > MOST_LINKS:
        reasons.append(f"more than {MOST_LINKS} links")
    if re.search(r"<a\s+href|\[/?url", text, re.IGNORECASE):
        reasons.append("link markup")
    return reasons

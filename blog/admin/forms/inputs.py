"""The inputs of a document's form: WTForms fields that keep what was typed and give the engine what it means.

`answer(stored)` gives `stored` itself where nothing was changed, so that no value is rounded by being shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from wtforms import Field as Input
from wtforms.utils import unset_value

from blog import richtext
from blog.admin.forms.typed import as_text, one_line_end, reference_text, reference_value, typed_value
from blog.content.fields import Field
from blog.errors import Problem

#: What stands after the name of a rich text's input to say in which form it was sent, and what it says of a document.
FORM, DOCUMENT = ":form", "document"


class Asked(Input):
    """One input for one field of a collection. `given` is whether the form that was sent had it at all."""

    def __init__(self, about: Field, *, locked: bool = False, **options: Any) -> None:
        super().__init__(about.title, **options)
        self.about = about
        self.locked = locked
        self.given = False
        self.errors = ()

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        self.show(None if data is unset_value else data)
        if formdata is not None and not self.locked:
            self.take(formdata)

    def show(self, value: Any) -> None:
        """Put a stored value into the input."""
        self.data = as_text(self.about, value)

    def take(self, formdata: Any) -> None:
        """Put what was sent into the input."""
        self.given = self.name in formdata
        if self.given:
            self.data = one_line_end(formdata.getlist(self.name)[-1])

    def answer(self, stored: Any, problems: list[Problem]) -> Any:  # noqa: ARG002
        """What the engine is given; `stored` itself if that is what the input still shows."""
        return stored if self.data == as_text(self.about, stored) else typed_value(self.about, self.data)

    def complain(self, path: list[str], message: str) -> bool:  # noqa: ARG002
        """Show a problem beside this input; false if the path leads nowhere here."""
        self.errors = [*self.errors, message]
        return True

    def inside(self) -> Iterator[Asked]:
        """This input and every one within it."""
        yield self

    @property
    def has_errors(self) -> bool:
        return any(each.errors for each in self.inside())


class Line(Asked):
    """Text, number, date, choice or password: what HTML has an input of its own for."""


class Prose(Asked):
    """Rich text: Markdown as it is typed, or the document itself as the editor has it, which says so beside it."""

    def show(self, value: Any) -> None:
        self.shown = value
        self.document: dict[str, Any] | None = value or richtext.EMPTY
        self.is_document = False
        self.is_as_shown = False
        self.refusal = ""
        self._text: str | None = None

    @property
    def data(self) -> str:
        """The text, made when it is first asked for: the editor never does, and a long one takes its time."""
        if self._text is None:
            self._text = as_text(self.about, self.document)
        return self._text

    def take(self, formdata: Any) -> None:
        self.given = self.name in formdata
        if not self.given:
            return
        sent = one_line_end(formdata.getlist(self.name)[-1])
        self.is_document = formdata.get(self.name + FORM) == DOCUMENT
        if not self.is_document and sent == self.data:
            self.is_as_shown = True
            return
        self._text = None if self.is_document else sent
        try:
            self.document = read_document(sent) if self.is_document else richtext.from_markdown(sent)
        except richtext.InvalidDocument as refusal:
            self.document, self.refusal, self._text = None, str(refusal), sent

    @property
    def embedded(self) -> Markup:
        """What the editor begins with, as JSON that can stand inside a page; empty where only the text can be shown."""
        if self.document is None:
            return Markup("") if not self.is_document else embedded(self.data)
        return embedded(json.dumps(self.document, ensure_ascii=False, separators=(",", ":")))

    def answer(self, stored: Any, problems: list[Problem]) -> Any:
        if self.refusal:
            problems.append(Problem(self.name, self.refusal, self.about.title))
            return stored
        if not self.is_document and self._shows(stored):
            return stored
        if self.document == (stored or richtext.EMPTY):
            return stored
        said = self.document != richtext.EMPTY if self.is_document else self.data.strip()
        return self.document if said else None

    def _shows(self, stored: Any) -> bool:
        if stored is self.shown:
            return self.is_as_shown
        return self.data == as_text(self.about, stored)


def embedded(text: str) -> Markup:
    """JSON in which nothing can end the element of the page that holds it."""
    return Markup(text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}))  # noqa: S704 - escaped here


def read_document(text: str) -> dict[str, Any]:
    """The document that a text of JSON holds, clean. Raises InvalidDocument for one that is none."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise richtext.InvalidDocument("The editor sent something that is not a document.") from None
    return richtext.validate(sent)


class Tick(Asked):
    """Yes or no."""

    def show(self, value: Any) -> None:
        self.data = bool(value)

    def take(self, formdata: Any) -> None:
        self.given = True
        self.data = any(text not in ("", "false", "off", "0") for text in formdata.getlist(self.name))

    def answer(self, stored: Any, problems: list[Problem]) -> Any:  # noqa: ARG002
        return stored if self.data == bool(stored) else self.data


class Pick(Asked):
    """One related document."""

    def show(self, value: Any) -> None:
        self.data = reference_text(value)

    @property
    def picked(self) -> list[str]:
        return [self.data] if self.data else []

    def answer(self, stored: Any, problems: list[Problem]) -> Any:  # noqa: ARG002
        if self.data == reference_text(stored):
            return stored
        return reference_value(self.about, self.data) if self.data else None


class Picks(Asked):
    """Several related documents, in an order."""

    def show(self, value: Any) -> None:
        self.data = [reference_text(item) for item in value or ()]

    def take(self, formdata: Any) -> None:
        self.given = self.name in formdata
        if self.given:
            self.data = list(dict.fromkeys(text for text in formdata.getlist(self.name) if text))

    @property
    def picked(self) -> list[str]:
        return self.data

    def answer(self, stored: Any, problems: list[Problem]) -> Any:  # noqa: ARG002
        if self.data == [reference_text(item) for item in stored or ()]:
            return stored
        return [reference_value(self.about, text) for text in self.data]

"""Inputs that hold other inputs: groups, repeated rows, and the blocks of a page's layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wtforms.form import BaseForm

from blog.admin.forms.inputs import Asked, Line, Pick, Picks, Prose, Tick
from blog.admin.forms.rearranging import ROW
from blog.content.fields import RELATIONS, Block, Field
from blog.content.validation import MOST_ROWS
from blog.errors import Problem

Blocks = Mapping[str, Block]
#: Kinds whose text can stand for a whole row.
WORDY = frozenset({"text", "textarea", "url", "email"})


def build(fields: Iterable[Field], blocks: Blocks, prefix: str = "", locked: frozenset[str] = frozenset()) -> BaseForm:
    """A form with an input for each field; a `locked` one only shows its value."""
    inputs = {f.name: _input(f, blocks, f.name in locked) for f in fields}
    return BaseForm({name: made for name, made in inputs.items() if made}, prefix=prefix)


def _input(field: Field, blocks: Blocks, locked: bool) -> Any:
    options = {"locked": locked, "name": field.name}
    if field.kind in RELATIONS:
        return (Picks if field.many else Pick)(field, **options)
    if field.kind in ("group", "array", "blocks"):
        return {"group": Group, "array": Rows, "blocks": Rows}[field.kind](field, blocks, **options)
    return {"richtext": Prose, "checkbox": Tick}.get(field.kind, Line)(field, **options)


def defaults(fields: Iterable[Field]) -> dict[str, Any]:
    """What the inputs of a new document or row begin with."""
    return {f.name: f.default for f in fields if f.default is not None}


def answers(form: BaseForm, stored: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """What the inputs say by field name; an input that was not sent says nothing."""
    given = [each for each in form._fields.values() if each.given and not each.locked]
    return {each.about.name: each.answer(stored.get(each.about.name), problems) for each in given}


def complain(form: BaseForm, path: list[str], message: str) -> bool:
    """Show a problem beside the input that its path leads to; false if there is none."""
    found = form._fields.get(path[0]) if path else None
    return bool(found) and found.complain(path[1:], message)


class Group(Asked):
    """A few fields that belong together."""

    def __init__(self, about: Field, blocks: Blocks, **options: Any) -> None:
        super().__init__(about, **options)
        self.blocks = blocks
        locked = frozenset(f.name for f in about.fields) if self.locked else frozenset()
        self.form = build(about.fields, blocks, f"{self.name}.", locked)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ARG002
        stored = data if isinstance(data, Mapping) else {}
        self.data = stored
        self.form.process(formdata, data=defaults(self.about.fields) | dict(stored))
        self.given = any(each.given for each in self.form._fields.values())

    def answer(self, stored: Any, problems: list[Problem]) -> Any:
        before = stored if isinstance(stored, Mapping) else {}
        shown = before or defaults(self.about.fields)
        said = answers(self.form, shown, problems)
        if all(value == shown.get(name) for name, value in said.items()):
            return stored
        return said

    def complain(self, path: list[str], message: str) -> bool:
        return complain(self.form, path, message) or super().complain(path, message)

    def inside(self) -> Iterator[Asked]:
        yield self
        for each in self.form._fields.values():
            yield from each.inside()


class Row(Group):
    """One row of an array, or one block of a layout."""

    def __init__(self, about: Field, blocks: Blocks, block: Block | None = None, **options: Any) -> None:
        super().__init__(about, blocks, **options)
        self.block = block
        self.row_id = ""
        self.row_name = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.row_id, self.row_name = str(self.data.get("id") or ""), str(self.data.get("blockName") or "")
        if formdata is not None and not self.locked:
            self.row_id = formdata.get(f"{self.name}.id", "")
            self.row_name = formdata.get(f"{self.name}.blockName", "")

    def row_answer(self, stored: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
        """The whole row, under the identity it has."""
        said = answers(self.form, stored or defaults(self.about.fields), problems)
        # A name that is stored nowhere and says nothing is left out, so that an untouched row stays equal to itself.
        row = {**stored, **{name: value for name, value in said.items() if value is not None or name in stored}}
        if self.row_id:
            row["id"] = self.row_id
        if self.block:
            row["blockType"] = self.block.slug
            if self.row_name or "blockName" in stored:
                row["blockName"] = self.row_name or None
        return row

    @property
    def caption(self) -> str:
        """What tells this row from its neighbours when it is folded."""
        lines = (each.data.strip() for each in self.inside() if isinstance(each, Line) and each.about.kind in WORDY)
        return self.row_name or next((line[:60] for line in lines if line), "")

    @property
    def details(self) -> str:
        """What else tells it: its second short text, and its years."""
        texts = [each.data.strip() for each in self.form._fields.values() if each.about.kind == "text"]
        dates = {name: each.data[:4] for name, each in self.form._fields.items() if each.about.kind == "date"}
        began, ended = dates.get("started", ""), dates.get("finished", "")
        years = dates.get("date") or (f"{began} – {ended or 'today'}" if began and began != ended else ended)
        return ", ".join(part for part in (*texts[1:2], years) if part)[:80]

    @property
    def is_small(self) -> bool:
        """Whether there is so little in it that nothing is won by folding it."""
        return len(self.form._fields) < 2


class Rows(Asked):
    """Rows of the same fields, or blocks each with the fields of its kind."""

    def __init__(self, about: Field, blocks: Blocks, **options: Any) -> None:
        super().__init__(about, **options)
        self.blocks = blocks
        self.rows: list[Row] = []

    @property
    def kinds(self) -> list[Block]:
        """The kinds of block that may be added; none for rows that are all alike."""
        return list(self.blocks.values()) if self.about.kind == "blocks" else []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ARG002
        self.data = list(data or ())
        self.given = formdata is not None and f"{self.name}._" in formdata and not self.locked
        if not self.given:
            self.rows = [self._row(number, row, None) for number, row in enumerate(self.data) if self._shape(row)]
            return
        kept = {str(row.get("id")): row for row in self.data}
        self.rows = []
        for number in sent_rows(formdata, self.name):
            sent = {name: formdata.get(f"{self.name}.{number}.{name}", "") for name in ("id", "blockType")}
            if self._shape(sent):
                self.rows.append(self._row(number, kept.get(sent["id"]) or sent, formdata))

    def _shape(self, row: Mapping[str, Any]) -> Field | None:
        """The fields of a row; None for a block of a kind that is no more."""
        if self.about.kind == "array":
            return self.about
        block = self.blocks.get(row.get("blockType") or "")
        return Field(self.about.name, "group", label=block.label, fields=block.fields) if block else None

    def _row(self, number: int, data: Mapping[str, Any], formdata: Any) -> Row:
        shape = self._shape(data)
        block = self.blocks.get(data.get("blockType") or "") if self.about.kind == "blocks" else None
        row = Row(
            shape, self.blocks, block, name=str(number), _prefix=f"{self.name}.", _form=self._form, locked=self.locked
        )
        row.process(formdata, data)
        return row

    def answer(self, stored: Any, problems: list[Problem]) -> Any:
        kept = {str(row.get("id")): row for row in stored or ()}
        said = [row.row_answer(kept.get(row.row_id, {}), problems) for row in self.rows]
        # A block of a kind that is no more is not shown; it must not be lost by saving something else.
        shown = [row for row in stored or () if self._shape(row)]
        return stored if said == shown else said

    def complain(self, path: list[str], message: str) -> bool:
        if path and ROW.fullmatch(path[0]) and int(path[0]) < len(self.rows):
            return self.rows[int(path[0])].complain(path[1:], message)
        return super().complain(path, message)

    def inside(self) -> Iterator[Asked]:
        yield self
        for row in self.rows:
            yield from row.inside()


def sent_rows(formdata: Any, name: str) -> list[int]:
    """The numbers of the rows that were sent, in order; one more than the engine takes is enough to be refused."""
    start = f"{name}."
    numbers = {key[len(start) :].split(".")[0] for key in formdata if key.startswith(start)}
    return sorted(int(number) for number in filter(ROW.fullmatch, numbers))[: MOST_ROWS + 1]

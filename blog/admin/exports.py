"""Lists as files that leave the site: CSV that no spreadsheet takes for formulas, and JSON. Knows no collection."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response

#: What a spreadsheet takes for the beginning of a formula, or skips on its way to one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 500


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rows as CSV (RFC 4180) in parts, with a line of names; a text that could be a formula begins with '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    # The mark by which spreadsheets know UTF-8.
    out.write("\ufeff")
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow([harmless(row.get(column)) for column in columns])
        if number % AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def as_json(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rows as one JSON array in parts."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, default=_written, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def send(parts: Iterable[str], name: str, kind: str) -> Response:
    """The parts as a file to be kept. It is whole before the answer begins, so that an error is not half a file."""
    answer = Response("".join(parts).encode(errors="replace"), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(value: Any) -> str:
    """A value as a cell that shows what it is and does nothing."""
    text = "" if value is None else _written(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)

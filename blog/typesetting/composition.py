"""Pages set with Typst from a source of our own and data from anywhere, which never becomes markup.

Each page is set in a process of its own: it has bounds that a thread cannot have, and a worker stays small.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

PRESS = Path(__file__).with_name("press.py")
SECONDS = 20
MEGABYTES = 1024
LARGEST_DATA = 2_000_000  # characters of JSON
LARGEST_SIDE = 4096  # pixels
PACKAGE = '"@'
#: One thread, because each would reserve memory of its own.
BOUNDS = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}
#: What no font shows: controls but tab and new line, lone surrogates, what Unicode says is not a character.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\\U0001fffe-\\U0001ffff]")


class TypesettingError(Exception):
    """A page could not be set; the text is a sentence and what the compiler said."""


def pdf(source: str, data: Any, *, pictures: Mapping[str, bytes] | None = None, made: datetime | None = None) -> bytes:
    """A tagged PDF, to the standard PDF/UA-1 unless a letter is in no font of this machine.

    The source reads the data with `json(bytes(sys.inputs.data))` and pictures by the names that they have here.
    The same arguments give the same bytes when `made` is given. Raises TypesettingError."""
    order = {"format": "pdf", "timestamp": int(made.timestamp()) if made else None}
    return _press(source, data, pictures or {}, order)


def png(source: str, data: Any, *, width: int, height: int, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A picture of the first page, which is as wide and high as said in pixels; in the source one pixel is 1pt.

    The source reads data and pictures as that of `pdf` does. Raises TypesettingError."""
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise TypesettingError(f"A picture is between 1 and {LARGEST_SIDE} pixels wide and high.")
    sheet = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
    return _press(sheet + source, data, pictures or {}, {"format": "png"})


def _press(source: str, data: Any, pictures: Mapping[str, bytes], order: dict[str, Any]) -> bytes:
    text = json.dumps(_seen(data), ensure_ascii=False)
    if len(text) > LARGEST_DATA:
        raise TypesettingError(f"There is too much to set: {len(text)} of at most {LARGEST_DATA} characters.")
    if PACKAGE in source:
        raise TypesettingError("A source may not use packages: the compiler would fetch them from another machine.")
    with tempfile.TemporaryDirectory(prefix="quire-press-") as folder:
        for name, content in pictures.items():
            (Path(folder) / Path(name).name).write_bytes(content)
        job = {**order, "source": source, "data": text, "megabytes": MEGABYTES, "seconds": SECONDS, "folder": folder}
        return _set(json.dumps(job).encode())


def _set(job: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and our own file)
            [sys.executable, "-I", str(PRESS)],
            input=job,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, **BOUNDS},
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(f"The page was not set within {SECONDS} seconds.") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace")[:1000].strip()
        raise TypesettingError(f"The page could not be set. {said or f'The compiler ended with {done.returncode}.'}")
    return done.stdout


def _seen(value: Any) -> Any:
    """The same data without the characters that no font can show."""
    if isinstance(value, str):
        return UNSEEN.sub("", value)
    if isinstance(value, Mapping):
        return {key: _seen(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_seen(inner) for inner in value]
    return value

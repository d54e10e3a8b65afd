"""Keeps every drawing: in memory, and in a folder so that neither a restart nor another process draws it again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from blog.diagrams.drawing import Drawing, draw

EDITION = 3  # of the way drawings are made and cleaned: a new one leaves the old drawings behind
MOST = 4_000  # files; when there are more, the oldest quarter goes


class Memory(Protocol):
    """What a sketchbook asks of a memory: values under keys, each made once however many ask for it at once."""

    def remember(self, key: Any, tags: tuple[str, ...], make: Callable[[], Any]) -> Any: ...

    def get(self, key: Any) -> Any: ...


class Sketchbook:
    """The drawings of one site, by their sources. A folder that cannot be written costs time, nothing else."""

    def __init__(self, folder: Path, memory: Memory, pen: Callable[[str], Drawing] = draw):
        self.folder, self.memory, self.pen = folder, memory, pen

    def drawing(self, source: str) -> Drawing:
        """The drawing of a source, made now if there is none; takes up to six seconds the first time."""
        name = _name(source)
        return self.memory.remember(("drawing", name), (), lambda: self._found(name) or self._made(name, source))

    def kept(self, source: str) -> Drawing | None:
        """The drawing of a source if there is one already."""
        return self.memory.get(("drawing", _name(source))) or self._found(_name(source))

    def _made(self, name: str, source: str) -> Drawing:
        made = self.pen(source)
        if not made.problem:  # a reason may pass: a busy machine, an older library
            with suppress(OSError, UnicodeEncodeError):
                self._write(name, json.dumps(dataclasses.asdict(made), ensure_ascii=False))
        return made

    def _found(self, name: str) -> Drawing | None:
        try:
            return Drawing(**json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, name: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{secrets.token_hex(8)}.part"
        part.write_text(text, encoding="utf-8")
        os.replace(part, self.folder / f"{name}.json")
        files = list(self.folder.glob("*.json"))
        if len(files) > MOST:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[: MOST // 4]:
                file.unlink(missing_ok=True)


def _name(source: str) -> str:
    return hashlib.sha256(f"{EDITION}\n{source}".encode(errors="surrogatepass")).hexdigest()[:40]

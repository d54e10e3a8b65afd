"""How far an import has come, on the error stream: one changing line at a terminal, else a line every twentieth."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Says how many of the documents are done."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self.started = time.monotonic()
        self._step = -1

    def __call__(self, done: int, total: int) -> None:
        share = done * 20 // total if total else 20
        if self.live:
            self.stream.write(f"\r\x1b[K{self._line(done, total)}")
        elif share != self._step:
            self.stream.write(self._line(done, total) + "\n")
        self._step = share
        self.stream.flush()

    def _line(self, done: int, total: int) -> str:
        seconds = time.monotonic() - self.started
        return f"{done:,} of {total:,} documents ({done * 100 // total if total else 100} %), {seconds:.0f} s"

    def end(self) -> None:
        """Leave the changing line."""
        if self.live and self._step >= 0:
            self.stream.write("\n")
            self.stream.flush()

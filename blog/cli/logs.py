"""How the processes that an operator starts write their log: lines for people, or JSON for machines."""

from __future__ import annotations

import json
import logging
import sys

from blog.config import Settings

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure(settings: Settings) -> None:
    """Write the log of this process to the error stream as LOG_FORMAT and LOG_LEVEL say."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(JSONLines() if settings.log_format == "json" else logging.Formatter(LINE))
    root = logging.getLogger()
    root.handlers[:] = [stream]
    root.setLevel(settings.log_level.upper())


class JSONLines(logging.Formatter):
    """One JSON object a line; what a traceback has of lines stays inside it."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)

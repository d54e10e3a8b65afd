"""Whether the site is well, as far as that can be told without a wait: what `blog doctor` would say first."""

from __future__ import annotations

import shutil

from flask import current_app

from blog.content import operations
from blog.content.changes import remember
from blog.jobs import count_failed, overdue

LEAST_FREE = 500 * 1024 * 1024


def troubles() -> list[str]:
    """A sentence for each thing that needs a look; none if the site is well. At most three statements, of which the
    one about the search is asked once a minute."""
    found = []
    if failed := count_failed():
        found.append(f"Jobs of the site that failed for good: {failed}. blog doctor says more.")
    if late := overdue():
        found.append(f"Jobs of the site that are late: {late}. Is the worker running?")
    if lacking := remember("dashboard:unindexed", [], operations.unindexed):
        found.append(f"Documents that the search does not know yet: {lacking}. blog reindex --missing adds them.")
    storage = current_app.config["STORAGE_URL"]
    folder = storage.removeprefix("file:")
    if storage.startswith("file:") and _free(folder) < LEAST_FREE:
        found.append("Less than 500 MB are free where files are kept.")
    return found


def _free(folder: str) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return LEAST_FREE  # nothing was uploaded yet

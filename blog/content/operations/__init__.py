"""Everything that can be done to content, once, for every door.

Each function takes the collection's slug and, by name, the person it is done for. Access, validation, hooks, the
transaction, versions and what depends on a change happen here and nowhere else.
"""

from blog.content.operations.autosaving import autosave, unheard
from blog.content.operations.bulk import Bulk, delete_many, update_many
from blog.content.operations.history import (
    compare_versions,
    find_version,
    find_versions,
    mark_version,
    restore_version,
)
from blog.content.operations.neighbours import neighbours
from blog.content.operations.publishing import delete, duplicate, publish, restore, trash, unpublish
from blog.content.operations.reading import (
    Page,
    count,
    find,
    find_by_id,
    find_one,
    find_revised,
    revision,
    was_trashed,
)
from blog.content.operations.reindexing import refresh_soon, reindex, unindexed
from blog.content.operations.scheduling import schedule, scheduled, scheduled_among, unschedule, upcoming
from blog.content.operations.searching import Result, Results, alike, matching, recall, search, search_names
from blog.content.operations.singles import read_global, update_global
from blog.content.operations.writing import create, update

__all__ = [
    "Bulk",
    "Page",
    "Result",
    "Results",
    "alike",
    "autosave",
    "compare_versions",
    "count",
    "create",
    "delete",
    "delete_many",
    "duplicate",
    "find",
    "find_by_id",
    "find_one",
    "find_revised",
    "find_version",
    "find_versions",
    "mark_version",
    "matching",
    "neighbours",
    "publish",
    "read_global",
    "recall",
    "refresh_soon",
    "reindex",
    "restore",
    "restore_version",
    "revision",
    "schedule",
    "scheduled",
    "scheduled_among",
    "search",
    "search_names",
    "trash",
    "unheard",
    "unindexed",
    "unpublish",
    "unschedule",
    "upcoming",
    "update",
    "update_global",
    "update_many",
    "was_trashed",
]

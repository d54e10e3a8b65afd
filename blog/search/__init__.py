"""Full-text search over whatever is put into it, on SQLite (FTS5) and PostgreSQL (tsvector) alike.

Knows no collection and no HTTP: the engine says what a document's words are and who may find it.
"""

from blog.search.corrections import ends, nearest
from blog.search.index import (
    Entry,
    Found,
    Hit,
    ask,
    bare,
    count_terms,
    language,
    like,
    make_stale,
    mark,
    present,
    remove,
    remove_lost,
    texts,
    write,
)
from blog.search.questions import Question, Reading, read
from blog.search.snippets import mark as marked
from blog.search.snippets import said, snippet

__all__ = [
    "Entry",
    "Found",
    "Hit",
    "Question",
    "Reading",
    "ask",
    "bare",
    "count_terms",
    "ends",
    "language",
    "like",
    "make_stale",
    "mark",
    "marked",
    "nearest",
    "present",
    "read",
    "remove",
    "remove_lost",
    "said",
    "snippet",
    "texts",
    "write",
]

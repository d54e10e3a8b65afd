"""What somebody may have looked for who asked for an address that nothing is at: its words, and what they find."""

from __future__ import annotations

import re
from urllib.parse import unquote

from blog.content import operations
from blog.content.access import ANONYMOUS

MOST = 5
MOST_WORDS = 8
LONGEST_WORD = 40
#: Words that stand in addresses and say nothing of what is there.
FOLDERS = {
    "archive", "archives", "author", "authors", "blog", "categories", "category", "en", "html", "index", "page",
    "pages", "post", "posts", "project", "projects", "tag", "tags", "technologies", "the", "www",
}  # fmt: skip


def words_of(path: str) -> list[str]:
    """The words of a path that may say what was looked for; numbers such as dates do not."""
    path = re.sub(r"\.[A-Za-z0-9]{1,5}/*$", "", unquote(path))
    words = [word for word in re.split(r"[\W_]+", path) if 1 < len(word) <= LONGEST_WORD]
    kept = [word for word in words if word.casefold() not in FOLDERS and not word.isdecimal()]
    return list(dict.fromkeys(kept))[-MOST_WORDS:]


def suggested(path: str) -> list[operations.Result]:
    """The public documents that the words of a path bring to mind, the likeliest first."""
    words = words_of(path)
    return operations.recall(words, actor=ANONYMOUS, limit=MOST) if words else []

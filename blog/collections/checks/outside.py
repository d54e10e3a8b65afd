"""What is missing to be found: title and description for search engines, summary, picture, filing and the address."""

from __future__ import annotations

from collections.abc import Iterator

from blog.collections.appearance import DESCRIPTION, TITLE, description_of, one_line, title_of
from blog.collections.checks.finding import HINT, WARNING, Context, Finding, Subject

SUMMARY = "There is no summary: lists show the title alone."
HERO = "There is no hero image: lists stay bare, and a link elsewhere shows a drawn card."
CATEGORY = "It is in no category: readers find it only by date and by search."


def check_search_words(subject: Subject, context: Context) -> Iterator[Finding]:  # noqa: ARG001 - every check gets both
    """Hints where a search engine cuts title or description, or has to make up a description of its own."""
    meta = subject.doc.get("meta") or {}
    title, described = one_line(title_of(subject.doc)), one_line(description_of(subject.doc))
    if len(title) > TITLE.most:
        path = "meta.title" if meta.get("title") or "meta" in subject.names else "title"
        sentence = f"The title has {len(title)} characters: search engines show about {TITLE.most}."
        yield Finding(HINT, "title-length", sentence, path)
    if not described:
        sentence = "There is no description for search engines: they are given the first sentences."
        yield Finding(HINT, "description", sentence, "meta.description")
    elif not DESCRIPTION.least <= len(described) <= DESCRIPTION.most:
        size = "short" if len(described) < DESCRIPTION.least else "long"
        sentence = (
            f"The description is {size}: {len(described)} characters."
            f" Search engines show {DESCRIPTION.least} to {DESCRIPTION.most}."
        )
        path = "meta.description" if meta.get("description") or "summary" not in subject.names else "summary"
        yield Finding(HINT, "description-length", sentence, path)


def check_filing(subject: Subject, context: Context) -> Iterator[Finding]:  # noqa: ARG001 - every check gets both
    """Hints for a summary, a picture or categories that are missing, where the collection has them."""
    for name, sentence in (("summary", SUMMARY), ("heroImage", HERO), ("categories", CATEGORY)):
        if name in subject.names and not subject.doc.get(name):
            yield Finding(HINT, f"no-{name}", sentence, name)


def check_address(subject: Subject, context: Context) -> Iterator[Finding]:  # noqa: ARG001 - every check gets both
    """A warning where another document has the address: publishing will be refused."""
    if context.taken:
        sentence = f"Another document has the address {context.taken}: choose a different slug."
        yield Finding(WARNING, "slug", sentence, "slug")

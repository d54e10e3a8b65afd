"""How a text is built: the order of its headings, and paragraphs that nobody reads to their end."""

from __future__ import annotations

from collections.abc import Iterator

from blog.collections.checks.finding import HINT, WARNING, Context, Finding, Subject, nodes, quoted, words_of

#: Under the title, which is the heading of the first level.
FIRST = 2
#: The opening of a page may hold the title itself, as large as its author wants it.
OPENING = "hero.richText"
LONG_PARAGRAPH = 200  # words


def check_headings(subject: Subject, context: Context) -> Iterator[Finding]:  # noqa: ARG001 - every check gets both
    """Warnings for a first-level heading below the title, for a level that is skipped and for an empty heading.

    Whoever reads by ear goes from heading to heading: WCAG 2.2, 1.3.1 and 2.4.6."""
    is_first_text, may_hold_title = True, True
    for part in subject.texts():
        above = FIRST - 1 if is_first_text else 0
        is_first_text = False
        for node in nodes(part.value):
            if node.get("type") != "heading":
                continue
            level, words = (node.get("attrs") or {}).get("level") or FIRST, words_of(node)
            if not words:
                yield Finding(WARNING, "empty-heading", "A heading is empty.", part.path)
                continue
            if level < FIRST and part.path == OPENING and may_hold_title:
                may_hold_title = False
            elif level < FIRST:
                sentence = f"The heading {quoted(words)} is of the first level, which is the title's."
                yield Finding(WARNING, "first-level", sentence, part.path)
            elif above and level > above + 1:
                sentence = f"The heading {quoted(words)} is of level {level}, but the one above it of level {above}."
                yield Finding(WARNING, "heading-order", sentence, part.path)
            above = max(level, FIRST - 1)


def check_paragraphs(subject: Subject, context: Context) -> Iterator[Finding]:  # noqa: ARG001 - every check gets both
    """A hint for each paragraph that is far longer than what a screen shows at once."""
    for part in subject.texts():
        for node in nodes(part.value):
            if node.get("type") == "paragraph":
                words = words_of(node)
                count = len(words.split())
                if count > LONG_PARAGRAPH:
                    sentence = f"The paragraph that begins {quoted(words)} has {count} words."
                    yield Finding(HINT, "long-paragraph", sentence, part.path)

"""The question for documents like one: filed under the same, or with the words of its title, or its most used ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from blog.search import words
from blog.search.questions import SHORT, TERMS, Question, Term

MOST_TITLE, MOST_BODY = 10, 8
LEAST_TIMES = 2
SHORTEST = 4
#: What no document answers: nothing is filed under this id.
NOTHING = Question(((Term(("0" * 32,), TERMS),),))


def likeness(
    found: Mapping[str, Sequence[str]], stems: Mapping[str, Sequence[str]], filed: Sequence[str]
) -> Question:  # fmt: skip
    """One question that any of these answers; how well is the ranking's business."""
    titled = _telling(found["title"], stems["title"])
    titled += _telling(found["summary"], stems["summary"])
    often = Counter(zip(found["body"], stems["body"], strict=True))
    frequent = [pair for pair, times in often.most_common(MOST_BODY * 10) if times >= LEAST_TIMES]
    used = [stem for stem in _telling(*zip(*frequent, strict=True)) if stem not in titled] if frequent else []
    terms = [Term((stem,), SHORT) for stem in dict.fromkeys(titled)][:MOST_TITLE]
    terms += [Term((stem,), SHORT) for stem in dict.fromkeys(used)][:MOST_BODY]
    terms += [Term((id_,), TERMS) for id_ in filed]
    return Question((tuple(terms),)) if terms else NOTHING


def _telling(found: Sequence[str], stems: Sequence[str]) -> list[str]:
    pairs = zip(found, stems, strict=True)
    return [stem for word, stem in pairs if len(word) >= SHORTEST and word not in words.EMPTY and not word.isdigit()]

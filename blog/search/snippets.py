"""The part of a text that answers a question, as safe HTML with the words asked for in <mark>."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup, escape

from blog.search import words

#: How much of a text is looked through, and how much of it is shown.
LOOKED_THROUGH = 40_000
WIDTH = 220
BEFORE = 60


def mark(text: str, stems: Collection[str], language: str) -> Markup:
    """The whole text, with the words marked."""
    return _marked(text, _places(text, stems, language))


def snippet(text: str, stems: Collection[str], language: str) -> Markup:
    """The stretch of the text where most of the stems stand, or its beginning."""
    text = " ".join(text[:LOOKED_THROUGH].split())
    places = _places(text, stems, language)
    start, end = _stretch(text, places)
    inside = [(a - start, b - start) for a, b, _ in places if start <= a and b <= end]
    cut = _marked(text[start:end], [(a, b, "") for a, b in inside])
    return Markup("{}{}{}").format("… " if start else "", cut, " …" if end < len(text) else "")


def said(text: str, stems: Collection[str], language: str) -> set[str]:
    """Which of the stems stand in the text."""
    return {stem for _, _, stem in _places(text[:LOOKED_THROUGH], stems, language)}


def _places(text: str, stems: Collection[str], language: str) -> list[tuple[int, int, str]]:
    found = list(words.placed_words(text))
    reduced = words.stems([word.text for word in found], language)
    return [(word.start, word.end, stem) for word, stem in zip(found, reduced, strict=True) if stem in stems]


def _stretch(text: str, places: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Where to cut, between words: around the place from which most different stems stand near each other."""
    best, start = 0, 0
    for number, (a, _, _) in enumerate(places):
        near = {stem for begin, end, stem in places[number : number + 40] if end - a <= WIDTH - BEFORE}
        if len(near) > best:
            best, start = len(near), a
    start = max(0, min(start - BEFORE, len(text) - WIDTH))
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = max(text.rfind(" ", start + WIDTH // 2, end), 0) or end
    return start, end


def _marked(text: str, places: list[tuple[int, int, str]]) -> Markup:
    parts, last = [], 0
    for start, end, _ in places:
        parts += [escape(text[last:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        last = end
    return Markup("").join([*parts, escape(text[last:])])

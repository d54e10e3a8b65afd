"""What an API key may do, as boxes to tick and in words. Asks nothing but the registry."""

from __future__ import annotations

from collections.abc import Iterable

from blog.content.registry import registry

GENERAL = (
    ("read", "Read everything that you may read"),
    ("write", "Change everything that you may change, but no accounts"),
)
#: How long a key may be good for, in days.
LIVES = ((30, "30 days"), (90, "90 days"), (365, "One year"), (1825, "Five years"))
USUAL_LIFE = 365


def particular() -> list[tuple[str, str]]:
    """The collections and globals that a key can be kept to, by their names."""
    shelves = (*registry.collections.values(), *registry.globals.values())
    named = [(each.slug, each.singular if each.single else each.plural) for each in shelves]
    return sorted(named, key=lambda pair: pair[1])


def in_words(scopes: Iterable[str]) -> str:
    """What a key's scopes say, for a person: `reads everything, changes posts`."""
    names = dict(particular())
    parts = []
    for word, verb in (("read", "reads"), ("write", "changes")):
        given = sorted(scope.rpartition(":")[0] for scope in scopes if scope.rpartition(":")[2] == word)
        if given:
            told = ", ".join(names.get(slug, slug).lower() if slug else "everything" for slug in given)
            parts.append(f"{verb} {told}")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]

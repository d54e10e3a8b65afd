"""The parts that the form of a global is read in: a heading, a sentence, and the fields below it.

A field that is in none of them stands in the last part, so that a new field is there without a line here."""

from __future__ import annotations

from dataclasses import dataclass

from blog.admin.forms import DocumentForm
from blog.admin.forms.inputs import Asked

REST = "More"


@dataclass(frozen=True)
class Part:
    """A heading, what a person may want to know before they begin, and the fields."""

    key: str
    title: str
    help: str
    fields: tuple[Asked, ...]


PARTS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "site": (
        ("Name and words", "What the site is called, and what it says of itself where there is room for a line or two.",
         ("name", "tagline", "description", "language", "footerText")),
        ("Look", "One colour, one family of type. Everything else follows, light and dark. See it in the preview.",
         ("theme", "logo", "defaultImage")),
        ("First page and lists", "What readers meet first, and how much of it.", ("homeLayout", "postsPerPage")),
        ("Elsewhere", "Where else you are to be found. These links stand at the foot of every page.",
         ("socialLinks",)),
        ("Readers", "Nothing is counted unless you want it, and never with cookies.", ("analytics",)),
    ),
    "profile": (
        ("You", "The top of the CV and of the page about you.",
         ("name", "headline", "photo", "about", "openToWork", "availability")),
        ("How to reach you", "Everything here is public. What is empty is not shown.",
         ("email", "telephone", "location", "address", "links")),
        ("What you have done", "The latest first, as readers expect it; drag to arrange.",
         ("experience", "projects", "education", "volunteering")),
        ("What you can", "Skills of one group stand together, the best known first.",
         ("skills", "languages", "certificates")),
        ("What came of it", "Each section is shown as soon as there is something in it.",
         ("talks", "publications", "awards", "testimonials", "interests")),
    ),
}  # fmt: skip


def parts(slug: str, form: DocumentForm) -> list[Part]:
    """The form in its parts; one part without a heading where nothing is said of the global."""
    asked = {each.about.name: each for each in form}
    made = []
    for number, (title, words, names) in enumerate(PARTS.get(slug, ())):
        fields = tuple(asked.pop(name) for name in names if name in asked)
        if fields:
            made.append(Part(f"part-{number}", title, words, fields))
    if asked:
        made.append(Part("part-rest", REST if made else "", "", tuple(asked.values())))
    return made

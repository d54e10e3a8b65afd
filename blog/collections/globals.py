"""What there is one of: header, footer and site; the profile has a file of its own."""

from __future__ import annotations

from blog.collections.languages import spelled
from blog.collections.rules import GLOBALS
from blog.collections.shapes import ADDRESSES, LINK
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.errors import Invalid, Problem
from blog.models import Footer, Header, Site

THEME = (
    Field(
        "accent",
        "colour",
        label="Accent colour",
        help="Such as #b5442e. Every colour follows from it, lighter or darker where text must be read.",
    ),
    Field(
        "font",
        "select",
        choices=("serif", "transitional", "humanist", "geometric", "slab", "sans", "mono"),
        default="serif",
        label="Typeface",
        help="Each is a family of faces that readers have already; nothing is downloaded. serif: old style, for books."
        " transitional: a newspaper. humanist and geometric: warm and plain sans serifs. slab: sturdy. sans: the"
        " reader's own system. mono: a typewriter.",
    ),
    Field(
        "size",
        "select",
        choices=("small", "normal", "large"),
        default="normal",
        label="Text size",
        help="Readers may still enlarge it.",
    ),
    Field(
        "width",
        "select",
        choices=("narrow", "normal", "wide"),
        default="normal",
        label="Text width",
        help="About 58, 66 or 74 characters to a line.",
    ),
    Field(
        "scheme",
        "select",
        choices=("auto", "light", "dark"),
        default="auto",
        label="Colour scheme",
        help="What readers see who have not chosen. auto follows their system.",
    ),
)


def spell_language(event: Event) -> None:
    """Spells the language as everybody does. Raises Invalid for what is no language."""
    given = event.data.get("language")
    if not isinstance(given, str) or not given.strip():
        return
    tag = spelled(given)
    if not tag:
        said = "Write the language as a short tag, such as en, de, pt-BR or zh-Hant (BCP 47)."
        raise Invalid([Problem("language", said, "Language")])
    event.data["language"] = tag


header = registry.add(
    Collection(
        Header, slug="header", access=GLOBALS, title="", shapes={"navItems.link": LINK}, labels=("Header", "Header"),
        single=True,
    )
)  # fmt: skip
footer = registry.add(
    Collection(
        Footer, slug="footer", access=GLOBALS, title="", shapes={"navItems.link": LINK}, labels=("Footer", "Footer"),
        single=True,
    )
)  # fmt: skip
site = registry.add(
    Collection(
        Site,
        slug="site",
        access=GLOBALS,
        title="name",
        shapes={"socialLinks": ADDRESSES, "theme": THEME},
        labels=("Site", "Site"),
        single=True,
        hooks=Hooks(before_validate=(spell_language,)),
    )
)

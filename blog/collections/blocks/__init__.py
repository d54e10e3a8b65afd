"""The layout blocks of pages: one declaration each."""

from __future__ import annotations

from blog.collections.shapes import FACTS, LINK, LINKS, METRICS
from blog.content.fields import Block, Field
from blog.content.registry import registry

SELECTABLE = ("posts", "projects")

CONTENT = Block(
    "content",
    "Text in columns",
    (
        Field(
            "columns",
            "array",
            fields=(
                Field("size", "select", choices=("full", "half", "oneThird", "twoThirds"), default="full"),
                Field("richText", "richtext"),
                Field("enableLink", "checkbox", default=False),
                Field("link", "group", fields=LINK),
            ),
        ),
    ),
)

CALL_TO_ACTION = Block("cta", "Call to action", (Field("richText", "richtext"), LINKS))

MEDIA = Block(
    "mediaBlock",
    "Picture",
    (
        Field("media", "upload", target="media", required=True),
        Field("caption", max_length=500),
        Field("width", "select", choices=("column", "wide", "full"), default="column"),
    ),
)

GALLERY = Block(
    "gallery",
    "Gallery",
    (Field("title", max_length=255), Field("images", "upload", target="media", many=True, required=True)),
)

ARCHIVE = Block(
    "archive",
    "List of posts or projects",
    (
        Field("introContent", "richtext", label="Introduction"),
        Field("populateBy", "select", choices=("collection", "selection"), default="collection"),
        Field("relationTo", "select", choices=SELECTABLE, default="posts", label="List"),
        Field("categories", "relation", target="categories", many=True),
        Field("technologies", "relation", target="technologies", many=True),
        Field("featured", "checkbox", default=False, label="Featured projects only"),
        Field("limit", "integer", default=6),
        Field("selectedDocs", "relation", target=SELECTABLE, many=True, label="Chosen documents"),
    ),
)

FORM = Block(
    "formBlock",
    "Form",
    (
        Field("form", "relation", target="forms", required=True),
        Field("enableIntro", "checkbox", default=False),
        Field("introContent", "richtext", label="Introduction"),
    ),
)

BANNER = Block(
    "banner",
    "Banner",
    (
        Field("style", "select", choices=("info", "success", "warning", "error"), default="info"),
        Field("content", "richtext", required=True),
    ),
)

CODE = Block(
    "code",
    "Code",
    (
        Field("language", max_length=40),
        Field("code", "textarea", required=True),
        Field("caption", max_length=500),
    ),
)

FIGURES = Block(
    "metrics", "Figures", (Field("title", max_length=255), Field("items", "array", fields=METRICS, required=True))
)

TECHNICAL_FACTS = Block(
    "facts", "Technical facts", (Field("title", max_length=255), Field("items", "array", fields=FACTS, required=True))
)

QUOTE = Block(
    "quote",
    "Quotation",
    (
        Field("text", "textarea", required=True, max_length=2000),
        Field("attribution", max_length=255),
        Field("source", "url", max_length=2048),
    ),
)

PROFILE = Block(
    "profile",
    "Profile",
    (Field("projects", "checkbox", default=False, label="Show the selected projects below"),),
    help="Who the site belongs to, from the profile: photo, words, how to reach them and the CV.",
)

for _block in (
    CONTENT, CALL_TO_ACTION, MEDIA, GALLERY, ARCHIVE, FORM, BANNER, CODE, FIGURES, TECHNICAL_FACTS, QUOTE, PROFILE,
):  # fmt: skip
    registry.add_block(_block)

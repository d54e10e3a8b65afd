"""The insides of JSON columns that several collections share: links, search-engine texts, rows of facts and figures."""

from __future__ import annotations

from blog.content.fields import Field

DOCUMENTS = ("posts", "pages", "projects", "categories", "technologies")

META = (
    Field("title", max_length=255, help="What search engines show; about 60 characters."),
    Field("description", "textarea", max_length=500, help="What they show below it; about 150 characters."),
    Field("image", "upload", target="media", help="The picture that social networks show."),
)

LINK = (
    Field("type", "select", choices=("reference", "custom"), default="reference"),
    Field("reference", "relation", target=DOCUMENTS, label="Document"),
    Field("url", "url", label="Address", max_length=2048),
    Field("label", max_length=255),
    Field("newTab", "checkbox", default=False, label="Open in a new tab"),
    Field("appearance", "select", choices=("default", "outline"), default="default"),
)

LINKS = Field("links", "array", fields=(Field("link", "group", fields=LINK),))

ADDRESSES = (Field("label", max_length=120, required=True), Field("url", "url", max_length=2048, required=True))

METRICS = (
    Field("value", required=True, max_length=60),
    Field("label", required=True, max_length=120),
    Field("description", "textarea", max_length=500),
)

FACTS = (Field("term", required=True, max_length=120), Field("description", "textarea", required=True, max_length=2000))

HERO = (
    Field("type", "select", choices=("none", "low", "medium", "high"), default="low"),
    Field("richText", "richtext"),
    LINKS,
    Field("media", "upload", target="media"),
)

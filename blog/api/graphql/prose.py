"""Rich text as an answer: the document itself, HTML or Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from graphql import GraphQLArgument, GraphQLEnumType, GraphQLEnumValue, GraphQLField, GraphQLInt

from blog import richtext
from blog.api.graphql.scalars import JSON
from blog.content.registry import registry

FORMAT = GraphQLEnumType(
    "RichTextFormat",
    {
        "JSON": GraphQLEnumValue("json", description="The document as it is stored."),
        "HTML": GraphQLEnumValue("html", description="As the site shows it."),
        "MARKDOWN": GraphQLEnumValue("markdown", description="As it is exported."),
    },
)
#: The arguments of every field of rich text; `depth` is for JSON, and says how far what it names is put in.
ARGUMENTS = {
    "format": GraphQLArgument(FORMAT, default_value="json"),
    "depth": GraphQLArgument(GraphQLInt, default_value=0),
}
RICH_TEXT = GraphQLField(JSON, args=ARGUMENTS)


def is_whole(asked: Mapping[str, Any]) -> bool:
    """Whether the documents that a text names are needed to write it."""
    return asked.get("format") == "html"


def written(document: dict[str, Any] | None, asked: Mapping[str, Any]) -> Any:
    """A text in the form that is asked for."""
    if document is None or not isinstance(document, dict):
        return document
    if asked.get("format") == "html":
        return richtext.render(document, address=address)
    plain = with_ids(document)
    if asked.get("format") == "markdown":
        return richtext.to_markdown(plain)
    return document if (asked.get("depth") or 0) > 0 else plain


def address(slug: str, document: Any) -> str | None:
    """Where a document is on the site, or None where it has no page or may not be read."""
    if not isinstance(document, Mapping) or slug not in registry.collections:
        return None
    if slug == "media":
        return document.get("url")
    pattern, name = registry[slug].address, document.get("slug")
    if not pattern or not name:
        return None
    return pattern.format(slug=quote(str(name).strip("/")))


def with_ids(node: Any) -> Any:
    """The text with the ids of what it names, where documents were put in their place."""
    if isinstance(node, list):
        return [with_ids(child) for child in node]
    if not isinstance(node, dict):
        return node
    copy = dict(node)
    if isinstance(node.get("attrs"), dict):
        copy["attrs"] = _attributes(node["attrs"])
    for name in ("content", "marks"):
        if name in node:
            copy[name] = with_ids(node[name])
    return copy


def _attributes(attrs: dict[str, Any]) -> dict[str, Any]:
    media, reference = attrs.get("media"), attrs.get("reference")
    if isinstance(media, dict):
        attrs = {**attrs, "media": media.get("id")}
    if isinstance(reference, dict) and isinstance(reference.get("value"), dict):
        attrs = {**attrs, "reference": {**reference, "value": reference["value"].get("id")}}
    return attrs

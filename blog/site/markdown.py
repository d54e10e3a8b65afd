"""Every post, page and project as Markdown, at its own address with `.md` behind it, for programs and people who copy.

Their page stays what search engines list: the Markdown names it as its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, abort

from blog import richtext
from blog.collections.excerpts import excerpt
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import pages, posts, projects
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.dates import iso, years
from blog.site.feeds.texts import clean
from blog.site.forwarding import moved_along
from blog.site.markdown_blocks import block_markdown, label, link, listed, markdown_of, picture
from blog.site.rendering import absolute, conditional

ENDING = ".md"
LONGEST = 500
#: What YAML does not take as it is between double quotes, and JSON does not escape (YAML 1.2, section 5.1).
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


@site.get("/posts/<slug>.md")
def post_markdown(slug: str) -> Response:
    return _answer("posts", slug) or posts.post(slug + ENDING)


@site.get("/projects/<slug>.md")
def project_markdown(slug: str) -> Response:
    return _answer("projects", slug) or projects.project(slug + ENDING)


@site.get("/index.md")
def home_markdown() -> Response:
    return _answer("pages", pages.HOME) or pages.page_at("index.md")


@site.get("/<path:path>.md")
def page_markdown(path: str) -> Response:
    return _answer("pages", path) or pages.page_at(path + ENDING)


def _answer(collection: str, slug: str) -> Response | None:
    """The Markdown of a document, or the way to where it is now; None where there is none."""
    if len(slug) > LONGEST or not slug.isprintable() or slug != slug.strip("/"):
        return None
    found = operations.find_one(collection, {"slug": {"equals": slug}}, actor=ANONYMOUS)
    if found:
        return _sent(collection, found)
    folder = "" if collection == "pages" else f"/{collection}"
    if operations.count(collection, actor=ANONYMOUS, where={"slug": {"equals": slug + ENDING}}):
        return None  # a document that is called so
    moved = moved_along(f"{folder}/{slug}", ENDING)
    if moved is None and operations.was_trashed(collection, "slug", slug):
        abort(410)
    return moved


def _sent(collection: str, document: Mapping[str, Any]) -> Response:
    path = address(collection, document)
    if not path:
        abort(404)
    response = Response(whole_document(collection, document), content_type="text/markdown; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Link"] = f'<{absolute(path)}>; rel="canonical"'
    return conditional(response)


def whole_document(collection: str, document: Mapping[str, Any]) -> str:
    """Front matter and text of a post, project or page."""
    path = address(collection, document) or "/"
    parts = {"posts": _post, "projects": _project, "pages": _page}[collection](document, path)
    body = "\n\n".join(part for part in (text.strip("\n") for text in parts) if part)
    title = "" if _has_own_title(document) else f"# {label(document.get('title'))}\n\n"
    return clean(f"{_front_matter(collection, document, path)}\n{title}{body}".rstrip()) + "\n"


def _has_own_title(document: Mapping[str, Any]) -> bool:
    """Whether the text at the head of a page brings the heading of the first rank itself."""
    hero = document.get("hero") or {}
    words = hero.get("richText") if hero.get("type") not in (None, "none") else None
    return isinstance(words, Mapping) and any(heading.level == 1 for heading in richtext.outline(dict(words)))


def _front_matter(collection: str, document: Mapping[str, Any], path: str) -> str:
    meta = document.get("meta") or {}
    said = {
        "title": document.get("title"),
        "description": meta.get("description") or document.get("summary") or excerpt(document),
        "date": iso(document.get("publishedAt")) if collection != "pages" else None,
        "updated": iso(document.get("revisedAt")),
        "author": [one["name"] for one in document.get("populatedAuthors") or () if one.get("name")],
        "canonical": absolute(path),
        "categories": _names(document.get("categories"), "title"),
        "technologies": _names(document.get("technologies"), "name"),
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in said.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def _names(documents: Any, field: str) -> list[str]:
    return [one[field] for one in documents or () if isinstance(one, Mapping) and one.get(field)]


def _yaml(value: object) -> str:
    """A value as YAML: JSON is YAML, but for a few characters."""
    said = json.dumps(value, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", said)


def _post(post: Mapping[str, Any], path: str) -> Iterator[str]:
    yield picture(post.get("heroImage"))
    yield markdown_of(post.get("content"), path)


def _project(project: Mapping[str, Any], path: str) -> Iterator[str]:
    links = project.get("links") or {}
    facts = [
        ("State", str(project.get("state") or "").replace("_", " ")),
        ("Time", years(project.get("started"), project.get("finished"))),
        ("Role", project.get("role")),
        ("Client", project.get("client")),
        *((name.capitalize(), links.get(name)) for name in ("demo", "source", "documentation")),
    ]
    facts += [(fact.get("term"), fact.get("description")) for fact in project.get("facts") or ()]
    facts += [(item.get("label"), item.get("value")) for item in project.get("metrics") or ()]
    yield picture(project.get("heroImage"))
    yield "\n".join(f"- **{label(term)}:** {label(value)}" for term, value in facts if term and value)
    yield markdown_of(project.get("content"), path)
    challenges = markdown_of(project.get("challenges"), path)
    yield f"## What was hard\n\n{challenges}" if challenges else ""
    yield "\n\n".join(filter(None, (picture(media) for media in project.get("gallery") or ())))
    yield listed("Related", "projects", project.get("relatedProjects"))


def _page(page: Mapping[str, Any], path: str) -> Iterator[str]:
    hero = page.get("hero") or {}
    if hero.get("type") not in (None, "none"):
        yield markdown_of(hero.get("richText"), path)
        yield picture(hero.get("media"))
        yield "\n".join(f"- {link(one.get('link'))}" for one in hero.get("links") or () if link(one.get("link")))
    for block in page.get("layout") or ():
        yield block_markdown(block, path)

"""The site as language models read it: one file that says what there is, with links to the Markdown of each document.

The format is that of https://llmstxt.org."""

from __future__ import annotations

from typing import Any

from flask import Response

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.feeds.texts import clean
from blog.site.markdown_blocks import label, listed
from blog.site.metadata import markdown_address
from blog.site.rendering import absolute, conditional

MOST = 100
LINE = ("title", "slug", "summary")


@site.get("/llms.txt")
def llms() -> Response:
    about = chrome.site()
    parts = [
        f"# {label(about.get('name'))}",
        f"> {label(about['description'])}" if about.get("description") else "",
        label(about.get("tagline")),
        "Every post, project and page is there as Markdown, too, at its address with `.md` behind it.",
        listed("Posts", "posts", _documents("posts", "-publishedAt", LINE)),
        listed("Projects", "projects", _documents("projects", "-featured,-started,title", LINE)),
        _pages(),
        _optional(),
    ]
    text = clean("\n\n".join(part for part in parts if part)) + "\n"
    return conditional(Response(text, content_type="text/plain; charset=utf-8"))


def _documents(collection: str, sort: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return operations.find(collection, actor=ANONYMOUS, sort=sort, limit=MOST, count=False, depth=0, select=fields).docs


def _pages() -> str:
    lines = []
    for page in _documents("pages", "title", ("title", "slug", "meta")):
        path = markdown_address("pages", page)
        if path and address("pages", page):
            words = (page.get("meta") or {}).get("description")
            lines.append(f"- [{label(page['title'])}]({absolute(path)})" + (f": {label(words)}" if words else ""))
    return "\n".join(["## Pages", "", *lines]) if lines else ""


def _optional() -> str:
    feeds = {"/feed.xml": "the newest posts with their whole text, as Atom", "/feed.json": "the same as JSON Feed"}
    links = {**(feeds if chrome.has_any("posts") else {}), "/sitemap.xml": "every address of the site"}
    return "\n".join(["## Optional", "", *(f"- [{path}]({absolute(path)}): {words}" for path, words in links.items())])

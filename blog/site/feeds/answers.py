"""The addresses of feeds and the three formats: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""

from __future__ import annotations

from email.utils import format_datetime
from typing import Any

import orjson
from flask import Response, make_response, redirect, render_template

from blog.site import chrome
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.feeds import sources
from blog.site.feeds.entries import Entry, Person
from blog.site.feeds.texts import clean
from blog.site.forwarding import moved_along
from blog.site.rendering import absolute, conditional

KINDS = {"xml": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
TEMPLATES = {"xml": "site/feeds/atom.xml", "rss": "site/feeds/rss.xml"}
SHELVES = {
    "categories": sources.of_category,
    "authors": sources.of_author,
    "technologies": sources.of_technology,
}


@site.get("/feed.<any(xml, rss, json):ending>")
def feed(ending: str) -> Response:
    return answer(sources.of_the_site(), ending)


@site.get("/posts/feed.<any(xml, rss, json):ending>")
def posts_feed(ending: str) -> Response:
    return redirect(f"/feed.{ending}", 301)  # type: ignore[return-value]


@site.get("/projects/feed.<any(xml, rss, json):ending>")
def projects_feed(ending: str) -> Response:
    return answer(sources.of_projects(), ending)


@site.get("/<any(categories, authors, technologies):shelf>/<slug>/feed.<any(xml, rss, json):ending>")
def shelf_feed(shelf: str, slug: str, ending: str) -> Response:
    found = SHELVES[shelf](slug)
    if found:
        return answer(found, ending)
    return moved_along(f"/{shelf}/{slug}", f"/feed.{ending}") or gone_or_moved("", "")


def answer(feed: sources.Feed, ending: str) -> Response:
    """The feed in the format of that ending."""
    if ending == "json":
        response = make_response(orjson.dumps(as_json(feed), option=orjson.OPT_INDENT_2))
    else:
        here = absolute(f"{feed.stem}.{ending}")
        words = {"feed": feed, "here": here, "site_name": clean(chrome.site().get("name")), "rfc822": format_datetime}
        words["language"] = chrome.language()
        response = make_response(render_template(TEMPLATES[ending], **words))
    response.mimetype = KINDS[ending]
    # Readers in a browser fetch feeds from pages of their own; there is nothing in them that is not public.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditional(response)


def xml(template: str, kind: str, **context: Any) -> Response:
    """An XML document from its template."""
    response = make_response(render_template(template, **context))
    response.mimetype = kind
    return conditional(response)


def as_json(feed: sources.Feed) -> dict[str, Any]:
    """The feed in the words of JSON Feed 1.1."""
    return _said(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=absolute(feed.page),
        feed_url=absolute(f"{feed.stem}.json"),
        description=feed.subtitle,
        icon=absolute("/icon-512.png"),
        favicon=absolute("/icon-192.png"),
        language=chrome.language(),
        items=[_item(entry) for entry in feed.entries],
    )


def _item(entry: Entry) -> dict[str, Any]:
    return _said(
        id=entry.id,
        url=entry.url,
        title=entry.title,
        # The specification wants one of the two forms of the text, even of none.
        content_html=entry.html or " ",
        summary=entry.summary,
        image=entry.picture.url if entry.picture else None,
        date_published=entry.published.isoformat(),
        date_modified=entry.updated.isoformat(),
        authors=[_author(person) for person in entry.authors],
        tags=[label for _, label in entry.labels],
    )


def _author(person: Person) -> dict[str, Any]:
    return _said(name=person.name, url=person.url, avatar=person.avatar)


def _said(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value or name == "items"}

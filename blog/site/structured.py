"""What a page says about itself in the words of schema.org, for search engines. Dicts only; the layout writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request

from blog.collections.appearance import share_image
from blog.site import cards, chrome
from blog.site.addresses import address, safe_address
from blog.site.dates import iso
from blog.site.owner import profile
from blog.site.rendering import absolute

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
#: The lists of the site by their views; what lists the posts is the blog itself.
LISTS = {
    "site.first_posts": "Blog",
    "site.more_posts": "Blog",
    "site.all_projects": "CollectionPage",
    "site.all_categories": "CollectionPage",
    "site.all_technologies": "CollectionPage",
    "site.category": "CollectionPage",
    "site.technology": "CollectionPage",
}
#: The pages about the owner.
ABOUT_OWNER = ("site.cv", "site.about")
SHELVES = {"posts": ("Posts", "/posts"), "projects": ("Projects", "/projects")}


def things(
    context: Mapping[str, Any], collection: str, document: Mapping[str, Any], description: str
) -> Iterator[Thing]:
    """All that a page says: what its view has given, then what follows from what the page is."""
    given = context.get("structured")
    if given:
        yield given
    if collection in SHELVES:
        label, url = SHELVES[collection]
        yield way([{"label": label, "url": url}], document.get("title") or "")
    kind, canonical = LISTS.get(request.endpoint or ""), context.get("canonical")
    if kind and canonical:
        url, name = absolute(canonical), context.get("title")
        yield _thing(kind, name=name, description=description, url=url, isPartOf=_site(), inLanguage=chrome.language())
    if request.endpoint in ABOUT_OWNER and (person := profile()).get("name"):
        yield _thing("ProfilePage", url=absolute(canonical or "/"), mainEntity=owner_of_site(person))


def website() -> Thing:
    """The site as a whole, and where it can be searched."""
    about = chrome.site()
    search = _part(
        "SearchAction",
        target=_part("EntryPoint", urlTemplate=absolute("/search") + "?q={search_term_string}"),
        **{"query-input": "required name=search_term_string"},
    )
    return _thing(
        "WebSite",
        name=about.get("name"),
        alternateName=about.get("tagline"),
        url=absolute("/"),
        description=about.get("description"),
        inLanguage=chrome.language(),
        publisher=publisher(),
        potentialAction=search,
    )


def posting(post: Mapping[str, Any], authors: list[dict[str, Any]]) -> Thing:
    """A post of the blog."""
    labels = [one["title"] for one in post.get("categories") or [] if isinstance(one, Mapping) and "title" in one]
    return _thing(
        "BlogPosting",
        headline=post.get("title"),
        description=post.get("summary"),
        url=_url("posts", post),
        mainEntityOfPage=_url("posts", post),
        image=_image(post.get("heroImage")) or _card("posts", post),
        datePublished=iso(post.get("publishedAt")),
        dateModified=iso(post.get("revisedAt")),
        author=[_person(author) for author in authors],
        publisher=publisher(),
        keywords=labels,
        articleSection=labels[:1],
        timeRequired=f"PT{post['readingTime']}M" if post.get("readingTime") else None,
        isPartOf=_part("Blog", name=chrome.site().get("name"), url=absolute("/posts")),
        inLanguage=chrome.language(),
    )


def work(project: Mapping[str, Any], authors: list[dict[str, Any]]) -> Thing:
    """A project of the portfolio."""
    links = project.get("links") or {}
    known = [one["name"] for one in project.get("technologies") or [] if isinstance(one, Mapping) and one.get("name")]
    return _thing(
        "CreativeWork",
        name=project.get("title"),
        description=project.get("summary"),
        url=_url("projects", project),
        image=_image(project.get("heroImage")) or _card("projects", project),
        dateCreated=iso(project.get("started")),
        datePublished=iso(project.get("publishedAt")),
        dateModified=iso(project.get("revisedAt")),
        sameAs=[url for url in (safe_address(links.get("demo")), safe_address(links.get("source"))) if url],
        creator=[_person(author) for author in authors],
        keywords=known,
        inLanguage=chrome.language(),
    )


def author_page(author: Mapping[str, Any]) -> Thing:
    """The page about somebody who signs."""
    return _thing("ProfilePage", url=_url("users", author), mainEntity=_person(author))


def owner_of_site(person: Mapping[str, Any]) -> Thing:
    """The person whose site this is, from their profile."""
    links = [safe_address(link.get("url")) for link in person.get("links") or () if isinstance(link, Mapping)]
    return _part(
        "Person",
        name=person.get("name"),
        jobTitle=person.get("headline"),
        url=absolute("/"),
        image=_image(person.get("photo")),
        sameAs=[link for link in links if link and link.startswith("http")],
    )


def publisher() -> Thing:
    """Who stands behind the site."""
    about = chrome.site()
    return _part("Organization", name=about.get("name"), url=absolute("/"), logo=_image(about.get("logo")))


def way(steps: list[dict[str, Any]], here: str) -> Thing:
    """The way down to a page, as search engines show it above a result."""
    links = [{"label": step["label"], "url": absolute(step["url"])} for step in steps] + [{"label": here, "url": None}]
    return _thing(
        "BreadcrumbList",
        itemListElement=[
            _part("ListItem", position=number, name=link["label"], item=link["url"])
            for number, link in enumerate(links, 1)
        ],
    )


def _person(author: Mapping[str, Any]) -> Thing:
    website = safe_address(author.get("website"))
    return _part(
        "Person",
        name=author.get("name"),
        url=_url("users", author),
        image=_image(author.get("avatar")),
        description=author.get("bio"),
        sameAs=[website] if website and website.startswith("http") else None,
    )


def _site() -> Thing:
    return _part("WebSite", name=chrome.site().get("name"), url=absolute("/"))


def _thing(kind: str, **properties: Any) -> Thing:
    return {"@context": CONTEXT, **_part(kind, **properties)}


def _part(kind: str, **properties: Any) -> Thing:
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _url(collection: str, document: Mapping[str, Any]) -> str | None:
    path = address(collection, document)
    return absolute(path) if path else None


def _image(media: Any) -> Thing | None:
    image = share_image(media)
    if not image:
        return None
    return _part("ImageObject", url=absolute(image["url"]), width=image.get("width"), height=image.get("height"))


def _card(collection: str, document: Mapping[str, Any]) -> Thing | None:
    drawn = cards.card_address(collection, document)
    return _part("ImageObject", url=absolute(drawn), width=cards.WIDTH, height=cards.HEIGHT) if drawn else None

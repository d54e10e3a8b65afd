"""Puts the demo site into a site, through the same operations that every door uses. What is there already stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from blog import richtext
from blog.cli.demo import manuscripts
from blog.cli.demo.manuscripts import Link, Manuscript, Reference, Writing
from blog.cli.demo.pictures import CREDIT, PICTURES, Picture
from blog.clock import now
from blog.content import operations
from blog.content.access import Actor
from blog.content.uploads import Upload

#: Where a path in a text leads inside the site.
INSIDE = re.compile(r"/(?:(posts|projects|categories|technologies)/)?([a-z0-9-]+)")


def load_demo(*, actor: Actor, report: Callable[[str], object] = print) -> None:
    """Add the demo content, document by document; each that is there already is left as it is."""
    demo = Demo(actor, report)
    demo.pictures()
    demo.people()
    demo.taxonomy()
    demo.form()
    demo.projects()
    demo.posts()
    demo.pages()
    demo.settings()
    report(demo.summary())


class Demo:
    """The demo site on its way in: what has been placed so far, by its name here."""

    def __init__(self, actor: Actor, report: Callable[[str], object]) -> None:
        self.actor = actor
        self.report = report
        self.ids: dict[Reference, str] = {}
        self.added: dict[str, int] = {}
        newest = max(_aware(post.head["date"]) for post in manuscripts.posts())
        # Where the clock is behind these dates, the newest posts would wait for their day unseen.
        self.earlier = max(timedelta(), newest - now() + timedelta(hours=1))

    def place(
        self, collection: str, name: str, key: str, data: Callable[[], dict[str, Any]], *, file: Any = None
    ) -> None:
        """Create the document unless one with this name is there; either way its id is known from now on."""
        reference = Reference(collection, name)
        found = operations.find(
            collection, actor=self.actor, where={key: {"equals": name}}, limit=1, depth=0, count=False
        )
        if found.docs:
            self.ids[reference] = found.docs[0]["id"]
            return
        upload = file() if file else None
        made = operations.create(collection, data(), actor=self.actor, file=upload, depth=0)
        self.ids[reference] = made["id"]
        self.added[collection] = self.added.get(collection, 0) + 1

    def summary(self) -> str:
        """One sentence on what was added."""
        if not self.added:
            return "The demo content is there already; nothing was changed."
        counts = [f"{count} {name if count > 1 else name.removesuffix('s')}" for name, count in self.added.items()]
        return f"Added {', '.join(counts)}."

    # Documents, in the order in which they refer to each other.

    def pictures(self) -> None:
        """Draw and store the pictures."""
        self.report(f"Drawing {len(PICTURES)} pictures …")
        for picture in PICTURES.values():
            self.place(
                "media",
                picture.name,
                "filename",
                lambda picture=picture: media_data(picture),
                file=lambda picture=picture: Upload(picture.name, picture.encoded()),
            )

    def people(self) -> None:
        """The authors."""
        for person in manuscripts.read("people.yaml"):
            self.place("users", person["slug"], "slug", lambda person=person: self.resolved(person))

    def taxonomy(self) -> None:
        """Categories and technologies."""
        for collection, entries in manuscripts.read("taxonomy.yaml").items():
            for entry in entries:
                self.place(collection, entry["slug"], "slug", lambda entry=entry: self.resolved(entry))

    def form(self) -> None:
        """The contact form."""
        form = manuscripts.read("form.yaml")
        self.place("forms", form["slug"], "slug", lambda: self.resolved(form))

    def projects(self) -> None:
        """The portfolio."""
        for project in manuscripts.projects():
            self.place("projects", project.head["slug"], "slug", lambda project=project: self.project_data(project))

    def posts(self) -> None:
        """The blog."""
        for post in manuscripts.posts():
            self.place("posts", post.head["slug"], "slug", lambda post=post: self.post_data(post))

    def pages(self) -> None:
        """The pages."""
        for page in manuscripts.pages():
            self.place("pages", page["slug"], "slug", lambda page=page: self.page_data(page))

    def settings(self) -> None:
        """Site, menus and profile, each only where nobody has filled it in."""
        for name, values in manuscripts.read("settings.yaml").items():
            present = operations.read_global(name, actor=self.actor, depth=0)
            if is_untouched(present):
                operations.update_global(name, self.resolved(values), actor=self.actor, depth=0)
                self.added["settings"] = self.added.get("settings", 0) + 1

    # What each document says.

    def post_data(self, post: Manuscript) -> dict[str, Any]:
        """A post as operations take it."""
        head = post.head
        return {
            **_only(head, "title", "slug", "summary", "internalNotes"),
            **self.signed(head),
            **self.dated(head["date"], head.get("updated")),
            "content": self.document(post.body),
            "heroImage": self.id("media", head["hero"]),
            "categories": [self.id("categories", name) for name in head["categories"]],
            "relatedPosts": [self.id("posts", name) for name in head["related"]],
            "meta": {"description": head["meta"], "image": self.id("media", head["hero"])},
        }

    def project_data(self, project: Manuscript) -> dict[str, Any]:
        """A project as operations take it."""
        head = project.head
        plain = (
            "title", "slug", "summary", "links", "state", "started", "finished", "featured", "role", "client",
            "metrics", "facts",
        )  # fmt: skip
        return {
            **_only(head, *plain),
            **self.signed(head),
            **self.dated(head["published"], None),
            "content": self.document(project.body),
            "challenges": self.document(head["challenges"]),
            "heroImage": self.id("media", head["hero"]),
            "gallery": [self.id("media", name) for name in head["gallery"]],
            "technologies": [self.id("technologies", name) for name in head["technologies"]],
            "primaryTechnology": self.id("technologies", head["primaryTechnology"]),
            "categories": [self.id("categories", name) for name in head["categories"]],
            "relatedProjects": [self.id("projects", name) for name in head["related"]],
            "meta": {"description": head["meta"], "image": self.id("media", head["hero"])},
        }

    def page_data(self, page: dict[str, Any]) -> dict[str, Any]:
        """A page as operations take it."""
        return {**self.resolved(page), "status": "published"}

    def signed(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """Who wrote it: the first is the author, the others stand beside."""
        first, *others = [self.id("users", name) for name in head["authors"]]
        return {"author": first, "authors": others}

    def dated(self, published: datetime, updated: datetime | None) -> dict[str, Any]:
        """When it appeared and when it was last touched."""
        day = _aware(published) - self.earlier
        last = _aware(updated) - self.earlier if updated else day
        return {"status": "published", "publishedAt": day, "createdAt": day, "updatedAt": last}

    # From names to ids.

    def id(self, collection: str, name: str) -> str:
        """The id of a document that has been placed."""
        return self.ids[Reference(collection, name)]

    def resolved(self, value: Any) -> Any:
        """The value with ids for references, rich text for texts and link groups for links."""
        if isinstance(value, Reference):
            return self.ids[value]
        if isinstance(value, Writing):
            return self.document(value.markdown)
        if isinstance(value, Link):
            return self.link(value)
        if isinstance(value, dict):
            return {name: self.resolved(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.resolved(inner) for inner in value]
        return value

    def link(self, link: Link) -> dict[str, Any]:
        """A link group."""
        group = {"label": link.label, "appearance": link.appearance, "newTab": False}
        if link.to is None:
            return {**group, "type": "custom", "url": link.url}
        reference = {"relationTo": link.to.collection, "value": self.ids[link.to]}
        return {**group, "type": "reference", "reference": reference}

    def document(self, markdown: str) -> dict[str, Any]:
        """The rich text of a Markdown text: pictures become media, paths inside the site become references."""
        parsed = richtext.from_markdown(markdown, image=self.image)
        return richtext.validate(self.referring(parsed))

    def image(self, src: str, alt: str, title: str | None) -> dict[str, Any] | None:  # noqa: ARG002 - the rest is kept
        """What the picture of this name is on the site."""
        reference = Reference("media", src)
        return {"media": self.ids[reference]} if reference in self.ids else None

    def referring(self, node: dict[str, Any]) -> dict[str, Any]:
        """The node with references in place of the paths of documents that have been placed."""
        node = dict(node)
        if node.get("type") == "callToAction":
            node["attrs"] = self.pointing(node["attrs"])
        if node.get("marks"):
            node["marks"] = [
                {**mark, "attrs": self.pointing(mark["attrs"])} if mark["type"] == "link" else mark
                for mark in node["marks"]
            ]
        if node.get("content"):
            node["content"] = [self.referring(child) for child in node["content"]]
        return node

    def pointing(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The attributes of a link, with a reference if its path is that of a document of the site."""
        found = INSIDE.fullmatch(attrs.get("href") or "")
        target = Reference(found[1] or "pages", found[2]) if found else None
        if target not in self.ids:
            return attrs
        return {**attrs, "href": None, "reference": {"relationTo": target.collection, "value": self.ids[target]}}


def media_data(picture: Picture) -> dict[str, Any]:
    """What is said about a picture."""
    data: dict[str, Any] = {
        "alt": picture.alt,
        "credit": CREDIT,
        "focalX": picture.focal[0],
        "focalY": picture.focal[1],
    }
    if picture.caption:
        data["caption"] = richtext.from_markdown(picture.caption)
    return data


def is_untouched(settings: Mapping[str, Any]) -> bool:
    """Whether a global still is as it came: no menu, no tagline, no person."""
    return not any(settings.get(name) for name in ("navItems", "tagline", "description", "headline", "about"))


def _only(head: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: head[name] for name in names if name in head}


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

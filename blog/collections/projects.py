"""Projects of the portfolio."""

from __future__ import annotations

from blog.collections.rules import PROJECTS
from blog.collections.shapes import FACTS, META, METRICS
from blog.collections.slugs import fill_slug, keep_old_address, note_departure
from blog.collections.writing import sign
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.models import Project

LINKS = (
    Field("source", "url", max_length=2048, label="Source code"),
    Field("demo", "url", max_length=2048),
    Field("documentation", "url", max_length=2048),
)

projects = registry.add(
    Collection(
        Project,
        slug="projects",
        access=PROJECTS,
        columns=("title", "status", "state", "featured", "started", "updatedAt"),
        search=("title", "summary", "slug", "client"),
        shapes={"meta": META, "links": LINKS, "metrics": METRICS, "facts": FACTS},
        hooks=Hooks(
            before_validate=(fill_slug("title"), sign),
            after_change=(keep_old_address,),
            after_delete=(note_departure,),
        ),
        populate=(
            "title", "slug", "summary", "heroImage", "state", "started", "finished", "featured", "publishedAt",
            "primaryTechnology", "role", "client", "status",
        ),
        address="/projects/{slug}",
    )
)  # fmt: skip

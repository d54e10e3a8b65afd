"""The public door: pages, feeds, files and forms for readers who are nobody in particular. Sets no cookie, ever."""

from __future__ import annotations

from flask import Flask

from blog.site import (
    assets,
    authors,
    cards,
    categories,
    closed,
    counting,
    cv,
    feeds,
    files,
    forms,
    headers,
    home,
    icons,
    llms,
    maps,
    markdown,
    metadata,
    own_files,
    pages,
    posts,
    previews,
    projects,
    searching,
    technologies,
    theme,
    trials,
)
from blog.site.blueprint import site
from blog.site.errors import answer_errors
from blog.site.rendering import teach_templates

__all__ = ["register", "site"]

#: Modules that add their addresses to the blueprint by being imported.
VIEWS = (
    home, posts, projects, cv, categories, technologies, authors, forms, files, feeds, maps, cards, icons, metadata,
    markdown, llms, assets, theme, own_files, searching, previews, trials, counting, pages, headers, closed,
)  # fmt: skip


def register(app: Flask) -> None:
    """Adds the public site to the application: its addresses, its words for templates and its error pages."""
    teach_templates(app)
    answer_errors(app)
    app.register_blueprint(site)

"""One way from a template to an answer: the words around the page, its validators, nothing that is one reader's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from flask import Flask, Response, current_app, make_response, render_template, request

from blog.collections import countries
from blog.collections.appearance import join_title
from blog.site import (
    addresses,
    archives,
    assets,
    chrome,
    dates,
    filing,
    form_state,
    lists,
    own_files,
    pictures,
    texts,
    theme,
)


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """A public page: cacheable as long as it is asked again whether it is still the same."""
    response = make_response(render_template(template, **surroundings(), **context), status)
    return conditional(response)


def conditional(response: Response) -> Response:
    """Adds an ETag, and turns the answer into a 304 when the reader has it already.

    There is no Last-Modified: an answer is made of several documents, and one that is taken away changes it, too."""
    if response.status_code != 200:
        response.headers["Cache-Control"] = "no-store" if response.status_code in (422, 429, 500) else "no-cache"
        return response
    response.headers["Cache-Control"] = "public, no-cache"
    response.add_etag()
    return response.make_conditional(request)


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return urljoin(current_app.config["SITE_URL"].rstrip("/") + "/", path)


def width_class(width: object) -> str:
    """The class for a form field's width in per cent."""
    steps = ((30, "w-quarter"), (45, "w-third"), (60, "w-half"), (80, "w-two-thirds"))
    return next((name for limit, name in steps if width <= limit), "") if isinstance(width, (int, float)) else ""


FILTERS = {
    "absolute": absolute,
    "address": lambda collection, document: addresses.address(collection, document),
    "by_year": lists.by_year,
    "code_block": texts.code_block,
    "country_name": lambda value: countries.name_of(value) if isinstance(value, str) else None,
    "day": dates.day,
    "day_of_year": dates.day_of_year,
    "gallery_block": texts.gallery_block,
    "has_text": texts.has_text,
    "iso": dates.iso,
    "join_title": join_title,
    "largest_address": pictures.largest_address,
    "link_address": addresses.link_address,
    "link_label": addresses.link_label,
    "outline": texts.outline,
    "page_numbers": lists.page_numbers,
    "rich": texts.rich,
    "rich_inline": texts.rich_inline,
    "safe_address": addresses.safe_address,
    "short_day": dates.short_day,
    "ways": filing.ways,
    "width_class": width_class,
    "years": dates.years,
}
WORDS = {
    "archive_documents": archives.archive_documents,
    "asset": assets.asset,
    "country_names": countries.names,
    "enlargement": pictures.enlargement,
    "form_state": form_state.form_state,
    "own_asset": own_files.own_asset,
    "own_sheet": own_files.own_sheet,
    "picture_sources": pictures.picture_sources,
    "published_form": form_state.published_form,
    "stylesheet_address": assets.stylesheet_address,
    "theme_address": theme.theme_address,
}


def surroundings() -> dict[str, Any]:
    """What the layout of every public page needs besides the page itself."""
    return {
        "site": chrome.site(),
        "header_items": chrome.header_items(),
        "footer_items": chrome.footer_items(),
        "has_feed": chrome.has_any("posts"),
        "scheme": theme.fixed_scheme(),
        "language": chrome.language(),
        "runs_right_to_left": chrome.runs_right_to_left(),
        "english": chrome.english(),
        "path": request.path,
    }


def teach_templates(app: Flask) -> None:
    """Gives the templates the words they use."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(WORDS)

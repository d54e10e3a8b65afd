"""Documents as readers would see them, for whoever holds a ticket: the real pages, marked, uncached and unindexed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, g

from blog.content import previews
from blog.content.previews import Preview
from blog.site.blueprint import site
from blog.site.cards import FIELDS, draft_picture
from blog.site.errors import show_error
from blog.site.form_state import SHOWN_ONLY
from blog.site.headers import POLICY
from blog.site.pages import show_page
from blog.site.posts import show_post
from blog.site.projects import show_project

PAGES = {"posts": show_post, "projects": show_project, "pages": show_page}
#: Only this site's own editor may show a preview in a frame, and nothing is sent from one.
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
HEADERS = {
    "Content-Security-Policy": FRAMED.replace("form-action 'self'", "form-action 'none'"),
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
ENDED = "This preview has ended, or was taken back. Whoever gave you its address can give you a new one."
SENTENCES = {
    previews.NEW: "This is not published yet.",
    previews.EDITED: "These changes are not published yet; readers see the page without them.",
    previews.SEEN: "This is published, and it is what readers see.",
}


@dataclass(frozen=True)
class Bar:
    """What stands above a preview. `back` is the way to the editor, for those who came from there."""

    sentence: str
    until: str
    back: str


@site.get("/preview/<token>")
def preview(token: str) -> Response:
    found = previews.open_preview(token)
    if found is None:
        return show_error(404, sentence=ENDED)
    setattr(g, SHOWN_ONLY, True)
    shown = {**found.doc, "title": found.doc.get("title") or "Untitled"}
    words = {"canonical": None, "structured": None, "sharing": None, "robots": "noindex, nofollow"}
    if found.is_own:
        words["edit"] = None  # the bar leads there
    response = PAGES[found.collection](shown, **words, preview=bar(found))
    response.headers.update(HEADERS)
    response.headers.pop("ETag", None)
    return response


@site.get("/preview/<token>/card.png")
def preview_card(token: str) -> Response:
    """The drawn picture beside a link to the document, as it would be; where it is a page that has one."""
    found = previews.open_preview(token)
    if found is None or found.collection not in FIELDS:
        abort(404)
    response = draft_picture(found.collection, found.doc)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def bar(found: Preview) -> Bar:
    """What there is to say about a preview."""
    sentence = SENTENCES.get(found.state) or f"This is not published yet: readers see it from {moment(found.planned)}."
    if found.planned and found.state in SENTENCES:
        sentence += f" It is to be published on {moment(found.planned)}."
    back = f"/admin/{found.collection}/{found.doc['id']}" if found.is_own else ""
    return Bar(sentence, moment(found.until), back)


def moment(at: datetime | None) -> str:
    """A day and a time for people."""
    return f"{at:%-d %B %Y, %H:%M} UTC" if at else ""

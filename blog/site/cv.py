"""The owner of the site as a page about them and as a CV: for people, for paper and for programs.

Without a profile none of it is there, and a page of the owner's own at /about comes before the one made here."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from flask import Response, abort, request

from blog.content.changes import remember, tag
from blog.site import chrome, curriculum, printing
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.owner import profile, shown_projects
from blog.site.pages import find_page, show_page
from blog.site.rendering import conditional, page
from blog.site.resume import resume

PAPERS = {"a4": "a4", "letter": "us-letter"}


@site.get("/cv")
def cv() -> Response:
    person = _person_with_cv()
    return page(
        "site/cv.html",
        title=f"{person['name']}: CV",
        description=person.get("headline"),
        image=person.get("photo"),
        canonical="/cv",
        profile=person,
        contacts=curriculum.contacts(person),
        sections=curriculum.sections(person, shown_projects(person)),
    )


@site.get("/cv.pdf")
def cv_pdf() -> Response:
    paper = PAPERS.get(request.args.get("paper", "a4"))
    if paper is None:
        abort(404)
    person = _person_with_cv()
    sheet = printing.sheet(person, shown_projects(person), chrome.site(), paper)
    etag = hashlib.sha256(sheet.source.encode() + orjson.dumps(sheet.said, default=str)).hexdigest()[:24]
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        tags = [tag(name) for name in ("profile", "projects", "technologies", "media", "site")]
        # That it could not be set is remembered, too, or each request would try again.
        made = remember(("cv.pdf", etag), tags, lambda: printing.typeset(sheet))
        if made is None:
            abort(503)
        response = Response(made, mimetype="application/pdf")
        response.headers.set("Content-Disposition", "inline", filename=printing.file_name(person["name"]))
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(etag)
    return response.make_conditional(request)


@site.get("/resume.json")
def resume_json() -> Response:
    person = _person_with_cv()
    made = resume(person, shown_projects(person))
    response = Response(orjson.dumps(made, option=orjson.OPT_INDENT_2), mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return conditional(response)


@site.get("/about")
def about() -> Response:
    own = find_page("about")
    if own:
        return show_page(own)
    person = profile()
    if not curriculum.is_filled(person):
        return gone_or_moved("pages", "about")
    return page(
        "site/about.html",
        title=person["name"],
        description=person.get("headline"),
        image=person.get("photo"),
        canonical="/about",
        projects=shown_projects(person),
    )


def _person_with_cv() -> dict[str, Any]:
    person = profile()
    if not curriculum.has_cv(person):
        abort(404)
    return person

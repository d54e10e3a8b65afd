"""The way of a document to its readers: what to look at before, a review by somebody else, and publishing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, flash, jsonify, request
from flask_admin import expose

from blog.admin.addresses import public_address
from blog.admin.appearances import Appearance, appearance_of
from blog.admin.identity import actor
from blog.admin.previews import seen_revision
from blog.clock import here, meant, now, odd, zone
from blog.collections import checks
from blog.collections.checks import Finding
from blog.content import operations, reviews
from blog.errors import Invalid, Problem

#: What the form says of the warnings that were seen.
SEEN = "_seen_warnings"
ODD = {
    "": "",
    "skipped": " The clocks skip {at} that night: it is the moment that they would have shown it.",
    "twice": " The clocks show {at} twice that night: it is the first time.",
}
ENDED = {"publish": " It was to be published on {at}, too", "unpublish": " It was to be taken from readers on {at}"}
DONE = {"publish": "It is published", "unpublish": "It is taken from readers"}
DECIDED = {
    "approve": "Approved and published.",
    "return": "Returned. Whoever asked gets a mail with your note.",
    "withdraw": "The request for a review is taken back.",
}
LATER = " What was edited since it was asked for is kept as edits that readers do not see."
#: Hours that people publish at, offered for days to come.
USUAL = ((1, "Tomorrow morning"), (2, "The day after tomorrow"), (3, "In 3 days"), (7, "In a week"))


@dataclass(frozen=True)
class Publishing:
    """What the form's page shows of the way to readers. `compare` are addresses: what was asked for against what
    readers see, and what is saved now against what was asked for."""

    findings: list[Finding]
    held: bool
    mark: str
    appearance: Appearance | None
    review: dict[str, Any] | None
    compare: tuple[str, str]
    asks: bool
    decides: bool
    reviewers: dict[str, str]
    plans: dict[str, dict[str, Any]]
    suggestions: list[tuple[str, str]]

    @property
    def warnings(self) -> list[Finding]:
        return checks.warnings(self.findings)

    @property
    def hints(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == checks.HINT]


class PublishingPages:
    """The addresses of reviews, schedules and checks; the engine says who may do what."""

    collection: Any

    def publishing(
        self: Any, doc: dict[str, Any] | None, live: Mapping[str, Any] | None, held: list[Finding] | None
    ) -> Publishing | None:
        """What the page shows besides the form; None for what is not published or lies in the trash."""
        collection = self.collection
        if not collection.drafts or collection.single or (doc and doc.get("deletedAt")):
            return None
        findings = held or (checks.checked(collection, doc, doc["id"]) if doc else [])
        review = reviews.find_open(collection.slug, doc["id"], actor=actor()) if doc and self.may("versions") else None
        decides = reviews.may_decide(collection, actor())
        asks = not decides and reviews.may_ask(collection, actor())
        return Publishing(
            findings=findings,
            held=held is not None,
            mark=checks.mark_of(findings),
            appearance=appearance_of(collection, doc, actor()) if doc else None,
            review=review,
            compare=self.compared(doc, live, review) if doc and review else ("", ""),
            asks=asks,
            decides=decides,
            reviewers=reviews.reviewers(collection) if asks else {},
            plans=self.plans(doc) if doc else {},
            suggestions=_suggestions() if decides else [],
        )

    def hold_back(self: Any, changes: Mapping[str, Any], doc: dict[str, Any] | None) -> list[Finding] | None:
        """The warnings about what is to be published that nobody has seen yet; None where it may go on."""
        if not self.collection.drafts or request.form.get("_save") != "publish":
            return None
        findings = checks.checked(self.collection, {**(doc or {}), **changes}, doc["id"] if doc else None)
        mark = checks.mark_of(findings)
        return findings if mark and request.form.get(SEEN) != mark else None

    def compared(self: Any, doc: Any, live: Any, review: dict[str, Any]) -> tuple[str, str]:
        """The addresses of two comparisons, empty where there is nothing to compare."""
        slug, asked = self.collection.slug, review["version"]
        page = operations.find_versions(
            slug, doc["id"], actor=actor(), trash=True, limit=0, select={"published": True}, count=False
        )
        known = [version["id"] for version in page.docs]
        if asked not in known:
            return "", ""
        older = page.docs[known.index(asked) :]
        public = next((version["id"] for version in older if version["published"]), None)
        if public is None or not live or live.get("status") != "published":
            first = self.get_url(".version", id=doc["id"], version_id=asked)
        else:
            first = self.get_url(".compare", id=doc["id"], a=public, b=asked)
        return first, self.get_url(".compare", id=doc["id"], a=asked, b=known[0]) if known[0] != asked else ""

    def plans(self: Any, doc: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """What is scheduled for a document, by what is to happen, and whether it was edited since."""
        slug, found = self.collection.slug, self.scheduled(doc["id"])
        version = found.get("publish", {}).get("version")
        if version:
            page = operations.find_versions(slug, doc["id"], actor=actor(), trash=True, limit=1, count=False)
            found["publish"]["edited"] = bool(page.docs) and page.docs[0]["id"] != version
        return found

    def scheduled(self: Any, id_: Any) -> dict[str, dict[str, Any]]:
        """What is scheduled for a document as the engine tells it, by what is to happen."""
        if not self.collection.drafts or not self.may("versions"):
            return {}
        return {plan["action"]: plan for plan in operations.scheduled(self.collection.slug, str(id_), actor=actor())}

    def waiting(self: Any, id_: Any) -> dict[str, datetime]:
        """When what is scheduled for a document happens, by what it is."""
        return {action: plan["at"] for action, plan in self.scheduled(id_).items() if not plan["failed"]}

    def lapsed(self: Any, id_: Any, before: Mapping[str, datetime]) -> str:
        """A sentence for each schedule that was waiting before a step and that the step has ended."""
        still = self.waiting(id_) if before else {}
        return "".join(
            ENDED[action].format(at=_told(at)) + ": that schedule is taken back."
            for action, at in before.items()
            if action not in still
        )

    def ask_review(self: Any, id_: Any) -> Response:
        """Ask for a review of what has just been saved."""
        note, reviewer = request.form.get("_note", ""), request.form.get("_reviewer", "")
        try:
            reviews.ask(self.collection.slug, id_, actor=actor(), note=note, reviewer=reviewer)
        except Invalid as error:
            return self.refuse(id_, error.problems)
        return self.go(".edit", "Saved, and a review is asked for. You get a mail when it is decided.", id=id_)

    def brought_together(self: Any, id_: Any, said: str) -> Response:
        """On to the form of what was saved together with somebody else's; what was written for the reviewer stays."""
        if request.form.get("_save") != "review" or not seen_revision():
            return self.go(".edit", said, id=id_)
        flash(said)
        revision = operations.revision(self.collection.slug, id_, actor=actor())  # before the rest, which may be newer
        doc = self.read(id_)
        return self.show(self.form(doc), doc=doc, revision=revision)

    @expose("/<uuid:id>/review/<any(approve, return, withdraw):decision>", methods=("POST",))
    def decide(self: Any, id: Any, decision: str) -> Response:
        slug, asked, words = self.collection.slug, request.form.get("request", ""), request.form.get("answer", "")
        edited, before = False, self.waiting(id)
        try:
            if decision == "approve":
                edited = reviews.approve(slug, id, asked, actor=actor(), note=words)
            elif decision == "return":
                reviews.send_back(slug, id, asked, actor=actor(), note=words)
            else:
                reviews.withdraw(slug, id, actor=actor())
        except Invalid as error:
            return self.refuse(id, error.problems)
        return self.go(".edit", DECIDED[decision] + (LATER if edited else "") + self.lapsed(id, before), id=id)

    @expose("/<uuid:id>/checks")
    def checks(self: Any, id: Any) -> Response:
        """What there is to look at in what is saved, for the script that follows saving."""
        doc = self.read(id)
        state = self.publishing(doc, None, None)
        if state is None:
            return jsonify({"checklist": "", "state": "", "fallback": "", "picture": ""})
        looks, live = state.appearance, self._live(doc)
        address = public_address(self.collection, live)
        return jsonify(
            {
                "checklist": self.render("admin/parts/checklist.html", publishing=state),
                "state": self.render("admin/parts/state.html", publishing=state, doc=doc, live=live, address=address),
                "fallback": looks.fallback if looks else "",
                "picture": looks.picture if looks else "",
            }
        )

    @expose("/<uuid:id>/schedule", methods=("POST",))
    def schedule(self: Any, id: Any) -> Response:
        slug, cancelled = self.collection.slug, request.form.get("cancel")
        try:
            if cancelled:
                operations.unschedule(slug, id, actor=actor(), action=cancelled)
                return self.go(".edit", "The schedule is taken back.", id=id)
            action, typed = request.form.get("action", "publish"), _typed(request.form.get("at", ""))
            at, latest = _meant(typed), "latest" in request.form
            operations.schedule(slug, id, actor=actor(), at=at, action=action, latest=latest)
        except Invalid as error:
            return self.refuse(id, error.problems)
        said = f"{DONE[action]} on {_told(at)}, by the clocks of {zone()}."
        kind = "" if typed.tzinfo else odd(typed)
        return self.go(".edit", said + ODD[kind].format(at=f"{typed:%H:%M}"), id=id)


def _told(at: datetime) -> str:
    return f"{here(at):%-d %B %Y at %H:%M}"


def _typed(text: str) -> datetime:
    """The day and the time that were typed. Raises Invalid."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid([Problem("at", "Enter the day and the time.", "Time")]) from None


def _meant(typed: datetime) -> datetime:
    """The moment that the clocks of the site show so. Raises Invalid for one that no clock will tell."""
    try:
        # Into UTC and back, so that an hour that the clocks skip becomes one that they show.
        return here(meant(typed).astimezone(now().tzinfo))
    except OverflowError:
        raise Invalid([Problem("at", "Choose a time that is still to come.", "Time")]) from None


def _suggestions() -> list[tuple[str, str]]:
    """Moments that are often chosen, as an input for them takes them, with their words."""
    today = here(now()).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    return [(f"{today + timedelta(days=days):%Y-%m-%dT%H:%M}", words) for days, words in USUAL]

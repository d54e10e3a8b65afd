"""Forms, and the messages sent through them. An answer is checked against its form before it is stored."""

from __future__ import annotations

import re
from typing import Any

from blog.collections.answers import check_answers, suspicions
from blog.collections.patterns import problem_with
from blog.collections.rules import FORM_SUBMISSIONS, FORMS
from blog.collections.slugs import fill_slug
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.errors import Invalid, Problem
from blog.jobs import enqueue
from blog.models import Form, FormSubmission

OPTION = (Field("label", max_length=255, required=True), Field("value", max_length=255, required=True))
CONDITION = (Field("field", max_length=64), Field("value", max_length=255))
EMAIL = (
    Field("emailTo", "email", required=True, label="To"),
    Field("subject", max_length=255, required=True),
    Field("message", "textarea", help="{{name}} stands for the answer in the field of that name, {{*}} for all."),
    Field("replyTo", max_length=64, label="Reply to", help="The name of the form's e-mail field."),
)
ANSWER = (Field("field", max_length=64, required=True), Field("value", "textarea"))


def check_fields(event: Event) -> None:
    """Every field of a form that takes an answer has a name of its own, and its pattern is one."""
    problems, seen = [], set()
    for number, row in enumerate(event.data.get("fields") or ()):
        if row["blockType"] == "message":
            continue
        name, path = row.get("name") or "", f"fields.{number}"
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", name) or name in seen:
            problems.append(Problem(f"{path}.name", "Give each field a name of its own, in letters.", "Name"))
        seen.add(name)
        wrong = problem_with(row.get("pattern") or "")
        if wrong:
            problems.append(Problem(f"{path}.pattern", wrong, "Pattern"))
    if problems:
        raise Invalid(problems)


def check_submission(event: Event) -> None:
    """Refuse what the form does not allow, and keep the fields as they were shown."""
    if event.operation != "create":
        return
    if not event.values.get("form"):
        return  # refused as a field that is required
    form = operations.find_one(
        "forms", {"id": {"equals": event.values["form"]}, "status": {"equals": "published"}}, actor=SYSTEM, depth=0
    )
    if form is None:
        raise Invalid([Problem("form", "There is no such form to send.", "Form")])
    rows = event.data.get("submissionData") or []
    given = {row["field"]: row.get("value") for row in rows if row["field"]}
    answers = check_answers(form["fields"], given)
    event.data["submissionData"] = [
        {"id": row["id"], "field": row["field"], "value": answers.get(row["field"])}
        for row in rows
        if row["field"] in answers or not row["field"]
    ]
    reasons = suspicions(answers)
    if event.actor.is_system:  # the site itself may know more, such as a trap that was walked into
        reasons += event.data.get("spamReasons") or []
    event.data |= {"spam": bool(reasons) or bool(event.data.get("spam")), "spamReasons": reasons}
    event.data["formSnapshot"] = form["fields"]
    event.context["form"] = form


def tell_owner(event: Event) -> None:
    """Once the message is safely stored, a job sends the form's mails; spam is only kept."""
    form: dict[str, Any] | None = event.context.get("form")
    if event.operation == "create" and form and form.get("emails") and not event.values.get("spam"):
        enqueue("form.notify", submission=event.id)


forms = registry.add(
    Collection(
        Form,
        slug="forms",
        access=FORMS,
        columns=("title", "status", "updatedAt"),
        search=("title", "slug"),
        shapes={
            "redirect": (Field("url", "url", max_length=2048),),
            "emails": EMAIL,
            "fields.options": OPTION,
            "fields.condition": CONDITION,
        },
        hooks=Hooks(before_validate=(fill_slug("title"),), before_change=(check_fields,)),
    )
)

form_submissions = registry.add(
    Collection(
        FormSubmission,
        slug="form-submissions",
        access=FORM_SUBMISSIONS,
        title="id",
        columns=("createdAt", "form", "submissionData", "spam", "read"),
        shapes={"submissionData": ANSWER},
        hooks=Hooks(before_change=(check_submission,), after_change=(tell_owner,)),
        populate=("form", "createdAt"),
        labels=("Message", "Messages"),
    )
)

"""The mails that follow a message, sent by a job after it is stored."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app

from blog import mail
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.jobs import enqueue, job


@job("form.notify")
def notify(submission: str) -> None:
    """Have each of a form's mails for one message sent by a job of its own, so that none is repeated for another."""
    _, form = _message(submission)
    with transaction():
        for email in form["emails"] or ():
            enqueue(
                "form.mail",
                unique_key=f"form.mail:{submission}:{email['id']}",
                submission=submission,
                email=email["id"],
            )


@job("form.mail")
def send(submission: str, email: str) -> None:
    """Send one of a form's mails for one message. The recipient is the owner's; the sender can only be replied to."""
    message, form = _message(submission)
    answers = {row["field"]: row.get("value") or "" for row in message["submissionData"]}
    labels = {field["name"]: field.get("label") or field["name"] for field in form["fields"]}
    for row in form["emails"] or ():
        if row["id"] == email:  # or else the owner has taken this mail away since
            mail.send(_mail(row, answers, labels), current_app.extensions["settings"])


def _message(submission: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A message, and the form it came by as that is today."""
    message = operations.find_by_id("form-submissions", submission, actor=SYSTEM, depth=0)
    return message, operations.find_by_id("forms", message["form"], actor=SYSTEM, depth=0)


def _mail(email: dict[str, Any], answers: dict[str, str], labels: dict[str, str]) -> mail.Message:
    everything = "\n\n".join(f"{labels.get(name, name)}:\n{value}" for name, value in answers.items())

    def fill(template: str) -> str:
        return re.sub(
            r"\{\{\s*([\w*-]+)\s*\}\}", lambda m: everything if m[1] == "*" else answers.get(m[1], ""), template
        )

    subject = re.sub(r"\s+", " ", fill(email["subject"])).strip()[:200]
    body = fill(email.get("message") or "{{*}}")
    reply_to = answers.get(email.get("replyTo") or "")
    return mail.Message(to=(email["emailTo"],), subject=subject, text=body, reply_to=reply_to or None)

"""The mails that follow a message, sent by a job after it is stored."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app

from blog import mail
from blog.content import operations
from blog.content.access import SYSTEM
from blog.jobs import job


@job("form.notify")
def notify(submission: str) -> None:
    """Send a form's mails for one message. The recipients are the owner's; the sender can only be replied to."""
    message = operations.find_by_id("form-submissions", submission, actor=SYSTEM, depth=0)
    form = operations.find_by_id("forms", message["form"], actor=SYSTEM, depth=0)
    answers = {row["field"]: row.get("value") or "" for row in message["submissionData"]}
    labels = {field["name"]: field.get("label") or field["name"] for field in form["fields"]}
    for email in form["emails"]:
        mail.send(_mail(email, answers, labels), current_app.extensions["settings"])


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

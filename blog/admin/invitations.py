"""Inviting people by mail, and the invitations that nobody has accepted yet."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.identity import actor
from blog.content import invitations
from blog.errors import Invalid

ROLES = (
    ("editor", "Editor", "Writes posts and projects, and looks after the media. An administrator publishes."),
    ("admin", "Administrator", "May do everything, also with other people’s accounts."),
    ("user", "Reader with an account", "Reads through the API, and does not enter this admin."),
)


class InvitationPages:
    """The addresses of invitations; the engine says who may invite."""

    @expose("/invitations", methods=("GET", "POST"))
    def invitations(self: Any) -> Response:
        sent = {name: request.form.get(name, "") for name in invitations.ASKED} if request.method == "POST" else {}
        problems: dict[str, str] = {}
        if sent:
            try:
                invitations.invite(sent, actor=actor())
                return self.go(".invitations", f"An invitation is on its way to {sent['email'].strip()}.")
            except Invalid as error:
                problems = {problem.path: problem.message for problem in error.problems}
        waiting = invitations.pending(actor=actor())
        status = 422 if problems else 200
        return self.answer(
            "admin/invitations.html", status, waiting=waiting, sent=sent, problems=problems, roles=ROLES
        )  # fmt: skip

    @expose("/<uuid:id>/invitation/again", methods=("POST",))
    def invite_again(self: Any, id: Any) -> Response:
        invitations.send_again(str(id), actor=actor())
        return self.go(".invitations", "The invitation is on its way again. The link in the mail before it is void.")

    @expose("/<uuid:id>/invitation/take-back", methods=("POST",))
    def take_invitation_back(self: Any, id: Any) -> Response:
        invitations.take_back(str(id), actor=actor())
        return self.go(".invitations", "The invitation is taken back. The link in its mail is void.")

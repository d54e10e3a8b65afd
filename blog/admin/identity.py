"""Who is signed in to the admin: Flask-Login over the site's own sessions. Knows no page."""

from __future__ import annotations

from flask import Flask, Response, after_this_request, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from blog.content import authentication
from blog.content.access import ANONYMOUS, Actor
from blog.content.authentication import SignedIn

STAFF = ("admin", "editor")
#: A cookie that the public pages' scripts can read, so that they show authors the way to the editor. It opens nothing.
HINT = "quire_author"


class Visitor(UserMixin):
    """A person with a session, in the shape that Flask-Login asks for. Its id is the session's, not the person's."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in
        self.actor = signed_in.actor
        self.email = signed_in.email

    def get_id(self) -> str:
        return self.signed_in.session_id


def follow_sessions(app: Flask) -> None:
    """Teach the application who is signed in."""
    login = LoginManager()
    # The row of the session is the protection; a changed browser would only sign people out who updated it.
    login.session_protection = None
    login.user_loader(_visitor)
    # Not init_app: it looks into the cookie after every answer, so that no public page could be shared by a cache.
    app.login_manager = login  # type: ignore[attr-defined]


def _visitor(session_id: str) -> Visitor | None:
    signed_in = authentication.find_session(session_id, address=request.remote_addr)
    return Visitor(signed_in) if signed_in else None


def actor() -> Actor:
    """The person that this request is made by."""
    return current_user.actor if current_user.is_authenticated else ANONYMOUS


def is_staff() -> bool:
    """Whether this person may enter the admin at all."""
    return actor().role in STAFF


def enter(signed_in: SignedIn, *, remember: bool) -> None:
    """Begin a signed-in session in this browser; nothing of the session before it stays."""
    if current_user.is_authenticated:
        authentication.end_session(current_user.get_id())
    session.clear()
    session.permanent = remember
    login_user(Visitor(signed_in))
    if is_staff():
        leave_hint(remember=remember)


def leave_hint(*, remember: bool) -> None:
    """Note in this browser that somebody who may edit has signed in, as long as the session's own cookie is kept."""
    config = current_app.config

    @after_this_request
    def add(response: Response) -> Response:
        response.set_cookie(
            HINT,
            "1",
            max_age=config["PERMANENT_SESSION_LIFETIME"] if remember else None,
            secure=config["SESSION_COOKIE_SECURE"],
            samesite="Lax",
        )
        return response


def take_hint_away() -> None:
    """Let this browser forget that somebody was signed in."""

    @after_this_request
    def remove(response: Response) -> Response:
        response.delete_cookie(HINT, secure=current_app.config["SESSION_COOKIE_SECURE"], samesite="Lax")
        return response


def leave() -> None:
    """End the session here and in the database."""
    if current_user.is_authenticated:
        authentication.end_session(current_user.get_id())
    logout_user()
    session.clear()
    take_hint_away()

"""What every page of the admin has: Flask-Admin's frame under our own rules, menu and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, current_app, flash, make_response, redirect, request, url_for
from flask_admin import Admin, BaseView
from flask_login import current_user

from blog.admin.identity import actor, is_staff
from blog.admin.safety import error_page, guard
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.registry import registry

NOT_STAFF = "Your account may read this site, but its admin is for editors and administrators."


class Room(BaseView):
    """A view of the admin that only staff enters, and only who may read what is in it."""

    def create_blueprint(self, admin: Admin) -> Any:
        blueprint = super().create_blueprint(admin)
        guard(blueprint)
        blueprint.context_processor(frame_words)
        return blueprint

    def is_accessible(self) -> bool:
        return is_staff() and self.is_readable()

    def is_readable(self) -> bool:
        """Whether the rules let this person see what is in here."""
        return True

    def inaccessible_callback(self, name: str, **kwargs: Any) -> Response:  # noqa: ARG002
        if not current_user.is_authenticated:
            return turn_away()
        if not is_staff():
            return go_home() if request.endpoint == "admin.index" else error_page(403, NOT_STAFF)
        return abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # The stock method catches TypeError and calls the view again, which hides the error and can repeat a write.
        return fn(self, *args, **kwargs)

    def answer(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page of this view."""
        return make_response(self.render(template, **values), status)

    def go(self, endpoint: str, said: str = "", **values: Any) -> Response:
        """On to another page, with a sentence that tells what was done."""
        if said:
            flash(said)
        return redirect(self.get_url(endpoint, **values), 303)


def turn_away() -> Response:
    """To the sign-in page and back; a form that was sent is not lost, because going back shows it again."""
    if request.method in ("GET", "HEAD"):
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("entrance.sign_in", next=wanted), 303)
    return error_page(
        401,
        "You are not signed in any more. Nothing was changed and nothing is lost: sign in in another tab, come back to "
        "this one, go one page back and send the form again.",
    )


def go_home() -> Response:
    """To the one page that somebody has here who is no editor: their account."""
    return redirect(url_for("admin_users.edit", id=actor().id), 303)


def rooms() -> list[tuple[str, list[Any]]]:
    """The menu for this person: groups of views that they may see; none for who is no editor."""
    if not is_staff():
        return []
    admin = current_app.extensions["admin"][0]
    groups: list[tuple[str, list[Any]]] = [("", [])]
    for item in admin.menu():
        views = item.get_children() if item.is_category() else [item]
        seen = [view for view in views if view.is_visible() and view.is_accessible()]
        if not item.is_category():
            groups[0][1].extend(seen)
        elif seen:
            groups.append((item.name, seen))
    return groups


def frame_words() -> dict[str, Any]:
    """What the frame's template needs on every page."""
    site = operations.read_global("site", actor=ANONYMOUS, depth=0) if "site" in registry.globals else {}
    name = site.get("name") or "Quire"
    return {"rooms": rooms, "staff": is_staff(), "actor": actor, "visitor": current_user, "site_name": name}

"""The authors' door: signing in, and a room in Flask-Admin's frame for every collection and global there is."""

from __future__ import annotations

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme

from blog.admin.accounts import AccountPages
from blog.admin.audit import AuditPages
from blog.admin.dashboard import Dashboard
from blog.admin.deliveries import DeliveryPages
from blog.admin.dialects import conversions, editor_kit
from blog.admin.documents import DocumentPages
from blog.admin.identity import follow_sessions
from blog.admin.media import MediaPages
from blog.admin.menus import MenuPages
from blog.admin.messages import MessagePages
from blog.admin.palette import PalettePages
from blog.admin.preloads import editor_modules
from blog.admin.prose import prose
from blog.admin.recovery import recovery
from blog.admin.safety import protect
from blog.admin.singles import ProfilePages, SinglePages
from blog.admin.unknown import entrance
from blog.admin.words import FILTERS
from blog.content.registry import Collection, registry

#: Collections whose pages differ from the usual ones.
PARTICULAR: dict[str, type[DocumentPages]] = {
    "form-submissions": MessagePages,
    "media": MediaPages,
    "users": AccountPages,
    "webhook-deliveries": DeliveryPages,
}
#: Globals whose pages differ from the usual ones.
PARTICULAR_SINGLES = {"header": MenuPages, "footer": MenuPages, "profile": ProfilePages}
#: What people write most.
FIRST = ("posts", "pages", "projects")
WRITING, KEEPING, SITE = "Write", "Organise", "Site"


def register(app: Flask) -> None:
    """Add the admin to the application."""
    protect(app)
    follow_sessions(app)
    app.jinja_env.filters.update(FILTERS)
    # A cookie that is sent again with every answer would be sent with public pages, too.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.register_blueprint(entrance)
    app.register_blueprint(recovery)
    app.register_blueprint(conversions)
    app.jinja_env.globals |= {"editor_kit": editor_kit, "editor_modules": editor_modules}
    app.register_blueprint(prose)
    theme = Theme(folder="admin", base_template="admin/frame.html")
    admin = Admin(app, name="Admin", theme=theme, index_view=Dashboard())
    for collection in sorted(registry.collections.values(), key=_place):
        pages = PARTICULAR.get(collection.slug, DocumentPages)
        admin.add_view(pages(collection, WRITING if _is_written(collection) else KEEPING))
    for collection in registry.globals.values():
        admin.add_view(PARTICULAR_SINGLES.get(collection.slug, SinglePages)(collection, SITE))
    admin.add_view(AuditPages(SITE))
    admin.add_view(PalettePages())


def _is_written(collection: Collection) -> bool:
    return collection.drafts or collection.slug == "media"


def _place(collection: Collection) -> tuple[bool, bool, int, str]:
    """What is written comes first, media after it, the rest by name."""
    known = FIRST.index(collection.slug) if collection.slug in FIRST else len(FIRST)
    return not _is_written(collection), not collection.drafts, known, collection.plural

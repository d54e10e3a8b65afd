"""What the command palette offers: the ways to every room and deed of the admin, and documents of all collections by
their names. Everything is asked for in the name of the person, so it shows nothing that the menu and the lists hide."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from flask_admin import expose

from blog.admin.choices import look
from blog.admin.frame import Room
from blog.admin.identity import actor
from blog.content import operations
from blog.content.indexing import is_searched
from blog.content.recent import recent_changes
from blog.content.registry import Collection, registry

MOST = 8
LONGEST = 100
#: What the site itself writes down: found in its own lists, not by a name.
UNNAMED = ("form-submissions", "webhook-deliveries")
Line = dict[str, str]


class PalettePages(Room):
    """The two questions of the palette, answered as JSON."""

    def __init__(self) -> None:
        super().__init__(name="Palette", endpoint="admin_palette", url="palette")

    def is_visible(self) -> bool:
        """No line of the menu: scripts ask here."""
        return False

    @expose("/")
    def ways(self) -> Response:
        """What there is to do, and what was worked on lately."""
        return jsonify(actions=self._actions(), recent=self._recent())

    @expose("/documents")
    def documents(self) -> Response:
        """The documents that a typed text may mean, by kind."""
        text = request.args.get("search", "").strip()[:LONGEST]
        return jsonify(groups=self._found(text) if text else [])

    def _actions(self) -> list[Line]:
        seen = self._rooms()
        made = [room for room in seen if _is_made_here(room)]
        new = [
            _line(f"New {room.collection.singular.lower()}", self.get_url(f"{room.endpoint}.create")) for room in made
        ]
        return new + [
            _line(f"Go to {room.name}", self.get_url(f"{room.endpoint}.{room._default_view}")) for room in seen
        ]

    def _recent(self) -> list[Line]:
        lines: dict[str, Line] = {}
        for change in recent_changes(actor=actor(), limit=MOST * 2):
            collection = registry[change["collection"]]
            if collection.single or change["id"]:
                title = collection.singular if collection.single else change["title"]
                line = self._document(collection, change["id"], title)
                lines.setdefault(line["to"], line)
        return list(lines.values())[:MOST]

    def _found(self, text: str) -> list[dict[str, Any]]:
        indexed = operations.search_names(text, actor=actor(), most=MOST)
        groups = []
        for collection in self._named():
            found = indexed.get(collection.slug, []) if is_searched(collection) else _looked_up(collection, text)
            if found:
                lines = [self._document(collection, id_, name) | {"kind": ""} for id_, name in found]
                groups.append({"title": collection.plural, "lines": lines})
        return groups

    def _rooms(self) -> list[Any]:
        """What the menu shows this person, in its order."""
        views = self.admin._views if self.admin else []
        return [view for view in views if view.is_visible() and view.is_accessible()]

    def _named(self) -> list[Collection]:
        """The collections that this person may read, in the order of the menu."""
        seen = [getattr(room, "collection", None) for room in self._rooms()]
        return [each for each in seen if each and not each.single and each.slug not in UNNAMED]

    def _document(self, collection: Collection, id_: str, name: str) -> Line:
        where = f"admin_{collection.slug}.edit"
        if collection.single:
            return _line(name, self.get_url(where))
        return _line(name or f"{collection.singular} without a name", self.get_url(where, id=id_), collection.singular)


def _line(label: str, to: str, kind: str = "") -> Line:
    return {"label": label, "to": to, "kind": kind}


def _is_made_here(room: Any) -> bool:
    collection = getattr(room, "collection", None)
    return bool(collection) and not collection.single and collection.slug not in UNNAMED and room.may("create")


def _looked_up(collection: Collection, text: str) -> list[tuple[str, str]]:
    """Of what the index does not hold, by a part of the name."""
    return [(choice.value, choice.label) for choice in look(collection.slug, actor(), search=text, limit=MOST)]

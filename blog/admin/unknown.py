"""Everything under /admin that no view is for: the editor's own answer, not the page that readers get."""

from __future__ import annotations

from flask import abort

from blog.admin import returning  # noqa: F401 - before the view that takes every path
from blog.admin.second_step import entrance


@entrance.route("/<path:rest>", methods=("GET", "POST"))
def nothing(rest: str) -> None:  # noqa: ARG001 - the whole path is told
    abort(404)

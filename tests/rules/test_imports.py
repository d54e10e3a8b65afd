"""Imports go one way: a module knows only what stands below it in the house, and its own package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules import source

#: From the top down. What stands on one floor does not know its neighbours, except on the last.
FLOORS = (
    {"wsgi", "blog", "blog.__main__", "blog.compression", "blog.health", "blog.migration"},
    {"blog.site", "blog.admin", "blog.api", "blog.cli"},
    {"blog.limits", "blog.maintenance", "blog.overrides", "blog.routing", "blog.tracing"},
    {"blog.collections"},
    {"blog.content"},
    {
        "blog.richtext",
        "blog.colour",
        "blog.diagrams",
        "blog.media",
        "blog.search",
        "blog.mail",
        "blog.jobs",
        "blog.cache",
        "blog.storage",
        "blog.auth",
        "blog.typesetting",
        "blog.webhooks",
    },
    {"blog.models"},
    {"blog.config", "blog.setting_values", "blog.clock", "blog.db", "blog.errors"},
)
#: Only doors may know these names of Flask: they are about one request.
OF_A_REQUEST = {"request", "session", "g", "url_for", "render_template", "redirect", "flash", "make_response"}


def unit(module: str) -> str:
    """The package or module of the house that this one belongs to."""
    parts = module.split(".")
    if parts[0] != "blog" or len(parts) == 1:
        return parts[0]
    return ".".join(parts[:2])


def floor(module: str) -> int | None:
    return next((number for number, units in enumerate(FLOORS) if unit(module) in units), None)


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """What of this program a file imports, and in which line; `from blog import x` counts as blog.x if that is one."""
    here = source.module(path).split(".")
    package = here if path.name == "__init__.py" else here[:-1]
    known = {source.module(file) for file in source.program()}
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{stem}.{alias.name}"
                yield (inner if inner in known else stem), node.lineno


def faults(path: Path) -> Iterator[str]:
    here = source.module(path)
    for target, line in imports(path):
        if target.split(".")[0] not in ("blog", "wsgi") or unit(target) == unit(here):
            continue
        up, neighbour = floor(target) < floor(here), floor(target) == floor(here)
        if up or (neighbour and floor(here) not in (0, len(FLOORS) - 1)):
            yield f"{source.name(path)}:{line} imports {target}"


def test_every_part_of_the_program_has_its_floor() -> None:
    assert [source.name(path) for path in source.program() if floor(source.module(path)) is None] == []


def test_imports_go_down_only() -> None:
    assert [fault for path in source.program() for fault in faults(path)] == []


def test_a_tool_and_the_engine_know_no_request() -> None:
    found = []
    for path in source.program():
        if floor(source.module(path)) > 2:
            for node in ast.walk(source.tree(path)):
                if isinstance(node, ast.ImportFrom) and node.module in ("flask", "flask_login"):
                    names = {alias.name for alias in node.names} & (OF_A_REQUEST | {"current_user"})
                    found += [f"{source.name(path)}:{node.lineno} imports {name}" for name in sorted(names)]
    assert found == []


def test_only_the_database_module_commits() -> None:
    found = [
        f"{source.name(path)}:{node.lineno} calls .{node.func.attr}()"
        for path in source.program()
        if source.name(path) != "blog/db.py"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ("commit", "rollback")
    ]
    assert found == []


def test_doors_do_not_touch_the_session() -> None:
    found = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.program()
        if floor(source.module(path)) == 1
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("add", "delete", "merge", "flush", "add_all")
        if isinstance(node.value, ast.Attribute) and node.value.attr == "session"
    ]
    assert found == []

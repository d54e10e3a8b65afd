"""The budgets of size: a room that one can hold in the head."""

from __future__ import annotations

import ast

import pytest

from tests.rules import source

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 8
LONGEST = {".html": 150, ".css": 400, ".js": 200}
MOST_ATTRIBUTES = {"Collection": 16, "Field": 18}


def test_no_python_file_is_over_its_budget() -> None:
    written = [path for path in source.files(".py") if not source.name(path).startswith("migrations/versions/")]
    found = {source.name(path): len(source.lines(path)) for path in written}
    assert {name: size for name, size in found.items() if size > LONGEST_MODULE} == {}


@pytest.mark.parametrize("ending", LONGEST)
def test_no_template_style_sheet_or_script_is_over_its_budget(ending: str) -> None:
    found = {source.name(p): len(source.lines(p)) for p in source.files(ending) if source.name(p).startswith("blog/")}
    assert {name: size for name, size in found.items() if size > LONGEST[ending]} == {}


def test_no_function_is_over_its_budget() -> None:
    found = {
        f"{source.name(path)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in source.program()
        for function in source.functions(path)
    }
    assert {name: size for name, size in found.items() if size > LONGEST_FUNCTION} == {}


def test_no_function_takes_more_by_position_than_one_can_remember() -> None:
    found = {
        f"{source.name(path)}:{function.name}": len(function.args.posonlyargs + function.args.args)
        for path in source.program()
        for function in source.functions(path)
    }
    assert {name: count for name, count in found.items() if count > MOST_PARAMETERS} == {}


def test_a_declaration_has_no_more_knobs_than_its_budget() -> None:
    found = {
        node.name: sum(isinstance(line, ast.AnnAssign) for line in node.body)
        for path in source.program()
        for node in source.tree(path).body
        if isinstance(node, ast.ClassDef) and node.name in MOST_ATTRIBUTES
        if source.name(path).startswith("blog/content/")
    }
    assert found
    assert {name: count for name, count in found.items() if count > MOST_ATTRIBUTES[name]} == {}

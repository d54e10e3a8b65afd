"""The files of the repository, as the rules look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Every file that is in git or could be added to it, by its ending."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = sorted(ROOT / name for name in set(listed) if name)
    return tuple(path for path in paths if path.is_file() and (not endings or path.suffix in endings))


def program() -> tuple[Path, ...]:
    """The Python files that run, tests and migrations left out."""
    return tuple(path for path in files(".py") if name(path).startswith(("blog/", "wsgi.py")))


def name(path: Path) -> str:
    """The path as it is said in a message."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """The dotted name of a Python file."""
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

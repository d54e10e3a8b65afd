"""Words that are not used: names that say nothing, and addresses that belong to one machine."""

from __future__ import annotations

import ast
import re

from blog.config import SETTINGS
from tests.rules import source

EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
EMPTY_ENDINGS = ("Manager", "Service", "Handler", "Processor", "Data", "Info")
TEXT = (".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".ini", ".mako", ".yml", ".yaml", ".json", "")
# Put together from pieces, so that this file does not break its own rule.
REGISTRIES = re.compile(
    "|".join(
        ["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(com|org)", r"deb\." + "debian", "un" + r"pkg\.com"]
    )
)
MACHINE = re.compile("|".join(["/wor" + "k/", "/ro" + r"ot/\.", "/tmp/" + "plan", "/home/" + r"[a-z]+/"]))
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "Not" + "ImplementedError"]))


def mentions(pattern: re.Pattern[str], *endings: str) -> list[str]:
    return [
        f"{source.name(path)}:{number}"
        for path in source.files(*endings)
        if not source.name(path).startswith("tests/richtext/files/")
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_module_has_an_empty_name() -> None:
    assert [source.name(path) for path in source.program() if EMPTY_MODULES & {path.stem, path.parent.name}] == []


def test_no_class_has_an_empty_name() -> None:
    found = [
        f"{source.name(path)}:{node.lineno} {node.name}"
        for path in source.program()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_ENDINGS)
    ]
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    found = [source.name(p) for p in source.program() if source.lines(p) and not ast.get_docstring(source.tree(p))]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    assert mentions(REGISTRIES, *TEXT) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert mentions(MACHINE, *TEXT) == []


def test_nothing_is_left_to_be_done_in_the_code() -> None:
    assert mentions(UNFINISHED, ".py", ".js", ".html", ".css") == []


def test_every_test_is_named_as_a_sentence() -> None:
    found = [
        f"{source.name(path)}:{function.name}"
        for path in source.files(".py")
        if path.name.startswith("test_")
        for function in source.functions(path)
        if function.name.startswith("test") and function.name.count("_") < 3
    ]
    assert found == []


def test_every_setting_is_read_by_something() -> None:
    texts = [path.read_text(encoding="utf-8") for path in source.program() if source.name(path) != "blog/config.py"]
    config = (source.ROOT / "blog" / "config.py").read_text(encoding="utf-8")
    unread = [
        setting.name
        for setting in SETTINGS
        if not any(re.search(rf"[\"']{setting.name}[\"']|\.{setting.name.lower()}\b", text) for text in texts)
        and f"settings.{setting.name.lower()}" not in config
    ]
    assert unread == []

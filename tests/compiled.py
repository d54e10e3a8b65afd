"""What every application of a test run would compile anew, compiled once: templates and the patterns of addresses.

Each test makes an application of its own, which is a third of what the tests take without this.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

from blog.routing import LazyRule


class Compiled(BytecodeCache):
    """Templates by name, file and text, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all applications of this process share what they compile."""
    _share_statements(monkeypatch)
    monkeypatch.setattr(Flask, "jinja_options", Flask.jinja_options | {"bytecode_cache": Compiled()})
    known: dict[Any, tuple[Any, ...]] = {}
    compile_now = LazyRule.compile

    def compile_once(rule: LazyRule) -> None:
        flags = rule.strict_slashes, rule.merge_slashes, rule.websocket, rule.is_leaf
        key = (rule.rule, rule.subdomain, tuple(rule.defaults or ()), flags)
        if key not in known:
            compile_now(rule)
            known[key] = (rule._parts, rule._trace, rule._converters, rule.arguments)
            return
        rule._parts, rule._trace, rule._converters, rule.arguments = (part.copy() for part in known[key])
        rule._build = rule._compile_builder(False).__get__(rule, None)
        rule._build_unknown = rule._compile_builder(True).__get__(rule, None)

    monkeypatch.setattr(LazyRule, "compile", compile_once)


def _share_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled SQL is kept by dialect, and every engine has one of its own: let those of a kind be the same one."""
    known: dict[Any, Any] = LRUCache(2_000)
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        monkeypatch.setattr(dialect, "__eq__", lambda one, other: type(one) is type(other))
        monkeypatch.setattr(dialect, "__hash__", lambda one: hash(type(one)))
    event.listen(Engine, "engine_connect", lambda connection: connection.execution_options(compiled_cache=known))

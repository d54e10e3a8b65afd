"""Addresses compiled when they are first built: a process begins without compiling hundreds that it never builds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """A rule whose two functions for building its address are compiled when the first address is built."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        # Werkzeug compiles both for every rule as it is added, which is most of what making the application takes.
        compile_now = super()._compile_builder

        def build(rule: LazyRule, **values: Any) -> tuple[str, str]:
            built = compile_now(append_unknown).__get__(rule, None)
            setattr(rule, "_build_unknown" if append_unknown else "_build", built)
            return built(**values)

        return build

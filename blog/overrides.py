"""The owner's own templates and files in the instance folder: which there are, and which stand before the site's.

Knows no request. Templates of the editor cannot be replaced: its forms and their checks belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.meta import find_referenced_templates

TEMPLATES, FILES = "templates", "static"
#: The folders of templates that an owner may replace, and the name under which the originals stay within reach.
REPLACEABLE = ("site/", "blocks/")
ORIGINAL = "quire"


class OwnTemplates(FileSystemLoader):
    """The owner's templates, and nothing outside the folders that may be replaced."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, object]:
        if not template.startswith(REPLACEABLE):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)  # type: ignore[return-value]


def use_own_templates(app: Flask, instance: Path) -> None:
    """Look for templates in the instance folder first; `quire/site/…` names the original in any case."""
    originals = app.jinja_loader
    if isinstance(originals, BaseLoader):
        app.jinja_loader = loader(originals, instance)  # type: ignore[misc]


def loader(originals: BaseLoader, instance: Path) -> BaseLoader:
    """Where templates come from: the owner's, then the site's, then the site's under their other name."""
    return ChoiceLoader([OwnTemplates(instance / TEMPLATES), originals, PrefixLoader({ORIGINAL: originals})])


def own_templates(instance: Path) -> list[str]:
    """The names of the owner's templates, also of those in places where nothing looks for them."""
    folder = instance / TEMPLATES
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in files)


def own_file(instance: Path, name: str) -> Path | None:
    """A file of the owner's by its path below instance/static; None for what is not there or leads out of it."""
    folder = (instance / FILES).resolve()
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError):
        return None
    hidden = any(part.startswith(".") for part in Path(name).parts)
    return path if path.is_file() and path.is_relative_to(folder) and not hidden else None


def faults(app: Flask, instance: Path) -> Iterator[str]:
    """What is wrong with the owner's templates, a sentence each: they do not compile, or nothing asks for them."""
    names = own_templates(instance)
    named = {name: list(_references(app, instance, name)) for name in names}
    wanted = {other for found in named.values() for other in found if isinstance(other, str)}
    known = set(app.jinja_env.list_templates())
    for name in names:
        for other in named[name]:
            if isinstance(other, TemplateSyntaxError):
                yield f"{name}, line {other.lineno}, cannot be read: {other.message}"
            elif other is not None and other not in known:
                yield f"{name} asks for {other}, which is not there."
        if not name.startswith(REPLACEABLE):
            yield f"{name} is not used: only templates in site/ and blocks/ can be replaced."
        elif not _is_original(app, name) and name not in wanted:
            yield f"{name} is not used: there is no template of that name to replace, and no other asks for it."


def _references(app: Flask, instance: Path, name: str) -> Iterator[str | TemplateSyntaxError | None]:
    """The templates that one names; None for one whose name is only known when it runs."""
    path = instance / TEMPLATES / name
    try:
        text = path.read_text(encoding="utf-8")
        app.jinja_env.compile(text, name, str(path))
        yield from find_referenced_templates(app.jinja_env.parse(text, name, str(path)))
    except TemplateSyntaxError as error:
        yield error
    except (OSError, UnicodeDecodeError) as error:
        yield TemplateSyntaxError(f"it is no readable text ({error})", 1, name)


def _is_original(app: Flask, name: str) -> bool:
    return f"{ORIGINAL}/{name}" in app.jinja_env.list_templates()

"""`blog settings`: every setting, its value here, and the reference page made from the same table."""

from __future__ import annotations

import click
import sqlalchemy as sa

from blog.cli.refusal import sentences
from blog.config import SETTINGS, Setting, load_settings

HEADING = """# Settings

Each is read from the environment, then from `settings.toml` in the instance folder, then the default holds. They are
checked at the start: a value that cannot be understood, an unknown name in the file or an unsafe combination stops it
with a sentence. This page is made by `blog settings --markdown`.

| name | default | what it does |
| --- | --- | --- |
"""


@click.command()
@click.option("--markdown", is_flag=True, help="Print the reference page instead.")
@sentences
def settings(markdown: bool) -> None:
    """Print every setting and its value; what is secret is not shown."""
    if markdown:
        click.echo(reference(), nl=False)
        return
    chosen = load_settings().as_config()
    width = max(len(setting.name) for setting in SETTINGS)
    for setting in SETTINGS:
        click.echo(f"{setting.name:<{width}}  {shown(setting, chosen[setting.name])}")


def reference() -> str:
    """The reference page, as it stands in docs/settings.md."""
    rows = (f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.help} |\n" for s in SETTINGS)
    return HEADING + "".join(rows)


def shown(setting: Setting, value: object) -> str:
    """The value as an operator may see it: secrets as a word, addresses without their password."""
    if value in (None, "", ()):
        return "-"
    if isinstance(value, bool):
        return "on" if value else "off"
    if setting.name.endswith(("_URL", "_URLS")):
        return ", ".join(_without_password(url) for url in ((value,) if isinstance(value, str) else value))
    if setting.secret:
        return "(set)"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _without_password(url: str) -> str:
    if "@" not in url:
        return url
    return sa.make_url(url).render_as_string(hide_password=True)

"""`blog import markdown PATH`: a folder of Markdown files becomes posts and pages. Only the terminal is known here."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from blog.cli import schema
from blog.cli.importing.departures import write_redirects
from blog.cli.importing.generators import GENERATORS
from blog.cli.importing.identity import prefix_of
from blog.cli.importing.people import all_of
from blog.cli.importing.progress import Progress
from blog.cli.importing.report import KINDS, Report
from blog.cli.importing.sites import Site, read_site
from blog.cli.importing.writing import Writer
from blog.cli.refusal import Refusal, sentences

SHOWN = 10
COUNTED = (
    ("posts", "posts"),
    ("pages", "pages"),
    ("updated posts", "posts updated"),
    ("updated pages", "pages updated"),
    ("unchanged", "unchanged"),
    ("media", "media"),
    ("redirects", "redirects"),
    ("categories", "categories"),
    ("authors", "authors"),
)
NOTHING_READ, SOME_BROKEN, STOPPED = 2, 1, 130


@click.group("import")
def import_group() -> None:
    """Bring in content from elsewhere."""


@import_group.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--author", metavar="EMAIL", help="Whose the posts are that name no author.")
@click.option(
    "--generator",
    type=click.Choice(sorted(GENERATORS)),
    help="What the folder was written for, if it is not recognised.",
)
@click.option("--name", help="What this site is called, to know it again next time; its host or folder if not given.")
@click.option("--undated", type=click.DateTime(["%Y-%m-%d"]), help="The day of posts that say none; else their file's.")
@click.option("--dry-run", is_flag=True, help="Read and report, write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show every note, not the first of each kind.")
@with_appcontext
@sentences
def markdown(
    path: Path,
    author: str | None,
    generator: str | None,
    name: str | None,
    undated: datetime | None,
    dry_run: bool,
    verbose: bool,
) -> None:
    """Import a folder of Markdown files as Jekyll, Hugo, Eleventy, Pelican, Zola and others write them.

    It can be run again at any time: what has not changed is left alone."""
    started = time.monotonic()
    report = Report()
    _require_tables()
    site = _read(path, generator, undated, report)
    writer = Writer(site, report, prefix=prefix_of(site, name), author=_author(author), dry=dry_run)
    progress = Progress()
    try:
        writer.run(progress)
        write_redirects(site, writer.ids, writer.categories, writer.places(), report, dry=dry_run)
    except KeyboardInterrupt:
        progress.end()
        click.echo("Stopped. What was imported so far is complete; run the command again for the rest.", err=True)
        raise SystemExit(STOPPED) from None
    progress.end()
    _tell(site, report, time.monotonic() - started, dry_run, verbose)
    if report.broken:
        raise SystemExit(SOME_BROKEN if report.broken < report.broken + len(site.documents) else NOTHING_READ)


def _require_tables() -> None:
    found = schema.state()
    if found is not schema.Schema.CURRENT:
        raise _refusal(f"The database is {found.value}. Run `blog init` first, then import again.")


def _read(path: Path, generator: str | None, undated: datetime | None, report: Report) -> Site:
    if not path.is_dir():
        reason = "is a file; give the folder that holds it" if path.exists() else "does not exist"
        raise _refusal(f"{path} {reason}.")
    day = undated.replace(tzinfo=UTC) if undated else None
    site = read_site(path, report, kind=generator or "", undated=day)
    if not site.documents:
        _show_notes(report, verbose=False)
        foreign = site.tree.passed["foreign"]
        others = f" {foreign:,} files are in other formats, which are not imported." if foreign else ""
        raise _refusal(f"No Markdown files could be read in {path}.{others}")
    return site


def _refusal(sentence: str) -> Refusal:
    refusal = Refusal(sentence)
    refusal.exit_code = NOTHING_READ
    return refusal


def _author(email: str | None) -> str | None:
    if not email:
        return None
    found = next((user for user in all_of("users", "email") if user["email"] == email.strip().lower()), None)
    if found is None:
        raise _refusal(
            f"There is no user with the e-mail address {email}; make one with `blog user create`, or name another."
        )
    return str(found["id"])


def _tell(site: Site, report: Report, seconds: float, dry: bool, verbose: bool) -> None:
    _show_notes(report, verbose)
    passed = sum(site.tree.passed.values())
    counts = [f"{report.counts[key]:,} {words}" for key, words in COUNTED if report.counts[key]]
    problems = [f"{len(report.of_kind(kind)):,} {words}" for kind, words in KINDS.items() if report.of_kind(kind)]
    click.echo(
        f"{'Would import' if dry else 'Imported'} from a {site.generator.name} site in {seconds:.1f} s: ", nl=False
    )
    click.echo((", ".join(counts) or "nothing new") + ".")
    if passed:
        foreign = site.tree.passed["foreign"]
        others = f" ({foreign:,} in other formats than Markdown)" if foreign else ""
        click.echo(f"Passed over: {passed:,} files and folders that are no content{others}.")
    click.echo(f"Notes: {', '.join(problems)}." if problems else "No problems.")


def _show_notes(report: Report, verbose: bool) -> None:
    for kind, words in KINDS.items():
        notes = report.of_kind(kind)
        if not notes:
            continue
        click.echo(f"{words[:1].upper()}{words[1:]} ({len(notes)}):", err=True)
        for note in notes if verbose or kind == "broken" else notes[:SHOWN]:
            click.echo(f"  {note}", err=True)
        if len(notes) > SHOWN and not verbose and kind != "broken":
            click.echo(f"  and {len(notes) - SHOWN} more; --verbose shows them all.", err=True)

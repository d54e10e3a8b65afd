"""The sites of the import tests: small trees in the style of each generator, and a way to write more of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from blog.cli.importing.conversion import Conversion
from blog.cli.importing.entries import Document
from blog.cli.importing.report import Report
from blog.cli.importing.sites import Site, read_site
from blog.richtext import plain_text, render

SITES = Path(__file__).parent / "sites"


def read(name: str) -> Site:
    """One of the sample sites, read."""
    return read_site(SITES / name, Report())


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read_files(folder: Path, files: Mapping[str, str | bytes], kind: str = "") -> Site:
    """The site that these files make."""
    return read_site(written(folder, files), Report(), kind=kind)


def document(site: Site, ending: str) -> Document:
    """The one document whose file name ends so."""
    found = [each for each in site.documents if each.name.endswith(ending)]
    assert len(found) == 1, [each.name for each in site.documents]
    return found[0]


def html_of(site: Site, ending: str) -> str:
    """The page text of a document, before its files are media."""
    return render(Conversion(site, document(site, ending)).run().content)


def text_of(site: Site, ending: str) -> str:
    """The words of a document."""
    return plain_text(Conversion(site, document(site, ending)).run().content)


def notes(site: Site, kind: str) -> list[str]:
    """What the report says of one kind."""
    return [str(note) for note in site.report.of_kind(kind)]

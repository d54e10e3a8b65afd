"""How heavy a page is on the way to a reader: compressed bytes of HTML, style sheets and every script it may load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from blog.cli.demo.load import load_demo
from blog.content.access import SYSTEM
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure

PAGES = {
    "home": "/",
    "list of posts": "/posts",
    "longest post": "/posts/night-the-board-stopped",
    "list of projects": "/projects",
    "project": "/projects/marginalia",
    "category": "/categories/engineering",
    "page with a form": "/contact",
}
MOST = 50_000
TEXT = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="(/[^"]+)"')
IMPORT = re.compile(r'(?:from|import)\s*\(?\s*"\./([\w-]+\.js)"')


def measure(folder: Path) -> Iterator[Measure]:
    with sites.site(folder / "weight") as app:
        load_demo(actor=SYSTEM, report=lambda _: None)
        for name, address in PAGES.items():
            page = size(app, address)
            files = {file: size(app, file) for file in wanted(app, address)}
            styles = sum(bytes_ for file, bytes_ in files.items() if ".css" in file)
            scripts = sum(files.values()) - styles
            note = f"HTML {page:,}, styles {styles:,}, scripts {scripts:,}"
            yield Measure(f"weight, {name}", page + sum(files.values()), "bytes", at_most=MOST, note=note)


def size(app: Flask, address: str) -> int:
    """The bytes of an answer to a browser that reads gzip."""
    answer = app.test_client().get(address, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert answer.status_code == 200, address
    return len(answer.data)


def wanted(app: Flask, address: str) -> set[str]:
    """The style sheets and scripts of a page, and the scripts that those import, whether or not a reader needs them."""
    client = app.test_client()
    waiting = set(TEXT.findall(client.get(address).text))
    found: set[str] = set()
    while waiting:
        file = waiting.pop()
        found.add(file)
        if file.endswith(".js"):
            folder = file.rpartition("/")[0]
            waiting |= {f"{folder}/{name}" for name in IMPORT.findall(client.get(file).text)} - found
    return found

"""A walk through a site by everything that its answers name: links, pictures in all sizes, feeds, maps and assets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

EVERY_ATTRIBUTE = re.compile(r'\s(?:href|src|poster)="([^"]*)"')
SRCSET = re.compile(r'\ssrcset="([^"]*)"')
TAG = re.compile(r"<[a-zA-Z][^>]*>")
IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
IN_SCRIPT = re.compile(r"(?:from|import)\s*\(?[\"'](\.{0,2}/[^\"']+)[\"']")
IN_MARKDOWN = re.compile(r"\]\(<?(/[^)\s>]*)")
#: Other doors, and what a reader's form answers.
NOT_WALKED = ("/admin", "/api", "/search?")


@dataclass
class Walk:
    """What was met: every page, every fault as a sentence, and each fragment that a link names."""

    own: str
    pages: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    named_by: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def walk(client: Any, own: str, *starts: str, most: int = 5000) -> Walk:
    """Ask for everything that can be reached from some addresses of the site at `own`, at most so many answers."""
    found = Walk(own.rstrip("/"), named_by=dict.fromkeys(starts, "the start"))
    waiting = list(starts)
    while waiting and sum(found.kinds.values()) < most:
        path = waiting.pop()
        answer = client.get(path)
        found.kinds[answer.mimetype] = found.kinds.get(answer.mimetype, 0) + 1
        if answer.status_code != 200:
            told = f"{answer.status_code} {answer.headers.get('Location', '')}".strip()
            found.faults.append(f"{found.named_by[path]} names {path}: {told}")
            continue
        if "Set-Cookie" in answer.headers:
            found.faults.append(f"{path} sets a cookie")
        if answer.mimetype == "text/html":
            found.pages[path] = answer.text
        for address in _addresses(answer, path, found.own):
            target, fragment = urldefrag(address)
            if fragment and answer.mimetype == "text/html":
                found.fragments.add((path, target, unquote(fragment)))
            # Filters lead to filters without end; those of the first page stand for them.
            if target in found.named_by or ("?" in target and "?" in path) or target.startswith(NOT_WALKED):
                continue
            found.named_by[target] = path
            waiting.append(target)
    found.faults += _twice(found.named_by)
    found.faults += [
        f"{path} names {target}#{fragment}, which is not there"
        for path, target, fragment in sorted(found.fragments)
        if target in found.pages and f'id="{fragment}"' not in unescape(found.pages[target])
    ]
    return found


def _addresses(answer: Any, path: str, own: str) -> Iterator[str]:
    """The addresses on this site that an answer names, as paths with their queries and fragments."""
    for written in _written(answer, own):
        address = urljoin(own + path, written.strip())
        if address == own or address.startswith((own + "/", own + "?", own + "#")):
            yield address[len(own) :] or "/"


def _written(answer: Any, own: str) -> Iterator[str]:
    kind, whole = answer.mimetype, re.escape(own) + r"[^\s\"'<>){}\\\]]*"
    if kind == "text/html":
        for tag in TAG.findall(answer.text):
            yield from map(unescape, EVERY_ATTRIBUTE.findall(tag))
            for several in SRCSET.findall(tag):
                yield from (unescape(one.split()[0]) for one in several.split(",") if one.strip())
        yield from map(unescape, re.findall(f'content="({whole})"', answer.text))
    elif kind == "text/css":
        yield from IN_STYLE.findall(answer.text)
    elif kind == "text/javascript":
        yield from IN_SCRIPT.findall(answer.text)
    elif kind.endswith(("json",)):
        yield from re.findall(whole, json.dumps(answer.json, ensure_ascii=False).replace("\\", ""))
    elif kind.endswith("xml") or kind.startswith("text/"):
        text = unescape(unescape(answer.text)) if kind.endswith("xml") and "svg" not in kind else answer.text
        yield from (address.rstrip(".,") for address in re.findall(whole, text))
        if kind == "text/markdown":
            yield from IN_MARKDOWN.findall(answer.text)


def _twice(addresses: dict[str, str]) -> Iterator[str]:
    """Addresses that are named in two spellings."""
    known: dict[str, str] = {}
    for address in addresses:
        path, mark, query = address.partition("?")
        plain = unquote(path).lower().rstrip("/") + mark + query
        if plain in known:
            yield f"{address} and {known[plain]} are two spellings of one address"
        known[plain] = address

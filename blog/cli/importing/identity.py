"""How a source is known again on the next import: its key, and a fingerprint of all that its document is made of."""

from __future__ import annotations

import hashlib
import json
import re

from blog.cli.importing.conversion import FILE_ENDINGS
from blog.cli.importing.entries import Document
from blog.cli.importing.sites import Site
from blog.cli.importing.targets import Targets, host_of

# Only from where a name can begin, and not longer than one: pictures also stand in texts as a million letters.
FILE_NAME = re.compile(
    rf"(?<![^\s\"'()<>\[\]=|])[^\s\"'()<>\[\]=|]{{1,300}}?\.(?:{'|'.join(sorted(FILE_ENDINGS))})\b", re.IGNORECASE
)
MAX_KEY = 600


def prefix_of(site: Site, name: str | None) -> str:
    """What the keys of all documents of one imported site begin with: its name, its host, or its folder's name."""
    name = name or host_of(site.generator.site_url) or site.tree.root.resolve().name
    return f"markdown:{name[:80]}:"


def key_of(prefix: str, document: Document) -> str:
    """The key of a document's source."""
    name = document.name.encode("utf-8", "backslashreplace").decode()
    if len(name) > MAX_KEY:
        name = name[:MAX_KEY] + hashlib.sha256(name.encode()).hexdigest()[:32]
    return f"{prefix}{name}"


def fingerprint_of(site: Site, document: Document, author: str) -> str:
    """The same text as long as the source, the site's settings for it and the files that it shows are the same."""
    targets = Targets(site, document)
    named = set(FILE_NAME.findall(document.entry.raw)) | ({document.hero} if document.hero else set())
    files = {name: site.digest(found) for name in sorted(named) if (found := targets.find(name).file)}
    head = json.dumps(document.entry.head, sort_keys=True, default=str)
    facts = [document.entry.raw, head, document.collection, document.addresses, document.categories, files, author]
    return hashlib.sha256(json.dumps(facts, default=str).encode("utf-8", "backslashreplace")).hexdigest()

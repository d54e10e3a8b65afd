"""What is worth a look before something is published. Nothing here forbids: what may not be is for validation to say.

Each check is a plain function of a document and what is known of the site around it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from blog.collections.checks.context import gather, subject_of
from blog.collections.checks.finding import HINT, WARNING, Context, Finding, Subject
from blog.collections.checks.links import check_links
from blog.collections.checks.outside import check_address, check_filing, check_search_words
from blog.collections.checks.pictures import check_pictures
from blog.collections.checks.text import check_headings, check_paragraphs
from blog.content.registry import Collection

CHECKS = (
    check_address,
    check_pictures,
    check_links,
    check_headings,
    check_search_words,
    check_filing,
    check_paragraphs,
)
MOST = 50

__all__ = ["CHECKS", "HINT", "WARNING", "Context", "Finding", "Subject", "checked", "mark_of", "run", "warnings"]


def checked(collection: Collection, doc: Mapping[str, Any], id_: str | None = None) -> list[Finding]:
    """What there is to look at in a document as its authors see it, warnings first; `id_` is its own, if it has one."""
    subject = subject_of(collection, doc)
    return run(subject, gather(collection, subject, id_))


def run(subject: Subject, context: Context) -> list[Finding]:
    """What all checks find, warnings first, each said once."""
    found = list(dict.fromkeys(finding for check in CHECKS for finding in check(subject, context)))
    return sorted(found, key=lambda finding: finding.kind != WARNING)[:MOST]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """Those that are more than hints."""
    return [finding for finding in findings if finding.kind == WARNING]


def mark_of(findings: Iterable[Finding]) -> str:
    """A name for exactly these warnings, so that whoever has seen them is not asked again; empty for none."""
    said = "\n".join(f"{f.check} {f.path} {f.message}" for f in warnings(findings))
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""

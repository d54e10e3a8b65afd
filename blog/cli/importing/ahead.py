"""Texts converted ahead of the writing, by a second process, so that both cores of a small machine have work.

Knows no database. Whatever it cannot do is left to the caller, who converts that text himself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from blog.cli.importing.conversion import Conversion, Converted
from blog.cli.importing.report import Note, Report
from blog.cli.importing.sites import Site

#: Below this many documents a second process costs more than it saves.
WORTHWHILE = 150
AHEAD = 4
Batch = list[Converted | None]

_site: list[Site] = []


def converted_ahead(site: Site, batches: list[list[int]]) -> Iterator[Batch]:
    """For each batch of document numbers its conversions, None where one failed or nobody worked ahead."""
    if sum(map(len, batches)) < WORTHWHILE or (os.cpu_count() or 1) < 2:
        yield from ([None] * len(batch) for batch in batches)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_settle, initargs=(site,)) as pool:
        waiting: deque[tuple[list[int], Future[tuple[Batch, list[Note]]]]] = deque()
        coming = iter(batches)
        try:
            for batch in coming:
                waiting.append((batch, pool.submit(_convert, batch)))
                if len(waiting) > AHEAD:
                    yield _received(site, *waiting.popleft())
            while waiting:
                yield _received(site, *waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _received(site: Site, batch: list[int], future: Future[tuple[Batch, list[Note]]]) -> Batch:
    try:
        conversions, notes = future.result()
    except BrokenProcessPool:
        return [None] * len(batch)
    for note in notes:
        site.report.add(note)
    return conversions


def _settle(site: Site) -> None:
    # Ctrl-C is for the command itself, which ends this process when it has put its own things in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _site.append(site)


def _convert(batch: list[int]) -> tuple[Batch, list[Note]]:
    site = _site[0]
    site.report = Report()
    conversions: Batch = []
    for number in batch:
        try:
            conversions.append(Conversion(site, site.documents[number]).run())
        except Exception:  # noqa: BLE001 - the caller meets it again, and says it
            conversions.append(None)
    return conversions, site.report.notes

"""Processes of the site, begun as copies of one that has imported it: importing takes longer than what they do."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["blog", "tests.auth.guesser", "tests.jobs.worker_process"])

Start = Callable[..., BaseProcess]


@contextmanager
def started() -> Iterator[Start]:
    """Start a function in a process of its own, with its arguments; all are gone at the end."""
    processes: list[BaseProcess] = []

    def start(target: Callable[..., None], *args: Any) -> BaseProcess:
        processes.append(CONTEXT.Process(target=target, args=args))
        processes[-1].start()
        return processes[-1]

    try:
        yield start
    finally:
        for process in processes:
            process.kill()
            process.join()
            process.close()

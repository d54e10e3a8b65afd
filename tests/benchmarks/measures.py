"""What a benchmark says: a number, its budget, and whether it is kept. Times are medians, compared within one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One number; `at_most` or `at_least` is its budget, where it has one."""

    name: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    def row(self) -> str:
        """The line of this number in the table of results."""
        budget = "–"
        if self.at_most is not None:
            budget = f"≤ {self.at_most:g}"
        elif self.at_least is not None:
            budget = f"≥ {self.at_least:g}"
        number = f"{self.value:.3g}" if self.value < 1000 else f"{self.value:,.0f}"
        verdict = "kept" if self.kept else "**missed**"
        return f"| {self.name} | {number} {self.unit}".rstrip() + f" | {budget} | {verdict} | {self.note} |"


def cpu_ms(work: Callable[[], object], rounds: int) -> float:
    """The processor time one call takes, in milliseconds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1000


def side_by_side(
    works: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The seconds each of these takes, measured in turns so that a busy machine is busy for all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            began = clock()
            work()
            times.append(clock() - began)
    return [statistics.median(times) for times in taken]

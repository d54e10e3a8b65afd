"""`make bench`: runs every benchmark, or those that are named, and prints their numbers beside their budgets."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from tests.benchmarks import graphql, importing, lists, pages, rest, saving, searching, weight

BENCHMARKS = {
    "saving": saving,
    "pages": pages,
    "lists": lists,
    "importing": importing,
    "searching": searching,
    "rest": rest,
    "graphql": graphql,
    "weight": weight,
}


def main(names: list[str]) -> int:
    """Run and print; 1 if a budget was missed or a benchmark could not run."""
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"There is no benchmark called {unknown[0]}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print("| what | measured | budget | | |\n| --- | --: | --: | --- | --- |")
    good = True
    for name in names or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="quire-bench-") as folder:
            try:
                for result in BENCHMARKS[name].measure(Path(folder)):
                    print(result.row(), flush=True)
                    good &= result.kept
            except Exception:  # noqa: BLE001 - one that fails must not hide the others
                traceback.print_exc()
                print(f"| {name} | could not run | | **missed** | |", flush=True)
                good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

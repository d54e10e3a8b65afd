"""How quickly Markdown comes in: 1,000 posts with front matter, through the command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import sites
from tests.benchmarks.measures import Measure

POSTS = 1_000
LONGEST_SECONDS = 60


def measure(folder: Path) -> Iterator[Measure]:
    source = folder / "markdown" / "_posts"
    source.mkdir(parents=True)
    for number in range(POSTS):
        _write(source, number)
    with sites.site(folder / "importing") as app:
        runner = app.test_cli_runner()
        for name, most in (("first import", LONGEST_SECONDS), ("the same again", LONGEST_SECONDS / 3)):
            began = time.perf_counter()
            result = runner.invoke(args=["blog", "import", "markdown", str(source.parent)])
            seconds = time.perf_counter() - began
            assert result.exit_code == 0, result.output
            yield Measure(
                f"{name} of {POSTS:,} posts", seconds, "s", at_most=most, note=f"{POSTS / seconds:.0f} a second"
            )


def _write(folder: Path, number: int) -> None:
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    head = f'---\ntitle: "Post {number}"\ndate: {day}\ntags: [harbour, tide]\n---\n\n'
    code = "```python\nfor wave in tide:\n    print(wave)\n```\n\n"
    text = "".join(f"## Part {part}\n\n{sites.SENTENCE * 3}\n\n- one\n- two\n\n" for part in range(6))
    (folder / f"{day}-post-{number}.md").write_text(head + text + code)

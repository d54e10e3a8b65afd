"""The process that sets one page: reads a job as JSON, writes the finished file.

Sees one folder, that of the job's pictures. Is run as a program, so it imports nothing of the house.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import typst

#: Letters of the fonts inside the compiler: Latin, Greek, Cyrillic, Hebrew, punctuation, arrows and signs.
#: Looking for the machine's own fonts takes longer than setting the page, so they are read only for others.
EMBEDDED = re.compile("[\u0000-\u052f\u0590-\u05ff\u1e00-\u22ff\u2500-\u25ff\ufb00-\ufb06]*")


def main() -> int:
    """Sets the page of the job on standard input; what went wrong is said on standard error, and 1 returned."""
    job = json.load(sys.stdin.buffer)
    bound(job["megabytes"], job["seconds"])
    try:
        pages = compiled(job, Path(job["folder"]))
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message} {' '.join(error.hints)}")
        return 1
    sys.stdout.buffer.write(pages[0] if isinstance(pages, list) else pages)
    return 0


def bound(megabytes: int, seconds: int) -> None:
    """Ends this process when it takes more memory or time; where the system has no such bounds, only time is kept."""
    try:
        import resource  # not on every system
    except ImportError:
        return
    limits = ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CPU, seconds))
    for limit, most in limits:
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue


def compiled(job: dict[str, Any], root: Path) -> Any:
    """The finished file, or one for each page of a picture."""
    if job["format"] == "png":
        return compiler(job, root).compile(format="png", ppi=72)
    try:
        return compiler(job, root).compile(format="pdf", pdf_standards=["ua-1"], timestamp=job["timestamp"])
    except typst.TypstError as error:
        # A letter that no font has breaks the standard's promise; a PDF with a blank in it still beats none.
        if "could not be displayed" not in error.message:
            raise
        return compiler(job, root).compile(format="pdf", timestamp=job["timestamp"])


def compiler(job: dict[str, Any], root: Path) -> typst.Compiler:
    """A compiler for one attempt: it reads files of this folder only."""
    return typst.Compiler(
        job["source"].encode(),
        root=root,
        ignore_system_fonts=bool(EMBEDDED.fullmatch(job["data"])),
        sys_inputs={"data": job["data"]},
        package_path=root,
        package_cache_path=root,
    )


if __name__ == "__main__":
    sys.exit(main())

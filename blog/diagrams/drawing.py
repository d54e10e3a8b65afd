"""From a source to a drawing or to a sentence for its author, within limits of time, memory and size."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from blog.diagrams.cleaning import Unusable, clean

LONGEST = 20_000  # characters of a source
LARGEST = 400_000  # characters of a cleaned picture
SECONDS = 3  # of computing; the clock may run twice as long on a busy machine
PEN = Path(__file__).with_name("pen.py")
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|\Z)", re.S)
TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.M)
#: Its boxes lose their place when they are links, and a link that a script would follow leads nowhere here.
CLICK = re.compile(r"^[ \t]*click[ \t].*$", re.M)


@dataclass(frozen=True)
class Drawing:
    """A picture with U+E000 where its ids need a prefix of their own, or the problem that there is none."""

    picture: str = ""
    width: float = 0
    kind: str = ""
    title: str = ""
    words: str = ""
    problem: str = ""


def draw(source: str) -> Drawing:
    """The drawing of a Mermaid source; one that cannot be drawn has a sentence in `problem`. Never raises."""
    if len(source) > LONGEST:
        return Drawing(problem=f"It is longer than {LONGEST:,} characters.")
    front, text = _parted(source)
    svg, problem = _drawn(CLICK.sub("", text))
    if problem:
        return Drawing(problem=problem)
    try:
        found = clean(svg)
    except Unusable as error:
        return Drawing(problem=str(error))
    if len(found.picture) > LARGEST:
        return Drawing(problem="It has too many parts for a page.")
    named = TITLE.search(front)
    return Drawing(
        picture=found.picture,
        width=found.width,
        kind=found.kind,
        title=found.title or (named[1].strip("'\"") if named else ""),
        words=found.words,
    )


def _parted(source: str) -> tuple[str, str]:
    """The front matter of a source and the rest; whatever XML cannot hold is left out."""
    text = "".join(sign for sign in source if sign in "\n\t" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))
    match = FRONT_MATTER.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _drawn(text: str) -> tuple[str, str]:
    """The raw SVG or the problem."""
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program; the source goes to its stdin
            [sys.executable, "-I", str(PEN), str(SECONDS)],
            input=text.encode(),
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", "Drawing it takes too long."
    except OSError:
        return "", "The program that draws cannot be started."
    if done.returncode == 0:
        return done.stdout.decode(), ""
    if done.returncode == 1:
        return "", _sentence(done.stderr.decode(errors="replace"))
    return "", "Drawing it takes too long or too much memory."


def _sentence(message: str) -> str:
    if "resource limit" in message:
        return "It has too many parts."
    if not message.strip() or "No Mermaid diagram type" in message:
        return "Its first line names no kind of diagram."
    message = re.sub(r"^Diagram parse error(?: \([\w-]+\))?:\s*", "", " ".join(message.split()))[:300].rstrip(". ")
    return f"{message[:1].upper()}{message[1:]}."

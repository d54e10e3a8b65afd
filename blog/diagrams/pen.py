"""The program that draws one diagram in a process of its own: source on stdin, SVG on stdout, or why not on stderr.

It stands alone and imports nothing of the site, so that it starts quickly and may be killed or crash at no cost.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys

import mmdr

MEMORY = 1024 * 1024 * 1024
#: Comes last and so wins over what the source asks for: no HTML in labels, no hand-drawn look, nothing loose.
LAST_WORD = {
    "theme": "neutral",
    "look": "classic",
    "layout": "dagre",
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "er": {"rankSpacing": 130},
    "fontFamily": "sans-serif",
    "fontSize": 16,
    "securityLevel": "strict",
}


def main(seconds: int) -> int:
    """Draws what stdin says within so many seconds of computing; the exit status is 0 when there is a picture."""
    for limit, value in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
        with contextlib.suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(limit, (value, value))
    source = sys.stdin.buffer.read().decode()
    try:
        picture = mmdr.render(f"{source}\n%%{{init: {json.dumps(LAST_WORD)}}}%%\n").svg()
    except ValueError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 1
    sys.stdout.buffer.write(picture.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

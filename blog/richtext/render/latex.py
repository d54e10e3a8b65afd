"""LaTeX as the converter understands it: environments and commands that it does not know, in those that it does.

Changes the way a formula is written, never what it says.
"""

from __future__ import annotations

import re

ALIGNED = "|".join(("aligned", "alignedat", "alignat", "alignat*", "split", "flalign", "flalign*", "eqnarray"))
STACKED = "|".join(("gathered", "gather", "gather*", "multline", "multline*"))
RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # A column count stands behind the names of those that align at several places.
        (rf"\\begin\{{(?:{ALIGNED})\}}(?:\[[tbc]\])?(?:\{{\d+\}})?".replace("*", r"\*"), r"\\begin{align*}"),
        (rf"\\end\{{(?:{ALIGNED})\}}".replace("*", r"\*"), r"\\end{align*}"),
        (rf"\\begin\{{(?:{STACKED})\}}(?:\[[tbc]\])?".replace("*", r"\*"), r"\\begin{matrix}"),
        (rf"\\end\{{(?:{STACKED})\}}".replace("*", r"\*"), r"\\end{matrix}"),
        (r"\\(begin|end)\{[dr]cases\*?\}", r"\\\1{cases}"),
        (r"\\label\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])", ""),
        (r"\\not\s*=", r"\\neq "),
        (r"(\\(?:big|Big|bigg|Bigg)[lrm]?)\s*\\\{", r"\1\\lbrace "),
        (r"(\\(?:big|Big|bigg|Bigg)[lrm]?)\s*\\\}", r"\1\\rbrace "),
        # One upright letter would be set as a variable, aslant.
        (r"\\(?:mathrm|rm)\s*\{([A-Za-z]+)\}", r"\\text{\1}"),
    )
)
TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")


def prepared(source: str) -> str:
    """The formula for the converter; a number that the author gave it stands at its end."""
    tags = TAG.findall(source)
    text = TAG.sub("", source)
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return f"{text} \\qquad \\text{{({tags[-1]})}}" if tags else text

"""Text written so that Markdown reads it back as the very same text, with as few backslashes as that takes."""

from __future__ import annotations

import re

_SIGNS = (
    r"[\\`*\[\]]"  # escapes, code, emphasis, links
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word means nothing
    r"|~(?=~)|(?<=~)~|=(?==)|(?<==)="
    r"|^[_~=!$:{]|[_~=!$]$"  # next to another mark, these could join its signs
    r"|!(?=\[)|<(?=[A-Za-z/!?]|[^\s<>]*@)"
    r"|(?<=http):(?=//)|(?<=https):(?=//)"  # a bare address would become a link
    r"|\{(?=[:#.%{<-]|[\w:-]+\s*=)"  # settings and shortcodes
)
_SIGN = re.compile(f"{_SIGNS}|&(?=#?\\w{{1,40}};)")
_SIGN_OR_DOLLAR = re.compile(f"{_SIGN.pattern}|\\$")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_LINE_START = re.compile(r"^(?:#{1,6}(?=\s|$)|\+(?=\s|$)|-(?=\s|$|-)|=(?=[=\s]*$)|>|\||~(?=\s|$)|:(?=[\s:]|$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_PLAIN = re.compile(r"[\w ,;.?\"'’“”…–—()/%&+-]*")


def escape_text(text: str, *, dollars: bool = True) -> str:
    """Return text as it stands within a line; without `dollars` a dollar sign is known to be alone."""
    if "&" not in text and "_" not in text and _PLAIN.fullmatch(text):
        return text
    return (_SIGN_OR_DOLLAR if dollars else _SIGN).sub(r"\\\g<0>", text)


def escape_line_start(line: str) -> str:
    """Return a line that would begin a heading, a list or another block as one that begins with its text."""
    line = _NUMBERED.sub(r"\1\\\2", line)
    return _LINE_START.sub(r"\\\g<0>", line)


def escape_line(text: str) -> str:
    """Return any text as one whole line, such as a heading, that holds these very words and nothing else."""
    line = escape_line_start(escape_text(" ".join(text.split())))
    # A heading may end in signs or settings of its own.
    return f"{line[:-1]}\\{line[-1]}" if line.endswith(("#", "}")) and line != "\\#" else line


def encode_edges(text: str) -> str:
    """Return text whose spaces at both ends, which Markdown would drop, are written as references."""
    if text[:1].isspace() or text[-1:].isspace():
        stripped = text.strip()
        start = text.index(stripped) if stripped else len(text)
        end = start + len(stripped)
        return _encoded(text[:start]) + stripped + _encoded(text[end:])
    return text


def quoted(text: str) -> str:
    """Return a title of a link or picture in quotation marks."""
    text = re.sub(r'([\\"])', r"\\\1", text)
    return '"' + _ENTITY.sub(r"\\&", text) + '"'


def destination(address: str) -> str:
    """Return an address as the target of a link."""
    address = _ENTITY.sub("&amp;", address)
    if address and not re.search(r"[\s()<>]", address):
        return address
    return "<" + re.sub(r"[<>]", r"\\\g<0>", address) + ">"


def code_span(text: str) -> str:
    """Return program text within a line."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _encoded(spaces: str) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces)

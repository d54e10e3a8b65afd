"""What a file is, by its content alone: a name proves nothing."""

from __future__ import annotations

import re

from blog.media import types
from blog.media.errors import BadUpload
from blog.media.sources import Source

HEAD = 4096

# What people often try, and what they can do instead.
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"II*\0", "a TIFF picture, which browsers do not show; save it as JPEG or PNG"),
    (b"MM\0*", "a TIFF picture, which browsers do not show; save it as JPEG or PNG"),
    (b"8BPS", "a Photoshop document; export it as JPEG or PNG"),
    (b"BM", "a BMP picture; save it as PNG"),
    (b"\0\0\1\0", "a Windows icon; save it as PNG"),
    (b"\1\0\0\0", "a Windows metafile; save it as SVG or PNG"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"fLaC", "FLAC audio; save it as MP3 or Ogg"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as PDF"),
    (b"%!PS", "a PostScript document; save it as PDF"),
    (b"{\\rtf", "a rich text document; save it as PDF"),
)
BRANDS = {  # of ISO media files; the pictures among them first
    b"heic": "a HEIC picture; save it as JPEG",
    b"heix": "a HEIC picture; save it as JPEG",
    b"hevc": "a HEIC sequence; save it as MP4",
    b"mif1": "a HEIF picture; save it as JPEG",
    b"msf1": "a HEIF sequence; save it as MP4",
    b"qt  ": "a QuickTime film; save it as MP4",
}
PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s+svg[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<(?:[\w.-]+:)?([a-z!][\w.-]*)", re.IGNORECASE)
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|meta|title|style)\b", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(source: Source, name: str) -> types.Type:
    """The type of the content. Raises BadUpload with what it is instead, under the name it came with."""
    head = source.read(0, HEAD)
    found = _binary(head) or _iso_media(head, name) or _ebml(head, name)
    if found:
        return found
    for start, words in REFUSED:
        if head.startswith(start):
            raise _refusal(name, words)
    return _text(source, head, name)


def _binary(head: bytes) -> types.Type | None:
    if head.startswith(b"\xff\xd8\xff"):
        return types.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return types.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return types.GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return types.WEBP
    if head.startswith(b"%PDF-"):
        return types.PDF
    if head.startswith(b"OggS"):
        return types.OGG
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return types.ZIP
    if head.startswith(b"ID3") or _mpeg_frame(head):
        return types.MP3
    return None


def _mpeg_frame(head: bytes) -> bool:
    """Whether the first bytes are an MPEG audio layer III frame header with no reserved value."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and bitrate not in (0, 15) and rate != 3


def _iso_media(head: bytes, name: str) -> types.Type | None:
    if head[4:8] != b"ftyp":
        return None
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, 256, len(head)), 4))]
    if b"avif" in brands or b"avis" in brands:
        return types.AVIF
    if words := BRANDS.get(brands[0]):
        raise _refusal(name, words)
    return types.MP4_AUDIO if brands[0] in (b"M4A ", b"M4B ") else types.MP4


def _ebml(head: bytes, name: str) -> types.Type | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    if b"\x42\x82" in head[:64] and b"webm" in head[:64]:
        return types.WEBM
    raise _refusal(name, "a Matroska film; save it as WebM or MP4")


def _text(source: Source, head: bytes, name: str) -> types.Type:
    if source.size == 0:
        raise _refusal(name, "empty")
    text = _decoded_head(head)
    start = PROLOG.match(text).end()
    tag = TAG.match(text, start)
    word = tag[1].lower() if tag else ""
    if word == "svg":
        return types.SVG
    if MARKUP.search(head) or word in ("html", "!doctype"):
        raise _refusal(name, f"a web page (HTML), not a picture or a document; taken are {types.WANTED}")
    if word:
        raise _refusal(name, f"an XML document; taken are {types.WANTED}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not CONTROLS.search(head):
        return types.TEXT
    raise _refusal(name, f"no file of a kind that is taken: {types.WANTED}")


def _decoded_head(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").lstrip("\ufeff")
    return head.decode("utf-8", "ignore").lstrip("\ufeff")


def _refusal(name: str, words: str) -> BadUpload:
    return BadUpload(f"{shown(name)} is {words}.")


def shown(name: str) -> str:
    """The uploaded name as it may stand in a sentence."""
    name = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())[:80]
    return f"“{name}”" if name else "The file"

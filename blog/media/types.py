"""The kinds of files that are taken: their names in HTTP, their extensions, and what a person calls them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """One format: its MIME type, the kind it belongs to, its extension and its name in a sentence."""

    mime_type: str
    kind: str
    extension: str
    title: str


JPEG = Type("image/jpeg", "raster", "jpg", "JPEG")
PNG = Type("image/png", "raster", "png", "PNG")
WEBP = Type("image/webp", "raster", "webp", "WebP")
AVIF = Type("image/avif", "raster", "avif", "AVIF")
GIF = Type("image/gif", "raster", "gif", "GIF")
SVG = Type("image/svg+xml", "vector", "svg", "SVG")
MP4 = Type("video/mp4", "video", "mp4", "MP4")
MP4_AUDIO = Type("audio/mp4", "audio", "m4a", "M4A")
WEBM = Type("video/webm", "video", "webm", "WebM")
WEBM_AUDIO = Type("audio/webm", "audio", "weba", "WebM")
MP3 = Type("audio/mpeg", "audio", "mp3", "MP3")
OGG = Type("audio/ogg", "audio", "ogg", "Ogg")
PDF = Type("application/pdf", "document", "pdf", "PDF")
ZIP = Type("application/zip", "document", "zip", "ZIP archive")
TEXT = Type("text/plain", "document", "txt", "plain text")

RASTER = (JPEG, PNG, WEBP, AVIF, GIF)
# A ZIP archive and plain text are understood but taken only by who asks for them.
ACCEPTED = frozenset(type_.mime_type for type_ in (*RASTER, SVG, MP4, MP4_AUDIO, WEBM, WEBM_AUDIO, MP3, OGG, PDF))
WANTED = "JPEG, PNG, WebP, AVIF, GIF, SVG, MP4, WebM, MP3, Ogg or PDF"

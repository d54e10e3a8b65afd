"""A file to upload."""

from __future__ import annotations

import io

from PIL import Image


def png(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 120)).save(buffer, "PNG")
    return buffer.getvalue()

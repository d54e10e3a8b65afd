"""Uploads: what they are, whether they are taken, what readers may have of them, and the sizes of pictures.

Functions over bytes and files. Knows no collection, no storage, no HTTP.

- The original is kept untouched under the hash of its content and is never served as long as it tells more than it
  shows. `public_copy` is what readers may have: the same pixels without EXIF, GPS, comments and notes of programs, a
  film without its place, a drawing without scripts.
- Every size exists in every format for a picture of any size; nothing is enlarged. What is as large as the original
  and of its format is the public copy itself.
- A picture that moves keeps moving in its sizes; its thumbnail and crops show the first frame. A drawing is itself.
"""

from __future__ import annotations

from blog.media.cuts import WHOLE, Cut
from blog.media.errors import BadUpload
from blog.media.inspection import NO_LIMITS, Inspected, Limits, inspect, public_copy
from blog.media.names import numbered, public_name
from blog.media.renditions import (
    SIZES,
    Rendition,
    dominant_colour,
    make_rendition,
    make_renditions,
    placeholder,
    plan_renditions,
)
from blog.media.types import ACCEPTED

__all__ = [
    "ACCEPTED",
    "NO_LIMITS",
    "SIZES",
    "WHOLE",
    "BadUpload",
    "Cut",
    "Inspected",
    "Limits",
    "Rendition",
    "dominant_colour",
    "inspect",
    "make_rendition",
    "make_renditions",
    "numbered",
    "placeholder",
    "plan_renditions",
    "public_copy",
    "public_name",
]

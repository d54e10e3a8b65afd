"""Media: uploads, and the sizes made of them."""

from __future__ import annotations

from blog.collections.rules import MEDIA
from blog.content.registry import Collection, registry
from blog.models import Media

media = registry.add(
    Collection(
        Media, slug="media", access=MEDIA, title="filename", columns=("filename", "alt"), labels=("Media", "Media")
    )
)

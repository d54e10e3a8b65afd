"""Which fields a list shows and in which order, so that no list loads whole texts."""

from __future__ import annotations

POST_LINE = ("title", "slug", "summary", "publishedAt", "meta")
POST_ORDER = "-publishedAt"
PROJECT_CARD = ("title", "slug", "summary", "heroImage", "technologies", "state", "started", "finished", "featured")
PROJECT_ORDER = "-featured,-started,title"

"""Mermaid sources as pictures: drawn once on the server, as SVG that takes its colours from the site's style sheet.

Knows neither where a diagram stands nor who asks: no document, no HTTP, no database.
"""

from __future__ import annotations

from blog.diagrams.drawing import Drawing, draw
from blog.diagrams.sketchbook import Sketchbook

__all__ = ["Drawing", "Sketchbook", "draw"]

"""What programs subscribe to: the newest documents with their whole text, as Atom, RSS and JSON Feed."""

from __future__ import annotations

from blog.site.feeds import answers, former

__all__ = ["answers", "former"]

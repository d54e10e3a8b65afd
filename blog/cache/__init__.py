"""Values remembered until something they were made from changes, in any process of the machine.

Knows tags, not what they stand for: no collection, no page, no HTTP.
"""

from __future__ import annotations

from blog.cache.counters import ANY, Counters
from blog.cache.generations import Generations
from blog.cache.remembered import MISSING, TagCache

__all__ = ["ANY", "MISSING", "Counters", "Generations", "TagCache"]

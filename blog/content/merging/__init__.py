"""Brings together what two people made of the same text: a three-way merge by fields, blocks and words.

Pure: knows no database, no request and no person, only values and the fields they belong to.
"""

from blog.content.merging.documents import Merged, merge_fields, merge_value
from blog.content.merging.words import Piece, compare, merge_text

__all__ = ["Merged", "Piece", "compare", "merge_fields", "merge_text", "merge_value"]

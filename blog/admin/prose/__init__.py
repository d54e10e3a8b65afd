"""What the editor of rich text asks the server while somebody writes: documents to link to, pictures, what was pasted,
and formulas and diagrams as readers will see them. Its answers are JSON, its refusals sentences."""

from __future__ import annotations

from blog.admin.prose import clipboard, drawing, linking, pictures
from blog.admin.prose.answers import prose

__all__ = ["clipboard", "drawing", "linking", "pictures", "prose"]

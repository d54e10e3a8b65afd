"""How a document's ordered links and rows are mapped."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import relationship


def link_list(foreign_key: str) -> Any:
    """The ordered link rows that start at this document; they go when it goes."""
    cls = foreign_key.split(".")[0]
    return relationship(
        order_by=f"{cls}.order_index", cascade="all, delete-orphan", foreign_keys=foreign_key, passive_deletes=True
    )

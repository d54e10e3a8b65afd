"""What came from other systems' files: which document each became, so that an import can be run again.

Knows no file and no format; the keys and fingerprints are the importer's own.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple

import sqlalchemy as sa

from blog.clock import now
from blog.db import db, transaction
from blog.models import ImportRecord


class Known(NamedTuple):
    """A source that was imported before: its document, and what it looked like then."""

    collection: str
    document_id: str
    fingerprint: str


def known(prefix: str) -> dict[str, Known]:
    """Everything that was imported under keys that begin with `prefix`, by key."""
    columns = (ImportRecord.key, ImportRecord.collection, ImportRecord.document_id, ImportRecord.fingerprint)
    query = sa.select(*columns).where(ImportRecord.key.startswith(prefix, autoescape=True))
    return {
        key: Known(collection, str(id_), fingerprint) for key, collection, id_, fingerprint in db.session.execute(query)
    }


def remember(key: str, collection: str, document_id: str, fingerprint: str) -> None:
    """Note that the source `key`, as it looks now, is this document. Joins the open transaction."""
    values = {"collection": collection, "document_id": uuid.UUID(document_id), "fingerprint": fingerprint}
    with transaction() as session:
        changed = session.execute(
            sa.update(ImportRecord).where(ImportRecord.key == key).values(updated_at=now(), **values)
        )
        if not changed.rowcount:
            session.execute(sa.insert(ImportRecord).values(id=uuid.uuid4(), key=key, **values))

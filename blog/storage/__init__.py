"""Files by key, on a disk or in an S3-compatible store, behind one interface.

Knows nothing of what the files are: no media, no HTTP, no database.
"""

from __future__ import annotations

from blog.storage.addresses import open_storage
from blog.storage.disk import DiskStorage
from blog.storage.errors import BadKey, BadStorageURL, ObjectMissing, StorageError, StorageUnavailable
from blog.storage.keys import check_key
from blog.storage.storage import Storage

__all__ = [
    "BadKey",
    "BadStorageURL",
    "DiskStorage",
    "ObjectMissing",
    "Storage",
    "StorageError",
    "StorageUnavailable",
    "check_key",
    "open_storage",
]

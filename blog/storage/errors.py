"""What can go wrong with stored files, each a sentence for the person who meets it."""

from __future__ import annotations


class StorageError(Exception):
    """A stored file could not be written, read or removed."""


class ObjectMissing(StorageError):
    """There is no file under this key."""

    def __init__(self, key: str):
        super().__init__(f"The stored file “{key}” does not exist.")
        self.key = key


class StorageUnavailable(StorageError):
    """The store itself does not answer, is full, or refuses its credentials."""


class BadKey(StorageError, ValueError):
    """The key is not one that a store may be asked for."""


class BadStorageURL(StorageError, ValueError):
    """The address of the store cannot be understood or used."""

"""The address of a store as it stands in the settings, and the store that it names."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from blog.storage.disk import DiskStorage
from blog.storage.errors import BadStorageURL
from blog.storage.storage import Storage

OPTIONS = ("endpoint", "region", "access_key_id", "secret_access_key", "session_token", "path_style")


def open_storage(url: str, *, root: str | os.PathLike[str] | None = None) -> Storage:
    """The store at `file:PATH` (from root when PATH is relative) or `s3://bucket/folder?endpoint=…&region=…`.

    Raises BadStorageURL, which never repeats a secret of the address.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "file":
        return DiskStorage(_folder(url, root))
    if scheme == "s3":
        return _bucket(url)
    raise BadStorageURL("STORAGE_URL starts with “file:” and a folder, or with “s3://” and the name of a bucket.")


def _folder(url: str, root: str | os.PathLike[str] | None) -> Path:
    path = url.partition(":")[2]
    if path.startswith("//"):
        host, _, path = path[2:].partition("/")
        path = "/" + path
        if host not in ("", "localhost"):
            raise BadStorageURL(f"STORAGE_URL names the machine “{host}”: write file:///folder or file:folder.")
    if not path or path == "/":
        raise BadStorageURL("STORAGE_URL names no folder: write for example file:media.")
    return Path(root or ".") / unquote(path)


def _bucket(url: str) -> Storage:
    parts = urlsplit(url)
    bucket, prefix = parts.netloc, unquote(parts.path).strip("/")
    if not bucket or "@" in bucket:
        raise BadStorageURL("STORAGE_URL names no bucket: write s3://bucket, and credentials in the environment.")
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(set(options) - set(OPTIONS)):
        raise BadStorageURL(f"STORAGE_URL has the unknown option “{unknown[0]}”; it takes {', '.join(OPTIONS)}.")
    endpoint = options.get("endpoint", "")
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise BadStorageURL("The endpoint in STORAGE_URL starts with https:// or http://.")
    try:
        # Imported only here: a site on a disk neither needs the extra nor waits for it.
        s3 = importlib.import_module("blog.storage.s3")
    except ModuleNotFoundError as error:
        if error.name != "obstore":
            raise
        raise BadStorageURL(
            "STORAGE_URL names a bucket, which needs the extra “s3”: pip install 'quire[s3]'."
        ) from error
    return s3.S3Storage(bucket, prefix, options)

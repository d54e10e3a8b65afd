"""Addresses of stores, and what is said when one is wrong, away or full."""

from __future__ import annotations

import builtins
import errno
import os
import sys
import threading
import time

import pytest

from blog.storage import BadKey, BadStorageURL, DiskStorage, StorageError, StorageUnavailable, open_storage


def test_a_relative_folder_starts_at_the_root(tmp_path):
    assert open_storage("file:media", root=tmp_path).root == tmp_path / "media"


@pytest.mark.parametrize("form", ["file:{}", "file://{}", "file://localhost{}"])
def test_an_absolute_folder_stays_where_it_is(tmp_path, form):
    assert open_storage(form.format(tmp_path / "my files"), root="/elsewhere").root == tmp_path / "my files"


def test_an_escaped_folder_is_unescaped(tmp_path):
    assert open_storage("file:my%20files", root=tmp_path).root == tmp_path / "my files"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "starts with “file:”"),
        ("ftp://host/x", "starts with “file:”"),
        ("file:", "names no folder"),
        ("file:///", "names no folder"),
        ("file://server/share", "names the machine “server”"),
        ("s3://", "names no bucket"),
        ("s3://key:secret@bucket", "names no bucket"),
        ("s3://bucket?secret=hidden", "unknown option “secret”"),
        ("s3://bucket?endpoint=localhost:9000", "starts with https://"),
    ],
)
def test_a_wrong_address_is_explained(url, sentence):
    with pytest.raises(BadStorageURL, match=sentence) as refused:
        open_storage(url)
    assert "hidden" not in str(refused.value)
    assert "secret@" not in str(refused.value)


def test_a_bucket_without_the_extra_is_explained(monkeypatch):
    real = builtins.__import__

    def without_obstore(name, *rest):
        if name.partition(".")[0] == "obstore":
            raise ModuleNotFoundError("No module named 'obstore'", name="obstore")
        return real(name, *rest)

    for name in [name for name in sys.modules if name.partition(".")[0] == "obstore" or name == "blog.storage.s3"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without_obstore)
    with pytest.raises(BadStorageURL, match="pip install"):
        open_storage("s3://bucket")


def test_a_store_that_is_away_says_so_without_secrets():
    storage = open_storage("s3://bucket?endpoint=http://127.0.0.1:9&access_key_id=me&secret_access_key=hidden")
    storage.options["endpoint"] = "http://127.0.0.1:9"
    with pytest.raises(StorageUnavailable, match="does not answer") as refused:
        storage.check()
    assert "hidden" not in str(refused.value)
    assert "hidden" not in storage.description


def test_a_bucket_that_is_not_there_is_explained(s3_endpoint, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    storage = open_storage(f"s3://no-such-bucket?endpoint={s3_endpoint}")
    for call in (storage.check, lambda: list(storage.keys()), lambda: storage.put("a", b"", "text/plain")):
        with pytest.raises(StorageUnavailable, match="make the bucket"):
            call()


def test_credentials_come_from_the_environment(s3_endpoint, bucket, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_endpoint)
    storage = open_storage(f"s3://{bucket}")
    storage.put("environment", b"1", "text/plain")
    assert storage.get("environment") == b"1"
    storage.delete("environment")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "out").symlink_to(tmp_path)
    with pytest.raises(BadKey, match="leads out"):
        DiskStorage(tmp_path / "media").get("out/secret")


def test_a_file_where_a_folder_should_be_is_explained(tmp_path):
    storage = DiskStorage(tmp_path)
    storage.put("a", b"", "text/plain")
    with pytest.raises(StorageError, match="cannot be stored"):
        storage.put("a/b", b"", "text/plain")


def test_a_full_disk_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    storage = DiskStorage(tmp_path)
    storage.put("a", b"old", "text/plain")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailable, match="disk is full"):
        storage.put("a", b"new", "text/plain")
    assert storage.get("a") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_unusable_folder_fails_its_check(tmp_path):
    (tmp_path / "media").write_text("a file")
    with pytest.raises(StorageUnavailable, match="make the folder writable"):
        DiskStorage(tmp_path / "media").check()


def test_a_reader_never_sees_half_a_file(tmp_path):
    storage, stop, seen = DiskStorage(tmp_path), threading.Event(), set()
    storage.put("a", b"0" * 100_000, "text/plain")

    def write():
        for number in range(50):
            storage.put("a", str(number % 10).encode() * 100_000, "text/plain")
        stop.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not stop.is_set():
        data = storage.get("a")
        seen.add((len(data), len(set(data))))
    writer.join()
    assert seen == {(100_000, 1)}


def test_files_half_written_are_not_listed_and_swept_after_a_day(tmp_path):
    storage = DiskStorage(tmp_path)
    storage.put("a", b"", "text/plain")
    for name, age in ((".old.part", 2 * 86400), (".new.part", 60)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    assert list(storage.keys()) == ["a"]
    assert storage.sweep() == 1
    assert (tmp_path / ".new.part").exists()

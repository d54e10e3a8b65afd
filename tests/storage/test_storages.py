"""One set of promises for every store: the same tests run on a disk and on S3 (moto, in this process, on loopback)."""

from __future__ import annotations

import io

import pytest

from blog.storage import BadKey, ObjectMissing, open_storage


@pytest.fixture(params=["disk", "s3", "s3 folder"])
def storage(request, tmp_path):
    if request.param == "disk":
        yield open_storage("file:media", root=tmp_path)
        return
    endpoint, bucket = request.getfixturevalue("s3_endpoint"), request.getfixturevalue("bucket")
    folder = "/site/one" if request.param == "s3 folder" else ""
    keys = "access_key_id=test&secret_access_key=test&region=us-east-1"
    storage = open_storage(f"s3://{bucket}{folder}?endpoint={endpoint}&{keys}")
    yield storage
    for key in list(storage.keys()):
        storage.delete(key)


def test_what_was_put_is_got(storage):
    assert storage.put("a/b.jpg", b"picture", "image/jpeg") == 7
    assert storage.get("a/b.jpg") == b"picture"
    assert storage.size("a/b.jpg") == 7
    assert storage.exists("a/b.jpg")


def test_a_second_put_replaces_the_first(storage):
    storage.put("a.txt", b"one", "text/plain")
    storage.put("a.txt", b"two!", "text/plain")
    assert storage.get("a.txt") == b"two!"


def test_a_path_and_an_open_file_can_be_put(storage, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(b"x" * 300_000)
    assert storage.put("from/path", path, "video/mp4") == 300_000
    assert storage.put("from/file", io.BytesIO(b"y" * 300_000), "video/mp4") == 300_000
    assert storage.get("from/path") == b"x" * 300_000
    assert storage.get("from/file") == b"y" * 300_000


def test_a_file_put_after_its_start_was_read_is_stored_from_there(storage):
    file = io.BytesIO(b"head-rest")
    file.read(5)
    assert storage.put("rest", file, "text/plain") == 4
    assert storage.get("rest") == b"rest"


def test_an_empty_file_is_a_file(storage):
    assert storage.put("empty", b"", "text/plain") == 0
    assert storage.get("empty") == b""
    assert storage.size("empty") == 0
    assert storage.read_range("empty", 0, 10) == b""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 4, b"0123"), (3, 5, b"34"), (8, 99, b"89"), (10, 12, b""), (50, 60, b""), (4, 4, b""), (5, 2, b"")],
)
def test_a_range_is_cut_at_the_end(storage, start, end, expected):
    storage.put("digits", b"0123456789", "text/plain")
    assert storage.read_range("digits", start, end) == expected


def test_an_opened_file_can_be_sought(storage):
    storage.put("digits", b"0123456789", "text/plain")
    with storage.open("digits") as file:
        assert file.read(2) == b"01"
        assert file.seek(-3, io.SEEK_END) == 7
        assert file.read() == b"789"
        file.seek(1)
        assert file.read(3) == b"123"
        assert file.seekable()


def test_a_large_file_streams_whole_and_in_part(storage):
    data = bytes(range(256)) * 5000
    storage.put("large", data, "video/mp4")
    assert b"".join(storage.stream("large")) == data
    assert b"".join(storage.stream("large", 1000, 900_001)) == data[1000:900_001]
    assert b"".join(storage.stream("large", 5, 5)) == b""


@pytest.mark.parametrize("question", ["get", "size", "open", "stream"])
def test_what_is_not_there_is_said_at_once(storage, question):
    with pytest.raises(ObjectMissing, match="“no/such” does not exist"):
        getattr(storage, question)("no/such")
    with pytest.raises(ObjectMissing):
        storage.read_range("no/such", 0, 1)
    assert not storage.exists("no/such")


def test_a_folder_is_not_a_file(storage):
    storage.put("a/b", b"1", "text/plain")
    assert not storage.exists("a")
    for question in (storage.get, storage.size, storage.open):
        with pytest.raises(ObjectMissing):
            question("a")
    storage.delete("a")
    assert storage.exists("a/b")


def test_a_deleted_file_is_gone_and_a_missing_one_may_be_deleted(storage):
    storage.put("a", b"1", "text/plain")
    storage.delete("a")
    storage.delete("a")
    assert not storage.exists("a")


def test_keys_are_listed_by_folder_not_by_letters(storage):
    for key in ("a/1", "a/b/2", "ab/3", "c"):
        storage.put(key, b"", "text/plain")
    assert sorted(storage.keys()) == ["a/1", "a/b/2", "ab/3", "c"]
    assert sorted(storage.keys("a")) == sorted(storage.keys("a/")) == ["a/1", "a/b/2"]
    assert list(storage.keys("nothing")) == []


BAD_KEYS = (
    "", "/", "/etc/passwd", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\\b", "a\0b", "a\nb", ".hidden", "a/.part",
    "C:x", "a b", "a%2e", "é", "x" * 300, "a/" * 300 + "a",
)  # fmt: skip


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_could_lead_elsewhere_is_refused(storage, key):
    calls = [storage.get, storage.size, storage.open, storage.exists, storage.delete]
    calls += [lambda k: storage.put(k, b"", "text/plain"), lambda k: storage.read_range(k, 0, 1), storage.stream]
    for call in calls:
        with pytest.raises(BadKey, match="not a storage key"):
            call(key)


def test_a_healthy_store_passes_its_check(storage):
    storage.check()
    assert list(storage.keys()) == []

"""An S3 store for the tests of this folder: moto in this process, on loopback."""

from __future__ import annotations

import warnings

import pytest


@pytest.fixture(scope="session")
def s3_endpoint():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # moto's own, as it is imported
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="session")
def bucket(s3_endpoint):
    import obstore
    from obstore.store import HTTPStore

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        root = HTTPStore(s3_endpoint, client_options={"allow_http": True})
        obstore.put(root, "quire-media", b"", use_multipart=False)
    return "quire-media"

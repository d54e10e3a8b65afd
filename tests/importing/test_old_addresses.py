"""What an old site had besides documents: its files, and addresses that only a query tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.importing.samples import written
from tests.importing.test_import import run
from tests.site.test_files import picture_bytes

pytestmark = pytest.mark.sqlite_only


def test_pictures_lead_on_from_where_the_old_site_had_them(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    text = "---\ntitle: Boats\ndate: 2020-01-02\n---\n![A boat](/images/boat%20one.jpg)\n\n![Another](/plan.png)\n"
    folder = written(
        tmp_path / "old",
        {
            "config.toml": 'baseURL = "https://old.example/blog/"\n',
            "content/posts/boats.md": text,
            "static/images/boat one.jpg": picture_bytes(),
            "static/plan.png": picture_bytes(90, 60, "PNG"),
        },
    )
    assert run(app, folder).exit_code == 0
    for path in ("/images/boat%20one.jpg", "/plan.png", "/blog/plan.png"):
        answer = client.get(path)
        assert (answer.status_code, (answer.location or "")[:7]) == (301, "/media/"), path
        assert client.get(answer.location).status_code == 200


def test_an_alias_with_a_query_leads_to_its_document(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    text = (
        "---\ntitle: {0}\ndate: 2020-01-0{0}\nredirect_from: ['https://old.example/?p=10{0}', /old-{0}/]\n---\nText.\n"
    )
    files = {f"_posts/2020-01-0{number}-n{number}.md": text.format(number) for number in (1, 2)}
    folder = written(tmp_path / "old", {"_config.yml": "url: https://old.example\n", **files})
    assert run(app, folder).exit_code == 0
    for number in (1, 2):
        for path in (f"/?p=10{number}", f"/old-{number}/", f"/index.php?p=10{number}&utm=x"):
            answer = client.get(path)
            assert answer.status_code == 301, path
            assert client.get(answer.location).text.count(f'<h1 dir="auto">{number}</h1>') == 1
    assert client.get("/?p=103").status_code == 200

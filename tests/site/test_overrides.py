"""The owner's own templates and files: they go before the site's, and a broken one is honest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog import create_app, overrides
from tests.rules import source
from tests.site import content

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def own(settings):
    """Writes a file of the owner's."""

    def write(path: str, text: str) -> Path:
        file = settings.instance_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_template_of_the_owner_goes_before_the_site_s(own, client) -> None:
    own("templates/site/posts.html", '{% extends "site/layout.html" %}{% block main %}My own list{% endblock %}')
    own("templates/blocks/banner.html", "<p>My banner: {{ block.style }}</p>")
    own("templates/site/parts/footer.html", "<footer>My foot</footer>")
    page = client.get("/posts").text
    assert "My own list" in page
    assert "My foot" in page
    assert "<header" in page
    content.page("All", layout=[content.block("banner", style="warning", content=content.text("x"))])
    assert "My banner: warning" in client.get("/all").text


def test_a_template_may_build_on_the_one_it_replaces(own, client) -> None:
    own(
        "templates/site/layout.html",
        '{% extends "quire/site/layout.html" %}{% block head %}<meta name="mine" content="x">{% endblock %}',
    )
    own("templates/site/parts/note.html", "A note of mine")
    own(
        "templates/site/posts.html",
        '{% extends "quire/site/posts.html" %}'
        '{% block main %}{% include "site/parts/note.html" %}{{ super() }}{% endblock %}',
    )
    assert '<meta name="mine"' in client.get("/nothing").text
    page = client.get("/posts").text
    assert "A note of mine" in page
    assert "<h1" in page


def test_templates_of_the_editor_cannot_be_replaced(own, client) -> None:
    own("templates/admin/sign_in.html", "Mine")
    own("templates/admin/bare.html", "Mine")
    assert "Mine" not in client.get("/admin/nothing").text


def test_an_error_in_an_own_template_is_a_failure_whose_place_is_in_the_log(own, app, caplog) -> None:
    file = own("templates/site/posts.html", "line one\n{{ nothing.at.all }}\n")
    app.testing = False
    page = app.test_client().get("/posts")
    assert page.status_code == 500
    assert page.headers["X-Request-Id"] in page.text
    assert str(file) not in page.text
    told = "\n".join(
        app.logger.handlers[0].formatter.format(r) if app.logger.handlers else r.exc_text or "" for r in caplog.records
    )
    assert f'File "{file}", line 2' in (told or caplog.text)


def test_a_broken_layout_does_not_hide_the_error_it_makes(own, app, caplog) -> None:
    file = own("templates/site/layout.html", "<p>\n{% block main %}\n")
    own("templates/site/plain_error.html", "{{ broken")
    app.testing = False
    page = app.test_client().get("/posts")
    assert page.status_code == 500
    assert "Something broke." in page.text
    assert str(file) in caplog.text


def test_files_of_the_owner_are_kept_for_good_under_an_address_that_changes(own, app, client) -> None:
    own("static/site.css", "body { color: teal }")
    own("static/pictures/a b.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    own("static/.secret", "x")
    own("secret.txt", "x")
    with app.test_request_context():
        address = app.jinja_env.globals["own_asset"]("pictures/a b.svg")
        sheet = app.jinja_env.globals["own_sheet"]()
        hidden = [
            app.jinja_env.globals["own_asset"](name) for name in ("none.css", ".secret", "../secret.txt", "/etc/passwd")
        ]
    assert hidden == [""] * 4
    assert f'<link rel="stylesheet" href="{sheet}">' in client.get("/posts").text
    for path, kind in ((address, "image/svg+xml"), (sheet, "text/css")):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert "immutable" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "immutable" not in client.get("/assets/own/000000000000/site.css").headers["Cache-Control"]
    for path in ("x/.secret", "x/..%2fsecret.txt", "x/../../secret.txt", "x/none.css", "x/%00"):
        assert client.get(f"/assets/own/{path}").status_code == 404, path
    own("static/site.css", "body { color: olive }")
    with app.test_request_context():
        assert app.jinja_env.globals["own_sheet"]() != sheet


def test_the_faults_of_own_templates_are_told_before_a_reader_meets_them(own, settings) -> None:
    own("templates/site/post.html", '{% extends "site/layout.html" %}\n{% block main %}{% if %}{% endblock %}')
    own("templates/site/page.html", '{% include "site/parts/gone.html" %}')
    own("templates/site/home.html", '{% include "site/parts/mine.html" %}')
    own("templates/site/parts/mine.html", "Mine")
    own("templates/site/old-name.html", "Nobody asks for me")
    own("templates/admin/edit.html", "Nor me")
    app = create_app(settings)
    with app.app_context():
        told = list(overrides.faults(app, settings.instance_dir))
    assert [sentence.partition(" ")[0].rstrip(",") for sentence in told] == [
        "admin/edit.html", "site/old-name.html", "site/page.html", "site/post.html",
    ]  # fmt: skip
    assert "line 2" in told[3]
    assert "site/parts/gone.html, which is not there" in told[2]


def test_good_templates_of_the_owner_have_no_faults(own, settings) -> None:
    own("templates/site/layout.html", '{% extends "quire/site/layout.html" %}')
    app = create_app(settings)
    with app.app_context():
        assert list(overrides.faults(app, settings.instance_dir)) == []
        assert overrides.own_templates(settings.instance_dir) == ["site/layout.html"]


def test_the_documentation_names_every_page_that_can_be_replaced() -> None:
    folder = source.ROOT / "blog" / "templates"
    told = set(re.findall(r"`(site/[a-z_/]+\.html)`", (source.ROOT / "docs" / "templates.md").read_text()))
    pages = {path.relative_to(folder).as_posix() for path in (folder / "site").glob("*.html")}
    assert pages - told == {"site/plain_error.html"}
    assert [name for name in told - {"site/parts/mine.html"} if not (folder / name).is_file()] == []

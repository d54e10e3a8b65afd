"""`blog import markdown` on a site: what is there afterwards, what is said, and that it can be run again."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from blog import create_app
from blog.cli.importing import writing
from blog.cli.importing.progress import Progress
from blog.config import load_settings
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests.importing.samples import SITES, read, written
from tests.importing.test_heads import bomb
from tests.people import People

HEAD = "---\ntitle: {0}\ndate: 2020-01-0{0}\n---\nText {0}.\n"
SAMPLES = ("jekyll", "hugo", "eleventy", "pelican", "zola")


def run(app: Flask, path: Path, *words: str) -> Result:
    result = app.test_cli_runner().invoke(args=("blog", "import", "markdown", str(path), *words))
    with app.app_context():
        db.session.remove()
    assert "Traceback" not in result.output
    return result


def documents(slug: str, *fields: str, trash: bool = False) -> list[dict[str, Any]]:
    return operations.find(slug, actor=SYSTEM, limit=0, depth=0, select=list(fields) or None, trash=trash).docs


def post(slug: str) -> dict[str, Any]:
    found = operations.find_one("posts", {"slug": {"equals": slug}}, actor=SYSTEM, depth=1)
    assert found, slug
    return found


def everything() -> dict[str, Any]:
    """All that an import can touch, for comparing."""
    names = ("posts", "pages", "media", "redirects", "categories", "users")
    found = {name: sorted(map(str, documents(name))) for name in names}
    versions = operations.find_versions("posts", actor=SYSTEM, limit=0)
    return found | {"versions": [versions.total_docs]}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_site_of_every_generator_is_imported_whole_and_once(app: Flask, name: str) -> None:
    result = run(app, SITES / name)
    assert result.exit_code == 0, result.output
    site = read(name)
    for collection in ("posts", "pages"):
        slugs = {each.slug for each in site.documents if each.collection == collection}
        assert {doc["slug"] for doc in documents(collection, "slug")} == slugs
    drafts = {each.slug for each in site.posts if each.draft}
    assert {doc["slug"] for doc in documents("posts", "slug", "status") if doc["status"] == "draft"} == drafts
    before = everything()
    again = run(app, SITES / name)
    assert again.exit_code == 0
    assert f"{len(site.documents)} unchanged." in again.output
    assert everything() == before


@pytest.mark.parametrize("name", SAMPLES)
def test_every_old_address_leads_to_its_document(app: Flask, client: FlaskClient, name: str) -> None:
    run(app, SITES / name)
    site = read(name)
    for document in site.documents:
        for address in document.addresses if not document.draft else ():
            bare = re.sub(r"(?:/index)?\.html$|/$", "", address)
            for spelling in (address, bare, f"{bare}/", f"{bare}.html", f"{bare}/index.html"):
                if spelling in ("", "/", ".html", "/index.html"):
                    continue
                answer = client.get(spelling)
                for _ in range(3):
                    if answer.status_code in (301, 308):
                        answer = client.get(answer.location)
                assert answer.status_code == 200, spelling
                assert document.title in answer.get_data(as_text=True).replace("&#39;", "'"), spelling


def test_a_post_keeps_all_that_its_head_said(app: Flask) -> None:
    run(app, SITES / "hugo")
    boats, harbour = post("small-boats"), post("the-harbour")
    assert (boats["title"], boats["status"]) == ("Boats", "published")
    assert boats["publishedAt"].isoformat() == "2020-02-03T09:00:00+00:00"
    assert boats["updatedAt"].isoformat() == "2020-03-01T00:00:00+00:00"
    assert [each["title"] for each in boats["categories"]] == ["Wood", "water"]
    assert (boats["heroImage"]["alt"], boats["heroImage"]["mimeType"]) == ("A blue boat", "image/png")
    assert [each["name"] for each in harbour["populatedAuthors"]] == ["Ola Berg", "Iris Moor"]
    assert harbour["summary"] == harbour["meta"]["description"] == "Where the boats are."
    assert len(documents("media")) == 2


def test_an_imported_author_cannot_sign_in(app: Flask) -> None:
    run(app, SITES / "hugo")
    users = {user["name"]: user for user in documents("users")}
    assert users["Ola Berg"]["email"] == "ola-berg@imported.invalid"
    assert users["Ola Berg"]["role"] == "user"


def test_posts_without_an_author_are_given_the_one_that_is_named(app: Flask, people: People) -> None:
    result = run(app, SITES / "zola", "--author", "Ada@example.org")
    assert result.exit_code == 0
    assert post("queen")["author"]["id"] == people.ada.id
    assert post("swarm")["author"]["name"] == "Lene Ro"


def test_an_author_that_nobody_knows_is_a_sentence(app: Flask) -> None:
    result = run(app, SITES / "zola", "--author", "nobody@example.org")
    assert result.exit_code == 2
    assert "There is no user with the e-mail address nobody@example.org" in result.output
    assert documents("posts") == []


def test_broken_files_are_named_and_the_rest_is_imported(app: Flask, tmp_path: Path) -> None:
    files = {f"_posts/2020-01-0{n}-p{n}.md": HEAD.format(n) for n in range(1, 5)}
    files["_posts/2020-02-01-broken.md"] = "---\ntitle: [unclosed\n---\nx"
    files["_posts/2020-02-02-bomb.md"] = f"---\n{bomb(30)}\n---\nx"
    files["_posts/2020-02-03-binary.md"] = "\x00\x01\x02"
    result = run(app, written(tmp_path, files))
    assert result.exit_code == 1
    assert {doc["slug"] for doc in documents("posts", "slug")} == {"p1", "p2", "p3", "p4"}
    assert "2020-02-01-broken.md: its front matter is not valid YAML" in result.output
    assert "2020-02-02-bomb.md" in result.output
    assert "2020-02-03-binary.md: it is not a text file." in result.output
    assert "4 posts" in result.output
    assert "3 not imported" in result.output


def test_a_document_that_the_site_refuses_does_not_take_others_with_it(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = operations.create

    def picky(slug: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        return create(slug, data | ({"title": None} if data.get("slug") == "p2" else {}), **more)

    monkeypatch.setattr(writing.operations, "create", picky)
    result = run(app, written(tmp_path, {f"_posts/2020-01-0{n}-p{n}.md": HEAD.format(n) for n in range(1, 4)}))
    assert result.exit_code == 1
    assert {doc["slug"] for doc in documents("posts", "slug")} == {"p1", "p3"}
    assert "2020-01-02-p2.md: Title:" in result.output


@pytest.mark.sqlite_only
def test_nothing_to_read_is_a_sentence(app: Flask, tmp_path: Path) -> None:
    written(tmp_path, {"notes.txt": "x", "a.rst": "x"})
    for path, words in [
        (tmp_path, "1 files are in other formats"),
        (tmp_path / "gone", "does not exist"),
        (tmp_path / "notes.txt", "is a file"),
    ]:
        result = run(app, path)
        assert result.exit_code == 2
        assert words in result.output
    written(tmp_path, {"_posts/2020-01-01-a.md": "---\ntitle: [\n---\n"})
    assert run(app, tmp_path).exit_code == 2


@pytest.mark.sqlite_only
def test_a_database_without_tables_is_a_sentence(tmp_path: Path) -> None:
    app = create_app(load_settings({}, tmp_path))
    result = run(app, SITES / "zola")
    assert result.exit_code == 2
    assert "Run `blog init` first" in result.output


@pytest.mark.sqlite_only
def test_a_dry_run_counts_and_writes_nothing(app: Flask) -> None:
    before = everything()
    result = run(app, SITES / "jekyll", "--dry-run")
    assert result.exit_code == 0
    assert "Would import from a jekyll site" in result.output
    assert "4 posts, 2 pages" in result.output
    assert everything() == before


def test_a_changed_source_is_a_new_version_and_nothing_else_changes(app: Flask, tmp_path: Path) -> None:
    shutil.copytree(SITES / "hugo", tmp_path / "hugo")
    run(app, tmp_path / "hugo")
    path = tmp_path / "hugo/content/notes/tide.md"
    path.write_text(path.read_text().replace("comes and goes", "goes and comes"))
    result = run(app, tmp_path / "hugo")
    assert "1 posts updated" in result.output
    versions = operations.find_versions("posts", post("tide")["id"], actor=SYSTEM)
    assert [version["reason"] for version in versions.docs] == ["import", "import"]
    assert operations.find_versions("posts", post("small-boats")["id"], actor=SYSTEM).total_docs == 1
    assert "goes and comes" in str(post("tide")["content"])


def test_a_picture_that_turns_up_later_is_put_in(app: Flask, tmp_path: Path) -> None:
    folder = written(tmp_path, {"_posts/2020-01-01-a.md": HEAD.format(1) + "\n![Gone](/hill.png)\n"})
    assert "the picture /hill.png is not in the folder" in run(app, folder).output
    shutil.copy(SITES / "jekyll/assets/hill.png", folder / "hill.png")
    assert "1 posts updated" in run(app, folder).output
    assert "hill" in documents("media")[0]["filename"]


def test_an_edit_on_the_site_outlives_another_import(app: Flask) -> None:
    run(app, SITES / "hugo")
    operations.update("posts", post("tide")["id"], {"title": "High tide"}, actor=SYSTEM)
    run(app, SITES / "hugo")
    assert post("tide")["title"] == "High tide"


def test_what_was_put_in_the_trash_stays_there(app: Flask) -> None:
    run(app, SITES / "hugo")
    operations.trash("posts", post("tide")["id"], actor=SYSTEM)
    result = run(app, SITES / "hugo")
    assert "tide.md: is in the trash" in result.output
    assert "tide" not in {doc["slug"] for doc in documents("posts", "slug")}
    assert len(documents("posts", "slug", trash=True)) == 4


def test_an_address_of_the_site_itself_is_not_taken(app: Flask, tmp_path: Path) -> None:
    operations.create("pages", {"title": "Ours", "slug": "about", "layout": []}, actor=SYSTEM)
    files = {"about.md": "---\nlayout: page\ntitle: About\n---\nx", "search.md": "---\nlayout: page\ntitle: S\n---\nx"}
    run(app, written(tmp_path, files | {"_posts/2020-01-01-a.md": HEAD.format(1)}))
    assert {doc["slug"] for doc in documents("pages", "slug")} == {"about", "about-2", "search-page"}


def test_stopping_leaves_whole_documents_and_the_rest_follows(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, {f"_posts/2020-01-0{n}-p{n}.md": HEAD.format(n) for n in range(1, 7)})
    monkeypatch.setattr(writing, "BATCH", 2)
    create = operations.create

    def interrupted(slug: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        if data.get("slug") == "p4":
            raise KeyboardInterrupt
        return create(slug, data, **more)

    with monkeypatch.context() as patch:
        patch.setattr(writing.operations, "create", interrupted)
        result = run(app, folder)
    assert result.exit_code == 130
    assert "run the command again" in result.output
    assert {doc["slug"] for doc in documents("posts", "slug")} == {"p1", "p2"}
    assert "4 posts, 2 unchanged" in run(app, folder).output


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.sqlite_only
def test_progress_is_one_line_at_a_terminal_and_twenty_elsewhere() -> None:
    terminal, log = Terminal(), io.StringIO()
    for stream in (terminal, log):
        progress = Progress(stream)
        for done in range(0, 1001, 5):
            progress(done, 1000)
        progress.end()
    assert terminal.getvalue().count("\n") == 1
    assert "\r" in terminal.getvalue()
    assert 20 <= log.getvalue().count("\n") <= 21
    assert "1,000 of 1,000 documents (100 %)" in log.getvalue()

"""The search index made from what is stored: after an upgrade, anew, cut off, and in another language."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.indexing import follow
from blog.db import transaction
from blog.jobs import pending, run_due
from blog.models import Post, SearchEntry, SearchWord
from tests.content.documents import page, post


def found(question: str) -> list[str]:
    return [result.name for result in operations.search(question, actor=ANONYMOUS, unfinished=False).docs]


def forget_everything() -> None:
    with transaction() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(sa.text("DELETE FROM search_text"))
        session.execute(sa.delete(SearchEntry))
        session.execute(sa.delete(SearchWord))


def test_a_site_without_an_index_gets_one_by_a_job(app) -> None:
    post("Cormorants"), page("Gannets"), post("Skuas", status="draft")
    operations.trash("posts", post("Terns")["id"], actor=SYSTEM)
    forget_everything()
    assert found("cormorants") == []
    assert operations.unindexed() == 3
    operations.refresh_soon()
    operations.refresh_soon()
    assert len(pending("search.refresh")) == 1
    run_due()
    assert operations.unindexed() == 0
    assert found("cormorant") == ["Cormorants"]
    assert found("gannet") == ["Gannets"]
    assert found("skua") == found("terns") == []


def test_a_complete_index_needs_no_job(app) -> None:
    post("Cormorants")
    operations.refresh_soon()
    assert pending("search.refresh") == []


def test_what_was_cut_off_is_gone_on_with(app, monkeypatch) -> None:
    for number in range(5):
        post(f"Cormorant {number}")
    monkeypatch.setattr("blog.content.operations.reindexing.BATCH", 2)
    done = []

    def cut_off(*arguments) -> None:
        done.append(arguments)
        if len(done) == 4:
            raise KeyboardInterrupt
        follow(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("blog.content.operations.reindexing.follow", cut_off)
        with pytest.raises(KeyboardInterrupt):
            operations.reindex()
    assert len(found("cormorant")) == 5
    assert operations.unindexed() == 3
    assert operations.reindex(whole=False) == 3
    assert operations.unindexed() == 0


def test_entries_of_documents_that_are_gone_go_too(app) -> None:
    doc = post("Cormorants")
    with transaction() as session:
        session.execute(sa.delete(Post).where(Post.id == sa.literal(doc["id"], Post.id.type)))
    operations.reindex(whole=False)
    with transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(SearchEntry)) == 0


def test_another_language_makes_every_entry_out_of_date(app) -> None:
    post("Häuser am Meer")
    assert found("haus") == []
    app.config["SEARCH_LANGUAGE"] = "german"
    assert operations.unindexed() == 1
    operations.reindex()
    assert found("haus") == found("häusern") == ["Häuser am Meer"]


def test_the_index_of_the_whole_is_the_index_of_each_save(app) -> None:
    post("Cormorants & <gannets>", summary="Two birds")
    columns = [column for column in SearchEntry.__table__.columns if column.name not in ("id", "words")]
    with transaction() as session:
        before = session.execute(sa.select(*columns)).all()
    operations.reindex()
    with transaction() as session:
        assert session.execute(sa.select(*columns)).all() == before


def test_an_upgrade_has_the_words_learned_anew_with_those_of_drafts_apart(app) -> None:
    post("Cormorants"), post("Skuas", status="draft")
    downgrade(revision="0012")
    upgrade()
    assert operations.unindexed() == 2
    operations.reindex(whole=False)
    with transaction() as session:
        words = session.execute(sa.select(SearchWord.word, SearchWord.public)).all()
    assert ("cormorants", True) in words
    assert ("skuas", False) in words
    assert ("skuas", True) not in words

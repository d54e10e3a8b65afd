"""Searching through the operations: who finds what after each command, how results are ranked, what else is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.search import corrections
from tests.content.documents import make, page, post, text


def names(question: str, *, actor=ANONYMOUS, **more) -> list[str]:
    """The titles of what is found, the best first."""
    return [result.name for result in operations.search(question, actor=actor, **more).docs]


def edit(doc, *, draft: bool = False, **data) -> None:
    operations.update(doc.get("collection", "posts"), doc["id"], data, actor=SYSTEM, draft=draft)


# Who finds what, after each command


def test_readers_find_what_is_published_and_staff_finds_drafts_too(app, people) -> None:
    post("Cormorants")
    post("Cormorants to come", status="draft")
    assert names("cormorants") == ["Cormorants"]
    assert names("cormorants", actor=people.uma.actor) == ["Cormorants"]
    assert len(names("cormorants", actor=people.ed.actor)) == 2


def test_a_working_copy_is_found_by_nobody_until_it_is_published(app, people) -> None:
    doc = post("Cormorants")
    edit(doc, draft=True, title="Gannets", content=text("Skuas."))
    assert names("gannets") == names("skuas") == []
    assert names("cormorants") == ["Cormorants"]
    operations.publish("posts", doc["id"], actor=SYSTEM)
    assert names("gannets") == names("skuas") == ["Gannets"]
    assert names("cormorants") == []


def test_what_is_unpublished_or_trashed_is_not_found_and_comes_back(app) -> None:
    doc = post("Cormorants")
    operations.unpublish("posts", doc["id"], actor=SYSTEM)
    assert names("cormorants") == []
    operations.publish("posts", doc["id"], actor=SYSTEM)
    assert names("cormorants") == ["Cormorants"]
    operations.trash("posts", doc["id"], actor=SYSTEM)
    assert names("cormorants") == names("cormorants", actor=SYSTEM) == []
    operations.restore("posts", doc["id"], actor=SYSTEM)
    assert names("cormorants") == ["Cormorants"]
    operations.delete("posts", doc["id"], actor=SYSTEM)
    assert names("cormorants") == names("cormorants", actor=SYSTEM) == []


def test_a_document_for_later_is_found_when_its_time_has_come(app, monkeypatch) -> None:
    post("Cormorants", publishedAt=now() + timedelta(days=2))
    assert names("cormorants") == []
    later = now() + timedelta(days=3)
    monkeypatch.setattr("blog.collections.rules.now", lambda: later)
    assert names("cormorants") == ["Cormorants"]


def test_a_version_that_is_brought_back_is_found_by_its_words(app) -> None:
    doc = post("Cormorants", content=text("First words: kittiwake."))
    edit(doc, content=text("Second words: fulmar."))
    oldest = operations.find_versions("posts", doc["id"], actor=SYSTEM).docs[-1]
    operations.restore_version("posts", oldest["id"], actor=SYSTEM, draft=False)
    assert names("kittiwake") == ["Cormorants"]
    assert names("fulmar") == []


def test_a_transaction_that_fails_leaves_the_index_as_it_was(app) -> None:
    doc = post("Cormorants")
    with pytest.raises(Exception, match="invalid"):
        operations.update("posts", doc["id"], {"title": "Gannets", "content": {"type": "no"}}, actor=SYSTEM)
    assert names("cormorants") == ["Cormorants"]
    assert names("gannets") == []


def test_internal_notes_are_searched_for_nobody(app, people) -> None:
    post("Cormorants", internalNotes="Ask Zebedee.")
    assert names("zebedee") == names("zebedee", actor=people.ada.actor) == []


def test_the_words_of_a_draft_are_not_offered_as_corrections(app) -> None:
    post("Secret zeppelin", status="draft")
    assert operations.search("zepelin", actor=ANONYMOUS).corrected == ""


@pytest.mark.parametrize("state", ["draft", "later", "unpublished", "trashed", "rewritten"])
def test_what_nobody_may_read_neither_spoils_nor_makes_a_correction(app, state) -> None:
    post("Kestrels", content=text("A kestrel."))
    more = {"status": "draft"} if state == "draft" else {}
    more |= {"publishedAt": now() + timedelta(days=2)} if state == "later" else {}
    doc = post("Hidden", content=text("Kestrol, kestra, kestru, kestri, kestry, kestro, kestrul and kestril."), **more)
    if state == "unpublished":
        operations.unpublish("posts", doc["id"], actor=SYSTEM)
    elif state == "trashed":
        operations.trash("posts", doc["id"], actor=SYSTEM)
    elif state == "rewritten":
        edit(doc, content=text("Nothing of the kind."))
    for typed in ("kestrol", "kestral", "kestrul"):
        assert operations.search(typed, actor=ANONYMOUS, unfinished=False).corrected == "kestrel", typed


def test_staff_finds_a_draft_by_an_unfinished_and_by_a_mistyped_word(app, people) -> None:
    post("Secret zeppelin", status="draft")
    assert names("zeppe", actor=people.ed.actor) == names("zepelin", actor=people.ed.actor) == ["Secret zeppelin"]


def test_categories_and_technologies_are_found(app) -> None:
    make("categories", title="Seamanship", description="Knots and splices.")
    make("technologies", name="Rust")
    assert names("splice") == ["Seamanship"]
    assert names("rust") == ["Rust"]
    assert names("rust", collections=["posts", "categories"]) == []


# What is found


def test_words_are_found_in_other_forms_cases_and_accents(app) -> None:
    post("Sailing to São Miguel")
    for question in ("sail", "SAILED", "sao miguel", "são", "miguel sails"):
        assert names(question) == ["Sailing to São Miguel"], question


def test_the_last_word_may_be_unfinished(app) -> None:
    post("Writing about lighthouses")
    assert names("lightho") == names("writi") == names("lighthouses wri") == ["Writing about lighthouses"]
    assert operations.search("lightho writing", actor=ANONYMOUS).loose
    assert names("lightho", unfinished=False) == []


def test_words_in_quotes_stand_side_by_side(app) -> None:
    post("One", content=text("The harbour master is asleep."))
    post("Two", content=text("The master left the harbour."))
    assert names('"harbour master"') == ["One"]
    assert set(names("harbour master")) == {"One", "Two"}
    assert names("“harbour master”") == ["One"]


def test_a_phrase_does_not_reach_from_one_part_of_a_document_into_the_next(app) -> None:
    post("Grey seal", summary="Harbour")
    assert names('"seal harbour"') == []


def test_words_with_a_minus_are_not_there(app) -> None:
    post("Terns", content=text("Terns and gulls."))
    post("Gulls", content=text("Gulls alone."))
    assert names("gulls -terns") == ["Gulls"]
    assert names("-terns") == []


def test_a_word_in_the_title_counts_most_then_the_summary(app) -> None:
    same = now() - timedelta(days=1)
    post("Body", content=text("puffin puffin puffin " * 20), publishedAt=same)
    post("Summary", summary="A puffin.", publishedAt=same)
    post("Puffins", publishedAt=same)
    assert names("puffin") == ["Puffins", "Summary", "Body"]


def test_of_two_alike_the_newer_one_comes_first(app) -> None:
    for years, title in ((6, "Puffins then"), (0, "Puffins today"), (3, "Puffins once")):
        post(title, content=text("Same."), publishedAt=now() - timedelta(days=1 + 365 * years))
    assert names("puffins") == ["Puffins today", "Puffins once", "Puffins then"]


def test_words_that_say_nothing_need_not_be_there(app) -> None:
    post("Winter harbours")
    assert names("what is the harbour in winter?") == ["Winter harbours"]


def test_a_question_of_empty_words_finds_them_all_the_same(app) -> None:
    post("To be or not to be")
    assert names('"to be or not to be"') == names("to be or not") == ["To be or not to be"]


def test_a_mistyped_word_finds_what_was_meant(app) -> None:
    post("Lighthouse")
    post("Other")
    for typo in ("lighthuose", "lighthouze", "lightthouse", "lifhthouse", "ligthhouse", "xighthouse"):
        results = operations.search(typo, actor=ANONYMOUS, unfinished=False)
        assert ([result.name for result in results.docs], results.corrected) == (["Lighthouse"], "lighthouse"), typo


def test_only_the_mistyped_word_is_corrected(app) -> None:
    post("Lighthouse keepers at work")
    results = operations.search('keepres "at work" -cats', actor=ANONYMOUS)
    assert results.corrected == 'keepers "at work" -cats'


def test_words_that_are_there_but_not_together_are_left_as_they_are(app) -> None:
    post("Lighthouse keepers"), post("Keeper"), post("Marmots")
    results = operations.search("keeper marmots", actor=ANONYMOUS, unfinished=False)
    assert (results.corrected, results.loose) == ("", True)


def test_a_long_mistyped_question_costs_no_more_than_a_short_one(app, monkeypatch) -> None:
    post("Lighthouse keepers", content=text(" ".join(f"lighth{a}{b}se" for a in "abcdefghij" for b in "klmnopqrst")))
    compared = []
    measured = corrections.distance
    monkeypatch.setattr(corrections, "distance", lambda *words: compared.append(words) or measured(*words))
    assert names("lihgthouse kepers", unfinished=False) == ["Lighthouse keepers"]
    assert 0 < len([words for words in compared if words[0] == "lihgthouse"]) <= 2 * corrections.MOST_CANDIDATES
    assert not [words for words in compared if words[0] == "kepers" and words[1].startswith("lighth")]
    compared.clear()
    operations.search(" ".join(f"lihgthouz{letter}" for letter in "abcdefghijklmnop"), actor=ANONYMOUS)
    assert compared == []


def test_where_not_every_word_is_there_some_will_do(app) -> None:
    post("Lighthouse")
    results = operations.search("lighthouse caravanserai", actor=ANONYMOUS)
    assert results.loose
    assert [result.name for result in results.docs] == ["Lighthouse"]


def test_scripts_without_spaces_are_found_by_part(app) -> None:
    post("灯台の歴史", slug="japanese")
    assert names("灯台") == names("歴史") == ["灯台の歴史"]
    assert names("台灯") == []


def test_a_long_document_is_found_by_its_last_word(app) -> None:
    post("Long", content=text("word " * 30_000 + "quincunx"))
    assert names("quincunx") == ["Long"]


# What results say


def test_results_count_what_they_could_be_narrowed_by(app) -> None:
    craft = make("categories", title="Craft")
    post("Knots", categories=[craft["id"]], publishedAt=now() - timedelta(days=1))
    page("Knots too")
    results = operations.search("knots", actor=ANONYMOUS)
    assert results.collections == {"posts": 1, "pages": 1}
    assert results.terms == {craft["id"]: 1}
    assert sum(results.years.values()) == 2
    assert operations.search("knots", actor=ANONYMOUS, filed=[craft["id"]]).total == 1


def test_results_do_not_count_past_a_thousand(app, monkeypatch) -> None:
    monkeypatch.setattr("blog.search.index.MOST_RANKED", 5)
    for number in range(7):
        post(f"Knot {number}", publishedAt=now() - timedelta(days=number + 1))
    results = operations.search("knot", actor=ANONYMOUS)
    assert (results.total, results.more_than_counted) == (5, True)
    assert {result.name for result in results.docs} == {f"Knot {number}" for number in range(5)}


@pytest.mark.parametrize("question", ["puffin", "puffin gull", "gull puffin -auk", "puffi", "puffin albatross"])
def test_an_old_document_is_found_by_its_title_however_many_newer_ones_say_the_word(app, monkeypatch, question) -> None:
    monkeypatch.setattr("blog.search.index.MOST_RANKED", 5)
    monkeypatch.setattr("blog.search.index.MOST_CALLED", 2)
    post("Puffins", content=text("With gulls."), publishedAt=now() - timedelta(days=900))
    for number in range(8):
        post(f"Bird {number}", content=text("A puffin, a gull."), publishedAt=now() - timedelta(days=number + 1))
    results = operations.search(question, actor=ANONYMOUS)
    assert "Puffins" in [result.name for result in results.docs]
    assert names("puffins")[0] == "Puffins"
    assert len({result.id for result in results.docs}) == len(results.docs) == results.total
    assert names(question, collections=["pages"]) == []


def test_a_search_takes_few_statements_however_much_is_typed(app, statements) -> None:
    for number in range(5):
        post(f"Knot {number}")
    for question, most in (("knot", 3), ('"knot"', 2), ("knto knots bowlines " * 6, 9)):
        with statements() as seen:
            operations.search(question, actor=ANONYMOUS)
        assert len(seen) <= most, seen


def test_the_snippet_is_taken_where_the_words_stand(app) -> None:
    post("Long", content=text("Nothing here. " * 200 + "Then the albatross came. " + "Nothing there. " * 200))
    snippet = operations.search("albatross", actor=ANONYMOUS).docs[0].snippet
    assert "Then the <mark>albatross</mark> came." in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 300


# Likeness


def test_documents_filed_alike_and_with_the_same_rare_words_are_most_alike(app, statements) -> None:
    craft, other = make("categories", title="Craft"), make("categories", title="Other")
    one = post("Splicing a rope", categories=[craft["id"]])
    post("Rope splices, again", categories=[craft["id"]])
    post("Anchors", categories=[craft["id"]])
    post("Nothing of the kind", categories=[other["id"]])
    post("Splicing a rope in secret", categories=[craft["id"]], status="draft")
    found = operations.alike("posts", one["id"], actor=ANONYMOUS)
    assert [doc["title"] for doc in found] == ["Rope splices, again", "Anchors"]
    with statements() as seen:
        operations.alike("posts", one["id"], actor=ANONYMOUS, select=("title", "slug"))
    assert len(seen) <= 1


def test_an_author_in_common_makes_nothing_alike_but_can_be_asked_for(app, people) -> None:
    one = post("Splicing a rope", author=people.ed.id)
    post("Nothing of the kind", author=people.ed.id)
    post("Nothing else", author=people.ada.id)
    assert operations.alike("posts", one["id"], actor=ANONYMOUS) == []
    assert names("nothing", filed=[people.ed.id]) == ["Nothing of the kind"]


def test_likeness_is_asked_anew_when_a_document_changes(app) -> None:
    one, two = post("Splicing a rope"), post("Rope splices")
    assert [doc["id"] for doc in operations.alike("posts", one["id"], actor=ANONYMOUS)] == [two["id"]]
    operations.unpublish("posts", two["id"], actor=SYSTEM)
    assert operations.alike("posts", one["id"], actor=ANONYMOUS) == []


def test_a_document_that_is_not_there_is_like_none(app) -> None:
    assert operations.alike("posts", "nonsense", actor=ANONYMOUS) == []
    assert operations.alike("posts", "00000000-0000-0000-0000-000000000000", actor=ANONYMOUS) == []

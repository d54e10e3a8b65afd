"""What a document says survives being written as Markdown and read again."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from prosemirror.model import Node as SchemaNode

from blog.richtext import from_markdown, plain_text, render, to_markdown, validate
from blog.richtext.schema import SCHEMA
from tests.richtext.documents import documents, leaves, paragraphs

unhurried = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))


def assert_survives(document: dict[str, Any]) -> None:
    document = validate(document)
    markdown = to_markdown(document)
    assert from_markdown(markdown) == document, markdown


@unhurried
@given(paragraphs())
def test_any_paragraph_survives_being_markdown(document):
    assert_survives(document)


@unhurried
@given(leaves())
def test_any_single_block_survives_being_markdown(document):
    assert_survives(document)


@unhurried
@given(documents())
def test_any_document_survives_being_markdown(document):
    assert_survives(document)


@unhurried
@given(documents())
def test_a_validated_document_passes_the_check_of_prosemirror_itself(document):
    SchemaNode.from_json(SCHEMA, validate(document)).check()


@unhurried
@given(documents())
def test_validating_twice_changes_nothing(document):
    document = validate(document)
    assert validate(document) == document


@unhurried
@given(documents())
def test_any_document_can_be_rendered_and_put_in_words(document):
    document = validate(document)
    assert render(document)
    assert isinstance(plain_text(document), str)

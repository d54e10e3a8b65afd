"""The demo shows what pages can be made of: every block and every kind of head is on one of them."""

from __future__ import annotations

from blog.cli.demo import manuscripts
from blog.content.registry import registry


def test_every_block_is_on_some_page() -> None:
    shown = {block["blockType"] for page in manuscripts.pages() for block in page["layout"]}
    assert set(registry.blocks) - shown == set()


def test_every_kind_of_head_is_on_some_page() -> None:
    assert {page["hero"]["type"] for page in manuscripts.pages()} == {"none", "low", "medium", "high"}

"""Diagrams in the pages of the site: drawn on the server, named, and as text wherever a drawing cannot be."""

from __future__ import annotations

import re

import pytest

from blog.diagrams import Drawing
from blog.site import texts
from tests.site import content

pytestmark = pytest.mark.sqlite_only

FLOW = "```mermaid {{title={title}}}\nflowchart LR\n  A[{word}] --> B\n```\n\n"


def page_with(client, text: str) -> str:
    content.post("Drawn", content=content.text(text))
    answer = client.get("/posts/drawn")
    assert answer.status_code == 200
    return answer.text


def test_a_diagram_is_drawn_and_its_source_is_at_hand(client) -> None:
    page = page_with(client, FLOW.format(title='"How <it> goes"', word="Tide"))
    assert '<svg role="img" aria-label="How &lt;it&gt; goes" aria-describedby="diagram-words"' in page
    assert '<desc id="diagram-words">Tide, B</desc>' in page
    assert "<summary>Source of this diagram</summary>" in page
    assert "A[Tide] --&gt; B" in page
    assert "<figcaption>How &lt;it&gt; goes</figcaption></figure>" in page  # first or last, or it is no valid HTML
    assert "\ue000" not in page


def test_diagrams_on_one_page_do_not_share_their_ids(client) -> None:
    page = page_with(client, FLOW.format(title='"One"', word="Same") * 2)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    used = re.findall(r'marker-end="url\(#([^)]+)\)"', page)
    assert len(set(used)) == 2
    assert set(used) <= set(ids)


def test_a_diagram_with_a_mistake_says_so_and_is_shown_as_text(client) -> None:
    page = page_with(client, "```mermaid\nflowchart TD\n A --> --> B <b>\n```\n")
    assert "This diagram could not be drawn." in page
    assert "A --&gt; --&gt; B &lt;b&gt;" in page
    assert 'class="drawing"' not in page


def test_a_page_waits_only_so_long_for_its_drawings(app, client, monkeypatch) -> None:
    drawn = []

    def pen(source: str) -> Drawing:
        drawn.append(source)
        return Drawing(picture="></svg>", width=10, kind="Flowchart")

    monkeypatch.setattr(app.extensions["sketchbook"], "pen", pen)
    monkeypatch.setattr(texts, "DRAWING_SECONDS", -1)
    page = page_with(client, FLOW.format(title='"One"', word="One") + FLOW.format(title='"Two"', word="Two"))
    assert drawn == []
    assert page.count('<pre class="mermaid"') == 2
    assert "could not be drawn" not in page
    monkeypatch.setattr(texts, "DRAWING_SECONDS", 4)
    assert client.get("/posts/drawn").text.count('class="drawing"') == 2
    assert len(drawn) == 2


def test_feeds_have_the_source(client) -> None:
    content.post("Drawn", content=content.text(FLOW.format(title='"One"', word="Tide")))
    feed = client.get("/feed.xml", follow_redirects=True).text
    assert "A[Tide]" in feed
    assert "&lt;svg" not in feed
    assert "<svg" not in feed

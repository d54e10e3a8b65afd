"""The editor of rich text in a real browser: a post written by the keyboard, and documents that stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Browser, Page, expect

from blog import richtext
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests import axe
from tests.admin.everything import everything
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import page, picture, post
from tests.richtext.documents import documents

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

#: Puts documents through the editor's own schema and through what it gives the clipboard.
THROUGH = """async (documents) => {
  const { fromSchema } = await import("/static/admin/editor/schema.js");
  const { getSchema, pm } = await import("/static/vendor/editor.js");
  const kit = JSON.parse(document.getElementById("prose-kit").textContent);
  const schema = getSchema(fromSchema(kit.schema, {}));
  return documents.map((given) => {
    const node = schema.nodeFromJSON(JSON.parse(given));
    node.check();
    return JSON.stringify(node.toJSON());
  });
}"""
#: The editor's schema in the words of the server's.
SCHEMA = """async () => {
  const { fromSchema } = await import("/static/admin/editor/schema.js");
  const { getSchema } = await import("/static/vendor/editor.js");
  const kit = JSON.parse(document.getElementById("prose-kit").textContent);
  const schema = getSchema(fromSchema(kit.schema, {}));
  const attrs = ({ spec }) => Object.entries(spec.attrs ?? {}).map(([name, each]) => ({ name, default: each.default }));
  const part = (types) => Object.values(types).map((type) => ({
    name: type.name, content: type.spec.content, attrs: attrs(type), excludes: type.spec.excludes,
    group: type.spec.group?.replace(" list", ""), inclusive: type.spec.inclusive,
  }));
  return { nodes: part(schema.nodes), marks: part(schema.marks) };
}"""


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def opened(browser: Browser, site: str, email: str, path: str, **options: Any) -> tuple[Page, list[str]]:
    tab, heard = enter(browser, site, email, **options)
    tab.goto(f"{site}/admin/{path}")
    tab.locator(".prose-text").first.wait_for()
    return tab, heard


def sent(tab: Page, name: str = "content") -> Any:
    """What the form would send for a rich text at this moment."""
    script = "name => new FormData(document.getElementById('document')).get(name)"
    assert tab.evaluate(script, f"{name}:form") == "document"
    return json.loads(tab.evaluate(script, name))


def random_documents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    @settings(max_examples=60, database=None, deadline=None, phases=[Phase.generate], derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(documents())
    def gather(document: dict[str, Any]) -> None:
        found.append(richtext.validate(document))

    gather()
    return found


def test_the_editor_holds_exactly_what_the_server_stores(site, browser, people) -> None:
    whole = everything(picture(), post("Related")["id"])
    tab, heard = opened(browser, site, people.ada.email, f"posts/{post('Whole', content=whole)['id']}")
    theirs, ours = tab.evaluate(SCHEMA), richtext.description()
    for part in ("nodes", "marks"):
        assert [each["name"] for each in theirs[part]] == [each["name"] for each in ours[part]]
        for their, our in zip(theirs[part], ours[part], strict=True):
            assert their["attrs"] == our["attrs"]
            if part == "nodes":
                assert [their.get(each) for each in ("content", "group")] == [our.get("content"), our.get("group")]
            else:
                assert [their["excludes"], their["inclusive"]] == [our["name"], our["inclusive"]]
    given_documents = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in random_documents()]
    assert tab.evaluate(THROUGH, given_documents) == given_documents
    # The whole one, in the editor itself: as it came, and as it is after something was typed and taken back.
    assert sent(tab) == whole
    tab.get_by_role("textbox", name="Content").focus()
    tab.keyboard.press("Control+Home")
    tab.keyboard.type("x")
    assert sent(tab) != whole
    tab.keyboard.press("Control+z")
    assert sent(tab) == whole
    tab.get_by_role("button", name="Write Markdown").click()
    expect(tab.locator("#content")).to_have_value(richtext.to_markdown(whole))
    tab.get_by_role("button", name="Write Markdown").click()
    expect(tab.locator("#content")).to_be_hidden()
    assert sent(tab) == whole
    # The pictures of this document have no files.
    assert [said for said in heard if "404" not in said] == []


def test_a_post_is_written_with_signs_menu_and_markdown_by_the_keyboard(site, browser, people) -> None:
    tab, heard = opened(browser, site, people.ada.email, "posts/new")
    key = tab.keyboard
    expect(tab.locator("#title")).to_be_focused()
    key.type("By keyboard")
    key.press("Enter")
    expect(tab.locator("#summary")).to_be_focused()
    tab.get_by_role("textbox", name="Content").focus()
    key.type("## Signs\n**bold**, _it_, `code` and ~~no~~\n- one\ntwo\n\n[x] done\n\n> quoted\n")
    key.press("Enter")
    key.type("```python print(1)")
    key.press("ArrowDown")
    key.type("---/tab")
    assert tab.locator("[role=option]").all_inner_texts()[0].startswith("Table")
    active = tab.locator("[aria-activedescendant]").get_attribute("aria-activedescendant")
    expect(tab.locator(f"[id='{active}']")).to_have_attribute("aria-selected", "true")
    key.press("ArrowDown")
    key.press("ArrowUp")
    key.press("Enter")
    key.type("Name")
    key.press("Tab")
    kinds = [block["type"] for block in sent(tab)["content"]]
    assert kinds == [
        "heading", "paragraph", "bulletList", "taskList", "blockquote", "codeBlock", "horizontalRule", "table",
    ]  # fmt: skip
    assert [len(row["content"]) for row in sent(tab)["content"][-1]["content"]] == [3, 3, 3]
    tab.get_by_role("toolbar", name="Table tools").get_by_role("button", name="Delete column").click()
    assert [len(row["content"]) for row in sent(tab)["content"][-1]["content"]] == [2, 2, 2]
    key.type("Size")
    assert axe.judged(tab) == []
    # Below the table that ends the text there is room, which is nothing before something is written there.
    expect(tab.locator(".prose-below")).to_be_visible()
    key.press("Control+Enter")
    assert [block["type"] for block in sent(tab)["content"]] == kinds
    key.press("ArrowUp")
    expect(tab.locator(".prose-below")).to_be_visible()
    key.press("ArrowDown")
    key.type("Below it")
    assert [block["type"] for block in sent(tab)["content"]] == [*kinds, "paragraph"]
    # Escape and Tab lead out of the text, the toolbar is one stop and the arrows lead along it.
    key.press("Alt+F10")
    expect(tab.get_by_role("button", name="Heading 2")).to_be_focused()
    key.press("End")
    key.press("ArrowLeft")
    key.press("ArrowLeft")
    expect(tab.get_by_role("button", name="Write Markdown")).to_be_focused()
    key.press("Enter")
    expect(tab.locator("#content")).to_be_focused()
    key.press("Control+End")
    key.type("\n\n:::callout\nFrom *Markdown*.\n:::\n")
    tab.get_by_role("button", name="Write Markdown").press("Enter")
    expect(tab.locator(".prose-text")).to_contain_text("From Markdown.")
    key.press("Control+/")
    expect(tab.get_by_role("dialog", name="Keys for writing")).to_be_visible()
    key.press("Escape")
    key.press("Escape")
    key.press("Tab")
    expect(tab.get_by_label("Internal notes")).to_be_focused()
    tab.get_by_role("button", name="Publish").press("Enter")
    tab.get_by_role("dialog", name="Publish this post?").wait_for()
    key.press("Enter")
    # A new post may have been saved by itself before, and is then published rather than created.
    tab.locator(".said").get_by_text(re.compile("Readers see it now|Published")).wait_for()
    tab.goto(f"{site}/posts/by-keyboard")
    article = tab.locator("article")
    for tag, words in (("h2", "Signs"), ("strong", "bold"), ("del, s", "no"), ("th", "Size"), ("em", "Markdown")):
        expect(article.locator(tag).get_by_text(words).first).to_be_visible()
    assert heard == []


def test_editors_of_a_long_page_are_made_when_their_place_comes_near(site, browser, people) -> None:
    columns = [[{"richText": richtext.from_markdown(f"Text {number}")}] for number in range(30)]
    doc = page("Long", layout=[{"blockType": "content", "columns": each} for each in columns])
    tab, heard = opened(browser, site, people.ada.email, f"pages/{doc['id']}")
    assert tab.locator("textarea[data-prose]").count() >= 30
    assert tab.locator(".prose-text").count() < 8
    before = operations.revision("pages", doc["id"], actor=SYSTEM)
    last = tab.locator("#layout\\.29")
    last.locator("summary").first.click()
    for summary in last.locator("details:not([open]) > summary").all():
        summary.click()
    text = last.locator(".prose-text")
    text.click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" and more")
    tab.locator("[value='up:layout.29']").click()
    moved = tab.locator("[name='layout.28.columns.0.richText']")
    expect(moved).to_have_value(re.compile("Text 29 and more"), timeout=20_000)
    assert sent(tab, "layout.28.columns.0.richText")["content"][0]["content"][0]["text"] == "Text 29 and more"
    tab.get_by_role("button", name="Save draft").click()
    tab.get_by_text("Readers do not see these changes yet.").wait_for()
    db.session.rollback()
    saved = operations.find_by_id("pages", doc["id"], actor=SYSTEM, depth=0, draft=True)["layout"]
    assert richtext.plain_text(saved[28]["columns"][0]["richText"]) == "Text 29 and more"
    assert saved[0] == doc["layout"][0]
    assert operations.revision("pages", doc["id"], actor=SYSTEM) > before
    assert heard == []

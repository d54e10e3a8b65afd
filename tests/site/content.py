"""What the tests of the public site put into it: short to say, with everything else filled in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from blog import richtext
from blog.clock import now
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.models import Media
from tests.people import PASSWORD

EVERYTHING = """
First, a paragraph with **bold**, *italic*, `code`, ~~gone~~, ==marked== and [a link](/about "Who").[^1]

## A heading

- one
- two
  - deeper

1. first
2. second

- [x] done
- [ ] to do

> A quotation.

```python
def answer() -> int:
    return 42  # <script>alert(1)</script>
```

| Left | Right |
|:-----|------:|
| a    |    1 |

$$e = mc^2$$

Inline $x^2$ too.

```mermaid
graph LR
  A --> B
```

:::callout{kind=warning title="Mind the step"}
Careful.
:::

:::cta{title="Call" label="Now" href="/contact"}
Do it.
:::

::embed{url="https://example.org/talk" title="A talk" description="With slides"}

:::metrics{title="Figures"}
- 12 | ships | and a boat
:::

:::facts{title="Particulars"}
- Made of | oak
:::

:::details{summary="More"}
Hidden at first.
:::

::::columns
:::column
Left side.
:::
:::column
Right side.
:::
::::

::archive{collection=posts limit=2}

### A heading

---

The end.

[^1]: A note with `code`.
"""


def text(words: str) -> dict[str, Any]:
    """A rich text document from Markdown."""
    return richtext.validate(richtext.from_markdown(words))


def post(title: str, *, days_ago: float = 1, status: str = "published", **more: Any) -> dict[str, Any]:
    return _document("posts", title, days_ago=days_ago, status=status, **more)


def project(title: str, *, status: str = "published", **more: Any) -> dict[str, Any]:
    return _document("projects", title, days_ago=1, status=status, **more)


def page(title: str, *, status: str = "published", **more: Any) -> dict[str, Any]:
    given = {"hero": {"type": "none"}, "layout": [block("content", columns=[{"richText": text("Words.")}])], **more}
    return _create("pages", {"title": title, "status": status, "publishedAt": before(1), **given})


def block(kind: str, **fields: Any) -> dict[str, Any]:
    """A layout block."""
    return {"blockType": kind, **fields}


def category(title: str, **more: Any) -> dict[str, Any]:
    return _create("categories", {"title": title, **more})


def technology(name: str, **more: Any) -> dict[str, Any]:
    return _create("technologies", {"name": name, **more})


def redirect(path: str, to: str | None, *, kind: str = "exact", status: int = 301) -> dict[str, Any]:
    target = {"type": "custom", "url": to} if to else None
    return _create("redirects", {"from": path, "type": kind, "to": target, "status": status})


def author(name: str = "Ines Halloran", slug: str = "ines", **more: Any) -> dict[str, Any]:
    account = {"email": f"{slug}@example.org", "name": name, "slug": slug, "role": "editor", "password": PASSWORD}
    return _create("users", {**account, **more})


def picture(filename: str = "tulips.png", **more: Any) -> str:
    """The id of a picture of which only the row is there, not the file."""
    with transaction() as session:
        row = Media(
            filename=filename, mime_type="image/png", filesize=70, digest="0" * 64, key=f"originals/{filename}",
            public_key=f"originals/{filename}", **{"alt": "Tulips", "width": 1600, "height": 1200} | more,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return str(row.id)


def contact_form(**more: Any) -> dict[str, Any]:
    """A form with one field of each common kind."""
    fields = [
        {"blockType": "text", "name": "name", "label": "Your name", "required": True, "width": 50},
        {"blockType": "email", "name": "email", "label": "E-mail", "required": True, "width": 50, "help": "To answer."},
        {"blockType": "select", "name": "topic", "label": "Topic", "options": _options("work", "words")},
        {
            "blockType": "number",
            "name": "budget",
            "label": "Budget",
            "condition": {"field": "topic", "value": "work"},
        },
        {"blockType": "radio", "name": "when", "label": "When", "options": _options("soon", "later")},
        {"blockType": "checkboxes", "name": "how", "label": "How", "options": _options("mail", "call")},
        {"blockType": "message", "name": "note", "message": text("A *note* between fields.")},
        {"blockType": "textarea", "name": "message", "label": "Message", "required": True},
        {"blockType": "checkbox", "name": "copy", "label": "Send me a copy"},
    ]
    given = {"title": "Contact", "status": "published", "fields": fields, "submitButtonLabel": "Send it"}
    return _create("forms", {**given, **more})


def before(days: float) -> datetime:
    return now() - timedelta(days=days)


def _options(*values: str) -> list[dict[str, str]]:
    return [{"label": value.capitalize(), "value": value} for value in values]


def _document(collection: str, title: str, *, days_ago: float, status: str, **more: Any) -> dict[str, Any]:
    words = {"content": text(f"The text of {title}."), "summary": f"About {title}."}
    return _create(collection, {"title": title, "status": status, "publishedAt": before(days_ago), **words, **more})


def _create(collection: str, data: dict[str, Any]) -> dict[str, Any]:
    return operations.create(collection, data, actor=SYSTEM, depth=0)

"""One document with every node and every mark that there is, in the dialect that authors write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from blog import richtext

ID = "3f2b8c1e-1111-4222-8333-444455556666"
MARKDOWN = """\
## A heading {#anchor}

Words that are **bold**, *italic*, ~~gone~~, <u>under</u>, ==marked==, H<sub>2</sub>O, x<sup>2</sup>, <kbd>Esc</kbd>,
`code`,
<abbr title="Cascading Style Sheets">CSS</abbr>, [linked](https://example.org "A title") and
[related](reference:posts/3f2b8c1e-1111-4222-8333-444455556666), $e^{i\\pi}$, a note[^1] and\\
a second line.

> Said by **somebody** else.

- one
    1. inside
- two

3. three
4. four

- [x] done
- [ ] to do

```python {title="a.py" highlight="1,3-4"}
print("<b>")
```

***

| Name | Number |
| :--- | ---: |
| **a** | 1 |

![A *lake*](/lake.jpg "By the lake"){width="wide"}

:::gallery{title="Two"}
![One](/one.jpg)
![](media:3f2b8c1e-1111-4222-8333-444455556666)
:::

:::callout{kind="warning" title="Mind"}
The gap.
:::

::embed{url="https://example.org/film" title="A film"}

:::cta{title="Join" label="Go" href="/join"}
It is free.
:::

::::columns
:::column
Left.
:::
:::column
Right.
:::
::::

::archive{collection="projects" limit=5}

::form{form="contact"}

```mermaid
graph TD; A-->B
```

$$
a^2 + b^2
$$

:::metrics{title="Figures"}
- 12 | people | who came
:::

:::facts
- Where | Here
:::

:::details{summary="More"}
Hidden.
:::

[^1]: What the note says.
"""


def everything(media: str = ID, related: str = ID) -> dict[str, Any]:
    """The document that the Markdown above is, with these ids in it."""
    return richtext.from_markdown(MARKDOWN.replace(f"media:{ID}", f"media:{media}").replace(ID, related))


def kinds(document: dict[str, Any]) -> Iterator[str]:
    """The name of every node and mark in a document."""
    yield document["type"]
    yield from (mark["type"] for mark in document.get("marks", ()))
    for child in document.get("content", ()):
        yield from kinds(child)

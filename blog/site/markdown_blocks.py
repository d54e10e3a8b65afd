"""Rich text, pictures and the layout blocks of pages as Markdown that needs nothing of the site around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

from blog import richtext
from blog.site.addresses import address, link_address, link_label
from blog.site.archives import archive_documents
from blog.site.form_state import published_form
from blog.site.rendering import absolute

Block = Mapping[str, Any]
#: What a place in the text becomes that only the page can show.
LISTS = {"posts": "/posts", "projects": "/projects"}


def label(text: object) -> str:
    """A text on one line in which no sign is markup."""
    return richtext.escape_line(str(text or ""))


def markdown_of(document: Any, path: str) -> str:
    """The Markdown of a rich text document at a path, with complete addresses; empty where there is none."""
    if not isinstance(document, Mapping) or not document.get("content"):
        return ""
    return richtext.to_markdown(
        {**document, "content": [_stand_in(node, path) for node in document["content"]]},
        image=_image_address,
        link=lambda attrs: _link_address(attrs, path),
    )


def picture(media: Any) -> str:
    """A picture with its description; empty where there is none."""
    if not isinstance(media, Mapping) or not media.get("url"):
        return ""
    large = (media.get("sizes") or {}).get("large") or {}
    return f"![{label(media.get('alt'))}]({absolute(large.get('url') or media['url'])})"


def link(group: Any) -> str:
    """A link of a menu or a block; empty where it leads nowhere."""
    target = link_address(group) if isinstance(group, Mapping) else None
    return f"[{label(link_label(group))}]({absolute(target)})" if target else ""


def listed(title: str, collection: str, documents: Any) -> str:
    """A list of links to the Markdown of documents, under a heading; empty where there are none."""
    lines = []
    for document in documents or ():
        path = address(collection, document)
        if path:
            summary = f": {label(document.get('summary'))}" if document.get("summary") else ""
            lines.append(f"- [{label(document.get('title'))}]({absolute(path)}.md){summary}")
    return "\n".join([f"## {title}", "", *lines] if title and lines else lines)


def block_markdown(block: Block, path: str) -> str:
    """A layout block; empty for a kind that is unknown here."""
    write = WRITERS.get(str(block.get("blockType")))
    return write(block, path) if write else ""


def _content(block: Block, path: str) -> str:
    parts = []
    for column in block.get("columns") or ():
        parts += [
            markdown_of(column.get("richText"), path),
            link(column.get("link")) if column.get("enableLink") else "",
        ]
    return _joined(*parts)


def _call(block: Block, path: str) -> str:
    links = [link(one.get("link")) for one in block.get("links") or () if isinstance(one, Mapping)]
    return _joined(markdown_of(block.get("richText"), path), "\n".join(f"- {one}" for one in links if one))


def _media(block: Block, _path: str) -> str:
    return _joined(picture(block.get("media")), label(block.get("caption")))


def _gallery(block: Block, _path: str) -> str:
    return _joined(_title(block), *(picture(media) for media in block.get("images") or ()))


def _archive(block: Block, path: str) -> str:
    found = archive_documents(block)
    return _joined(markdown_of(block.get("introContent"), path), listed("", found.collection, found.documents))


def _form(block: Block, path: str) -> str:
    form = published_form(block.get("form"))
    if not form:
        return ""
    intro = markdown_of(block.get("introContent"), path) if block.get("enableIntro") else ""
    return _joined(intro, f"[{label(form.get('title')) or 'Form'}: fill it in on the page]({absolute(path)})")


def _banner(block: Block, path: str) -> str:
    text = markdown_of(block.get("content"), path).strip("\n")
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _code(block: Block, _path: str) -> str:
    code = str(block.get("code") or "")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", code))])
    language = re.sub(r"[^\w+#.-]", "", str(block.get("language") or ""))
    return _joined(f"{fence}{language}\n{code}\n{fence}", label(block.get("caption")))


def _figures(block: Block, _path: str) -> str:
    lines = []
    for item in block.get("items") or ():
        more = f" ({label(item.get('description'))})" if item.get("description") else ""
        lines.append(f"- **{label(item.get('label'))}:** {label(item.get('value'))}{more}")
    return _joined(_title(block), "\n".join(lines))


def _facts(block: Block, _path: str) -> str:
    lines = [f"- **{label(item.get('term'))}:** {label(item.get('description'))}" for item in block.get("items") or ()]
    return _joined(_title(block), "\n".join(lines))


def _quote(block: Block, _path: str) -> str:
    lines = [f"> {label(line)}".rstrip() for line in str(block.get("text") or "").splitlines()]
    if block.get("attribution"):
        lines += [">", f"> — {label(block['attribution'])}"]
    return "\n".join(lines)


WRITERS: dict[str, Callable[[Block, str], str]] = {
    "archive": _archive,
    "banner": _banner,
    "code": _code,
    "content": _content,
    "cta": _call,
    "facts": _facts,
    "formBlock": _form,
    "gallery": _gallery,
    "mediaBlock": _media,
    "metrics": _figures,
    "quote": _quote,
}


def _title(block: Block) -> str:
    return f"## {label(block['title'])}" if block.get("title") else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in (one.strip("\n") for one in parts) if part)


def _stand_in(node: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """A link in the place of a list or a form, which only the page can show."""
    attrs = node.get("attrs") or {}
    if node.get("type") == "form":
        words, target = "There is a form here: fill it in on the page.", path
    elif node.get("type") == "archive":
        target = LISTS.get(str(attrs.get("collection")), LISTS["posts"])
        words = f"See the {target.strip('/')} on the site."
    else:
        inner = node.get("content")
        return {**node, "content": [_stand_in(child, path) for child in inner]} if inner else node
    text = {"type": "text", "text": words, "marks": [{"type": "link", "attrs": {"href": target, "title": None}}]}
    return {"type": "paragraph", "content": [text]}


def _image_address(attrs: Mapping[str, Any]) -> str | None:
    media = attrs.get("media")
    if isinstance(media, Mapping) and media.get("url"):
        large = (media.get("sizes") or {}).get("large") or {}
        return absolute(large.get("url") or media["url"])
    return str(attrs["src"]) if attrs.get("src") else None


def _link_address(attrs: Mapping[str, Any], path: str) -> str | None:
    reference, href = attrs.get("reference"), attrs.get("href")
    if isinstance(reference, Mapping):
        found = address(str(reference.get("relationTo") or ""), reference.get("value"))
        return absolute(found) if found else absolute(path)
    if not href or str(href).startswith("#"):
        return href
    try:
        return urljoin(absolute(path), str(href))
    except ValueError:
        return str(href)

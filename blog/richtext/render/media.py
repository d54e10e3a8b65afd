"""Pictures, galleries and what lies elsewhere on the web, shown without asking any other server for it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from blog.richtext.addresses import is_safe_address, is_web_address
from blog.richtext.render.page import Node, Page, attribute, renders
from blog.richtext.text import plain_text

#: How wide a picture of a gallery is for its height, in hundredths; the style sheet knows a class for each.
_SHAPES = (67, 75, 100, 133, 150, 178, 240)


@renders("image")
def image(page: Page, node: Node) -> str:
    return _figure(page, node["attrs"])


def _figure(page: Page, attrs: Node) -> str:
    media = attrs.get("media")
    if not media and is_web_address(attrs.get("src")):
        return _remote(attrs)
    shown = _picture(page, attrs)
    if shown is None:
        shown, kind = f"<p>{escape(attrs.get('alt') or 'This picture is missing.')}</p>", "image image-missing"
    else:
        kind = f"image image-{attrs.get('width') or 'column'}"
        href = attrs.get("href")
        if href and is_safe_address(href):
            shown = f"<a{attribute('href', href)}>{shown}</a>"
    return f'<figure class="{kind}">{shown}{_caption(media, attrs.get("caption"))}</figure>'


def _caption(media: object, words: str | None) -> str:
    caption = escape(words or _own_caption(media) or "")
    credit = media.get("credit") if isinstance(media, dict) else None
    if isinstance(credit, str) and credit:
        caption = f"<span>{caption}</span> " if caption else ""
        caption += f'<span class="credit">{escape(credit)}</span>'
    return f"<figcaption>{caption}</figcaption>" if caption else ""


@renders("gallery")
def gallery(page: Page, node: Node) -> str:
    title = node["attrs"].get("title")
    heading = f'<p class="gallery-title">{escape(title)}</p>' if title else ""
    pictures = "".join(
        f'<li class="shape-{_shape(child["attrs"].get("media"))}">'
        f"{_figure(page, {**child['attrs'], 'width': 'gallery'})}</li>"
        for child in node.get("content") or ()
    )
    label = attribute("aria-label", title or "Gallery")
    return f'<div class="gallery" role="group"{label}>{heading}<ul>{pictures}</ul></div>'


def _shape(media: object) -> int:
    """The nearest of the shapes that a row of a gallery is made of, so that all of its pictures are of one height."""
    width, height = (media.get("width"), media.get("height")) if isinstance(media, dict) else (None, None)
    ratio = 100 * width / height if isinstance(width, int) and isinstance(height, int) and height else 150
    return min(_SHAPES, key=lambda shape: abs(shape - ratio))


@renders("embed")
def embed(page: Page, node: Node) -> str:
    attrs = node["attrs"]
    return link_card(attrs["url"], attrs.get("title"), attrs.get("description"), kind="embed")


def link_card(url: str, title: str | None, description: str | None, *, kind: str) -> str:
    """Return a card that leads elsewhere once it is clicked, and loads nothing before."""
    if not is_safe_address(url):
        return ""
    host = urlsplit(url).hostname if is_web_address(url) else None
    parts = [f'<span class="link-card-title">{escape(title or host or url)}</span>']
    if description:
        parts.append(f'<span class="link-card-description">{escape(description)}</span>')
    if host:
        parts.append(f'<span class="link-card-host">{escape(host)}</span>')
    return f'<div class="{kind}"><a class="link-card"{attribute("href", url)} rel="noopener">{"".join(parts)}</a></div>'


def _remote(attrs: Node) -> str:
    title = attrs.get("title") or attrs.get("alt") or "Picture"
    return link_card(attrs.get("href") or attrs["src"], title, attrs.get("caption"), kind="remote-image")


def _picture(page: Page, attrs: Node) -> str | None:
    media = attrs.get("media")
    if isinstance(media, dict):
        if page.picture is not None:
            return str(page.picture(media, attrs))
        source, size = media.get("url"), (media.get("width"), media.get("height"))
        alternative = attrs.get("alt") or media.get("alt") or ""
    elif media:
        return None
    else:
        source, size, alternative = attrs.get("src"), (None, None), attrs.get("alt") or ""
    if not source or not is_safe_address(source):
        return None
    return (
        f'<img{attribute("src", source)} alt="{escape(alternative)}"{attribute("width", size[0])}'
        f'{attribute("height", size[1])}{attribute("title", attrs.get("title"))} loading="lazy" decoding="async">'
    )


def _own_caption(media: object) -> str | None:
    caption = media.get("caption") if isinstance(media, dict) else None
    if isinstance(caption, dict) and caption.get("type") == "doc":
        return plain_text(caption).replace("\n", " ").strip()
    return caption if isinstance(caption, str) else None

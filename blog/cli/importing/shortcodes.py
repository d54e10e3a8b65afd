"""What the shortcodes of themes and plugins mean, as Markdown: pictures, films, notes, quotes, code, links.

One table for all generators, because the same names mean the same everywhere. An unknown one stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.cli.importing.calls import Call
from blog.cli.importing.report import Note

Meaning = Callable[[Call], str]
Tell = Callable[[Note], None]

NOTE_KINDS = {
    "info": "info", "note": "info", "notice": "info", "callout": "info", "alert": "info", "admonition": "info",
    "hint": "info", "admonish": "info", "aside": "info", "seealso": "info", "important": "warning",
    "caution": "warning", "warning": "warning", "attention": "warning", "warn": "warning", "tip": "success",
    "success": "success", "question": "info", "example": "info", "abstract": "info", "summary": "info",
    "todo": "warning", "danger": "error", "error": "error", "bug": "error", "failure": "error",
}  # fmt: skip
PICTURES = frozenset({
    "figure", "img", "image", "picture", "imgproc", "resize", "photo", "lightbox", "asset_img", "responsive_image",
    "image_gallery", "figure.html", "image.html", "img.html", "picture.html", "figure.liquid", "thumbnail",
    "galleryimg", "imageprocess", "resizeimage", "webp", "fig",
})  # fmt: skip
WORTHLESS = frozenset({
    "toc", "br", "clear", "clearfix", "icon", "fa", "fab", "fas", "adsense", "ads", "spacer", "hr", "more",
    "subscribe", "comments", "include_cached", "table_of_contents", "anchor", "break", "divider", "css", "script",
    "style", "webc", "math_inline", "endif", "else", "elsif", "case", "when", "increment", "decrement", "cycle",
    "layout", "extends", "block", "continue", "set", "assign", "import", "unless", "if", "for", "capture",
    "tablerow", "macro", "seo", "feed_meta", "render_content", "comment",
})  # fmt: skip
DISSOLVED = frozenset({
    "tabs", "tab", "columns", "column", "lead", "center", "rawhtml", "raw_html", "html", "unsafe", "div", "span",
    "section", "steps", "cards", "card", "accordion", "rtl", "ltr", "left", "right", "markdown", "md", "fragment",
    "small", "noescape", "align", "width", "block", "container", "grid", "row", "col", "wrap", "wide", "full",
    "typeit", "nomarkdown", "apply", "capitalize", "filter", "call",
})  # fmt: skip


def picture(source: str, alt: str = "", caption: str = "", href: str = "") -> str:
    """A picture in Markdown, its caption as the title, linked when it has a target."""
    if not source:
        return ""
    title = f' "{_quoted(caption)}"' if caption and caption != alt else ""
    image = f"![{_bracketed(alt or caption)}](<{source}>{title})"
    return f"[{image}](<{href}>)" if href else image


def _quoted(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace('"', "&quot;").strip()


def _bracketed(text: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", re.sub(r"\s+", " ", text)).strip()


def embed(url: str, title: str = "") -> str:
    """A card that leads to something on another site."""
    return f'\n\n::embed{{url="{_quoted(url)}" title="{_quoted(title) or _quoted(url)}"}}\n\n'


def callout(kind: str, title: str, inner: str) -> str:
    """A note that stands out from the text; its fence is longer than any inside it."""
    fence = ":" * max([3, *(len(found) + 1 for found in re.findall(r"^(:{3,})", inner, re.MULTILINE))])
    named = f' title="{_quoted(title)}"' if title else ""
    return f"\n\n{fence}callout{{kind={NOTE_KINDS.get(kind.lower(), 'info')}{named}}}\n{_dedented(inner)}\n{fence}\n\n"


def _dedented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    return "\n".join(line[min(margins, default=0) :] for line in lines).strip("\n")


def quote(inner: str, source: str = "") -> str:
    """A quotation with who said it."""
    text = _dedented(inner) + (f"\n\n— {source}" if source else "")
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + "\n\n"


def code(inner: str, language: str = "", title: str = "") -> str:
    """A fenced block of code; its fence is longer than any inside it."""
    fence = "`" * max([3, *(len(found) + 1 for found in re.findall(r"`{3,}", inner))])
    named = f' title="{_quoted(title)}"' if title else ""
    return f"\n\n{fence}{language}{named}\n{inner.strip(chr(10))}\n{fence}\n\n"


def meaning_of(call: Call, path: str, tell: Tell) -> str:
    """The Markdown that a shortcode stands for; an unknown one is noted and stays readable."""
    name = re.sub(r"\.(?:html?|md|liquid|njk)$", "", call.name.rpartition("/")[2]).lower().replace("-", "_")
    inner = call.inner
    if name == "include" or name == "render" or name == "include_relative" or name == "include_cached":
        return _included(call, path, tell)
    if name in PICTURES or (inner is None and call.named.keys() & {"src", "imagepath"}):
        return _picture(call)
    if name in NOTE_KINDS and (inner is not None or call.args or call.named):
        return _note(name, call)
    if meaning := MEANINGS.get(name):
        return meaning(call)
    if name in WORTHLESS or name in DISSOLVED:
        return inner or ""
    return _unknown(call, path, tell)


def _picture(call: Call) -> str:
    source = call.get("src", "source", "imagepath", "imageurl", "url", "path", "image", "file", "name", position=0)
    alt = call.get("alt", "alttext", "title") or (call.args[1] if len(call.args) > 1 else "")
    caption = " ".join(filter(None, [call.get("caption", "attr") or call.get("title"), (call.inner or "").strip()]))
    if re.fullmatch(r"[\d.]+(?:px|%)?|\[.*\]|fit|fill|resize|scale", alt, re.IGNORECASE):
        alt = ""
    return f"\n\n{picture(source, alt, caption, call.get('link', 'href'))}\n\n"


def _included(call: Call, path: str, tell: Tell) -> str:
    name = call.args[0] if call.args else ""
    inside = Call(name, call.args[1:], call.named, call.inner, call.source)
    return meaning_of(inside, path, tell) if name else ""


def _note(name: str, call: Call) -> str:
    kind = call.get("type", "kind", "level", "color", position=0) or name
    kind = kind if kind.lower() in NOTE_KINDS else name
    title = call.get("title", "header", "heading", "caption")
    inner = call.inner
    if inner is None:
        inner = call.get("content", "text", "message", "body") or " ".join(call.args)
    elif not title and len(call.args) > 1:
        title = call.args[1]
    return callout(kind, title, inner)


def _film(address: str) -> Meaning:
    def meaning(call: Call) -> str:
        key = call.get("id", "videoid", "video", "code", "url", "src", "link", position=0)
        return embed(key if "://" in key else address.format(key), call.get("title")) if key else ""

    return meaning


def _post_of_network(call: Call) -> str:
    user, number = call.get("user"), call.get("id", "url", position=len(call.args) - 1 if call.args else 0)
    return embed(number if "://" in number else f"https://twitter.com/{user or 'i'}/status/{number}")


def _gist(call: Call) -> str:
    parts = [part for part in [call.get("user"), call.get("id", "gistid"), *call.args] if part]
    return embed(parts[0] if parts and "://" in parts[0] else "https://gist.github.com/" + "/".join(parts[:2]), "Gist")


def _code(call: Call) -> str:
    language = call.get("lang", "language", "syntax", position=0)
    language = language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return code(call.inner or call.get("code", "content"), language, call.get("title", "caption", "filename"))


def _quote(call: Call) -> str:
    source = call.get("author", "source", "cite", "attribution", "by", "caption")
    return quote(
        call.inner or call.get("text", "quote", position=0), source or (" ".join(call.args) if call.inner else "")
    )


def _button(call: Call) -> str:
    href = call.get("href", "url", "link", "relref", "to", position=0)
    label = (call.inner or "").strip() or call.get("text", "label", "title") or href
    return f"[{_bracketed(label)}](<{href}>)" if href else label


def _details(call: Call) -> str:
    summary = call.get("summary", "title", "label", position=0) or "More"
    inner = call.inner or ""
    fence = ":" * max([3, *(len(found) + 1 for found in re.findall(r"^(:{3,})", inner, re.MULTILINE))])
    return f'\n\n{fence}details{{summary="{_quoted(summary)}"}}\n{_dedented(inner)}\n{fence}\n\n'


def _file(call: Call) -> str:
    if key := call.get("id"):
        provider = {"vimeo": "https://vimeo.com/"}.get(call.get("provider").lower(), "https://www.youtube.com/watch?v=")
        return embed(provider + key, call.get("title"))
    source = call.get("src", "url", "mp4", "webm", "file", "mp3", "link", "path", position=0)
    return (
        f"\n\n[{_bracketed(call.get('caption', 'title')) or source.rpartition('/')[2]}](<{source}>)\n\n"
        if source
        else ""
    )


def _gallery(call: Call) -> str:
    return (
        "\n\n" + "\n\n".join([*(picture(source) for source in call.args if "." in source), call.inner or ""]) + "\n\n"
    )


MEANINGS: dict[str, Meaning] = {
    "youtube": _film("https://www.youtube.com/watch?v={}"),
    "youtubelite": _film("https://www.youtube.com/watch?v={}"),
    "lite_youtube": _film("https://www.youtube.com/watch?v={}"),
    "yt": _film("https://www.youtube.com/watch?v={}"),
    "vimeo": _film("https://vimeo.com/{}"),
    "asciinema": _film("https://asciinema.org/a/{}"),
    "codepen": _film("https://codepen.io/pen/{}"),
    "jsfiddle": _film("https://jsfiddle.net/{}"),
    "instagram": _film("https://www.instagram.com/p/{}"),
    "spotify": _film("https://open.spotify.com/track/{}"),
    "soundcloud": _film("https://soundcloud.com/{}"),
    "speakerdeck": _film("https://speakerdeck.com/player/{}"),
    "slideshare": _film("https://www.slideshare.net/slideshow/embed_code/{}"),
    "scribd": _film("https://www.scribd.com/document/{}"),
    "github": _film("https://github.com/{}"),
    "iframe": _film("{}"),
    "embed": _film("{}"),
    "video_embed": _film("{}"),
    "linkpreview": _film("{}"),
    "bilibili": _film("https://www.bilibili.com/video/{}"),
    "tweet": _post_of_network,
    "twitter": _post_of_network,
    "twitter_simple": _post_of_network,
    "x": _post_of_network,
    "gist": _gist,
    "highlight": _code,
    "code": _code,
    "codeblock": _code,
    "code_block": _code,
    "prism": _code,
    "mermaid": lambda call: code(call.inner or "", "mermaid"),
    "katex": lambda call: f"\n\n$$\n{(call.inner or '').strip().strip('$').strip()}\n$$\n\n",
    "math": lambda call: f"\n\n$$\n{(call.inner or '').strip().strip('$').strip()}\n$$\n\n",
    "quote": _quote,
    "blockquote": _quote,
    "pullquote": _quote,
    "epigraph": _quote,
    "button": _button,
    "btn": _button,
    "link": _button,
    "cta": _button,
    "details": _details,
    "expand": _details,
    "collapse": _details,
    "collapsible": _details,
    "spoiler": _details,
    "video": _file,
    "audio": _file,
    "pdf": _file,
    "gallery": _gallery,
    "kbd": lambda call: f"<kbd>{call.inner or call.get('text', position=0)}</kbd>",
    "abbr": lambda call: call.inner or call.get("text", "title", position=0),
    "mark": lambda call: f"=={call.inner or call.get('text', position=0)}==",
    "sidenote": lambda call: f" ({(call.inner or call.get('text', position=0)).strip()})",
}


def _unknown(call: Call, path: str, tell: Tell) -> str:
    if call.inner and call.inner.strip():
        tell(Note("shortcode", path, f"the shortcode {call.name} is not known; the text inside it stays"))
        return call.inner
    values = [*call.named.values(), *call.args]
    address = next((value for value in values if value.startswith(("http://", "https://"))), "")
    if address:
        tell(Note("shortcode", path, f"the shortcode {call.name} is not known; a link to what it names stays"))
        return embed(address, call.get("title", "caption", "alt"))
    text = call.get("text", "title", "caption", "alt", "description", "label")
    tell(Note("shortcode", path, f"the shortcode {call.name} is not known; it stays as text"))
    return text or _as_text(call)


def _as_text(call: Call) -> str:
    words = " ".join([call.name, *(f"{name}: {value}" for name, value in call.named.items()), *call.args])
    return f"[{_bracketed(words)}]" if len(words) < 300 else ""

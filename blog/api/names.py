"""What the kinds of documents are called in OpenAPI and in GraphQL: `Post` and `Posts` for the collection `posts`."""

from __future__ import annotations

from blog.content.registry import Collection


def type_name(collection: Collection) -> str:
    """What one document is called: `FormSubmission` for the collection `form-submissions`."""
    slug = collection.slug
    words = slug.split("-")
    if not collection.single:
        words[-1] = words[-1][:-3] + "y" if slug.endswith("ies") else words[-1].removesuffix("s")
    return "".join(word.capitalize() for word in words)


def list_name(collection: Collection) -> str:
    """What several are called: `FormSubmissions`; `allMedia` where one and many are the same word."""
    name = "".join(word.capitalize() for word in collection.slug.split("-"))
    return name if name != type_name(collection) else f"all{name}"


def plural_name(collection: Collection) -> str:
    """The same where it begins with a capital: `AllMedia`."""
    name = list_name(collection)
    return name[:1].upper() + name[1:]


def block_name(slug: str) -> str:
    """What a kind of layout block is called: `mediaBlock` is `MediaBlock`, `quote` is `QuoteBlock`."""
    return slug[:1].upper() + slug[1:].removesuffix("Block") + "Block"

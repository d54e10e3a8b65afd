"""The pages of media: a grid of pictures, and a form that takes a file."""

from __future__ import annotations

from blog.admin.documents import DocumentPages


class MediaPages(DocumentPages):
    """As for any collection, but a document is a file first."""

    list_template = "admin/media.html"
    takes_files = True

    def list_fields(self) -> tuple[str, ...]:
        return ("filename", "alt", "decorative", "mimeType", "filesize", "width", "height", "url", "sizes")

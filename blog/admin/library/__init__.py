"""The media library of the admin: its filters, uploads, choosing a file for a document, tags, and where files are used.

Everything is asked of operations; what is a file and what is made of it, others know.
"""

from blog.admin.library.choosing import ChoosingPages
from blog.admin.library.uploading import UploadPages

__all__ = ["ChoosingPages", "UploadPages"]

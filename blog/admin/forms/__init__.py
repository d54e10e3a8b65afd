"""The forms of documents, made from the registry's fields: one class of input for each kind of field."""

from blog.admin.forms.document import DocumentForm, shown_fields
from blog.admin.forms.rearranging import rearrange
from blog.admin.forms.typed import as_text

__all__ = ["DocumentForm", "as_text", "rearrange", "shown_fields"]

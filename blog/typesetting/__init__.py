"""Sets pages with Typst, as a PDF or a picture; knows no collection and no HTTP."""

from blog.typesetting.composition import TypesettingError, pdf, png

__all__ = ["TypesettingError", "pdf", "png"]

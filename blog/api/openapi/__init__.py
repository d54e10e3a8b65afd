"""The description of the API (OpenAPI 3.1), made from the registry and the routes, so that it cannot fall behind."""

from __future__ import annotations

from blog.api.openapi.document import describe

__all__ = ["describe"]

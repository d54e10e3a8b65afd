"""What the scripts of the admin send as JSON, read so that nothing that is sent can be an error of the server.

Knows nothing of what is asked.
"""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

LARGEST_QUESTION = 4 * 1024 * 1024  # bytes of JSON: a clipboard full of text


def asked_object(*, of_any_type: bool = False) -> dict[str, Any] | None:
    """The object that was sent as JSON; None for anything else, however deeply it is nested.

    `of_any_type` does not ask that the request calls it JSON. Raises 413 for more than a clipboard holds.
    """
    if (request.content_length or 0) > LARGEST_QUESTION or len(request.get_data()) > LARGEST_QUESTION:
        raise RequestEntityTooLarge
    try:
        asked = request.get_json(force=of_any_type, silent=True)
    except (RecursionError, UnicodeError):
        return None
    return asked if isinstance(asked, dict) else None

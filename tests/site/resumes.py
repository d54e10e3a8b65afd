"""What a JSON Resume of version 1.0.0 may hold, in our own words after the public schema, and a check against it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

DATE = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")
WORK = {
    "name": "text", "location": "text", "description": "text", "position": "text", "url": "uri", "startDate": "date",
    "endDate": "date", "summary": "text", "highlights": ["text"],
}  # fmt: skip
SECTIONS: dict[str, Any] = {
    "$schema": "uri",
    "basics": {
        "name": "text", "label": "text", "image": "text", "email": "email", "phone": "text", "url": "uri",
        "summary": "text",
        "location": {"address": "text", "postalCode": "text", "city": "text", "countryCode": "text", "region": "text"},
        "profiles": [{"network": "text", "username": "text", "url": "uri"}],
    },
    "work": [WORK],
    "volunteer": [
        {"organization": "text", **{key: WORK[key] for key in WORK if key not in ("name", "location", "description")}}
    ],
    "education": [
        {"institution": "text", "url": "uri", "area": "text", "studyType": "text", "startDate": "date",
         "endDate": "date", "score": "text", "courses": ["text"]}
    ],
    "awards": [{"title": "text", "date": "date", "awarder": "text", "summary": "text"}],
    "certificates": [{"name": "text", "date": "date", "url": "uri", "issuer": "text"}],
    "publications": [{"name": "text", "publisher": "text", "releaseDate": "date", "url": "uri", "summary": "text"}],
    "skills": [{"name": "text", "level": "text", "keywords": ["text"]}],
    "languages": [{"language": "text", "fluency": "text"}],
    "interests": [{"name": "text", "keywords": ["text"]}],
    "references": [{"name": "text", "reference": "text"}],
    "projects": [
        {"name": "text", "description": "text", "highlights": ["text"], "keywords": ["text"], "startDate": "date",
         "endDate": "date", "url": "uri", "roles": ["text"], "entity": "text", "type": "text"}
    ],
    "meta": {"canonical": "uri", "version": "text", "lastModified": "text"},
}  # fmt: skip


def faults(value: Any, shape: Any = SECTIONS, path: str = "") -> list[str]:
    """Where a document is not as the schema has it; empty when it is."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{path} is no object"]
        unknown = [f"{path}.{name} is unknown" for name in value if name not in shape]
        known = [faults(inner, shape[name], f"{path}.{name}") for name, inner in value.items() if name in shape]
        return unknown + [fault for found in known for fault in found]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path} is no list"]
        return [fault for number, one in enumerate(value) for fault in faults(one, shape[0], f"{path}[{number}]")]
    return [] if isinstance(value, str) and FORMS[shape](value) else [f"{path} is no {shape}: {value!r}"]


def is_uri(text: str) -> bool:
    parts = urlsplit(text)
    return (
        bool(parts.scheme and (parts.netloc or parts.path))
        and text.isascii()
        and not re.search(r'[\s<>"{}|\\^`]', text)
    )


FORMS = {
    "text": lambda text: True,
    "date": lambda text: bool(DATE.fullmatch(text)),
    "email": lambda text: text.count("@") == 1 and not text.startswith("@") and not text.endswith("@"),
    "uri": is_uri,
}

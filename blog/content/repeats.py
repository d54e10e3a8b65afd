"""A write that is sent twice under one name is done once: the answer is kept in the transaction of the write itself.

Follows the draft "The Idempotency-Key HTTP Header Field" of the IETF's HTTP API working group. Knows no request.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from blog.clock import now
from blog.db import lock, transaction
from blog.errors import ContentError
from blog.models import KeptAnswer

KEPT = dt.timedelta(hours=24)


class OtherRequest(ContentError):
    """The name stands for another request."""

    status = 422
    sentence = "This Idempotency-Key was sent with another request before. Use a new one for each request."


@dataclass(frozen=True)
class Answer:
    """What is kept of an answer."""

    status: int
    body: bytes
    etag: str | None
    repeated: bool = False


def once(sender: str, key: str, digest: str, work: Callable[[], Answer]) -> Answer:
    """The answer of `work`, or the one it gave under the same name within a day. Raises OtherRequest.

    Who comes while the first is still at work waits for it. What raises is not kept, and may be tried again."""
    name = hashlib.sha256(key.encode()).hexdigest()
    with transaction() as session:
        lock(f"repeat {sender} {name}")
        session.execute(sa.delete(KeptAnswer).where(KeptAnswer.created_at < now() - KEPT))
        kept = session.scalar(sa.select(KeptAnswer).where(KeptAnswer.sender == sender, KeptAnswer.key_digest == name))
        if kept is not None:
            if kept.request_digest != digest:
                raise OtherRequest
            return Answer(kept.status, kept.body, kept.etag, repeated=True)
        answer = work()
        told = {"status": answer.status, "body": answer.body, "etag": answer.etag}
        session.add(KeptAnswer(sender=sender, key_digest=name, request_digest=digest, **told))
        return answer

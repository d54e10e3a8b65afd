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
from blog.db import db, lock, transaction
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
    with transaction():
        wait_for(sender, key)
        kept = _find(sender, key)
        if kept is not None:
            if kept.request_digest != digest:
                raise OtherRequest
            return Answer(kept.status, kept.body, kept.etag, repeated=True)
        answer = work()
        keep(sender, key, digest, answer)
        return answer


def wait_for(sender: str, key: str) -> None:
    """Let no other request of this name in until the current transaction ends."""
    lock(f"repeat {sender} {_digest(key)}")


def keep(sender: str, key: str, digest: str, answer: Answer) -> None:
    """Keep an answer with the current transaction, in the place of the one that was kept under this name."""
    forget(sender, key)
    told = {"status": answer.status, "body": answer.body, "etag": answer.etag}
    db.session.add(KeptAnswer(sender=sender, key_digest=_digest(key), request_digest=digest, **told))


def recall(sender: str, key: str, digest: str) -> Answer | None:
    """The answer that is kept under this name, if the same was asked."""
    kept = _find(sender, key)
    if kept is None or kept.request_digest != digest:
        return None
    return Answer(kept.status, kept.body, kept.etag, repeated=True)


def forget(sender: str, key: str) -> None:
    """Keep nothing under this name any more, nor what is older than a day under any."""
    with transaction() as session:
        own = sa.and_(KeptAnswer.sender == sender, KeptAnswer.key_digest == _digest(key))
        session.execute(sa.delete(KeptAnswer).where(sa.or_(own, KeptAnswer.created_at < now() - KEPT)))


def _find(sender: str, key: str) -> KeptAnswer | None:
    return db.session.scalar(
        sa.select(KeptAnswer).where(
            KeptAnswer.sender == sender,
            KeptAnswer.key_digest == _digest(key),
            KeptAnswer.created_at >= now() - KEPT,
        )
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

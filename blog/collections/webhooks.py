"""Webhooks: which program hears of what, and the deliveries: enqueued with the change, sent and repeated by jobs."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog import webhooks as wire
from blog.clock import now
from blog.collections.rules import WEBHOOK_DELIVERIES, WEBHOOKS
from blog.content.access import ANONYMOUS, SYSTEM, Actor
from blog.content.changes import remember
from blog.content.events import Event
from blog.content.present import present
from blog.content.registry import Collection, Hooks, registry
from blog.content.selection import Selection
from blog.content.states import clone
from blog.db import db, let_go, transaction
from blog.errors import Invalid, NotFound, Problem
from blog.jobs import enqueue, job
from blog.models import Webhook, WebhookDelivery
from blog.models.record import PUBLISHED

DELIVER = "webhook.deliver"
ATTEMPTS = 10  # with pauses that double up to an hour: about five hours
KEPT = dt.timedelta(days=30)
#: Nobody outside hears of accounts, nor of the webhooks themselves.
SILENT = frozenset({"users", "webhooks", "webhook-deliveries"})
SUBMISSIONS = "form-submissions"


class NotDelivered(Exception):
    """The other side did not take it; the job tries again."""


def check_address(event: Event) -> None:
    """A webhook is called over HTTP, with a secret that both sides can use."""
    url, secret = event.values.get("url") or "", event.values.get("secret")
    if url and not url.lower().startswith(("https://", "http://")):
        raise Invalid([Problem("url", "Begin the address with https:// or http://.", "Address")])
    if not secret:
        event.data["secret"] = wire.make_secret()
    elif not wire.is_secret(secret):
        sentence = "A secret is whsec_ and then 24 to 64 bytes in Base64. Leave it empty to have one made."
        raise Invalid([Problem("secret", sentence, "Secret")])


def tell(event: Event) -> None:
    """Put an event on its way to every webhook that wants it, in the transaction of the change itself."""
    kind = kind_of(event)
    if kind is None:
        return
    listeners = [hook for hook in active_webhooks() if hook[f"on_{kind}"]]
    if not listeners:
        return
    payload, title = _payload(event, kind), _title(event)
    db.session.execute(sa.delete(WebhookDelivery).where(WebhookDelivery.created_at < now() - KEPT))
    for hook in listeners:
        row = WebhookDelivery(
            id=uuid.uuid4(), webhook_id=uuid.UUID(hook["id"]), event=payload["type"], title=title, payload=payload
        )
        db.session.add(row)
        db.session.flush()
        enqueue(DELIVER, delivery=str(row.id))


def kind_of(event: Event) -> str | None:
    """What readers notice of an operation: publish, update, unpublish, delete, submission, or nothing."""
    collection = event.collection
    if collection.slug in SILENT:
        return None
    if event.operation == "delete":
        return None if collection.slug == SUBMISSIONS or _was_draft(event) else "delete"
    if collection.slug == SUBMISSIONS:
        return "submission" if event.operation == "create" else None
    before, after = _public(collection, event.live_before), _public(collection, event.live)
    if before and after:
        return "update" if _changed(event) else None
    return "publish" if after else "unpublish" if before else None


def _was_draft(event: Event) -> bool:
    return event.collection.drafts and _state(event).get("status") != PUBLISHED


def _public(collection: Collection, state: Mapping[str, Any]) -> bool:
    if not state or not collection.drafts:
        return bool(state)
    return state.get("status") == PUBLISHED and not state.get("deletedAt")


def _changed(event: Event) -> bool:
    own = {"updatedAt", "revision"}
    names = [field.name for field in event.collection.fields if field.name not in own]
    return any(event.live_before.get(name) != event.live.get(name) for name in names)


def active_webhooks() -> list[dict[str, Any]]:
    """The webhooks that are switched on; asked for once, until one of them changes."""

    def ask() -> list[dict[str, Any]]:
        rows = db.session.scalars(sa.select(Webhook).where(Webhook.active))
        return [{"id": str(row.id), **{f"on_{kind}": getattr(row, f"on_{kind}") for kind in KINDS}} for row in rows]

    return remember(("webhooks",), ["webhooks"], ask)


KINDS = ("publish", "update", "unpublish", "delete", "submission")


def _payload(event: Event, kind: str) -> dict[str, Any]:
    """What is sent: what happened, where, and the document as readers are given it, or the whole message."""
    collection = event.collection
    told: dict[str, Any] = {"collection": collection.slug, "id": event.id, "title": _title(event)}
    slug = _state(event).get("slug")
    if collection.address and slug:
        told["url"] = current_app.config["SITE_URL"].rstrip("/") + collection.address.format(slug=slug)
    if kind in ("publish", "update", "submission"):
        reader = SYSTEM if kind == "submission" else ANONYMOUS
        state = clone(event.live)
        told["doc"] = present(collection, [state], reader, Selection())[0]
    whole = {"type": f"{collection.slug}.{kind}", "timestamp": now(), "data": told}
    return json.loads(json.dumps(whole, default=_written))


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _state(event: Event) -> Mapping[str, Any]:
    return event.live or event.live_before or event.original or {}


def _title(event: Event) -> str | None:
    title = _state(event).get(event.collection.title)
    return str(title)[:255] if isinstance(title, str) else None


@job(DELIVER, attempts=ATTEMPTS)
def deliver(delivery: str) -> None:
    """Send one delivery and write down what became of it. Raises NotDelivered to be called again."""
    row = db.session.get(WebhookDelivery, uuid.UUID(delivery))
    if row is None or row.state != "waiting":
        return
    url, secret, body = row.webhook.url, row.webhook.secret or "", json.dumps(row.payload).encode()
    let_go()
    refusal, outcome = "", None
    try:
        headers = wire.sign(secret, delivery, now(), body)
        outcome = wire.post(url, body, headers, private=current_app.config["WEBHOOK_PRIVATE"])
    except wire.NotAllowed as error:
        refusal = str(error)
    except (OSError, HTTPException, ValueError) as error:
        refusal = f"There was no answer: {error}"
    _note(delivery, outcome, refusal)
    if outcome is None or not outcome.arrived:
        raise NotDelivered(refusal or f"The answer was {outcome.status}." if outcome else refusal)


def _note(delivery: str, outcome: wire.Outcome | None, refusal: str) -> None:
    with transaction() as session:
        row = session.get(WebhookDelivery, uuid.UUID(delivery))
        if row is None:
            return
        row.attempts += 1
        row.updated_at = now()
        row.answer_status = outcome.status if outcome else None
        row.answer_text = outcome.text if outcome else refusal
        if outcome and outcome.arrived:
            row.state, row.delivered_at = "delivered", now()
        elif row.attempts >= ATTEMPTS:
            row.state = "failed"


def redeliver(id: str, *, actor: Actor) -> dict[str, Any]:
    """Send a delivery again, as it was. Raises NotFound and Forbidden."""
    collection = registry.collections["webhook-deliveries"]
    collection.access.require("update", actor)
    try:
        key = uuid.UUID(id)
    except ValueError:
        raise NotFound from None
    with transaction() as session:
        row = session.get(WebhookDelivery, key)
        if row is None:
            raise NotFound
        row.state, row.attempts, row.updated_at = "waiting", 0, now()
        enqueue(DELIVER, delivery=id)
    return {"id": id, "state": "waiting"}


webhooks = registry.add(
    Collection(
        Webhook,
        slug="webhooks",
        access=WEBHOOKS,
        title="name",
        columns=("name", "url", "active", "updatedAt"),
        search=("name", "url"),
        hooks=Hooks(before_change=(check_address,)),
    )
)
deliveries = registry.add(
    Collection(
        WebhookDelivery,
        slug="webhook-deliveries",
        access=WEBHOOK_DELIVERIES,
        title="event",
        columns=("event", "title", "webhook", "state", "attempts", "answerStatus", "createdAt"),
        search=("event", "title"),
        labels=("Delivery", "Deliveries"),
    )
)
registry.watch(tell)

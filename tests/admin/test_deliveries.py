"""The pages of what was told to other programs."""

from __future__ import annotations

import uuid

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.models import WebhookDelivery
from tests.admin.browser import page, press, text
from tests.content.documents import make


def failed() -> str:
    hook, id_ = make("webhooks", name="Mine", url="https://example.org/hook"), uuid.uuid4()
    with transaction() as session:
        row = {"event": "posts.publish", "payload": {"type": "posts.publish"}, "state": "failed", "attempts": 10}
        session.add(WebhookDelivery(id=id_, webhook_id=hook["id"], **row))
    return str(id_)


def test_a_delivery_that_failed_is_sent_again_by_one_button(ada):
    here = f"/admin/webhook-deliveries/{failed()}"
    assert "Failed after 10 attempts" in text(ada.get(here))
    assert page(ada.get(here)).xpath('//button[text()="Send again"]')
    sent = press(ada, here, f"{here}/send-again")
    assert (sent.status_code, sent.location) == (303, here)
    doc = operations.find_by_id("webhook-deliveries", here.rpartition("/")[2], actor=SYSTEM, depth=0)
    assert (doc["state"], doc["attempts"]) == ("waiting", 0)


def test_only_administrators_send_a_delivery_again(ed):
    here = f"/admin/webhook-deliveries/{failed()}"
    assert ed.get(here).status_code == 403
    assert press(ed, "/admin/", f"{here}/send-again").status_code == 403

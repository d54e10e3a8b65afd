"""Sending a webhook's delivery again; everything else about webhooks is documents like all others."""

from __future__ import annotations

from flask import Response

from blog.api.answers import answer
from blog.api.blueprint import route
from blog.api.identity import actor
from blog.collections.webhooks import redeliver


@route("/webhook-deliveries/<id_>/redeliver", "POST")
def send_again(id_: str) -> Response:
    return answer({"message": "On its way again.", "doc": redeliver(id_, actor=actor())})

"""What was told to other programs, and telling it again."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_admin import expose

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor
from blog.collections import webhooks


class DeliveryPages(DocumentPages):
    """Deliveries are written by the site alone; a person reads them, and sends one again."""

    edit_template = "admin/delivery.html"

    @expose("/<uuid:id>/send-again", methods=("POST",))
    def send_again(self, id: Any) -> Response:
        webhooks.redeliver(str(id), actor=actor())
        return self.go(".edit", "It is on its way again, as it was. Look here in a minute.", id=id)

"""Switching one-time codes on and off, as pages of one's account; administrators reset somebody else's."""

from __future__ import annotations

from typing import Any

import segno
from flask import Response, abort, request
from flask_admin import expose

from blog.admin.confirming import ask_password
from blog.admin.identity import actor
from blog.content import second_factor
from blog.errors import Invalid, NotFound

CELL = 5


class FactorPages:
    """The addresses of the second factor. What weakens or replaces it asks for the password first."""

    def more_of_security(self: Any, id_: Any) -> dict[str, Any]:
        return {"factor": second_factor.describe(str(id_), actor=actor())}

    @expose("/<uuid:id>/codes", methods=("GET", "POST"))
    def codes(self: Any, id: Any) -> Response:
        """To scan what is begun, and to confirm it by the first code."""
        self._own_only(id)
        try:
            secret, address = second_factor.begun(actor=actor())
        except NotFound:
            return self.go(".security", id=id)
        problem = ""
        if request.method == "POST":
            try:
                return self._show_codes(id, second_factor.confirm(request.form.get("code", ""), actor=actor()))
            except Invalid as error:
                problem = error.problems[0].message
        return self.answer(
            "admin/codes.html",
            422 if problem else 200,
            id=id,
            problem=problem,
            secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
            picture=segno.make(address, error="m", micro=False).svg_data_uri(scale=CELL, border=4, light="#fff"),
        )

    @expose("/<uuid:id>/codes/begin", methods=("POST",))
    def begin_codes(self: Any, id: Any) -> Response:
        return self._after_password(id, "begin", self._begin)

    @expose("/<uuid:id>/codes/renew", methods=("POST",))
    def renew_codes(self: Any, id: Any) -> Response:
        return self._after_password(id, "renew", self._renew)

    @expose("/<uuid:id>/codes/off", methods=("POST",))
    def turn_codes_off(self: Any, id: Any) -> Response:
        return self._after_password(id, "off", self._turn_off)

    @expose("/<uuid:id>/codes/reset", methods=("POST",))
    def reset_codes(self: Any, id: Any) -> Response:
        second_factor.reset(str(id), actor=actor())
        return self.go(".security", "One-time codes are off for this account: the password alone signs in.", id=id)

    def _begin(self: Any, id_: Any) -> Response:
        second_factor.begin(actor=actor())
        return self.go(".codes", id=id_)

    def _renew(self: Any, id_: Any) -> Response:
        return self._show_codes(id_, second_factor.renew_codes(actor=actor()))

    def _turn_off(self: Any, id_: Any) -> Response:
        second_factor.turn_off(actor=actor())
        return self.go(".security", "One-time codes are off. Your password alone signs you in.", id=id_)

    def _after_password(self: Any, id_: Any, what: str, do: Any) -> Response:
        """Do it if the password that was sent is right, else show the page with what is wrong."""
        self._own_only(id_)
        try:
            ask_password()
        except Invalid as error:
            return self.show_security(id_, 422, problems={what: error.problems[0].message})
        return do(id_)

    def _show_codes(self: Any, id_: Any, codes: list[str]) -> Response:
        return self.answer("admin/recovery_codes.html", id=id_, codes=codes)

    def _own_only(self: Any, id_: Any) -> None:
        if not self.owns(id_):
            abort(403)

"""Asks for the present password where a browser that was found signed in must not be enough."""

from __future__ import annotations

from flask import request
from flask_login import current_user

from blog.content import authentication
from blog.content.authentication import SignInRefused
from blog.errors import Invalid, Problem

PRESENT = "presentPassword"
USUAL = "Enter your present password, too, to change your e-mail address or password."


def ask_password(asked: str = "Enter your password.") -> None:
    """Let nobody take an account over who only found a browser signed in. Raises Invalid."""
    given, said = request.form.get(PRESENT, ""), asked
    try:
        if given:
            authentication.confirm(current_user.signed_in, given)
            return
    except SignInRefused:
        said = "This is not your present password, or there were too many wrong ones; then please wait some minutes."
    raise Invalid([Problem(PRESENT, said, "Present password")])

"""The second page of signing in, where an account has one-time codes."""

from __future__ import annotations

from flask import Response, redirect, request, session, url_for
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from blog.admin.entrance import PENDING, count_failure, entrance, keep_the_limit, onward, show, whence
from blog.admin.identity import enter
from blog.content import authentication
from blog.content.authentication import OneTimeCodeRefused, SignInRefused

WRONG = "This code is not right, or it was used already. Wait for the next one, or use a recovery code."


class CodeForm(FlaskForm):
    """What the telephone shows."""

    class Meta:
        csrf = False  # asked for by the entrance, once for every form

    code = StringField("Code", [InputRequired("Please enter the code."), Length(max=64)])


@entrance.route("/sign-in/code", methods=("GET", "POST"))
def second_step() -> Response:
    if PENDING not in session:
        return redirect(url_for("entrance.sign_in", next=request.values.get("next") or None), 303)
    form, following = CodeForm(), request.values.get("next", "")
    if request.method == "GET":
        return show("admin/code.html", 200, form=form, next=following)
    keep_the_limit()
    if not form.validate():
        return show("admin/code.html", 422, form=form, next=following)
    pending, remember = session[PENDING]
    try:
        signed_in = authentication.finish(pending, form.code.data or "", remember=remember, **whence())
    except OneTimeCodeRefused:
        count_failure()
        return show("admin/code.html", 401, form=form, next=following, refused=WRONG)
    except SignInRefused:
        session.pop(PENDING)
        again = "Please begin again: it took too long, or there were too many wrong codes and the account is locked."
        return show("admin/code.html", 401, form=form, next=following, refused=again, over=True)
    enter(signed_in, remember=remember)
    return redirect(onward(), 303)

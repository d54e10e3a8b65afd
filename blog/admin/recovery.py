"""The pages that the site's mails lead to: choosing a new password, saying that an address is one's own, accepting an
invitation. A page only changes something when its button is pressed, because mail programs open links to look at them.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import TooManyRequests
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from blog.admin.identity import enter, leave
from blog.admin.safety import guard
from blog.auth.tokens import digest
from blog.content.authentication import open_session, plain_address
from blog.content.invitations import accept
from blog.content.recovery import TokenRefused, ask_reset
from blog.content.recovery import reset as set_password
from blog.content.recovery import verify as confirm_address
from blog.errors import Invalid
from blog.limits import household, take

ASKED = (
    "If there is an account with this address, a mail is on its way to it. The link in it is good for an hour; look"
    " among the unwanted mail if it does not come."
)
TOO_OLD = "This link was used already, or it is too old. Ask for a new one."

recovery = Blueprint("recovery", __name__, url_prefix="/admin")
guard(recovery)


class AddressForm(FlaskForm):
    """Whose password is forgotten."""

    class Meta:
        csrf = False  # asked for by `guard`, once for every form

    email = EmailField("E-mail", [InputRequired("Please enter your e-mail address."), Length(max=255)])


class NewPasswordForm(FlaskForm):
    """The password to go on with."""

    class Meta:
        csrf = False

    password = PasswordField("New password", [InputRequired("Please choose a password."), Length(max=1024)])


@recovery.route("/forgot", methods=("GET", "POST"))
def forgot() -> Response:
    """The same answer, whoever the address belongs to."""
    form = AddressForm()
    if request.method == "GET":
        return _page("admin/forgot.html", 200, form=form)
    _keep_the_limits(plain_address(form.email.data or ""))
    if not form.validate():
        return _page("admin/forgot.html", 422, form=form)
    ask_reset(form.email.data or "")
    flash(ASKED)
    return redirect(url_for("entrance.sign_in"), 303)


@recovery.route("/reset/<token>", methods=("GET", "POST"))
def reset(token: str) -> Response:
    form = NewPasswordForm()
    if request.method == "GET":
        return _page("admin/reset.html", 200, form=form)
    _keep_the_limits()
    if not form.validate():
        return _page("admin/reset.html", 422, form=form)
    try:
        set_password(token, form.password.data or "", address=request.remote_addr)
    except TokenRefused:
        flash(TOO_OLD)
        return redirect(url_for("recovery.forgot"), 303)
    except Invalid as error:
        form.password.errors = [problem.message for problem in error.problems]
        return _page("admin/reset.html", 422, form=form)
    leave()
    flash("You have a new password, and you are signed out everywhere. Sign in with it.")
    return redirect(url_for("entrance.sign_in"), 303)


@recovery.route("/verify/<token>", methods=("GET", "POST"))
def verify(token: str) -> Response:
    if request.method == "GET":
        return _page("admin/verify.html", 200)
    _keep_the_limits()
    try:
        confirm_address(token, address=request.remote_addr)
    except TokenRefused:
        flash("This link was used already, or it is too old. Sign in to be sent another.")
    else:
        flash("Thank you: the address is yours. Now you can sign in.")
    return redirect(url_for("entrance.sign_in"), 303)


@recovery.route("/invite/<token>", methods=("GET", "POST"))
def invite(token: str) -> Response:
    form = NewPasswordForm()
    if request.method == "GET":
        return _page("admin/invited.html", 200, form=form)
    _keep_the_limits()
    if not form.validate():
        return _page("admin/invited.html", 422, form=form)
    try:
        id_ = accept(token, form.password.data or "", address=request.remote_addr)
    except TokenRefused:
        flash("This invitation was accepted already, taken back, or is too old. Ask for another one.")
        return redirect(url_for("entrance.sign_in"), 303)
    except Invalid as error:
        form.password.errors = [problem.message for problem in error.problems]
        return _page("admin/invited.html", 422, form=form)
    enter(open_session(id_, address=request.remote_addr, user_agent=request.user_agent.string), remember=False)
    flash("Welcome. Your account is ready.")
    return redirect(url_for("admin.index"), 303)


def _keep_the_limits(email: str = "") -> None:
    """Raises the 429 when this address of the network, or of the mail, was too often here; shared with the API's."""
    from_here = take(current_app.config["SIGN_IN_LIMIT"], "admin", "recovery", household(request.remote_addr))
    to_there = (
        take(current_app.config["RECOVERY_LIMIT"], "api", "RECOVERY_LIMIT", "recovery", digest(email))
        if email
        else None
    )
    for allowance in (from_here, to_there):
        if allowance is not None and allowance.is_used_up:
            raise TooManyRequests(retry_after=allowance.reset)


def _page(template: str, status: int, **values: object) -> Response:
    return make_response(render_template(template, **values), status)

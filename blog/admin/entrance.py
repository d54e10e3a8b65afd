"""The way in and out of the admin: signing in, signing out, and the first administrator of a fresh site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from flask_wtf import FlaskForm
from limits import parse_many
from werkzeug.exceptions import TooManyRequests
from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from blog.admin.identity import HINT, enter, leave, take_hint_away
from blog.admin.safety import guard
from blog.content import authentication
from blog.content.authentication import OneTimeCodeRequired, SignInRefused, Unverified
from blog.errors import Invalid

UNVERIFIED = "Open the mail that was sent to your address first, and say there that it is yours."
#: Wrong guesses of one address, whichever accounts they are at.
LIMITS = parse_many("20 per minute; 200 per hour")

#: Where the browser's session keeps that the password was right.
PENDING = "second_step"

entrance = Blueprint("entrance", __name__, url_prefix="/admin")
guard(entrance)


class SignInForm(FlaskForm):
    """Who one says one is."""

    class Meta:
        csrf = False  # asked for by `guard`, once for every form

    email = EmailField("E-mail", [InputRequired("Please enter your e-mail address."), Length(max=255)])
    password = PasswordField("Password", [InputRequired("Please enter your password."), Length(max=1024)])
    remember = BooleanField("Keep me signed in on this device")


class FirstPersonForm(FlaskForm):
    """The first administrator."""

    class Meta:
        csrf = False

    name = StringField("Your name", [InputRequired("Please enter your name."), Length(max=255)])
    email = EmailField("E-mail", [InputRequired("Please enter your e-mail address."), Length(max=255)])
    password = PasswordField("Password", [InputRequired("Please choose a password."), Length(max=1024)])


@entrance.route("/sign-in", methods=("GET", "POST"))
def sign_in() -> Response:
    if authentication.is_unclaimed():
        return redirect(url_for("entrance.first_person"), 303)
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(onward(), 303)
    form = SignInForm()
    if request.method == "GET":
        if HINT in request.cookies:
            take_hint_away()  # the session it spoke of has ended elsewhere
        return show("admin/sign_in.html", 200, form=form, next=request.args.get("next", ""))
    keep_the_limit()
    if not form.validate():
        return show("admin/sign_in.html", 422, form=form, next=request.form.get("next", ""))
    try:
        signed_in = authentication.authenticate(
            form.email.data or "", form.password.data or "", remember=form.remember.data, **whence()
        )
    except SignInRefused:
        count_failure()
        return show("admin/sign_in.html", 401, form=form, next=request.form.get("next", ""), refused=_refusal())
    except OneTimeCodeRequired as error:
        return ask_code(error.pending, remember=form.remember.data, onward=request.form.get("next", ""))
    except Unverified:
        return show("admin/sign_in.html", 403, form=form, next=request.form.get("next", ""), refused=UNVERIFIED)
    enter(signed_in, remember=form.remember.data)
    return redirect(onward(), 303)


def ask_code(pending: str, *, remember: bool, onward: str) -> Response:
    """Lead somebody whose password was right to the page that asks for their code."""
    session[PENDING] = [pending, remember]
    return redirect(url_for("entrance.second_step", next=onward or None), 303)


@entrance.get("/login")
def login() -> Response:
    """Where people look for the door of other systems."""
    return redirect(url_for("entrance.sign_in", next=request.args.get("next")), 303)


@entrance.route("/welcome", methods=("GET", "POST"))
def first_person() -> Response:
    if not authentication.is_unclaimed():
        return redirect(url_for("entrance.sign_in"), 303)
    form = FirstPersonForm()
    if request.method == "GET":
        return show("admin/welcome.html", 200, form=form)
    if not form.validate():
        return show("admin/welcome.html", 422, form=form)
    try:
        id_ = authentication.claim(
            {"name": form.name.data, "email": form.email.data or "", "password": form.password.data}
        )
    except Invalid as error:
        for problem in error.problems:
            field = form._fields.get(problem.path, form.email)
            field.errors = [*field.errors, problem.message]
        return show("admin/welcome.html", 422, form=form)
    enter(authentication.open_session(id_, **whence()), remember=False)
    flash("Welcome. The site is yours; begin with its name.")
    return redirect(url_for("admin.index"), 303)


@entrance.post("/sign-out")
def sign_out() -> Response:
    leave()
    flash("You are signed out.")
    return redirect(url_for("entrance.sign_in"), 303)


def onward() -> str:
    """Where the person wanted to go, if that is a page of this site, else the admin's first page."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    local = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    safe = local and not any(ord(sign) <= 32 or sign == "\\" for sign in wanted)
    return wanted if safe else url_for("admin.index")


def _refusal() -> str:
    config = current_app.config
    return (
        "That e-mail address and password do not belong together. After "
        f"{config['LOGIN_ATTEMPTS']} wrong attempts an account is locked for {config['LOCK_MINUTES']} minutes."
    )


def whence() -> dict[str, str | None]:
    """What is noted about where somebody signs in."""
    return {"address": request.remote_addr, "user_agent": request.user_agent.string}


def keep_the_limit() -> None:
    """Raises the 429 when this address has failed too often."""
    for limiter in _limiters():
        if not all(limiter.test(each, "sign-in", request.remote_addr or "") for each in LIMITS):
            raise TooManyRequests(retry_after=60)


def count_failure() -> None:
    """Remember a wrong password of this address, for all workers; the right one costs nothing."""
    for limiter in _limiters():
        for each in LIMITS:
            limiter.hit(each, "sign-in", request.remote_addr or "")


def _limiters() -> list[Any]:
    return [each.limiter for each in current_app.extensions.get("limiter", ()) if each.enabled]


def show(template: str, status: int, **values: object) -> Response:
    """A page of the entrance."""
    return make_response(render_template(template, **values), status)

"""One-time codes: RFC 6238's own examples, each code once, and a secret that the database alone does not give away."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
import sqlalchemy as sa

from blog.auth import one_time
from blog.db import db, transaction
from blog.models import RecoveryCode, SecondFactor

KEY = "a key of the site"
#: RFC 6238, appendix B: seconds since 1970 and the last six digits of the code, for the secret 12345678901234567890.
EXAMPLES = [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (2000000000, "279037")]
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def owner(people) -> uuid.UUID:
    with transaction():
        one_time.make_secret(KEY, uuid.UUID(people.ada.id))
        one_time.confirm(uuid.UUID(people.ada.id))
    return uuid.UUID(people.ada.id)


def at(monkeypatch, seconds: int) -> None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    monkeypatch.setattr(one_time, "now", lambda: moment)


def code_of(owner: uuid.UUID, steps: int = 0) -> str:
    present = int(one_time.now().timestamp()) // one_time.STEP_SECONDS
    return pyotp.TOTP(one_time.secret_of(KEY, owner, confirmed=True)).generate_otp(present + steps)


@pytest.mark.parametrize(("seconds", "code"), EXAMPLES)
@pytest.mark.sqlite_only
def test_the_codes_are_those_of_the_standard(owner, monkeypatch, seconds, code):
    monkeypatch.setattr(one_time, "secret_of", lambda *_, **__: RFC_SECRET)
    at(monkeypatch, seconds)
    assert one_time.use(KEY, owner, code) == one_time.ONE_TIME


def test_a_code_is_good_once_and_none_before_it_is_good_after_it(owner, monkeypatch):
    at(monkeypatch, 2_000_000_000)
    before, present, after, far = (code_of(owner, steps) for steps in (-1, 0, 1, 2))
    assert one_time.use(KEY, owner, far) == ""
    assert one_time.use(KEY, owner, f"{present[:3]} {present[3:]}") == one_time.ONE_TIME
    assert [one_time.use(KEY, owner, code) for code in (present, before)] == ["", ""]
    assert one_time.use(KEY, owner, after) == one_time.ONE_TIME


def test_two_who_send_one_code_at_one_moment_are_not_both_let_in(app, owner, monkeypatch):
    at(monkeypatch, 2_000_000_000)
    code = code_of(owner)

    def send(_: int) -> str:
        with app.app_context():
            used = one_time.use(KEY, owner, code)
            db.session.remove()
            return used

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == ["", "", "", one_time.ONE_TIME]


def test_a_recovery_code_is_good_once_and_for_its_owner_only(owner, people):
    with transaction():
        codes = one_time.make_recovery_codes(KEY, owner)
    assert len(set(codes)) == one_time.count_recovery_codes(owner) == 10
    assert one_time.use(KEY, uuid.UUID(people.ed.id), codes[0]) == ""
    assert one_time.use(KEY, owner, f" {codes[0].upper()} ") == one_time.RECOVERY
    assert one_time.use(KEY, owner, codes[0]) == ""
    with transaction():
        one_time.make_recovery_codes(KEY, owner)
    assert one_time.use(KEY, owner, codes[1]) == ""


def test_the_tables_alone_give_neither_secret_nor_code_away(owner):
    with transaction():
        codes = one_time.make_recovery_codes(KEY, owner)
    secret = one_time.secret_of(KEY, owner, confirmed=True)
    digests = db.session.scalars(sa.select(RecoveryCode.digest))
    stored = db.session.scalar(sa.select(SecondFactor.secret)) + "".join(digests)
    assert secret not in stored
    assert not any(code.replace("-", "") in stored for code in codes)
    assert one_time.secret_of("another key", owner, confirmed=True) is None
    assert one_time.use("another key", owner, codes[0]) == ""


@pytest.mark.parametrize("code", ["", "000000", "12345", "１２３４５６", "\x00", "\ud800", "x" * 10_000, "-" * 70])
@pytest.mark.sqlite_only
def test_what_is_no_code_is_refused(owner, code, monkeypatch):
    monkeypatch.setattr(one_time, "secret_of", lambda *_, **__: RFC_SECRET)
    at(monkeypatch, 59)
    assert one_time.use(KEY, owner, code) == ""

"""One-time codes as a second factor (TOTP, RFC 6238) and the recovery codes that stand in for them.

Knows no session, no cookie and no request.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import uuid

import pyotp
import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken

from blog.auth.tokens import signing_key
from blog.clock import now
from blog.db import db, transaction
from blog.models import RecoveryCode, SecondFactor

#: RFC 6238, as every telephone's program has it: six digits of SHA-1, a new code each half minute.
STEP_SECONDS, DIGITS = 30, 6
#: Codes of the half minute before and after are good, too: clocks differ, and typing takes time.
WINDOW = 1
RECOVERY_CODES, RECOVERY_GROUPS, GROUP_LENGTH = 10, 4, 4
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SEALING, RECOVERING = b"one-time secrets", b"recovery codes"
ONE_TIME, RECOVERY = "one-time", "recovery"


def make_secret(secret_key: str, user_id: uuid.UUID) -> None:
    """Keep a new secret for an account, within the current transaction; it is asked for once it is confirmed."""
    sealed = _seal(secret_key).encrypt(pyotp.random_base32().encode()).decode()
    forget(user_id)
    db.session.add(SecondFactor(user_id=user_id, secret=sealed, last_step=0, created_at=now()))
    db.session.flush()


def secret_of(secret_key: str, user_id: uuid.UUID, *, confirmed: bool) -> str | None:
    """The secret in Base32, if there is one in that state and this site's key still opens it."""
    state = SecondFactor.confirmed_at.is_not(None) if confirmed else SecondFactor.confirmed_at.is_(None)
    sealed = db.session.scalar(sa.select(SecondFactor.secret).where(SecondFactor.user_id == user_id, state))
    try:
        return _seal(secret_key).decrypt(sealed.encode()).decode() if sealed else None
    except InvalidToken:
        return None


def address(secret: str, *, account: str, site: str) -> str:
    """The otpauth address that the QR code of a secret holds."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS).provisioning_uri(name=account, issuer_name=site)


def is_on(user_id: uuid.UUID) -> bool:
    """Whether an account is asked for a second factor."""
    confirmed = sa.exists().where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    return bool(db.session.scalar(sa.select(confirmed)))


def use(secret_key: str, user_id: uuid.UUID, code: str, *, confirmed: bool = True) -> str:
    """Use a code up: `one-time`, `recovery`, or nothing for one that is wrong or was used before."""
    plain = re.sub(r"[\s-]", "", code[:64]).lower()
    if len(plain) == DIGITS and plain.isascii() and plain.isdigit():
        secret = secret_of(secret_key, user_id, confirmed=confirmed)
        step = _step(secret, plain) if secret else None
        return ONE_TIME if step is not None and _take_step(user_id, step) else ""
    if not confirmed:
        return ""
    chosen = RecoveryCode.user_id == user_id, RecoveryCode.digest == _digest(secret_key, user_id, plain)
    with transaction() as session:
        spent = sa.delete(RecoveryCode).where(*chosen).execution_options(synchronize_session=False)
        return RECOVERY if session.execute(spent).rowcount else ""


def confirm(user_id: uuid.UUID) -> None:
    """Ask for the second factor from now on, within the current transaction."""
    change = sa.update(SecondFactor).where(SecondFactor.user_id == user_id).values(confirmed_at=now())
    db.session.execute(change.execution_options(synchronize_session=False))


def make_recovery_codes(secret_key: str, user_id: uuid.UUID) -> list[str]:
    """New recovery codes in the place of those before, within the current transaction. Only their digests are kept."""
    codes = ["-".join(_letters() for _ in range(RECOVERY_GROUPS)) for _ in range(RECOVERY_CODES)]
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    digests = [_digest(secret_key, user_id, code.replace("-", "")) for code in codes]
    db.session.add_all(RecoveryCode(user_id=user_id, digest=digest) for digest in digests)
    return codes


def count_recovery_codes(user_id: uuid.UUID) -> int:
    """How many recovery codes are left."""
    query = sa.select(sa.func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    return db.session.scalar(query) or 0


def forget(user_id: uuid.UUID) -> bool:
    """Take the second factor off an account, within the current transaction; whether there was one."""
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    gone = sa.delete(SecondFactor).where(SecondFactor.user_id == user_id)
    return db.session.execute(gone.execution_options(synchronize_session=False)).rowcount > 0


def _step(secret: str, code: str) -> int | None:
    """The half minute, counted from 1970, that a code belongs to."""
    present = int(now().timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    near = range(present - WINDOW, present + WINDOW + 1)
    return next((step for step in near if hmac.compare_digest(codes.generate_otp(step), code)), None)


def _take_step(user_id: uuid.UUID, step: int) -> bool:
    """Whether nobody used this code or a later one; two who send it at one moment cannot both be first."""
    with transaction() as session:
        change = sa.update(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.last_step < step)
        change = change.values(last_step=step).execution_options(synchronize_session=False)
        return session.execute(change).rowcount > 0


def _seal(secret_key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(signing_key(secret_key, SEALING)))


def _digest(secret_key: str, user_id: uuid.UUID, code: str) -> str:
    # Keyed, because a code is short enough to be guessed by who has a copy of the table.
    body = user_id.bytes + code.encode("utf-8", "surrogatepass")
    return hmac.new(signing_key(secret_key, RECOVERING), body, hashlib.sha256).hexdigest()


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH))

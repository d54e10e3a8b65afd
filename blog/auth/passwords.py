"""Passwords: what may be one, how it is stored, and how it is checked in the same time for everybody.

Knows no account and no request.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 512
FEWEST_DIFFERENT = 5
#: 19 MiB and two passes on one core: about 25 ms, against 215 ms and four threads of the library's own choice.
PARAMETERS = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
HASHER = PasswordHasher(**PARAMETERS)
#: What people type when twelve characters are asked for, with digits and signs at the end left off.
COMMON_TEXT = """
    password passwordpassword mypassword yourpassword thepassword passw0rd passwort motdepasse contrasena wachtwoord
    qwerty qwertyuiop qwertyqwerty qwertyuiopasdf qwertzuiop azertyuiop asdfghjkl asdfasdfasdf qazwsxedc qazwsxedcrfv
    1qaz2wsx3edc zxcvbnm qweasdzxc letmein letmeinletmein welcome welcomewelcome welcomehome iloveyou iloveyouforever
    ilovemyfamily administrator admin adminadmin superuser root rootroot changeme changemeplease changemenow changeit
    defaultpassword default secret topsecret secretpassword supersecret trustno monkey monkeymonkey dragon dragondragon
    football footballfootball baseball basketball sunshine princess superman batman starwars pokemon minecraft whatever
    computer internet testtesttest testpassword testing hellohello helloworld hello master masterpassword freedom
    correcthorse correcthorsebatterystaple quire quirequire wordpress blogblogblog mysuperpassword
"""
COMMONEST = frozenset(COMMON_TEXT.split())
STRAIGHTS = ("0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdef", "qwertyuiopasdfghjklzxcvbnm")


class WeakPassword(ValueError):
    """The password must not be used; the text is a sentence for the person who chose it."""


def check_strength(password: str, *personal: str) -> None:
    """Raise WeakPassword for one that is too short, too long, among the commonest, or one of the `personal` texts
    (the account's e-mail address or name)."""
    length = len(unicodedata.normalize("NFKC", password))
    if length < SHORTEST:
        raise WeakPassword(f"The password must have at least {SHORTEST} characters; a few words in a row are good.")
    if length > LONGEST:
        raise WeakPassword(f"The password must have at most {LONGEST} characters.")
    folded = unicodedata.normalize("NFKC", password).casefold()
    if _is_common(folded):
        raise WeakPassword("The password is one of the commonest and would be guessed first; choose another.")
    for text in personal:
        for part in (text.casefold(), text.casefold().partition("@")[0]):
            if len(part) >= SHORTEST // 3 and len(folded.replace(part, "")) < SHORTEST // 2:
                raise WeakPassword("The password is little more than your name or address; choose another.")


def hash_password(password: str) -> str:
    """The text to store for a password: Argon2id with a salt of its own."""
    return HASHER.hash(_bytes(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; takes as long when none is stored, so that nobody learns who exists."""
    # An account that never signs in holds a mark where the hash would be.
    known = stored is not None and stored.startswith("$")
    try:
        matches = HASHER.verify(stored if known and stored else _nobody(), _bytes(password[: LONGEST * 2]))
    except (VerificationError, InvalidHashError):
        return False
    return matches and known


def needs_rehash(stored: str) -> bool:
    """Whether the stored text was made with other parameters than today's."""
    try:
        return HASHER.check_needs_rehash(stored)
    except InvalidHashError:
        return True


@functools.cache
def _nobody() -> str:
    return HASHER.hash("the password of nobody at all")


def _bytes(password: str) -> bytes:
    # A broken form post can hold half a character, which must be a wrong password and not an error.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _is_common(folded: str) -> bool:
    letters = re.sub(r"[\W_]", "", folded)
    half = letters[: len(letters) // 2]
    parts = (letters, half) if half * 2 == letters else (letters,)
    return len(set(letters)) < FEWEST_DIFFERENT or any(
        part.strip("0123456789") in COMMONEST or any(part in line or part in line[::-1] for line in STRAIGHTS)
        for part in parts
    )

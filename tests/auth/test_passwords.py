"""Passwords: which are refused, how they are stored, how they are checked."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from blog.auth import passwords
from blog.auth.passwords import WeakPassword, check_strength, hash_password, needs_rehash, verify_password


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "eleven char",
        "password1234",
        "Password123!",
        "123456789012",
        "210987654321",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "letmein1letmein1",
        "correct horse battery staple",
        "x" * 513,
        "uma@example.org1",
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(weak: str) -> None:
    with pytest.raises(WeakPassword, match=r"^The password .*\.$"):
        check_strength(weak, "uma@example.org")


@pytest.mark.parametrize(
    "good", ["plain tulip river nine", "admin-kX9$2vQ8wz", "дванадцять слів тут", "7261-9938-1122-4431"]
)
def test_a_good_password_is_taken(good: str) -> None:
    check_strength(good, "uma@example.org", "Uma User")


def test_the_stored_text_is_argon2id_with_the_parameters_of_the_design(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(**passwords.PARAMETERS))
    assert hash_password("plain tulip river nine").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_only_the_right_password_is_right() -> None:
    stored = hash_password("plain tulip river nine")
    assert verify_password(stored, "plain tulip river nine")
    assert not verify_password(stored, "plain tulip river ten")


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password() -> None:
    assert verify_password(hash_password("caf\u00e9 au lait matin"), "cafe\u0301 au lait matin")


def test_nobody_has_a_password() -> None:
    assert not verify_password(None, "the password of nobody at all")


@pytest.mark.parametrize("stored", ["", "!", "not a hash", "$argon2id$v=19$broken"])
def test_a_stored_text_that_is_no_hash_matches_nothing(stored: str) -> None:
    assert not verify_password(stored, "!")


def test_half_a_character_is_a_wrong_password_and_no_error() -> None:
    assert not verify_password(hash_password("plain tulip river nine"), "plain \ud800 river")


def test_a_hash_made_with_other_parameters_is_to_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("plain tulip river nine")
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert needs_rehash(old)
    assert not needs_rehash(hash_password("plain tulip river nine"))
    assert needs_rehash("!")

"""Guesses passwords from a process of its own, and prints how many of them were held against the real one."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from argon2 import PasswordHasher

from blog import create_app
from blog.auth import passwords, sign_in
from blog.config import load_settings


def main(url: str, folder: str, email: str) -> None:
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    app = create_app(load_settings({"DATABASE_URL": url}, Path(folder)))
    judged: list[str] = []
    verify = passwords.verify_password

    def note(stored: str | None, password: str) -> bool:
        if stored is not None:
            judged.append(password)
        return verify(stored, password)

    sign_in.verify_password = note

    def guess(number: int) -> None:
        with app.app_context():
            sign_in.sign_in(email, f"not the right words {number}")

    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, range(12)))
    print(len(judged), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Guesses passwords from a process of its own, and tells how many of them were held against the real one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

from argon2 import PasswordHasher

from blog import create_app
from blog.auth import passwords, sign_in
from blog.config import load_settings


def guess_often(url: str, folder: str, email: str, line: Connection) -> None:
    """Say that one is ready, wait for the word, and guess as fast as one can."""
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

    line.send("ready")
    line.recv()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, range(12)))
    line.send(len(judged))

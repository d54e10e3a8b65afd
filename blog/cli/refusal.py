"""How a command says no: one sentence on the error stream and an exit code that is not 0."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from blog.config import SettingsError
from blog.errors import ContentError, ProblemList

SETTINGS_EXIT = 2


class Refusal(click.ClickException):
    """The command cannot do what was asked; the text is a sentence that says what to do."""

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's signature
        click.echo(self.format_message(), err=True)


def sentences(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn the errors a person can put right into Refusals; a fault of the program keeps its traceback."""

    @functools.wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SettingsError as error:
            refusal = Refusal(str(error))
            refusal.exit_code = SETTINGS_EXIT
            raise refusal from None
        except ProblemList as error:
            raise Refusal(" ".join(problem.message for problem in error.problems)) from None
        except ContentError as error:
            raise Refusal(str(error)) from None
        except OperationalError as error:
            raise Refusal(database_sentence(error)) from None

    return guarded


def database_sentence(error: SQLAlchemyError) -> str:
    """What to do about a database that does not answer; never shows its password."""
    reason = (str(getattr(error, "orig", None) or error).strip().splitlines() or ["no reason given"])[-1].strip()
    return f"The database does not answer ({reason.rstrip('.')}). Start it, or look at DATABASE_URL, and try again."

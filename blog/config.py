"""The settings: one table of names, read from the environment, then instance/settings.toml, then the defaults.

Knows no Flask application; what it returns is checked, and an unsafe combination is refused with a sentence.
"""

from __future__ import annotations

import difflib
import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
import Stemmer

from blog import setting_values as values

SHORTEST_SECRET = 32
LANGUAGES = tuple(sorted(Stemmer.algorithms()))


class SettingsError(Exception):
    """A setting cannot be used; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class Setting:
    """One name the owner may set: its default as text, how it is read, and what it does."""

    name: str
    default: str
    parse: Callable[[str], Any]
    help: str
    secret: bool = False


SETTINGS = (
    Setting("SITE_URL", "", values.site_url, "The public address of the site. Empty means http://127.0.0.1 with PORT."),
    Setting("PORT", "8000", values.number(1, 65535), "The port the site listens on."),
    Setting("LISTEN", "127.0.0.1", values.listen_address, "The address the site listens on; 0.0.0.0 for all."),
    Setting("WORKERS", "2", values.number(1, 64), "How many processes serve pages."),
    Setting("THREADS", "4", values.number(1, 64), "How many requests one process works on at a time."),
    Setting(
        "TIME_ZONE",
        "UTC",
        values.time_zone,
        "Where a day of the site begins and ends, such as Europe/Berlin: the dates that readers see, and the times in"
        " the admin. After a change, run blog reindex.",
    ),
    Setting("INSTANCE_DIR", "", values.text, "The folder of the site's own files; the environment only."),
    Setting(
        "DATABASE_URL",
        "",
        values.database_url,
        "sqlite:///file (relative to the instance folder) or postgresql://user:password@host/name."
        " Empty means quire.db in the instance folder.",
        secret=True,
    ),
    Setting(
        "DATABASE_REPLICA_URLS",
        "",
        values.database_urls,
        "Read-only copies of the database, with commas between them. They are checked; pages are not read from them"
        " yet.",
        secret=True,
    ),
    Setting(
        "REDIS_URL", "", values.redis_url, "A Redis in which several machines count their limits together.", secret=True
    ),
    Setting(
        "STORAGE_URL",
        "file:",
        values.storage_url,
        "Where uploads are kept: file: with a folder (media in the instance folder if none) or s3://bucket?endpoint=….",
        secret=True,
    ),
    Setting(
        "MAIL_URL",
        "file:",
        values.mail_url,
        "How mail leaves: file: with a folder (outbox in the instance folder if none), smtp://user:password@host:587"
        " (STARTTLS whenever there is a password; ?starttls=on or off says it openly) or smtps://….",
        secret=True,
    ),
    Setting("MAIL_FROM", "", values.email, "The sender of the site's mail. Empty means noreply@ the site's host."),
    Setting(
        "SECRET_KEY",
        "",
        values.optional_text,
        "Signs sessions and tokens; at least 32 characters. Empty means one is made and kept in the instance folder;"
        " several machines need the same one.",
        secret=True,
    ),
    Setting(
        "TRUSTED_HOSTS",
        "",
        values.host_names,
        "Host names the site answers to, with commas between them; .example.org means every name below it."
        " Empty means the host of SITE_URL and the names of this machine.",
    ),
    Setting("PROXY_HOPS", "0", values.number(0, 10), "How many proxies in front set X-Forwarded headers."),
    Setting("ALLOW_HTTP", "off", values.switch, "Allows a SITE_URL without https that is not this machine."),
    Setting("RATE_LIMITS", "on", values.switch, "off for load tests; refused unless SITE_URL is this machine."),
    Setting("ADMIN_EMAIL", "", values.email, "The first administrator; read on the first start only."),
    Setting("ADMIN_PASSWORD", "", values.optional_text, "Their password; made up and printed if empty.", secret=True),
    Setting("JOBS", "on", values.switch, "on runs jobs inside the web processes; off leaves them to blog worker."),
    Setting("LOG_FORMAT", "text", values.one_of("text", "json"), "How log lines are written."),
    Setting("LOG_LEVEL", "info", values.one_of("debug", "info", "warning", "error"), "The least that is logged."),
    Setting("MAX_UPLOAD_MB", "32", values.number(1, 4096), "The largest upload, in megabytes."),
    Setting("MAX_MEGAPIXELS", "60", values.number(1, 500), "The largest picture, in million pixels."),
    Setting("MAX_LIMIT", "100", values.number(1, 10000), "The most documents one answer may hold."),
    Setting("MAX_DEPTH", "10", values.number(0, 10), "How deep related documents may be asked for."),
    Setting("MAX_VERSIONS", "50", values.number(1, 10000), "How many versions of a document are kept."),
    Setting(
        "SEARCH_LANGUAGE",
        "english",
        values.one_of(*LANGUAGES),
        "The language of the texts, so that a search for gardening finds garden. After a change, run blog reindex.",
    ),
    Setting("TOKEN_MINUTES", "15", values.number(1, 1440), "How long an API token is good."),
    Setting("SESSION_DAYS", "14", values.number(1, 365), "How long a sign-in lasts."),
    Setting("LOGIN_ATTEMPTS", "5", values.number(1, 100), "Wrong passwords after which an account is locked."),
    Setting("LOCK_MINUTES", "10", values.number(1, 1440), "How long it stays locked."),
    Setting(
        "VERIFY_EMAIL", "off", values.switch, "on lets nobody sign in who has not opened the mail to their address."
    ),
    Setting(
        "CORS_ORIGINS",
        "",
        values.origins,
        "Other sites whose pages may use the API in a reader's browser, such as https://app.example.org, with commas"
        " between them; * for all, but then without cookies.",
    ),
    Setting(
        "WEBHOOK_PRIVATE", "off", values.switch, "on lets webhooks call machines that are not on the public network."
    ),
    Setting(
        "GRAPHQL_INTROSPECTION",
        "auto",
        values.one_of("auto", "on", "off"),
        "Whether clients may ask GraphQL for its schema; auto means on while SITE_URL is this machine.",
    ),
    Setting(
        "GRAPHQL_EXPLORER",
        "auto",
        values.one_of("auto", "on", "off"),
        "Whether there is a page to try GraphQL at /api/graphql-playground; auto means on while SITE_URL is this"
        " machine.",
    ),
    Setting("GRAPHQL_DEPTH", "12", values.number(1, 50), "How many levels deep a GraphQL query may be nested."),
    Setting(
        "GRAPHQL_COST",
        "1000",
        values.number(10, 100000),
        "How much a GraphQL query may cost, at 1 for a field and 10 for related documents.",
    ),
    Setting("READ_LIMIT", "1200 per minute", values.rates, "How often one address, and one account, may ask the API."),
    Setting("WRITE_LIMIT", "300 per minute", values.rates, "How often it may change something there."),
    Setting("SEND_LIMIT", "20 per minute", values.rates, "How often an address may create something unknown to us."),
    Setting(
        "RECOVERY_LIMIT", "5 per hour", values.rates, "How often a new password may be asked for, for one account."
    ),
    Setting("SIGN_IN_LIMIT", "30 per minute", values.rates, "How often it may sign in or ask for a new password."),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The checked values as lower-case attributes; never changed after the start."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self._values = dict(chosen)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_values"][name.upper()]
        except KeyError:
            raise AttributeError(f"there is no setting {name.upper()}") from None

    def as_config(self) -> dict[str, Any]:
        """The values by their upper-case names, as Flask's configuration wants them."""
        return dict(self._values)

    def replace(self, **changes: Any) -> Settings:
        """A copy with some values changed; the names are lower-case."""
        return Settings(self._values | {name.upper(): value for name, value in changes.items()})

    @property
    def is_public(self) -> bool:
        """Whether the site is meant to be reached from other machines."""
        return not values.is_loopback(urlsplit(self.site_url).hostname)

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may be marked Secure."""
        return self.site_url.startswith("https://")


def default_instance_dir() -> Path:
    """The folder instance beside a checkout, or in the working folder for an installed package."""
    checkout = Path(__file__).resolve().parent.parent
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / "instance"


def load_settings(environ: Mapping[str, str] | None = None, instance_dir: Path | str | None = None) -> Settings:
    """Read, check and complete the settings; SettingsError says in one sentence what is wrong and what to do."""
    environ = os.environ if environ is None else environ
    instance = values.folder(str(instance_dir or environ.get("INSTANCE_DIR") or default_instance_dir()))
    written = _read_file(instance / "settings.toml")
    chosen = {setting.name: _value(setting, environ, written) for setting in SETTINGS}
    chosen["INSTANCE_DIR"] = instance
    _complete(chosen)
    _refuse_unsafe(Settings(chosen))
    if chosen["SECRET_KEY"] is None:
        chosen["SECRET_KEY"] = stored_secret(instance)
    return Settings(chosen)


def stored_secret(instance: Path) -> str:
    """The key in instance/secret_key, made with mode 0600 when there is none; two starts at once agree on one."""
    path = instance / "secret_key"
    try:
        instance.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            draft = instance / f".secret_key.{secrets.token_hex(8)}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"The folder {instance} cannot be written ({error.strerror}); give this user the right to write there,"
            " or name another folder in INSTANCE_DIR."
        ) from None
    if len(key) < SHORTEST_SECRET:
        raise SettingsError(f"The key in {path} is too short; delete the file and a new one is made at the next start.")
    return key


def _read_file(path: Path) -> dict[str, str]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from None
    for name in written:
        if name not in BY_NAME:
            near = difflib.get_close_matches(name.upper(), BY_NAME, n=1)
            hint = f"did you mean {near[0]}?" if near else "blog settings lists the names there are."
            raise SettingsError(f"{path} has an unknown setting {name!r}; {hint}")
        if name == "INSTANCE_DIR":
            raise SettingsError(f"{path} cannot say where its own folder is; set INSTANCE_DIR in the environment.")
    return {name: _as_text(path, name, value) for name, value in written.items()}


def _as_text(path: Path, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, str | int):
        return str(value)
    raise SettingsError(f"{path}: {name} must be a text, a whole number, true or false, or a list of texts.")


def _value(setting: Setting, environ: Mapping[str, str], written: Mapping[str, str]) -> Any:
    raw = environ.get(setting.name) or written.get(setting.name, setting.default)
    try:
        return setting.parse(raw.strip())
    except ValueError as error:
        raise SettingsError(f"{setting.name} {error}.") from None


def _complete(chosen: dict[str, Any]) -> None:
    """Fill in what follows from other settings."""
    instance = chosen["INSTANCE_DIR"]
    chosen["SITE_URL"] = chosen["SITE_URL"] or f"http://127.0.0.1:{chosen['PORT']}"
    host = urlsplit(chosen["SITE_URL"]).hostname or ""
    chosen["TRUSTED_HOSTS"] = chosen["TRUSTED_HOSTS"] or tuple(dict.fromkeys((host, *values.LOOPBACK_NAMES)))
    chosen["MAIL_FROM"] = (
        chosen["MAIL_FROM"] or f"noreply@{host if any(c.isalpha() for c in host) and ':' not in host else 'localhost'}"
    )
    for name in ("GRAPHQL_INTROSPECTION", "GRAPHQL_EXPLORER"):
        chosen[name] = chosen[name] == "on" or (chosen[name] == "auto" and values.is_loopback(host))
    chosen["DATABASE_URL"] = _absolute(chosen["DATABASE_URL"] or "sqlite:///quire.db", instance)
    chosen["DATABASE_REPLICA_URLS"] = tuple(_absolute(url, instance) for url in chosen["DATABASE_REPLICA_URLS"])
    for name, default in (("STORAGE_URL", "media"), ("MAIL_URL", "outbox")):
        if chosen[name].startswith("file:"):
            folder = urlsplit(chosen[name]).path or default
            chosen[name] = f"file:{instance / folder}"


def _absolute(database_url: str, instance: Path) -> str:
    url = sa.make_url(database_url)
    if url.drivername == "sqlite":
        url = url.set(database=str(instance / (url.database or "")))
    return url.render_as_string(hide_password=False)


def _refuse_unsafe(settings: Settings) -> None:
    key = settings.secret_key
    if key is not None and (len(key) < SHORTEST_SECRET or len(set(key)) < 8):
        raise SettingsError(
            "SECRET_KEY is too short or too simple; leave it out and one is made, or use at least 32 random characters."
        )
    kinds = {sa.make_url(url).drivername for url in (settings.database_url, *settings.database_replica_urls)}
    if len(kinds) > 1:
        raise SettingsError("DATABASE_REPLICA_URLS must be the same kind of database as DATABASE_URL.")
    if not settings.is_public:
        return
    if not settings.secure_cookies and not settings.allow_http:
        raise SettingsError(
            f"SITE_URL is {settings.site_url}, so passwords would travel readable; use https, or set ALLOW_HTTP=on for"
            " a private network."
        )
    if not settings.rate_limits:
        raise SettingsError(
            "RATE_LIMITS=off is for load tests on this machine; remove it, or set SITE_URL to a loopback address."
        )

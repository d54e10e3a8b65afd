"""The settings: where they are read from, what is refused, and with which sentence."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from blog.config import SETTINGS, SettingsError, load_settings, stored_secret

KEY = "q8fJ2mZr5tWx7yB3nC6vK9pL1sD4gH0a"


def test_the_defaults_serve_this_machine_only(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert settings.site_url == "http://127.0.0.1:8000"
    assert settings.listen == "127.0.0.1"
    assert settings.trusted_hosts == ("127.0.0.1", "localhost")
    assert settings.database_url == f"sqlite:///{tmp_path}/quire.db"
    assert settings.mail_url == f"file:{tmp_path}/outbox"
    assert not settings.is_public


def test_the_environment_goes_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('PORT = 8100\nWORKERS = 3\nTRUSTED_HOSTS = ["a.example", "b.example"]\n')
    settings = load_settings({"PORT": "8200"}, tmp_path)
    assert (settings.port, settings.workers, settings.threads) == (8200, 3, 4)
    assert settings.trusted_hosts == ("a.example", "b.example")


def test_an_empty_variable_counts_as_absent(tmp_path: Path) -> None:
    assert load_settings({"PORT": "", "REDIS_URL": ""}, tmp_path).port == 8000


@pytest.mark.parametrize("word", ["on", "TRUE", "yes", "1"])
def test_a_switch_takes_the_exact_words(word: str, tmp_path: Path) -> None:
    assert load_settings({"ALLOW_HTTP": word}, tmp_path).allow_http is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOW_HTTP", "maybe"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "8e3"),
        ("PORT", "８０００"),
        ("WORKERS", "-1"),
        ("LISTEN", "example.org"),
        ("SITE_URL", "example.org"),
        ("SITE_URL", "https://example.org/blog"),
        ("SITE_URL", "https://user@example.org"),
        ("SITE_URL", "https://[::1"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "no address"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_REPLICA_URLS", "postgresql://a/b"),
        ("REDIS_URL", "http://localhost"),
        ("STORAGE_URL", "s3://"),
        ("STORAGE_URL", "ftp://host"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://host:port"),
        ("MAIL_FROM", "nobody"),
        ("ADMIN_EMAIL", "a@b\nBcc: c@d"),
        ("TRUSTED_HOSTS", "example.org:8000"),
        ("TRUSTED_HOSTS", "*"),
        ("LOG_FORMAT", "xml"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence_that_names_it(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        load_settings({name: value}, tmp_path)
    assert str(refusal.value).startswith(name)
    assert str(refusal.value).endswith(".")


def test_a_password_in_a_wrong_database_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        load_settings({"DATABASE_URL": "mysql://me:opensesame@localhost/x"}, tmp_path)
    assert "opensesame" not in str(refusal.value)


def test_an_unknown_name_in_the_file_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('SITE_ULR = "https://example.org"')
    with pytest.raises(SettingsError, match="did you mean SITE_URL"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize("text", ["PORT = ", "PORT = 1.5", "PORT = {a = 1}", "[SITE]\nURL = 1", 'INSTANCE_DIR = "x"'])
def test_a_broken_file_is_refused_with_its_name(text: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize(
    ("unsafe", "said"),
    [
        ({"SITE_URL": "http://blog.example"}, "use https"),
        ({"SITE_URL": "https://blog.example", "RATE_LIMITS": "off"}, "RATE_LIMITS=off"),
        ({"DATABASE_REPLICA_URLS": "postgresql://replica/quire"}, "same kind"),
    ],
)
def test_an_unsafe_combination_is_refused(unsafe: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(unsafe, tmp_path)


def test_a_public_site_trusts_its_own_host(tmp_path: Path) -> None:
    settings = load_settings({"SITE_URL": "https://Blog.Example"}, tmp_path)
    assert settings.trusted_hosts[0] == "blog.example"
    assert settings.is_public
    assert settings.secure_cookies
    assert settings.mail_from == "noreply@blog.example"


def test_http_on_a_private_network_can_be_allowed(tmp_path: Path) -> None:
    assert load_settings({"SITE_URL": "http://nas.home", "ALLOW_HTTP": "on"}, tmp_path).is_public


def test_a_secret_key_is_made_once_and_is_only_the_owners(tmp_path: Path) -> None:
    first = load_settings({}, tmp_path).secret_key
    assert len(first) >= 32
    assert load_settings({}, tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: stored_secret(tmp_path / "new"), range(16)))
    assert len(keys) == 1
    assert os.listdir(tmp_path / "new") == ["secret_key"]


def test_a_given_key_is_not_written_anywhere(tmp_path: Path) -> None:
    assert load_settings({"SECRET_KEY": KEY}, tmp_path).secret_key == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="INSTANCE_DIR"):
        load_settings({"INSTANCE_DIR": str(tmp_path / "file" / "instance")})


def test_a_database_in_a_file_lies_in_the_instance_folder(tmp_path: Path) -> None:
    assert load_settings({"DATABASE_URL": "sqlite:///other.db"}, tmp_path).database_url.endswith(f"{tmp_path}/other.db")


def test_every_spelling_of_postgresql_means_the_one_driver(tmp_path: Path) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        url = load_settings({"DATABASE_URL": f"{scheme}://me:pw@host/quire"}, tmp_path).database_url
        assert url == "postgresql+psycopg://me:pw@host/quire"


def test_every_setting_says_what_it_does_and_has_a_default_it_accepts() -> None:
    for setting in SETTINGS:
        assert setting.help.endswith("."), setting.name
        setting.parse(setting.default)

"""Settings are strict: each bad one stops the start with its name and an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from nahtlos.settings.databases import databases
from nahtlos.settings.env import Database, SettingError, read

KEY = "k" * 40
PUBLIC = {
    "NAHTLOS_ALLOWED_HOSTS": "familie.example",
    "NAHTLOS_SECRET_KEY": KEY,
    "NAHTLOS_EMAIL_URL": "smtps://u:p%40ss@mail.example?from=familie@familie.example",
}


def environ(folder: Path, **values: str) -> dict[str, str]:
    return {"NAHTLOS_DATA": str(folder)} | {f"NAHTLOS_{name}": value for name, value in values.items()}


def test_without_any_setting_it_is_a_local_installation(tmp_path: Path) -> None:
    found = read(environ(tmp_path))
    assert found.database == Database("sqlite", str(tmp_path / "nahtlos.sqlite3"))
    assert not found.is_public
    assert found.mailer.host == ""


def test_the_own_key_is_made_once_and_nobody_else_reads_it(tmp_path: Path) -> None:
    first, second = read(environ(tmp_path)), read(environ(tmp_path))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_public_installation(tmp_path: Path) -> None:
    found = read(environ(tmp_path) | PUBLIC)
    assert found.is_public
    assert found.mailer.password == "p@ss"
    assert (found.mailer.port, found.mailer.security) == (465, "tls")


@pytest.mark.parametrize("missing", ["NAHTLOS_SECRET_KEY", "NAHTLOS_EMAIL_URL"])
def test_a_public_installation_needs(tmp_path: Path, missing: str) -> None:
    given = environ(tmp_path) | PUBLIC
    del given[missing]
    with pytest.raises(SettingError, match=f"Einstellung {missing}: .*Beispiel: {missing}="):
        read(given)


BAD = {
    "DATABASE_URL": [
        "",
        "mysql://x/y",
        "sqlite:relative",
        "sqlite://host/x",
        "postgresql://h:99999/x",
        "postgresql://h",
    ],
    "DATA": ["", " ", "~nobody/x"],
    "REPLICA_URLS": ["postgresql://h/x", "sqlite:////tmp/x"],
    "SECRET_KEY": ["", "kurz"],
    "SECRET_KEY_FILE": ["/gibt/es/nicht", "/"],
    "ALLOWED_HOSTS": ["", " , ", "*", "*.example", "https://familie.example", "familie.example:443", "a b"],
    "EMAIL_URL": [
        "",
        "smtp://mail.example",
        "http://mail.example?from=a@b",
        "smtp://?from=a@b",
        "smtp://m:x?from=a@b",
        "smtp://[m?from=a@b",
        "smtp://m?from=a@b&tls=1",
    ],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_bad_values_are_named_with_an_example(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        read(environ(tmp_path, **{name: value}))
    text = str(caught.value)
    assert caught.value.name == f"NAHTLOS_{name}"
    assert text.startswith(f"Einstellung NAHTLOS_{name}: ")
    assert f"Beispiel: NAHTLOS_{name}=" in text
    assert "\n" not in text


def test_an_encrypted_connection_stays_asked_for(tmp_path: Path) -> None:
    found = read(environ(tmp_path, DATABASE_URL="postgresql://u@h/x?sslmode=verify-full&sslrootcert=/ca.pem"))
    assert databases(found)["default"]["OPTIONS"]["sslmode"] == "verify-full"
    assert dict(found.database.options) == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}


def test_half_a_key_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(SettingError, match="unvollständig"):
        read(environ(tmp_path))


def test_an_unknown_name_is_not_ignored(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"NAHTLOS_DATABSE_URL: .* gibt es nicht\..*NAHTLOS_DATABASE_URL="):
        read(environ(tmp_path, DATABSE_URL="x"))


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(SettingError, match="ist kein Ordner"):
        read(environ(tmp_path / "x"))


def test_replicas_are_preferred_for_reading_and_the_main_database_is_the_last_resort(tmp_path: Path) -> None:
    found = databases(
        read(
            environ(
                tmp_path,
                DATABASE_URL="postgresql://u:p@main:5433/db",
                REPLICA_URLS="postgresql://u:p@one/db, postgresql://u:p@two:5434/db",
            )
        )
    )
    assert (found["read"]["HOST"], found["read"]["PORT"]) == ("one,two,main", "5432,5434,5433")
    assert found["read"]["OPTIONS"]["target_session_attrs"] == "prefer-standby"
    assert "read_only=on" in found["read"]["OPTIONS"]["options"]
    assert found["default"]["HOST"] == "main"


def test_replicas_with_another_login_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="müssen die der Hauptdatenbank sein"):
        read(environ(tmp_path, DATABASE_URL="postgresql://u:p@main/db", REPLICA_URLS="postgresql://u:x@one/db"))


def test_both_sqlite_aliases_use_one_file_and_only_one_may_write(tmp_path: Path) -> None:
    found = databases(read(environ(tmp_path)))
    assert found["default"]["NAME"] == found["read"]["NAME"]
    assert "query_only=ON" in found["read"]["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in found["default"]["OPTIONS"]["init_command"]

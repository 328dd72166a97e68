"""Strict readers of the environment: every setting is read once, here, and a bad one stops the start.

The sentences are German and not in the catalogue: they are needed before Django, and with it gettext, is set up.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

# Words behind the question mark of a PostgreSQL address that its client library understands.
PASSED_ON = ("sslmode", "sslrootcert")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")

EXAMPLES = {
    "NAHTLOS_DATA": "/var/lib/nahtlos",
    "NAHTLOS_DATABASE_URL": "postgresql://nahtlos:geheim@db.example:5432/nahtlos",
    "NAHTLOS_REPLICA_URLS": "postgresql://nahtlos:geheim@db2.example/nahtlos postgresql://nahtlos:geheim@db3.example/nahtlos",
    "NAHTLOS_SECRET_KEY": "eine zufällige Folge von mindestens 32 Zeichen",
    "NAHTLOS_SECRET_KEY_FILE": "/run/secrets/nahtlos-key",
    "NAHTLOS_ALLOWED_HOSTS": "familie.landkreis.example,www.landkreis.example",
    "NAHTLOS_EMAIL_URL": "smtp://benutzer:geheim@mail.example:587?from=familie@landkreis.example",
}


class SettingError(Exception):
    """A setting is wrong or missing; the text is one German sentence with its name and an example."""

    def __init__(self, name: str, fault: str, *, example: str = "") -> None:
        self.name = name
        shown = example or name
        super().__init__(f"Einstellung {name}: {fault} Beispiel: {shown}={EXAMPLES[shown]}")


@dataclass(frozen=True)
class Database:
    """One database as Django wants it: `name` is a file path (SQLite) or a database name."""

    engine: str
    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_sqlite(self) -> bool:
        return self.engine == "sqlite"


@dataclass(frozen=True)
class Mailer:
    """Where mail goes; without a `host` it stays in the outbox that can be looked at in the browser."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    security: str = "starttls"
    sender: str = "nahtlos@localhost"


@dataclass(frozen=True)
class Environment:
    data: Path
    database: Database
    replicas: tuple[Database, ...]
    secret_key: str
    allowed_hosts: tuple[str, ...]
    is_public: bool
    mailer: Mailer


def read(environ: Mapping[str, str]) -> Environment:
    """Read all settings from `environ` and return them checked.

    Raises SettingError for the first one that is unknown, wrong or missing.
    """
    _refuse_unknown(environ)
    data = _data_folder(environ)
    hosts = _hosts(environ)
    is_public = not set(hosts) <= set(LOCAL_HOSTS)
    database = _main_database(environ, data)
    return Environment(
        data=data,
        database=database,
        replicas=_replicas(environ, database),
        secret_key=_secret_key(environ, data, is_public=is_public),
        allowed_hosts=hosts,
        is_public=is_public,
        mailer=_mailer(environ, is_public=is_public),
    )


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for name in environ:
        if name.startswith("NAHTLOS_") and name not in EXAMPLES:
            near = difflib.get_close_matches(name, EXAMPLES, n=1, cutoff=0.0)[0]
            raise SettingError(name, "Diese Einstellung gibt es nicht.", example=near)


def _data_folder(environ: Mapping[str, str]) -> Path:
    text = environ.get("NAHTLOS_DATA", "./var").strip()
    if not text or text.startswith("~"):
        raise SettingError("NAHTLOS_DATA", "Es muss ein Ordner ohne Tilde sein.")
    folder = Path(text).absolute()
    if folder.exists() and not folder.is_dir():
        raise SettingError("NAHTLOS_DATA", f"{folder} ist kein Ordner.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".schreibprobe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingError("NAHTLOS_DATA", f"In {folder} kann nicht geschrieben werden.") from error
    return folder


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    if "NAHTLOS_ALLOWED_HOSTS" not in environ:
        return LOCAL_HOSTS
    hosts = tuple(part.strip().lower() for part in environ["NAHTLOS_ALLOWED_HOSTS"].split(",") if part.strip())
    if not hosts:
        raise SettingError("NAHTLOS_ALLOWED_HOSTS", "Es steht kein Rechnername darin.")
    for host in hosts:
        if "*" in host:
            raise SettingError("NAHTLOS_ALLOWED_HOSTS", "Ein Stern öffnet die Seite für jeden Namen.")
        if "/" in host or " " in host or (":" in host and not host.startswith("[")):
            raise SettingError("NAHTLOS_ALLOWED_HOSTS", f"„{host}“ ist kein Rechnername (ohne https://, ohne Port).")
    return hosts


def _main_database(environ: Mapping[str, str], data: Path) -> Database:
    url = environ.get("NAHTLOS_DATABASE_URL")
    if url is None:
        return Database("sqlite", str(data / "nahtlos.sqlite3"))
    return _database("NAHTLOS_DATABASE_URL", url)


def _replicas(environ: Mapping[str, str], main: Database) -> tuple[Database, ...]:
    urls = environ.get("NAHTLOS_REPLICA_URLS", "").replace(",", " ").split()
    replicas = tuple(_database("NAHTLOS_REPLICA_URLS", url) for url in urls)
    if replicas and (main.is_sqlite or any(one.is_sqlite for one in replicas)):
        raise SettingError("NAHTLOS_REPLICA_URLS", "Lesekopien gibt es nur mit PostgreSQL.")
    if any((one.name, one.user, one.password) != (main.name, main.user, main.password) for one in replicas):
        raise SettingError(
            "NAHTLOS_REPLICA_URLS", "Name der Datenbank, Benutzer und Passwort müssen die der Hauptdatenbank sein."
        )
    return replicas


def _database(setting: str, url: str) -> Database:
    parts = _split(setting, url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        if parts.netloc or not path.startswith("/") or path == "/":
            raise SettingError(setting, "Nach sqlite:// muss ein voller Dateipfad stehen.")
        return Database("sqlite", path)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingError(setting, "Die Adresse muss mit postgresql:// oder sqlite:// beginnen.")
    return _postgresql(setting, parts)


def _postgresql(setting: str, parts: SplitResult) -> Database:
    query = _query(setting, parts, {"host", *PASSED_ON})
    name = parts.path.lstrip("/")
    if not name:
        raise SettingError(setting, "Der Name der Datenbank fehlt.")
    return Database(
        engine="postgresql",
        name=unquote(name),
        # A socket folder cannot stand in the host part of an address, so libpq's ?host= is read too.
        host=query.get("host", unquote(parts.hostname or "")),
        port=str(_port(setting, parts) or ""),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=tuple((key, query[key]) for key in PASSED_ON if key in query),
    )


def _split(setting: str, url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise SettingError(setting, "Die Adresse ist nicht lesbar.") from error


def _query(setting: str, parts: SplitResult, known: set[str]) -> dict[str, str]:
    """What stands behind the question mark; an unknown word there is no detail that may get lost."""
    found = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    unknown = sorted(set(found) - known)
    if unknown:
        raise SettingError(setting, f"„{unknown[0]}“ hinter dem Fragezeichen kennen wir nicht.")
    return found


def _port(setting: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise SettingError(setting, "Der Port ist keine Zahl zwischen 0 und 65535.") from error


def _secret_key(environ: Mapping[str, str], data: Path, *, is_public: bool) -> str:
    if "NAHTLOS_SECRET_KEY" in environ and "NAHTLOS_SECRET_KEY_FILE" in environ:
        raise SettingError("NAHTLOS_SECRET_KEY", "Es darf nur eines von beiden gesetzt sein, Schlüssel oder Datei.")
    if "NAHTLOS_SECRET_KEY" in environ:
        return _long_enough("NAHTLOS_SECRET_KEY", environ["NAHTLOS_SECRET_KEY"])
    if "NAHTLOS_SECRET_KEY_FILE" in environ:
        return _long_enough("NAHTLOS_SECRET_KEY_FILE", _key_from(Path(environ["NAHTLOS_SECRET_KEY_FILE"])))
    if is_public:
        raise SettingError("NAHTLOS_SECRET_KEY", "Sie fehlt; öffentlich erreichbar läuft nahtlos nur mit Schlüssel.")
    return _own_key(data / "secret-key")


def _key_from(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("NAHTLOS_SECRET_KEY_FILE", f"Die Datei {path} ist nicht lesbar.") from error


def _long_enough(setting: str, key: str) -> str:
    if len(key.strip()) < 32:
        raise SettingError(setting, "Der Schlüssel ist zu kurz.")
    return key.strip()


def _own_key(path: Path) -> str:
    """The key of a local installation: made once, so that sign-ins survive a restart.

    It is written aside and linked: nobody ever reads half a key, and of two first starts one wins.
    """
    if not path.exists():
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(part, path)
        except OSError as error:
            raise SettingError("NAHTLOS_DATA", f"In {path.parent} kann kein Schlüssel geschrieben werden.") from error
        finally:
            part.unlink(missing_ok=True)
    key = _key_from(path)
    if len(key) < 32:
        raise SettingError("NAHTLOS_SECRET_KEY", f"Der Schlüssel in {path} ist unvollständig; löschen Sie die Datei.")
    return key


def _mailer(environ: Mapping[str, str], *, is_public: bool) -> Mailer:
    url = environ.get("NAHTLOS_EMAIL_URL")
    if url is None and is_public:
        raise SettingError("NAHTLOS_EMAIL_URL", "Sie fehlt; ohne sie erreicht keine Mail einen Träger.")
    if url is None or url == "outbox:":
        return Mailer()
    parts = _split("NAHTLOS_EMAIL_URL", url)
    query = _query("NAHTLOS_EMAIL_URL", parts, {"from", "security"})
    security = {"smtp": query.get("security", "starttls"), "smtps": "tls"}.get(parts.scheme)
    if security not in {"starttls", "tls", "none"} or not parts.hostname:
        raise SettingError("NAHTLOS_EMAIL_URL", "Die Adresse muss smtp://…, smtps://… oder outbox: sein.")
    sender = query.get("from", "")
    if "@" not in sender:
        raise SettingError("NAHTLOS_EMAIL_URL", "Der Absender fehlt (?from=…).")
    return Mailer(
        host=parts.hostname,
        port=_port("NAHTLOS_EMAIL_URL", parts) or (465 if security == "tls" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=security,
        sender=sender,
    )

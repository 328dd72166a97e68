"""Django's DATABASES from a checked environment: `default` writes, `read` serves anonymous readers."""

from __future__ import annotations

from typing import Any

from nahtlos.settings.env import Database, Environment

# secure_delete overwrites what is deleted, so that an erased person does not stay readable in free pages of the file.
WRITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
    "PRAGMA busy_timeout=20000"
)
# query_only instead of mode=ro: a read-only handle cannot open a WAL file whose -shm nobody has made yet.
READ_PRAGMAS = "PRAGMA query_only=ON; PRAGMA busy_timeout=20000"


def databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """Both aliases. Tests mirror `read` onto `default`, so one transaction is seen by both."""
    main = environment.database
    if main.is_sqlite:
        default, read = _sqlite(main, WRITE_PRAGMAS, "IMMEDIATE"), _sqlite(main, READ_PRAGMAS, "DEFERRED")
    else:
        default, read = _postgresql((main,)), _postgresql((*environment.replicas, main))
        read["OPTIONS"] |= {
            "options": "-c default_transaction_read_only=on",
            "target_session_attrs": "prefer-standby" if environment.replicas else "any",
        }
    return {"default": default, "read": {**read, "TEST": {"MIRROR": "default"}}}


def _sqlite(database: Database, pragmas: str, transaction_mode: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": database.name,
        "OPTIONS": {"init_command": pragmas, "transaction_mode": transaction_mode, "timeout": 20},
    }


def _postgresql(hosts: tuple[Database, ...]) -> dict[str, Any]:
    main = hosts[-1]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": main.name,
        "USER": main.user,
        "PASSWORD": main.password,
        "HOST": ",".join(one.host for one in hosts),
        "PORT": ",".join(one.port or "5432" for one in hosts),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **dict(main.options)},
    }

"""Anonymous GETs read through the alias `read`, which cannot write; everybody else through `default`."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connections

from nahtlos.gateways import databases
from nahtlos.gateways.databases import AnonymousReadsRouter, anonymous_reads
from tests.installation import Installation

ROUTER = AnonymousReadsRouter()


def test_the_alias_is_chosen_for_the_block_only() -> None:
    assert ROUTER.db_for_read(object) == "default"
    with anonymous_reads():
        assert ROUTER.db_for_read(object) == "read"
        assert ROUTER.db_for_write(object) == "default"
    assert ROUTER.db_for_read(object) == "default"


def test_only_the_main_database_is_migrated() -> None:
    assert ROUTER.allow_migrate("default", "journal")
    assert not ROUTER.allow_migrate("read", "journal")


def test_the_read_alias_refuses_to_write(installation: Installation) -> None:
    code = """
from django.db import connections, DatabaseError
try:
    connections["read"].cursor().execute("DELETE FROM journal_entry")
except DatabaseError as error:
    print("refused", flush=True)
"""
    process = installation.python(code, stdout=-1)
    assert process.communicate(timeout=60)[0] == "refused\n"


@pytest.mark.django_db
def test_both_aliases_see_the_same_rows_in_tests() -> None:
    assert connections["read"].settings_dict["NAME"] == connections["default"].settings_dict["NAME"]


def test_what_is_deleted_is_overwritten(installation: Installation) -> None:
    if installation.database_url:
        return
    code = """
from django.db import connection
with connection.cursor() as cursor:
    print(cursor.execute("PRAGMA secure_delete").fetchone()[0], flush=True)
"""
    assert installation.python(code, stdout=-1).communicate(timeout=60)[0] == "1\n"


def test_a_file_that_cannot_be_rewritten_now_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def cursor(self) -> object:
            raise OperationalError("database is locked")

    monkeypatch.setattr(databases, "connection", Busy())
    assert not databases.rewrite_file()

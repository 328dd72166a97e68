"""`nahtlos person export` and `nahtlos person erase`, on an installation of their own with its files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import Installation

ADDRESS, LABEL = "aenne.probe@cast.example", "Änne Probe"

TRACES = f"""
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage
from django.utils import timezone
from nahtlos.directory.models import HelpContact
from nahtlos.directory.writes import confirm_help_contact
from nahtlos.journal.mail import queue
from nahtlos.people.models import Tenant
from nahtlos.people.reads import actor_for
from nahtlos.people.writes import add_person
from nahtlos.rules.access import Actor, Role

now = timezone.now()
tests = Actor("command", "", "Tests")
county = Tenant.objects.get(key="06633")
grants = [(Role.COUNTY_COORDINATOR, county)]
person = add_person(
    actor=tests, email="{ADDRESS}", label="{LABEL}", password="ein langes Passwort", grants=grants, now=now
)
for contact in HelpContact.objects.all():
    confirm_help_contact(actor=actor_for(person), contact=contact, version=contact.version, now=now)
for number in range(300):
    body = "Guten Tag {LABEL}, " + "x" * (number * 7)
    queue(EmailMessage(subject=f"{{number}} {LABEL}", body=body, to=["{ADDRESS}"]), now=now)
session = SessionStore()
session[SESSION_KEY] = str(person.pk)
session.create()
"""


def spellings(text: str) -> list[bytes]:
    """How a text may stand in a file: in UTF-8, in JSON, in UTF-16."""
    return [text.encode(), json.dumps(text)[1:-1].encode(), text.encode("utf-16-le")]


def files_with(folder: Path, *texts: str) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        if any(spelling.lower() in content for text in texts for spelling in spellings(text)):
            found.append(path.name)
    return found


def leave_traces(installation: Installation) -> None:
    assert installation.python(TRACES).wait(timeout=120) == 0


def test_an_erased_person_is_in_no_table_and_no_file(installation: Installation) -> None:
    leave_traces(installation)
    before = repr(installation.all_rows())
    assert ADDRESS in before
    assert LABEL in before
    if not installation.database_url:
        assert files_with(installation.data, ADDRESS, LABEL) != []
    done = installation.run("person", "erase", ADDRESS.upper(), "--apply", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["applied"], said["traces"], said["is_scrubbed"]) == (True, [], True)
    assert said["deeds"]["Mails gelöscht"] == 300
    after = repr(installation.all_rows()).casefold()
    assert [text for text in (ADDRESS, LABEL) if text.casefold() in after] == []
    assert files_with(installation.data, ADDRESS, LABEL) == []
    assert installation.run("check").returncode == 0


def test_without_apply_everything_is_there_still(installation: Installation) -> None:
    leave_traces(installation)
    before = installation.all_rows()
    done = installation.run("person", "erase", ADDRESS)
    assert done.returncode == 0, done.stderr
    assert "Zugang gelöscht: 1" in done.stdout
    assert "Nichts wurde gelöscht. Zum Löschen: --apply" in done.stdout
    assert installation.all_rows() == before


def test_the_export_is_one_json_document(installation: Installation) -> None:
    leave_traces(installation)
    done = installation.run("person", "export", ADDRESS)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)["Daten"]
    assert data["Ihr Zugang"][0]["Name oder Funktion"] == LABEL
    assert (len(data["Mails an Sie"]), len(data["Ihre Anmeldungen"])) == (300, 1)


def test_an_unknown_address_has_nothing_and_a_wrong_one_is_said(installation: Installation) -> None:
    assert "ist nichts gespeichert" in installation.run("person", "erase", "niemand@cast.example").stdout
    done = installation.run("person", "erase", "niemand")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)

"""kill -9 while writing: what was acknowledged is there afterwards, and the database is sound."""

from __future__ import annotations

import random
import signal
import subprocess
import time

import pytest

from tests.installation import Installation

WRITER = """
import itertools, sys
from django.utils import timezone
from nahtlos.directory import writes
from nahtlos.people.models import Person, Tenant
from nahtlos.people.reads import actor_for
actor = actor_for(Person.objects.get(email="landkreis@demo.example"))
county = Tenant.objects.get(key="06633")
for number in itertools.count():
    values = {"group": "talk", "title": f"{sys.argv[1]}-{number}", "phone": "1", "source": "Test"}
    writes.add_help_contact(actor=actor, tenant=county, values=values, now=timezone.now())
    print(f"{sys.argv[1]}-{number}", flush=True)
"""


def kill_while_writing(installation: Installation, round_: int) -> list[str]:
    """Start a writer, kill it at a random moment after its first acknowledgement; return what it acknowledged."""
    process = installation.python(f"import sys; sys.argv = ['', 'r{round_}']\n{WRITER}", stdout=subprocess.PIPE)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(random.uniform(0.0, 0.15))
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    # A line that was cut while being printed was still acknowledged in full or not at all: print follows the commit.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def check(installation: Installation, rounds: int) -> None:
    acknowledged = [title for round_ in range(rounds) for title in kill_while_writing(installation, round_)]
    rows = installation.all_rows()
    titles = [str(value) for row in rows["directory_helpcontact"] for value in row]
    journal = [str(value) for row in rows["journal_entry"] for value in row]
    assert len(acknowledged) >= rounds
    assert set(acknowledged) <= set(titles)
    written = [title for title in titles if title.startswith("r") and title[1:2].isdigit()]
    assert set(written) <= set(journal), "a row without its journal entry"
    assert len(written) == len(set(written))
    done = installation.run("check")
    assert done.returncode == 0, done.stderr + done.stdout


def test_twenty_kills_lose_no_acknowledged_write(installation: Installation) -> None:
    check(installation, 20)


@pytest.mark.long
def test_a_hundred_kills_lose_no_acknowledged_write(installation: Installation) -> None:
    check(installation, 100)

"""Every address x every role x own / same county / other county / missing object.

Generated from the URL configuration and the table of rights: a new address without a decision fails, and so does one
that answers otherwise than the table says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from nahtlos.directory.models import HelpContact
from nahtlos.journal.mail import queue
from nahtlos.journal.models import Entry
from nahtlos.rules.access import Relation, may, relation, tenants_where
from tests.cast import MEMBERS, Cast, sign_in
from tests.journal.test_mail import message
from tests.matrix.decisions import DECISIONS, FOR_EVERYBODY, PUBLIC, Decision
from tests.web.pages import public_names

MISSING = 10**9
# Whose object the path names: a tenant's key, or nobody's.
TENANTS = {"06633": "", "06633018": "06633", "06633006": "06633", "06999": "", "06": ""}
PEOPLE = ["anonymous", *(member.name for member in MEMBERS)]


def names(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one)
        elif isinstance(one, URLPattern):
            yield one.name or one.callback.__name__


def decision(name: str) -> Decision | None:
    if name in public_names() or name in FOR_EVERYBODY:
        return PUBLIC
    return DECISIONS.get(name)


GUARDED = sorted(name for name in set(names(get_resolver())) if (found := decision(name)) and not found.public)


def test_every_address_has_a_decision() -> None:
    assert [name for name in sorted(set(names(get_resolver()))) if decision(name) is None] == []


def test_every_decision_has_an_address() -> None:
    assert sorted(set(DECISIONS) - set(names(get_resolver()))) == []


ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = [name for name in GUARDED if DECISIONS[name].elsewhere]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_tested_elsewhere_is_closed_to_strangers_and_finds_nothing_missing(
    client: Client, cast: Cast, name: str
) -> None:
    found = DECISIONS[name]
    assert (ROOT / found.elsewhere).exists()
    address = reverse(name, args=[MISSING] if found.about else [])
    ask = client.post if found.post_only else client.get
    assert ask(address).status_code == (401 if found.post_only else 302)
    for who in PEOPLE[1:]:
        sign_in(client, cast.person(who))
        allowed = bool(tenants_where(cast.actor(who), *found.right)) if found.right else True
        if found.about or not allowed:
            assert ask(address).status_code in {403, 404}, who


@pytest.fixture
def objects(cast: Cast, now: datetime) -> dict[tuple[str, str], int]:
    """One object of each kind for each tenant that can have it: (kind, tenant's key) to its number."""
    made: dict[tuple[str, str], int] = {}
    for key in TENANTS:
        contact = HelpContact.objects.create(
            tenant=cast.tenant(key), group="talk", title=f"Kontakt {key}", phone="1", source="Test"
        )
        made["help_contact", key] = contact.pk
    made["mail", ""] = queue(message(), now=now)[0].pk
    return made


def expected(cast: Cast, who: str, found: Decision, key: str | None) -> int | None:
    """The status that the table of rights demands; None where any success is right. `key` None: a missing object."""
    if who == "anonymous":
        return 302
    if found.right is None:
        return None
    actor = cast.actor(who)
    if not found.about or key == "":
        return None if tenants_where(actor, *found.right) else 403
    if key is None:
        return 404
    county = TENANTS[key]
    if may(actor, *found.right, tenant=key, county=county):
        return None
    is_foreign = all(relation(grant, key, county) is Relation.OTHER for grant in actor.grants)
    return 404 if is_foreign else 403


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", [name for name in GUARDED if not DECISIONS[name].elsewhere])
def test_everybody_gets_what_the_table_says(
    client: Client, cast: Cast, objects: dict[tuple[str, str], int], name: str, who: str
) -> None:
    found = DECISIONS[name]
    if who != "anonymous":
        sign_in(client, cast.person(who))
    targets: list[str | None] = [key for kind, key in objects if kind == found.about] + [None] if found.about else [""]
    for key in targets:
        number = MISSING if key is None else objects.get((found.about, key), 0)
        address = reverse(name, args=[number] if found.about else [])
        want = expected(cast, who, found, key)
        if key is None and found.right == ("read", "outbox") and who != "anonymous":
            want = 404 if tenants_where(cast.actor(who), *found.right) else 403
        before = Entry.objects.count()
        got = client.post(address, {"version": "1"}) if found.post_only else client.get(address)
        if want is None:
            assert got.status_code in {200, 302}, (name, who, key)
            assert "/anmelden/" not in got.headers.get("Location", ""), (name, who, key)
        else:
            want = 401 if want == 302 and found.post_only else want
            assert got.status_code == want, (name, who, key)
            assert Entry.objects.count() == before, "a refusal writes nothing"
        if want == 302:
            assert got.headers["Location"].startswith("/arbeit/anmelden/")


@pytest.mark.parametrize("name", [name for name in GUARDED if DECISIONS[name].post_only])
def test_what_changes_something_does_not_answer_to_get(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, cast.person("county"))
    assert client.get(reverse(name, args=[1] if DECISIONS[name].about else [])).status_code == 405


@pytest.mark.parametrize("who", PEOPLE)
def test_a_foreign_page_looks_like_a_missing_one(
    client: Client, cast: Cast, objects: dict[tuple[str, str], int], who: str
) -> None:
    if who == "anonymous":
        return
    sign_in(client, cast.person(who))
    actor = cast.actor(who)
    for key, county in TENANTS.items():
        if all(relation(grant, key, county) is Relation.OTHER for grant in actor.grants):
            number = objects["help_contact", key]
            pages = [client.get(reverse("help_contact_change", args=[one])).content for one in (number, MISSING)]
            theirs, missing = [re.sub(rb"/hilfe-sofort/\d+/", b"", page) for page in pages]
            assert theirs == missing


@pytest.mark.parametrize("name", sorted(public_names()))
def test_public_pages_take_no_posts_without_a_token(cast: Cast, name: str) -> None:
    """An anonymous write needs a form token; a page without a form answers 405 or 403 and writes nothing."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        address = reverse(name, args=["naumburg"])
    before = Entry.objects.count()
    answer = Client(enforce_csrf_checks=True).post(address)
    # A form of ours comes back with what is wrong; nothing else answers at all.
    assert answer.status_code in {400, 403, 405, 422} or b'role="alert"' in answer.content
    assert Entry.objects.count() == before

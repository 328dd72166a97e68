"""The pages about people: who sees whom, every act on the screen with its way back, and few statements."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nahtlos.journal.models import Entry, Mail
from nahtlos.journal.writes import record
from nahtlos.people.models import Invitation, Person
from nahtlos.people.writes import add_tenant
from nahtlos.rules.access import RIGHTS, Role
from nahtlos.web.people.words import ALLOWED
from tests.cast import ACTOR, PASSWORD, Cast
from tests.people.helpers import colleague, invited
from tests.web.work.test_workspace import sign_in

LIST, NEW, PROFILE, COMMUNES = "/arbeit/menschen/", "/arbeit/menschen/einladen/", "/arbeit/profil/", "/arbeit/kommunen/"
INVITE = {"email": "neu@cast.example", "label": "Frühe Hilfen", "roles": ["professional"], "kommune": "06633"}


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def link_of(mail: Mail) -> str:
    found = re.search(r"https?://testserver(/arbeit/einladung/\S+)", mail.text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "path", [LIST, NEW, f"{LIST}1/", f"{LIST}1/uebergeben/", PROFILE, f"{PROFILE}verlauf/", COMMUNES]
)
def test_strangers_are_sent_to_the_sign_in_page(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/arbeit/anmelden/?next={path}"


@pytest.mark.parametrize(
    ("who", "status"), [("county", 200), ("town", 200), ("state", 200), ("other_county", 200), ("operator", 403)]
)
def test_who_manages_people(client: Client, cast: Cast, who: str, status: int) -> None:
    for path in (LIST, NEW):
        assert sign_in(client, cast, who).get(path).status_code == status


@pytest.mark.parametrize(
    ("who", "key", "status"),
    [
        ("county", "06633018", 200), ("state", "06999", 200), ("town", "06633", 403), ("county", "06999", 404),
        ("county", "nichts", 404), ("county", "06", 404), ("operator", "06633", 403),
    ],
)  # fmt: skip
def test_whose_people_somebody_sees(client: Client, cast: Cast, who: str, key: str, status: int) -> None:
    assert sign_in(client, cast, who).get(f"{LIST}?kommune={key}").status_code == status
    assert sign_in(client, cast, who).get(f"{NEW}?kommune={key}").status_code == status


def test_a_foreign_person_answers_like_a_missing_one(client: Client, cast: Cast, now: datetime) -> None:
    made, _token = invited(cast, now, Role.EDITOR)
    theirs = cast.person("county").pk
    foreign, wrong = sign_in(client, cast, "other_county"), sign_in(Client(), cast, "operator")
    bodies = [re.sub(rb"/\d+/", b"", foreign.get(f"{LIST}{pk}/").content) for pk in (theirs, 10**9)]
    assert bodies[0] == bodies[1]
    for verb in ("rollen", "pause", "weiter", "uebergeben"):
        path = f"{LIST}{theirs}/{verb}/"
        assert foreign.post(path, {"roles": "editor", "kommune": "06633"}).status_code == 404
        assert wrong.post(path, {"roles": "editor", "kommune": "06633"}).status_code == 403
    for verb in ("noch-einmal", "zurueckziehen"):
        assert foreign.post(f"{LIST}einladungen/{made.pk}/{verb}/").status_code == 404
        assert wrong.post(f"{LIST}einladungen/{made.pk}/{verb}/").status_code == 403
        assert foreign.get(f"{LIST}einladungen/{made.pk}/{verb}/").status_code == 405
    assert foreign.get(f"{LIST}?getan=person-{theirs}").status_code == 200


def test_an_invitation_from_the_form_to_the_account(client: Client, cast: Cast) -> None:
    county = sign_in(Client(), cast, "county")
    page = county.post(NEW, INVITE, follow=True)
    assert "Die Einladung für „Frühe Hilfen“ ist unterwegs." in text(page)
    assert "neu@cast.example" in text(page)
    path = link_of(Mail.objects.get(recipient="neu@cast.example"))
    for _ in range(2):
        first = client.get(path)
        assert first.status_code == 200
        assert "no-store" in first.headers["Cache-Control"]
    assert "Landkreis Kassel lädt Sie zur Mitarbeit ein." in text(first)
    weak = client.post(path, {"label": "Frühe Hilfen", "password": "kurz"})
    assert "Noch nicht gespeichert" in text(weak)
    assert not Person.objects.filter(email="neu@cast.example").exists()
    done = client.post(path, {"label": "Frühe Hilfen", "password": PASSWORD}, follow=True)
    assert "Ihr Konto ist fertig" in text(done)
    again = client.get(path)
    assert again.status_code == 410
    assert "Diese Einladung ist angenommen" in text(again)
    assert client.post(path, {"label": "X", "password": PASSWORD}).status_code == 410
    signed = {"login": "neu@cast.example", "password": PASSWORD}
    assert client.post("/arbeit/anmelden/", signed).status_code == 302
    assert "Fachkraft" in text(client.get(PROFILE))
    assert client.get(LIST).status_code == 403


def test_a_link_that_ran_out_or_was_cut_says_what_to_do(client: Client, cast: Cast, now: datetime) -> None:
    made, token = invited(cast, now - timedelta(days=400), Role.EDITOR)
    expired = client.get(f"/arbeit/einladung/{token}/")
    assert expired.status_code == 410
    assert "Bitten Sie um einen neuen" in text(expired)
    assert "Link abgelaufen" in text(sign_in(Client(), cast, "county").get(LIST))
    cut = client.get(f"/arbeit/einladung/{token[:-3]}/")
    assert cut.status_code == 404
    assert "Diesen Link kennen wir nicht" in text(cut)
    Invitation.objects.filter(pk=made.pk).update(withdrawn_at=now)
    assert "zurückgezogen" in text(client.get(f"/arbeit/einladung/{token}/"))


def test_whoever_has_an_account_signs_in_for_the_new_role(client: Client, cast: Cast, now: datetime) -> None:
    from django.utils import timezone

    _made, token = invited(cast, timezone.now(), Role.EDITOR, email="other_county@cast.example")
    path = f"/arbeit/einladung/{token}/"
    assert "gibt es schon ein Konto" in text(client.get(path))
    assert (
        client.post(path, {"label": "X", "password": PASSWORD}).headers["Location"] == f"/arbeit/anmelden/?next={path}"
    )
    assert "mit einem anderen Konto" in text(sign_in(Client(), cast, "town").get(path))
    assert sign_in(Client(), cast, "town").post(path).status_code == 200
    assert not cast.person("other_county").memberships.filter(tenant__key="06633").exists()
    owner = sign_in(client, cast, "other_county")
    assert "Redaktion · Landkreis Kassel" in text(owner.post(path, follow=True))


def test_withdrawing_and_inviting_again(client: Client, cast: Cast) -> None:
    county = sign_in(client, cast, "county")
    county.post(NEW, INVITE)
    made = Invitation.objects.get()
    page = county.post(f"{LIST}einladungen/{made.pk}/zurueckziehen/", follow=True)
    assert "ist zurückgezogen" in text(page)
    assert f'action="{LIST}einladungen/{made.pk}/noch-einmal/"' in text(page)
    page = county.post(f"{LIST}einladungen/{made.pk}/noch-einmal/", follow=True)
    assert "bekommt einen neuen Link" in text(page)
    assert Mail.objects.filter(recipient="neu@cast.example").count() == 2
    Invitation.objects.update(used_at=made.created_at)
    late = county.post(f"{LIST}einladungen/{made.pk}/zurueckziehen/")
    assert late.status_code == 409
    assert "inzwischen angenommen" in text(late)


@pytest.mark.parametrize(
    ("change", "status", "part"),
    [
        ({"email": "kein Mail"}, 200, "gültige E-Mail-Adresse"),
        ({"label": ""}, 200, "zwingend erforderlich"),
        ({"roles": []}, 409, "mindestens eine Rolle"),
        ({"roles": ["state_office"]}, 200, "Noch nicht gespeichert"),
        ({"email": "operator@cast.example"}, 409, "schon in der Liste"),
    ],
)
def test_bad_entries_are_named_and_kept(
    client: Client, cast: Cast, change: dict[str, Any], status: int, part: str
) -> None:
    page = sign_in(client, cast, "county").post(NEW, INVITE | {"label": "Frühe Hilfen"} | change)
    assert page.status_code == status
    assert part in text(page)
    if "label" not in change:
        assert 'value="Frühe Hilfen"' in text(page)
    assert not Invitation.objects.exists()


def test_roles_change_and_change_back(client: Client, cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, "06633"), (Role.OPERATOR, "06633"))
    county, path = sign_in(client, cast, "county"), f"{LIST}{person.pk}/"
    assert "Außerdem, von Ihnen nicht zu ändern: Betrieb der Plattform" in text(county.get(path))
    page = county.post(f"{path}rollen/", {"kommune": "06633", "roles": ["professional"]}, follow=True)
    assert "Die Rollen von „Funktion colleague“ sind geändert." in text(page)
    undo = re.findall(r'name="roles" value="(\w+)"', page.content.decode())
    assert undo == ["editor", "operator"]
    county.post(f"{path}rollen/", {"kommune": "06633", "roles": undo})
    assert set(person.memberships.values_list("role", flat=True)) == {"editor", "operator"}
    assert county.post(f"{path}rollen/", {"kommune": "06633", "roles": ["state_office"]}).status_code == 403
    assert county.post(f"{path}rollen/", {"kommune": "06633", "roles": ["kaiser"]}).status_code == 404
    assert county.post(f"{path}rollen/", {"kommune": "06999", "roles": ["editor"]}).status_code == 404
    refused = county.post(f"{LIST}{cast.person('town').pk}/rollen/", {"kommune": "06633018", "roles": ["editor"]})
    assert refused.status_code == 409
    assert "einzige Koordination" in text(refused)


def test_a_pause_and_its_undo(client: Client, cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, "06633"))
    county, path = sign_in(client, cast, "county"), f"{LIST}{person.pk}/"
    page = county.post(f"{path}pause/", {"kommune": "06633"}, follow=True)
    assert "kann sich nicht mehr anmelden" in text(page)
    assert f'action="{path}weiter/"' in text(page)
    assert "Konto öffnen" in text(county.get(path))
    assert "kann sich wieder anmelden" in text(county.post(f"{path}weiter/", {"kommune": "06633"}, follow=True))


def test_handing_over_on_one_page(client: Client, cast: Cast, now: datetime) -> None:
    town = cast.person("next_town")
    county, path = sign_in(client, cast, "county"), f"{LIST}{town.pk}/uebergeben/"
    assert "Laden Sie zuerst jemanden ein" in text(county.get(path))
    successor = colleague(cast, now, (Role.EDITOR, "06633006"))
    page = text(county.get(path))
    assert "einzige Koordination" in page
    assert "Funktion colleague" in page
    nobody = county.post(path, {"kommune": "06633006"})
    assert nobody.status_code == 409
    assert "Bitte wählen Sie jemanden" in text(nobody)
    done = county.post(path, {"kommune": "06633006", "to": successor.pk}, follow=True)
    assert "ist übergeben an „Funktion colleague“" in text(done)
    assert Person.objects.get(pk=town.pk).suspended_at


def test_many_people_are_searched_and_ordered(client: Client, cast: Cast, now: datetime) -> None:
    county = sign_in(client, cast, "county")
    assert 'name="q"' not in text(county.get(LIST))
    people = [colleague(cast, now, (Role.EDITOR, "06633"), name=f"nr{number:02}") for number in range(25)]
    Person.objects.filter(pk=people[20].pk).update(last_login=now + timedelta(days=1000))
    assert 'name="q"' in text(county.get(LIST))
    found = text(county.get(f"{LIST}?q=NR07 redaktion"))
    assert "Funktion nr07" in found
    assert "Funktion nr08" not in found
    assert "gibt es hier niemanden" in text(county.get(f"{LIST}?q=<b>"))
    recent = text(county.get(f"{LIST}?sort=anmeldung"))
    assert recent.index("nr20") < recent.index("nr00")
    by_role = text(county.get(f"{LIST}?sort=rolle"))
    assert by_role.index("Funktion county") < by_role.index("Funktion nr00") < by_role.index("Funktion operator")


def test_the_own_profile(client: Client, cast: Cast) -> None:
    county = sign_in(client, cast, "county")
    page = text(county.get(PROFILE))
    assert "Koordination des Landkreises · Landkreis Kassel" in page
    assert "die Nummern unter „Hilfe sofort“ pflegen und prüfen" in page
    assert "county@cast.example" in page
    assert "Gespeichert" in text(county.post(PROFILE, {"label": "Koordination"}, follow=True))
    assert cast.person("county").label == "Koordination"
    assert text(county.post(PROFILE, {"label": ""})).count("zwingend erforderlich") == 1
    story = text(county.get(f"{PROFILE}verlauf/"))
    assert "Sie heißen hier jetzt „Koordination“." in story


def test_everybody_reads_only_the_own_story(client: Client, cast: Cast, now: datetime) -> None:
    from django.db import transaction

    with transaction.atomic():
        for number in range(40):
            label = f"Nr {number}"
            record(actor=cast.actor("county"), verb="add", kind="help_contact", id=number, label=label, now=now)
        record(actor=cast.actor("county"), verb="tanzen", kind="etwas", id=1, label="Neues", now=now)
    county = sign_in(client, cast, "county")
    page = text(county.get(f"{PROFILE}verlauf/"))
    assert "41 Einträge sind festgehalten." in page
    assert "Sie haben „Neues“ bearbeitet." in page
    assert "Sonntag, 22. November 2026" in page
    assert "„Nr 0“" not in page
    assert "„Nr 0“" in text(county.get(f"{PROFILE}verlauf/?seite=2"))
    other = text(sign_in(Client(), cast, "other_county").get(f"{PROFILE}verlauf/"))
    assert "Noch nichts." in other


def test_every_right_has_its_words() -> None:
    assert set(ALLOWED) == set(RIGHTS), "a right that nobody can read on the profile: web/people/words.py"


@pytest.mark.parametrize("who", ["county", "town", "operator", "other_county"])
def test_only_the_state_office_sees_all_communes(client: Client, cast: Cast, who: str) -> None:
    assert sign_in(client, cast, who).get(COMMUNES).status_code == 403


def test_the_view_over_all_communes_needs_few_statements_however_many(
    client: Client, cast: Cast, now: datetime
) -> None:
    for number in range(40):
        add_tenant(actor=ACTOR, key=f"t{number}", kind="county", name=f"Kreis {number:02}", now=now)
    invited(cast, now + timedelta(days=4000), Role.EDITOR)
    state = sign_in(client, cast, "state")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = state.get(COMMUNES)
    assert len(queries) <= 15
    rows = {row.tenant.key: row for row in page.context["rows"]}
    assert rows["06633"].strength.leads == ["Funktion county"]
    assert (rows["06633"].strength.people, rows["06633"].strength.invitations) == (6, 1)
    assert rows["06633018"].is_town
    assert rows["t1"].last is None
    assert rows["06633"].last
    assert "noch niemand" in text(page)


@pytest.mark.parametrize("path", [LIST, NEW, "{person}", "{person}uebergeben/", PROFILE, f"{PROFILE}verlauf/"])
def test_pages_need_few_statements_and_look_only_at_their_tenant(
    client: Client, cast: Cast, now: datetime, path: str
) -> None:
    for number in range(25):
        colleague(cast, now, (Role.EDITOR, "06633"), name=f"nr{number:02}")
    path = path.replace("{person}", f"{LIST}{Person.objects.get(email='nr00@cast.example').pk}/")
    county, entries = sign_in(client, cast, "county"), Entry.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert county.get(path).status_code == 200
    assert len(queries) <= 15
    assert Entry.objects.count() == entries
    # The second barrier: what belongs to a tenant is never read without naming the tenant, the person or the row.
    for query in queries.captured_queries:
        sql = query["sql"].replace('"', "")
        if re.search(r"FROM people_(membership|invitation)|FROM directory_helpcontact", sql):
            assert re.search(r"WHERE .*(tenant_id|person_id|\bid) (= |IN )", sql), sql

"""Every page that people see, once: the tests of pages take their list from here, and one test holds it complete."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True)
class Page:
    """`name` is the name of the address; pages of one `look` differ in their words only and are pictured once.

    `person` is who opens a page of the workspace.
    """

    name: str
    path: str
    look: str
    status: int = 200
    person: str = "landkreis@demo.example"


PUBLIC = (
    Page("start", "/", "start"),
    Page("help_now", "/hilfe-sofort/", "help_now"),
    Page("places", "/orte/", "places"),
    Page("places", "/orte/?region=modellregion-naumburg-bad-emstal", "places_limited"),
    Page("place", "/orte/landkreis-kassel/", "place_county"),
    Page("place", "/orte/wolfhager-land/", "place_part"),
    Page("place", "/orte/naumburg/", "place"),
    Page("place", "/orte/wesertal/", "place_with_predecessors"),
    Page("place", "/orte/oberweser/", "place_gone"),
    Page("place", "/orte/naumburg-elbenberg/", "place_locality"),
    Page("place", "/orte/kassel/", "place_beyond"),
    Page("place", "/orte/modellregion-naumburg-bad-emstal/", "place_region"),
    Page("programme", "/programm/", "programme"),
    Page("all_languages", "/sprachen/", "all_languages"),
    Page("services", "/angebote/", "announced"),
    Page("entitlements", "/leistungen/", "announced"),
    Page("events", "/termine/", "announced"),
    Page("chain", "/kette/", "announced"),
    Page("figures", "/zahlen/", "announced"),
    Page("shortlist", "/merkliste/", "announced"),
    Page("voices", "/mitmachen/", "announced"),
    Page("providers", "/anbieter/", "announced"),
    Page("news", "/aktuelles/", "announced_programme"),
    Page("communes", "/kommunen/", "announced_programme"),
    Page("about_chains", "/praeventionsketten-hessen/", "announced_programme"),
    Page("growing_up", "/gelingendes-aufwachsen/", "announced_programme"),
    Page("childrens_rights", "/kinderrechte-leben/", "announced_programme"),
    Page("easy_language", "/leichte-sprache/", "announced"),
    Page("sign_language", "/gebaerdensprache/", "announced"),
    Page("imprint", "/impressum/", "announced"),
    Page("privacy", "/datenschutz/", "privacy"),
    Page("accessibility", "/erklaerung-zur-barrierefreiheit/", "accessibility"),
    Page("report_barrier", "/barriere-melden/", "report_barrier"),
    Page("report_barrier_thanks", "/barriere-melden/danke/", "report_barrier_thanks"),
)

# Not in the list of addresses, but seen by people.
ERRORS = (Page("not_found", "/no-such-page/", "not_found", status=404),)

# For the signed-in; they are German and carry a cookie.
WORK = (
    Page("account_login", "/arbeit/anmelden/", "sign_in"),
    Page("work_tasks", "/arbeit/", "work_tasks"),
    Page("help_contacts", "/arbeit/hilfe-sofort/", "help_contacts"),
    Page("help_contact_add", "/arbeit/hilfe-sofort/neu/", "help_contact_form"),
    Page("barrier_queue", "/arbeit/barrieren/", "barrier_queue"),
    Page("barrier_report_one", "/arbeit/barrieren/1/", "barrier_report"),
    Page("barrier_report_one", "/arbeit/barrieren/2/", "barrier_report_answered"),
    Page("statement_entries", "/arbeit/barrieren/erklaerung/", "statement_entries"),
    Page("statement_entry_add", "/arbeit/barrieren/erklaerung/neu/", "statement_entry_form"),
    Page("statement_entry_change", "/arbeit/barrieren/erklaerung/1/", "statement_entry_change"),
    Page("statement_facts", "/arbeit/barrieren/erklaerung/angaben/", "statement_facts"),
    Page("statement_entries", "/arbeit/barrieren/erklaerung/", "statement_town", person="naumburg@demo.example"),
    Page("appearance", "/arbeit/erscheinung/", "appearance"),
    Page("people", "/arbeit/menschen/", "people"),
    Page("people", "/arbeit/menschen/?kommune=06633018", "people_of_a_town"),
    Page("person_invite", "/arbeit/menschen/einladen/", "person_invite"),
    Page("person", "/arbeit/menschen/2/", "person"),
    Page("person_hand_over", "/arbeit/menschen/2/uebergeben/", "person_hand_over"),
    Page("profile", "/arbeit/profil/", "profile"),
    Page("own_acts", "/arbeit/profil/verlauf/", "own_acts"),
    Page("work_communes", "/arbeit/kommunen/", "work_communes", person="land@demo.example"),
    Page("outbox", "/arbeit/postausgang/", "outbox", person="betrieb@demo.example"),
    Page("outbox_mail", "/arbeit/postausgang/1/", "outbox_mail", person="betrieb@demo.example"),
)


def one_of_each_look(pages: tuple[Page, ...]) -> list[Page]:
    found: dict[str, Page] = {}
    for page in pages:
        found.setdefault(page.look, page)
    return list(found.values())


def public_names() -> set[str]:
    """The names of all addresses that exist in every language: those are the public pages."""
    resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    return {name for one in resolvers if isinstance(one.pattern, LocalePrefixPattern) for name in _names(one)}


def _names(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found |= _names(one)
        elif isinstance(one, URLPattern) and one.name:
            found.add(one.name)
    return found

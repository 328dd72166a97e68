"""What the directory ships with: numbers for help at once. Nobody here has called them, so none counts as checked.

A number is written in the groups in which its owner writes it, for that is how people know it by heart; between the
groups stands one space, and a hyphen only before an extension. `shipped_words` has the texts for other languages.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from nahtlos.directory.models import HelpContact
from nahtlos.journal.writes import record
from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor

DANGER, ILLNESS, TALK = HelpContact.Group.DANGER, HelpContact.Group.ILLNESS, HelpContact.Group.TALK
VIOLENCE, OFFICE = HelpContact.Group.VIOLENCE, HelpContact.Group.OFFICE


@dataclass(frozen=True)
class Row:
    group: str
    title: str
    phone: str
    text: str
    hours: str
    source: str
    source_url: str
    on_start_page: bool = False


DAY_AND_NIGHT = "Tag und Nacht"

NATIONAL = (
    Row(
        DANGER,
        "Feuerwehr und Rettungsdienst",
        "112",
        "Bei Lebensgefahr, Unfall oder Feuer.",
        DAY_AND_NIGHT,
        "Polizei Hessen",
        "https://www.polizei.hessen.de/Aktuelles/Notruf-110/",
        on_start_page=True,
    ),
    Row(
        DANGER,
        "Polizei",
        "110",
        "Wenn jemand bedroht wird.",
        DAY_AND_NIGHT,
        "Polizei Hessen",
        "https://www.polizei.hessen.de/Aktuelles/Notruf-110/",
    ),
    Row(
        ILLNESS,
        "Ärztlicher Bereitschaftsdienst",
        "116 117",
        "Wenn es nicht bis morgen warten kann und keine Praxis offen hat.",
        DAY_AND_NIGHT,
        "Kassenärztliche Bundesvereinigung",
        "https://www.116117.de/",
        on_start_page=True,
    ),
    Row(
        TALK,
        "Elterntelefon",
        "0800 111 0 550",
        "Kostenlos und ohne Namen. Für Mütter, Väter und Großeltern.",
        "Montag bis Freitag 9 bis 17 Uhr, Dienstag und Donnerstag bis 19 Uhr",
        "Nummer gegen Kummer",
        "https://www.nummergegenkummer.de/",
        on_start_page=True,
    ),
    Row(
        TALK,
        "Kinder- und Jugendtelefon",
        "116 111",
        "Kostenlos und ohne Namen. Für Kinder und Jugendliche.",
        "Montag bis Samstag 14 bis 20 Uhr",
        "Nummer gegen Kummer",
        "https://www.nummergegenkummer.de/",
    ),
    Row(
        TALK,
        "TelefonSeelsorge",
        "0800 111 0 111",
        "Kostenlos und ohne Namen. Wenn Sie nicht mehr weiterwissen.",
        DAY_AND_NIGHT,
        "TelefonSeelsorge Deutschland",
        "https://www.telefonseelsorge.de/",
    ),
    Row(
        TALK,
        "Schwangere in Not",
        "0800 40 40 020",
        "Kostenlos und ohne Namen, in vielen Sprachen.",
        DAY_AND_NIGHT,
        "Hilfetelefon Schwangere in Not",
        "https://www.hilfetelefon-schwangere.de/",
    ),
    Row(
        VIOLENCE,
        "Gewalt gegen Frauen",
        "116 016",
        "Kostenlos und ohne Namen, in vielen Sprachen.",
        DAY_AND_NIGHT,
        "Hilfetelefon Gewalt gegen Frauen",
        "https://www.hilfetelefon.de/das-hilfetelefon/angebot-im-ueberblick.html",
    ),
    Row(
        VIOLENCE,
        "Sexueller Missbrauch",
        "0800 22 55 530",
        "Kostenlos und ohne Namen. Auch wenn Sie nur einen Verdacht haben.",
        "Montag, Mittwoch, Freitag 9 bis 14 Uhr, Dienstag und Donnerstag 15 bis 20 Uhr",
        "Bundesregierung",
        "https://www.bundesregierung.de/breg-de/aktuelles/hilfetelefon-sexueller-kindesmissbrauch-2275784",
    ),
)

# The first two digits of a county's AGS are its Land.
BY_LAND = {
    "06": (
        Row(
            ILLNESS,
            "Giftnotruf für Hessen",
            "06131 19240",
            "Etwas Giftiges geschluckt? Rufen Sie gleich an. "
            "Ist das Kind bewusstlos oder bekommt es schlecht Luft: 112.",
            DAY_AND_NIGHT,
            "Giftinformationszentrum Mainz",
            "https://www.unimedizin-mainz.de/giz/uebersicht.html",
            on_start_page=True,
        ),
    ),
}

BY_COUNTY = {
    "06633": (
        Row(
            OFFICE,
            "Jugendamt des Landkreises Kassel",
            "0561 1003-0",
            "Über die Zentrale der Kreisverwaltung. Das Jugendamt berät und hilft Familien.",
            "Zu den Dienstzeiten der Kreisverwaltung",
            "Landkreis Kassel",
            "https://www.landkreiskassel.de/",
        ),
        Row(
            OFFICE,
            "Jugendamt, wenn niemand im Dienst ist",
            "110",
            "Ist ein Kind in Gefahr? Die Polizei ruft das Jugendamt dazu.",
            "Nachts und an Wochenenden",
            "Landkreis Kassel",
            "https://www.landkreiskassel.de/",
        ),
    ),
}


def load(*, now: datetime) -> None:
    """Give every county that has no contact yet the numbers that are known for it."""
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.COUNTY, help_contacts=None):
        with transaction.atomic():
            _load_for(tenant, now)


def rows_for(county: str) -> tuple[Row, ...]:
    """The numbers for a county's AGS in the order of the page; the poison line comes before the doctor on call."""
    return (*BY_LAND.get(county[:2], ()), *NATIONAL, *BY_COUNTY.get(county, ()))


def _load_for(tenant: Tenant, now: datetime) -> None:
    contacts = [
        HelpContact(tenant=tenant, position=position, **asdict(row))
        for position, row in enumerate(rows_for(tenant.key), start=1)
    ]
    HelpContact.objects.bulk_create(contacts)
    record(
        actor=Actor("command", "", "Einrichtung"),
        verb="load",
        kind="help_contact",
        label=f"{len(contacts)} Nummern für Hilfe sofort",
        tenant=tenant.key,
        now=now,
    )

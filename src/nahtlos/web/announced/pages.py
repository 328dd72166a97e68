"""What is announced: one row a page. Whoever builds a page takes its row out and keeps the name of the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Way = tuple[str | Promise, str]

PLACES: Way = (_("To the places"), "places")
START: Way = (_("To the start page"), "start")
HELP: Way = (_("Help now"), "help_now")
PROGRAMME: Way = (_("To the programme"), "programme")


@dataclass(frozen=True)
class Announced:
    """One page to come: its address, its name, what it will hold, through which door it is reached, two ways on."""

    path: str
    name: str
    title: str | Promise
    sentence: str | Promise
    ways: tuple[Way, Way]
    door: str = "family"
    # What is to be said about it already now: sentences, and where they come from.
    text: tuple[str | Promise, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    # The law asks for this page, so until it is there it says whom to turn to.
    names_contact: bool = False


PAGES = (
    Announced(
        "angebote/",
        "services",
        _("Find offers"),
        _("Here you will find courses, meeting points, advice and childcare near you, by place and age of the child."),
        (PLACES, START),
    ),
    Announced(
        "leistungen/",
        "entitlements",
        _("What you are entitled to"),
        _("Here you will read what money and help families are entitled to, and where to apply for it."),
        (START, HELP),
    ),
    Announced(
        "termine/",
        "events",
        _("Dates"),
        _("Here you will see what is on near you in the coming days."),
        (PLACES, START),
    ),
    Announced(
        "kette/",
        "chain",
        _("The chain"),
        _("Here you will see where the chain of offers holds and where it does not, from pregnancy to primary school."),
        (PLACES, PROGRAMME),
    ),
    Announced(
        "zahlen/",
        "figures",
        _("Figures"),
        _("Here you will find figures on growing up in the county, each with source, year and how certain it is."),
        (PLACES, PROGRAMME),
    ),
    Announced(
        "merkliste/",
        "shortlist",
        _("Your list"),
        _("Here you will put offers on a list to print or to pass on. We store nothing about you."),
        (START, HELP),
    ),
    Announced(
        "mitmachen/",
        "voices",
        _("Say what is missing"),
        _("Here you will tell us what your family needs and cannot find. You need not give your name."),
        (START, HELP),
        names_contact=True,
    ),
    Announced(
        "anbieter/",
        "providers",
        _("Enter an offer"),
        _("Here providers will enter their offers and confirm them twice a year, without a password."),
        (START, PROGRAMME),
    ),
    Announced(
        "aktuelles/",
        "news",
        _("Dates and news"),
        _("Here you will read what is new in the programme and what is on next."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "kommunen/",
        "communes",
        _("Participating communes"),
        _("Here the counties and towns of the programme will introduce themselves, on a map and with a profile each."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "praeventionsketten-hessen/",
        "about_chains",
        _("Präventionsketten Hessen"),
        _("Here you will read how a chain is built step by step and who supports the communes."),
        (PROGRAMME, START),
        "programme",
        text=(
            _("A chain of prevention is a plan of a whole commune: it connects what exists for children and families."),
            _(
                "The offers follow one another without a gap, from pregnancy through the day-care years into school, "
                "and at each transition somebody holds out a hand."
            ),
            _(
                "Youth welfare, health, schools, associations and families plan together who does what. "
                "So help comes early, and it reaches those who find the way to it hard."
            ),
            _("In Hesse the state programme advises communes on this; HAGE runs its coordination office."),
        ),
        sources=(
            ("BZgA, Leitbegriffe: Präventionskette (2023)", "https://doi.org/10.17623/BZGA:Q4-i093-2.0"),
            ("HAGE", "https://www.hage.de/"),
        ),
    ),
    Announced(
        "gelingendes-aufwachsen/",
        "growing_up",
        _("Growing up well"),
        _("Here you will read what children need to grow up well and what communes can do about it."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "kinderrechte-leben/",
        "childrens_rights",
        _("Living children’s rights"),
        _("Here you will read which rights children have and how communes bring them to life."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "leichte-sprache/",
        "easy_language",
        _("Easy Language"),
        _("Here you will read in Easy Language what these pages offer and how to use them."),
        (START, HELP),
    ),
    Announced(
        "gebaerdensprache/",
        "sign_language",
        _("Sign language"),
        _("Here a film in German Sign Language will show what these pages offer and how to use them."),
        (START, HELP),
    ),
    Announced(
        "impressum/",
        "imprint",
        _("Imprint"),
        _("This page will say who is responsible for this website and how to reach them."),
        (START, HELP),
        names_contact=True,
    ),
)

# Pages that say nothing yet: links to them may say so.
TO_COME = frozenset(page.name for page in PAGES if not page.text)

"""What is announced: one row a page. Whoever builds a page takes its row out and keeps the name of the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Way = tuple[str | Promise, str]

FIND_PLACE: Way = (_("To the places"), "start")
START: Way = (_("To the start page"), "start")
HELP: Way = (_("Help now"), "help_now")
PROGRAMME: Way = (_("To the programme"), "programme")
LANGUAGES: Way = (_("All languages"), "all_languages")


@dataclass(frozen=True)
class Announced:
    """One page to come: its address, its name, what it will hold, through which door it is reached, two ways on."""

    path: str
    name: str
    title: str | Promise
    sentence: str | Promise
    ways: tuple[Way, Way]
    door: str = "family"


PAGES = (
    Announced(
        "angebote/",
        "services",
        _("Find offers"),
        _("Here you will search courses, meeting points, advice and childcare near you, by place and age of the child."),
        (HELP, START),
    ),
    Announced(
        "leistungen/",
        "entitlements",
        _("What you are entitled to"),
        _("Here you will read which money and which help families are entitled to and where you apply for it."),
        (START, HELP),
    ),
    Announced(
        "termine/",
        "events",
        _("Dates"),
        _("Here you will see what takes place near you in the coming days."),
        (START, HELP),
    ),
    Announced(
        "kette/",
        "chain",
        _("The chain"),
        _("Here you will see from pregnancy to the end of primary school where the chain of offers holds and where not."),
        (START, PROGRAMME),
    ),
    Announced(
        "zahlen/",
        "figures",
        _("Figures"),
        _("Here you will find figures on growing up in the county, each with its source, its year and its uncertainty."),
        (START, PROGRAMME),
    ),
    Announced(
        "merkliste/",
        "shortlist",
        _("Your list"),
        _("Here you will put offers on a list that you can print or hand over. We store nothing about you."),
        (START, HELP),
    ),
    Announced(
        "mitmachen/",
        "voices",
        _("Say what is missing"),
        _("Here you will tell us what your family needs and does not find. You need not give your name."),
        (START, HELP),
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
        _("Here you will read what is new in the programme and what takes place next."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "kommunen/",
        "communes",
        _("Participating communes"),
        _("Here each county and each town of the programme will introduce itself with a profile and on a map."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "praeventionsketten-hessen/",
        "about_chains",
        _("Präventionsketten Hessen"),
        _("Here you will read what a chain of prevention is, how it comes about and who supports the communes in it."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "gelingendes-aufwachsen/",
        "growing_up",
        _("Growing up well"),
        _("Here you will read what children need to grow up well and what communes can do for it."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "kinderrechte-leben/",
        "childrens_rights",
        _("Living children's rights"),
        _("Here you will read which rights children have and how communes bring them to life."),
        (PROGRAMME, START),
        "programme",
    ),
    Announced(
        "leichte-sprache/",
        "easy_language",
        _("Easy Language"),
        _("Here you will read in Easy Language what you find on these pages and how you use them."),
        (START, HELP),
    ),
    Announced(
        "gebaerdensprache/",
        "sign_language",
        _("Sign language"),
        _("Here a film in German Sign Language will show you what you find on these pages and how you use them."),
        (START, HELP),
    ),
    Announced(
        "impressum/",
        "imprint",
        _("Imprint"),
        _("Here will stand who is responsible for these pages and how you reach them."),
        (START, HELP),
    ),
    Announced(
        "datenschutz/",
        "privacy",
        _("Data protection"),
        _("Here will stand how we protect your data. Already today: no cookies, no names, no trace of your reading."),
        (START, HELP),
    ),
    Announced(
        "erklaerung-zur-barrierefreiheit/",
        "accessibility",
        _("Accessibility statement"),
        _("Here will stand how accessible these pages are, what is still missing and who helps with complaints."),
        (START, HELP),
    ),
    Announced(
        "barriere-melden/",
        "report_barrier",
        _("Report a barrier"),
        _("Here you will tell us what you cannot read or use on these pages, so that we can repair it."),
        (START, HELP),
    ),
)

"""`/orte/`: the map and the list say the same; a page per place says each fact with its date and source."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from nahtlos.places.models import Boundary, Place, Population
from tests.places.test_reads import ten_times

pytestmark = pytest.mark.django_db
REGION = "modellregion-naumburg-bad-emstal"


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def text(html: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]))


def listed(html: str) -> list[str]:
    return re.findall(r'<th scope="row">.*?<a href="/orte/([^"/]+)/"', html)


def on_the_map(html: str) -> list[str]:
    return re.findall(r'<a class="nl-area[^"]*" href="/orte/([^"/]+)/"', html)


def test_map_and_list_are_equals(client: Client) -> None:
    html = get(client, "/orte/")
    assert len(listed(html)) == 28
    assert sorted(listed(html)) == sorted(on_the_map(html))
    assert html.count('<path class="nl-area nl-area--empty"') == 1
    assert "gutsbezirk-reinhardswald" not in html
    assert "Gutsbezirk Reinhardswald (unbewohnt)" in html
    assert 'href="/orte/kassel/" aria-label="Stadt Kassel"' in html
    assert "GeoBasis-DE / BKG (GeoNutzV), vereinfacht" in html


def test_the_phones_numbers_are_those_of_the_list(client: Client) -> None:
    html = get(client, "/orte/")
    pins = dict(zip(listed(html), re.findall(r"nl-pin[^>]*>(\d+)<", html), strict=True))
    names = html.partition('class="nl-county__names nl-hide-l"')[2].partition("</g>")[0]
    assert sorted(map(int, re.findall(r">(\d+)</text>", names))) == list(range(1, 30))
    assert pins["ahnatal"] == "1"


def test_figures_stand_with_their_date_and_are_not_added_up(client: Client) -> None:
    found = text(get(client, "/orte/"))
    assert "5.003 31.12.2021" in found
    assert "Bad Karlshafen Stadt noch nicht hinterlegt" in found
    total = sum(Population.objects.filter(age_from=None).values_list("value", flat=True))
    assert f"{total:,}".replace(",", ".") not in found


@pytest.mark.parametrize(("region", "count"), [("wolfhager-land", 6), (REGION, 2), ("altkreis-kassel", 13)])
def test_the_list_can_be_limited(client: Client, region: str, count: int) -> None:
    html = get(client, f"/orte/?region={region}")
    assert len(listed(html)) == html.count(' is-chosen" href') == count
    assert len(on_the_map(html)) == 28
    assert f"{count} Orte von 28." in text(html)
    assert f'href="/orte/?region={region}&sort=einwohner"' in html


def test_an_unknown_region_shows_all_and_says_so(client: Client) -> None:
    html = get(client, "/orte/?region=atlantis&sort=krumm")
    assert len(listed(html)) == 28
    assert "Diese Region kennen wir nicht. Sie sehen alle Orte." in text(html)
    assert "sort=krumm" not in html.partition("<main")[2]


def test_the_list_sorts_by_inhabitants_and_what_is_missing_comes_last(client: Client) -> None:
    found = listed(get(client, "/orte/?region=region-hofgeismar&sort=einwohner"))
    assert (found[0], found[1], found[-1]) == ("hofgeismar", "calden", "bad-karlshafen")


def test_a_town(client: Client) -> None:
    html = get(client, "/orte/naumburg/")
    found = text(html)
    assert "5.003 Menschen lebten hier am 31. Dezember 2021. 5 Ortsteile gehören dazu." in found
    assert "66,32\xa0km² aus zweiter Hand, noch nicht am Original geprüft" in found
    assert "66,29" in html.partition("<details")[2] and "66,29" not in html.partition("<details")[0]
    assert 'href="/angebote/?ort=06633018"' in html
    assert 'href="/hilfe-sofort/"' in html.partition("<main")[2]
    assert len(re.findall(r"<circle", html.partition('class="nl-spots"')[2])) == 5
    assert html.count('class="nl-area is-chosen"') == 1
    assert f'href="/orte/{REGION}/"' in html


def test_what_is_missing_is_said(client: Client) -> None:
    county = text(get(client, "/orte/landkreis-kassel/"))
    assert "Einwohner liegt uns noch nicht vor" in county
    assert "1.293,31\xa0km² Stand: Juli 2024" in county
    assert "liegt uns noch nicht vor" not in text(get(client, "/orte/kaufungen-papierfabrik/"))
    assert "Papierfabrik Ortsteil noch nicht bestätigt (nicht auf der Karte: Lage unbekannt)" in text(
        get(client, "/orte/kaufungen/")
    )
    city = text(get(client, "/orte/kassel/"))
    assert "Quelle fehlt noch" in city.partition("Für Fachleute")[2]
    assert "106,8" not in city.partition("Für Fachleute")[0]
    assert "37194: Ob sie hier gilt, ist noch nicht bestätigt" in text(get(client, "/orte/wesertal/"))
    assert "Der Beginn ist noch nicht hinterlegt." in text(get(client, f"/orte/{REGION}/"))


def test_successions_are_told_on_both_sides(client: Client) -> None:
    new = text(get(client, "/orte/wesertal/"))
    assert "Wesertal gibt es seit dem 1. Januar 2020, entstanden aus: Oberweser und Wahlsburg ." in new
    old = get(client, "/orte/oberweser/")
    assert "Seit dem 1. Januar 2020 gehört das Gebiet zu einer neuen Gemeinde: Wesertal ." in text(old)
    assert "angebote/?ort" not in old.partition("<main")[2].partition("</main>")[0]


def test_shared_postcodes_lead_to_each_other(client: Client) -> None:
    assert "34127: auch in Kassel" in text(get(client, "/orte/fuldatal/"))


@pytest.mark.parametrize("slug", ["hessen", "gutsbezirk-reinhardswald", "atlantis"])
def test_what_has_no_page_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/orte/{slug}/").status_code == 404


def test_without_boundaries_the_list_remains(client: Client) -> None:
    Boundary.objects.all().delete()
    html = get(client, "/orte/")
    assert len(listed(html)) == 28
    assert "Es gibt noch keine Karte" in text(html)
    assert "nl-county" not in get(client, "/orte/naumburg/").partition("<main")[2]


def test_sample_figures_are_marked(client: Client) -> None:
    place = Place.objects.get(key="06633002")
    Population.objects.create(place=place, value=3700, reference_date="2024-12-31", is_sample=True)
    assert "3.700 Beispieldaten" in text(get(client, "/orte/"))
    assert "3.700 Beispieldaten" in text(get(client, "/orte/bad-karlshafen/"))


def test_statements_do_not_grow_with_the_data(client: Client, now: Any, django_assert_max_num_queries: Any) -> None:
    ten_times(now)
    for path in ("/orte/", "/orte/landkreis-kassel/", "/orte/naumburg/", "/orte/naumburg-elbenberg/", "/orte/alle/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("sought", "slug"),
    [
        ("Elbenberg", "naumburg-elbenberg"),
        ("elbenberg (Naumburg)", "naumburg-elbenberg"),
        ("34311 Elbenberg", "naumburg-elbenberg"),
        ("34311", "naumburg"),
        ("naumburg", "naumburg"),
        ("Stadt Naumburg", "naumburg"),
        ("Karlshafen", "bad-karlshafen"),
        ("Soehrewald", "soehrewald"),
        ("Dennhausen", "fuldabrueck-dennhausen-dittershausen"),
        ("Wahlsburg", "wahlsburg"),
        ("Kassel", "kassel"),
    ],
)
def test_a_village_or_postcode_leads_to_its_page(client: Client, sought: str, slug: str) -> None:
    response = client.get("/orte/", {"dorf": sought})
    assert (response.status_code, response.headers.get("Location")) == (302, f"/orte/{slug}/")


def test_several_places_are_listed(client: Client) -> None:
    found = text(get(client, "/orte/?dorf=34127"))
    assert "„34127“ kann mehrere Orte meinen. Welchen suchen Sie? Fuldatal Stadt Kassel" in found
    assert "Meinen Sie einen dieser Orte? Elbenberg (Naumburg)" in text(get(client, "/orte/?dorf=Elbenburg"))


@pytest.mark.parametrize("sought", ["Atlantis", "99999", "<b>", "…", "Gutsbezirk Reinhardswald"])
def test_what_is_not_found_is_said_with_two_ways_on(client: Client, sought: str) -> None:
    html = get(client, f"/orte/?{urlencode({'dorf': sought})}")
    assert f"„{sought}“ haben wir hier nicht gefunden." in html.replace("&lt;", "<").replace("&gt;", ">")
    assert 'href="#ortsteile"' in html and 'href="#liste"' in html
    assert 'id="ortsteile" open' in html


def test_all_localities_stand_in_one_folded_list(client: Client) -> None:
    html = get(client, "/orte/").partition('id="ortsteile"')[2].partition("</details>")[0]
    below = Place.objects.filter(kind=Place.Kind.LOCALITY, valid_to=None).values_list("slug", flat=True)
    assert [slug for slug in below if f'href="/orte/{slug}/"' not in html] == []


def test_a_village_below_its_town_is_led_on(client: Client) -> None:
    response = client.get("/orte/naumburg/elbenberg/")
    assert (response.status_code, response.headers["Location"]) == (301, "/orte/naumburg-elbenberg/")
    assert client.get("/orte/naumburg/atlantis/").status_code == 404


def test_a_locality_without_proof_is_not_counted_and_its_note_stays_in_the_data(client: Client) -> None:
    found = text(get(client, "/orte/wesertal/"))
    assert "8 Ortsteile gehören dazu, ein weiterer ist noch nicht bestätigt." in found
    village = get(client, "/orte/wesertal-weissehuette/")
    assert "Wir haben diesen Ortsteil nur in einer älteren Liste gefunden." in text(village)
    assert "HNA" not in village


def test_neighbours_come_from_the_borders(client: Client) -> None:
    for slug, name in (("wesertal", "Wesertal"), ("reinhardshagen", "Reinhardshagen")):
        expected = f"Im Landkreis grenzt {name} nur an den unbewohnten Gutsbezirk Reinhardswald."
        assert expected in text(get(client, f"/orte/{slug}/"))
    assert "Jenseits der Kreisgrenze: Stadt Kassel" in text(get(client, "/orte/ahnatal/"))


def test_names_are_not_said_twice(client: Client) -> None:
    centre = get(client, "/orte/naumburg-naumburg/")
    assert "<title>Naumburg (Kernort) – " in centre
    assert ">Naumburg (Kernort)</li>" in centre
    assert ">Naumburg und Bad Emstal</h1>" in get(client, f"/orte/{REGION}/")
    assert "Elbenberg ist ein Ortsteil der Stadt Naumburg." in text(get(client, "/orte/naumburg-elbenberg/"))


def test_sorted_by_inhabitants_there_are_no_groups(client: Client) -> None:
    html = get(client, "/orte/?sort=einwohner")
    assert listed(html)[:3] == ["baunatal", "vellmar", "hofgeismar"]
    assert html.count("<caption>") == 1 and "Stichtage verschieden" in html

"""Whatever colour a county brings, its text stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahtlos.rules.appearance import DARK_PAGE, INK, LEAST, LIGHT_INK, WHITE, Palette, contrast, palette

LEVELS = range(0, 256, 51)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def made(colour: str) -> Palette | None:
    try:
        return palette(colour)
    except ValueError:
        return None


@pytest.mark.parametrize("colour", ["#0d5a66", "#003a70", "#7a1f1f", "#1b1b1b"])
def test_a_readable_colour_stays_as_it_is(colour: str) -> None:
    assert palette(colour).light.s700 == colour


@pytest.mark.parametrize("colour", ["#3b8ed0", "#e2001a", "#00a551", "#f39200"])
def test_a_lighter_colour_is_darkened_to_seven(colour: str) -> None:
    text = palette(colour).light.s700
    assert text != colour
    assert 7 <= contrast(text, WHITE) < 7.3


@pytest.mark.parametrize("colour", ["#ffffff", "#fffde0", "#f5f5f5", "red", "#12345", "#12345g", "", "#0d5a66;}"])
def test_what_cannot_be_a_text_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError):
        palette(colour)


@settings(deadline=None)
@given(COLOURS)
def test_text_is_readable_on_every_surface_it_stands_on(colour: str) -> None:
    steps = made(colour)
    if steps is None:
        return
    light, dark = steps.light, steps.dark
    assert contrast(light.s700, WHITE) >= LEAST
    assert contrast(light.s950, light.s100) >= 7
    assert contrast(INK, light.s100) >= 7
    assert contrast(WHITE, steps.foot) >= 7
    assert contrast(light.s400, WHITE) >= 3
    assert contrast(dark.s700, DARK_PAGE) >= 7
    assert contrast(dark.s950, dark.s100) >= LEAST
    assert contrast(LIGHT_INK, dark.s100) >= 7
    assert contrast(dark.s400, DARK_PAGE) >= 3


@settings(deadline=None)
@given(COLOURS)
def test_links_are_readable_on_the_faint_surface(colour: str) -> None:
    steps = made(colour)
    if steps is not None:
        assert contrast(steps.light.s700, steps.light.s050) >= LEAST
        assert contrast(steps.dark.s700, steps.dark.s050) >= LEAST


def test_nearly_every_colour_gets_seven() -> None:
    found = [made(f"#{red:02x}{green:02x}{blue:02x}") for red in LEVELS for green in LEVELS for blue in LEVELS]
    good = [one for one in found if one and contrast(one.light.s700, WHITE) >= 7]
    assert len(good) >= 0.7 * len(found)

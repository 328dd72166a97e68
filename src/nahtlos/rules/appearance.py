"""A tenant's colour: one hex value becomes the steps that the style sheet needs, readable in light and in dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, hypot, sin

WHITE, DARK_PAGE, INK, LIGHT_INK = "#ffffff", "#0d121c", "#16233a", "#f1f3f7"
GOOD, LEAST, GRAPHIC = 7.0, 4.5, 3.0
# How far a colour may be darkened for text and still be taken for the same colour.
MOST_DARKENING = 0.35

Linear = tuple[float, float, float]


@dataclass(frozen=True)
class Steps:
    """Six steps from the strongest text (950) to the faintest surface (050), as `#rrggbb`."""

    s950: str
    s700: str
    s400: str
    s200: str
    s100: str
    s050: str


@dataclass(frozen=True)
class Palette:
    light: Steps
    dark: Steps
    foot: str


def palette(colour: str) -> Palette:
    """Decide the steps of a colour so that text in it can be read.

    Step 700 is the colour itself where it has a contrast of 7 on white, else the lightest darker one that has;
    where that would be another colour (lightness falls by more than 0.35), the contrast falls towards 4.5, which it
    keeps on step 050 too.
    Units: `#rrggbb` in sRGB; contrast as WCAG defines it; lightness and chroma in OKLCH.
    Raises ValueError when the text is no such colour, or when even 4.5 would make another colour of it.
    Source: WCAG 2.2, 1.4.3 and 1.4.6 and the definition of relative luminance; OKLab by B. Ottosson (2020).

    >>> palette("#0d5a66").light.s700
    '#0d5a66'
    >>> contrast(palette("#3b8ed0").light.s700, "#ffffff") >= 7
    True
    >>> palette("#ffffff")
    Traceback (most recent call last):
    ...
    ValueError: #ffffff is too light to be read as text
    """
    colour = _checked(colour)
    lightness, chroma, hue = _oklch(colour)
    faint = _step(0.97, min(chroma, 0.012), hue)
    text = _text(colour, lightness, chroma, hue, faint)
    light = Steps(
        s950=_step(0.30, min(chroma, 0.06), hue),
        s700=text,
        s400=_lightest(lambda one: contrast(one, WHITE) >= GRAPHIC + 0.2, min(chroma, 0.09), hue, 0.75),
        s200=_step(0.83, min(chroma, 0.05), hue),
        s100=_step(0.92, min(chroma, 0.025), hue),
        s050=faint,
    )
    dark = Steps(
        s950=_step(0.95, min(chroma, 0.02), hue),
        s700=_step(0.82, min(chroma, 0.09), hue),
        s400=_step(0.67, min(chroma, 0.09), hue),
        s200=_step(0.48, min(chroma, 0.06), hue),
        s100=_step(0.35, min(chroma, 0.045), hue),
        s050=_step(0.26, min(chroma, 0.03), hue),
    )
    return Palette(light, dark, foot=light.s950)


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, from 1 to 21.

    Units: `#rrggbb`. Raises ValueError for anything else. Source: WCAG 2.2, definition of contrast ratio.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    first, second = sorted((_luminance(_linear(_checked(text))) for text in (one, other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _checked(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is no colour of the form #rrggbb")
    return colour.lower()


def _text(colour: str, lightness: float, chroma: float, hue: float, faint: str) -> str:
    """The step for text on white and on the faint surface: the colour itself, or as much darker as it bears."""
    if contrast(colour, WHITE) >= GOOD:
        return colour
    good = _lightest(lambda one: contrast(one, WHITE) >= GOOD, chroma, hue, lightness)
    if lightness - _oklch(good)[0] <= MOST_DARKENING:
        return good
    darkest = _step(lightness - MOST_DARKENING, chroma, hue)
    if contrast(darkest, faint) < LEAST:
        raise ValueError(f"{colour} is too light to be read as text")
    return darkest


def _lightest(fits: Callable[[str], bool], chroma: float, hue: float, start: float) -> str:
    """The lightest step from `start` downwards that fits; black fits in the end."""
    thousandths = range(round(start * 1000), -1, -1)
    return next(one for one in (_step(n / 1000, chroma, hue) for n in thousandths) if fits(one))


def _step(lightness: float, chroma: float, hue: float) -> str:
    """A colour of this lightness and hue; chroma gives way until the screen can show it."""
    while chroma > 0.001:
        linear = _from_oklch(lightness, chroma, hue)
        if all(-0.0005 <= part <= 1.0005 for part in linear):
            return _hex(linear)
        chroma -= 0.002
    return _hex(_from_oklch(lightness, 0.0, hue))


def _linear(colour: str) -> Linear:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _expanded(red), _expanded(green), _expanded(blue)


def _expanded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _hex(linear: Linear) -> str:
    return "#" + "".join(f"{round(255 * _compressed(part)):02x}" for part in linear)


def _compressed(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(linear: Linear) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Linear:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )

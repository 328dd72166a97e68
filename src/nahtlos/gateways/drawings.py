"""Foreign drawings: an uploaded SVG is taken only when it is a picture and nothing else."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 50_000
# Written without a prefix, as browsers and people expect it.
register_namespace("", SVG.strip("{}"))
# What a logo is drawn with. Scripts, styles, links, foreign content and animation are not among it.
ELEMENTS = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "symbol"),
}


class NotADrawing(Exception):
    """The file is not taken; the text is a sentence for the person who uploaded it."""


def clean_svg(content: bytes) -> str:
    """Return the drawing as SVG text without anything that could run, load or point elsewhere.

    Raises NotADrawing when the file is too large, no SVG, or holds what a logo does not need.
    """
    if len(content) > MOST_BYTES:
        raise NotADrawing(_("The file is larger than 50 kB. Save the logo as a simple drawing."))
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotADrawing(_("This is not an SVG file. Ask whoever made the logo for it as SVG.")) from error
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise NotADrawing(_("This is not an SVG file with a size (viewBox). Ask whoever made the logo for one."))
    for element in root.iter():
        _check(element)
    return tostring(root, encoding="unicode")


def _check(element: Element) -> None:
    name = str(element.tag).removeprefix(SVG)
    if name not in ELEMENTS:
        raise NotADrawing(_("The drawing holds “%(name)s”, which is not allowed in a logo.") % {"name": name[:40]})
    for attribute in list(element.attrib):
        value = element.attrib[attribute]
        bare = "".join(value.lower().split()).replace("'", "").replace('"', "")
        points_away = bare.count("url(") != bare.count("url(#") or "javascript:" in bare
        if attribute.startswith(("on", "{")) or attribute in {"style", "href"} or points_away:
            del element.attrib[attribute]

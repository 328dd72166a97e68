"""An uploaded logo is a picture and nothing else."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nahtlos.gateways.drawings import NotADrawing, clean_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def test_a_plain_drawing_stays_what_it_is() -> None:
    text = clean_svg(svg('<title>Wappen</title><path d="M0 0h9" fill="#123456"/><g clip-path="url(#a)"/>'))
    assert 'viewBox="0 0 10 10"' in text
    assert '<path d="M0 0h9" fill="#123456"' in text
    assert "url(#a)" in text


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'style="background:url(https://x.example)"',
        'fill="url(https://x.example/a)"',
        'fill="URL ( https://x.example )"',
        'xlink:href="javascript:alert(1)"',
        'href="https://x.example"',
    ],
)
def test_what_could_run_or_load_is_taken_out(attribute: str) -> None:
    text = clean_svg(svg(f'<path d="M0 0" {attribute}/>'))
    assert "example" not in text
    assert "alert" not in text


@pytest.mark.parametrize(
    "content",
    [
        svg("<script>alert(1)</script>"),
        svg("<style>@import 'https://x.example'</style>"),
        svg("<foreignObject/>"),
        svg('<image href="https://x.example/a.png"/>'),
        svg('<a href="https://x.example"><path/></a>'),
        svg('<use href="https://x.example#a"/>'),
        svg('<animate attributeName="href"/>'),
        svg('<html xmlns="http://www.w3.org/1999/xhtml"/>'),
        b"<html/>",
        b"kein XML",
        b"",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        HEAD.replace(' viewBox="0 0 10 10"', "").encode() + b"</svg>",
        svg("<g>" * 5 + "x" * 60_000 + "</g>" * 5),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes) -> None:
    with translation.override("de"), pytest.raises(NotADrawing) as caught:
        clean_svg(content)
    assert str(caught.value).endswith(".")


@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    with pytest.raises(NotADrawing):
        clean_svg(content)

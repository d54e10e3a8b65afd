"""SVG: what attacks is taken out, what plotting programs draw looks the same."""

from __future__ import annotations

import pytest
from lxml import etree

from blog.media import BadUpload, inspect, public_copy
from tests.media import samples

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">{}</svg>'
)


def cleaned(inner: str, frame: str = SVG) -> str:
    data = frame.format(inner).encode()
    found = inspect(data, "x.svg")
    return (public_copy(data, found) or data).decode()


def shape(data: bytes) -> list:
    """All elements in order with their attributes and texts, which is what is drawn."""
    tree = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    return [(element.tag, dict(element.attrib), element.text, element.tail) for element in tree.iter()]


def test_a_chart_looks_the_same():
    found = inspect(samples.CHART, "chart.svg")
    copy = public_copy(samples.CHART, found)
    assert b"<!DOCTYPE" not in copy
    assert shape(copy) == shape(samples.CHART)


def test_the_copy_of_a_copy_is_the_copy():
    copy = public_copy(samples.CHART, inspect(samples.CHART))
    assert inspect(copy).clean


ATTACKS = [
    "<script>alert(1)</script>",
    '<script xlink:href="https://evil.example/x.js"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<g onload="alert(1)"/>',
    '<rect ONCLICK="alert(1)"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<a xlink:href=" java&#9;script:alert(1)"><text>x</text></a>',
    '<a href="JaVaScRiPt:alert(1)"/>',
    '<a href="data:text/html,&lt;script>alert(1)&lt;/script>"/>',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></p></foreignObject>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/>',
    '<image href="https://evil.example/track.png"/>',
    '<image xlink:href="//evil.example/track.png"/>',
    '<image href="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>',
    '<feImage xmlns="http://www.w3.org/2000/svg" href="https://evil.example/x"/>',
    '<a id="x"><animate attributeName="href" values="javascript:alert(1)"/></a>',
    '<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>',
    '<g><set attributeName="onmouseover" to="alert(1)"/></g>',
    "<style>@import url(https://evil.example/x.css);</style>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>rect{fill:url(https://evil.example/x)}</style>",
    "<style>rect{background:u\\72l(https://evil.example/x)}</style>",
    "<style>@\\69mport 'https://evil.example/x';</style>",
    "<style>rect{background:image-set('https://evil.example/x' 1x)}</style>",
    "<style><![CDATA[@font-face{font-family:x;src:url('https://evil.example/f.woff')}]]></style>",
    '<rect style="fill:url(https://evil.example/x);stroke:red"/>',
    '<rect style="background:\\75 rl(https://evil.example/x)"/>',
    '<rect style="width:expression(alert(1))"/>',
    '<rect fill="url(https://evil.example/x#a)"/>',
    '<rect filter="url(//evil.example/x#a)"/>',
    '<handler xmlns="http://www.w3.org/2000/svg">alert(1)</handler>',
    '<embed xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/>',
    '<?xml-stylesheet href="https://evil.example/x.css"?><g/>',
    "<!-- evil.example --><g/>",
    '<g xml:base="https://evil.example/"/>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_taken_out(attack):
    result = cleaned(attack + '<rect id="rest" width="1" height="1"/>')
    for sign in ("alert", "evil.example", "script", "foreignObject", "<iframe", "base64"):
        assert sign.lower() not in result.lower()
    assert 'id="rest"' in result


def test_only_the_offending_part_of_a_style_goes():
    result = cleaned('<rect style="fill:url(https://evil.example/x);stroke:red"/>')
    assert 'style="stroke:red"' in result


def test_text_around_what_is_taken_out_stays():
    assert "before after" in cleaned("<text>before <script>x</script>after</text>")


def test_the_fallback_of_a_foreign_object_stays():
    switch = '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">rich</p></foreignObject><text>plain</text></switch>'
    result = cleaned(switch)
    assert "plain" in result
    assert "rich" not in result


def test_the_notes_of_drawing_programs_go():
    result = cleaned('<metadata><rdf xmlns="urn:x">Seekrit</rdf></metadata><g xmlns:i="urn:ink" i:file="Anna/x.svg"/>')
    assert "Seekrit" not in result
    assert "Anna" not in result


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="#part"><text>x</text></a>',
        '<use href="#part"/>',
        '<rect fill="url(#g)"/>',
        "<rect fill=\"url('#g')\"/>",
        '<rect style="fill:url(#g);font-family:&quot;A;B&quot;"/>',
        "<style>.a{fill:url(#g)} .b::before{content:&quot;\\201C&quot;}</style>",
        "<style>@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA)}</style>",
        '<g class="a b" aria-label="x" data-name="y" role="img" tabindex="0" font-size="3"/>',
        '<text xml:space="preserve">  a  b </text>',
        "<text>on: javascript is a language &lt;script&gt;</text>",
    ],
)
def test_ordinary_parts_stay(kept):
    assert shape(cleaned(kept).encode()) == shape(SVG.format(kept).encode())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>"), "entities"),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&x;</text>"), "entities"),
        ('<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>' + SVG.format(""), "entities"),
        (SVG.format("<g>"), "damaged"),
        (SVG.format("<text>&undefined;</text>"), "damaged"),
        ('<svg:svg xmlns:svg="urn:other"/>', "no SVG drawing"),
        (SVG.format("<g>" * 5000 + "</g>" * 5000), "damaged"),
        (SVG.format('<g id="a"><use href="#a"/></g>'), "refers to itself"),
        (SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "refers to itself"),
        ('<?xml version="1.0" encoding="utf-7"?>' + SVG.format(""), "save it as UTF-8"),
    ],
)
def test_a_drawing_that_cannot_be_made_safe_is_refused(data, sentence):
    with pytest.raises(BadUpload, match=sentence):
        inspect(data.encode(), "x.svg")


def test_doubling_drawings_are_refused():
    levels = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    with pytest.raises(BadUpload, match="far too many parts"):
        inspect(SVG.format('<g id="l0"><rect/></g>' + levels).encode(), "x.svg")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="200" height="100"', (200, 100)),
        ('width="72pt" height="1in"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="0,0,33.4,20"', (33, 20)),
        ('width="300" viewBox="0 0 100 50"', (300, 150)),
        ('height="10cm" viewBox="0 0 100 50"', (756, 378)),
        ("", (300, 150)),
        ('width="-5" height="x" viewBox="a b c d"', (300, 150)),
        ('width="1e9" height="0" viewBox="0 0 nan inf"', (100_000, 100_000)),
    ],
)
def test_the_size_is_read(attributes, size):
    found = inspect(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (found.width, found.height) == size


def test_a_drawing_pasted_without_its_namespace_gets_it():
    data = b'<svg viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'
    assert b'xmlns="http://www.w3.org/2000/svg"' in public_copy(data, inspect(data))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_understood(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    data = f'<?xml version="1.0" encoding="{declared}"?>{SVG.format("<text>Bär</text>")}'.encode(encoding)
    assert "Bär" in public_copy(data, inspect(data)).decode()

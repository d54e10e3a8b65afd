"""Small files of every kind, made by code, some with what they must not tell: a place, a camera, a comment."""

from __future__ import annotations

import io
import struct

from PIL import ExifTags, Image, PngImagePlugin

SECRET = b"Seekrit-Camera-0815"


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Red on the left to black on the right, a green stripe at the top: turning and cropping can be seen."""
    ramp = Image.linear_gradient("L").rotate(270).resize((width, height))
    image = Image.merge("RGB", (ramp, Image.new("L", ramp.size), Image.new("L", ramp.size, 40)))
    image.paste((0, 255, 0), (0, 0, width, max(1, height // 8)))
    if mode == "P":
        return image.quantize(64)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize((width, height)))
        return image
    if mode == "LA":
        return picture(width, height, "RGBA").convert("LA")
    return image.convert(mode)


def encoded(image: Image.Image, format_: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = orientation
    notes[ExifTags.Base.Model] = SECRET.decode()
    notes.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    return notes


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>' + SECRET + b"</note></x:xmpmeta>"


def telling(format_: str, orientation: int = 1, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture that tells the camera and the place in every way that its format knows."""
    image, notes = picture(*size), exif(orientation)
    if format_ == "JPEG":
        data = encoded(image, "JPEG", exif=notes, comment=SECRET, xmp=XMP, quality=90)
        return data + SECRET  # phones put films and depth maps behind the end
    if format_ == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        return encoded(image, "PNG", exif=notes, pnginfo=text)
    if format_ == "GIF":
        return encoded(image.quantize(32), "GIF", comment=SECRET)
    return encoded(image, format_, exif=notes, xmp=XMP, lossless=True)


def plain(format_: str, size: tuple[int, int] = (64, 48)) -> bytes:
    return encoded(picture(*size), format_)


def moving(format_: str, frames: int = 3, size: tuple[int, int] = (40, 30)) -> bytes:
    first, *rest = [Image.new("RGB", size, (80 * number % 256, 10, 200)) for number in range(frames)]
    return encoded(first, format_, save_all=True, append_images=rest, duration=50, loop=0)


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + name + body


def film(width: int = 320, height: int = 180, *, sideways: bool = False, place: bytes = SECRET) -> bytes:
    """The skeleton of an MP4 as a phone makes it: brand, index with one track and the place, some bytes of film."""
    matrix = (0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30) if sideways else (65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    head = bytes(4) + struct.pack(">5I", 0, 0, 1, 0, 1000) + bytes(8) + bytes(8)
    track = box(b"tkhd", head, struct.pack(">9i", *matrix), struct.pack(">2I", width << 16, height << 16))
    told = box(b"udta", box(b"\xa9xyz", place)) if place else b""
    movie = box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", track, told), told)
    return box(b"ftyp", b"isom", bytes(4), b"isommp42") + movie + box(b"mdat", b"film" * 100)


def webm(width: int = 320, height: int = 180) -> bytes:
    """The skeleton of a WebM: its head, and a segment with one track."""

    def element(name: str, content: bytes) -> bytes:
        return bytes.fromhex(name) + bytes((0x80 | len(content),)) + content

    video = element("E0", element("B0", width.to_bytes(2, "big")) + element("BA", height.to_bytes(2, "big")))
    track = element("AE", element("83", b"\1") + (video if width else b""))
    return element("1A45DFA3", element("4282", b"webm")) + element("18538067", element("1654AE6B", track))


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MP3 = b"\xff\xfb\x90\x00" + bytes(500)
OGG = b"OggS\0\2" + bytes(20) + b"\1\x1e\1vorbis" + bytes(60)

CHART = b"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6"
     xmlns="http://www.w3.org/2000/svg" version="1.1">
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt} .t:before{content:"\\201C"}</style></defs>
 <g id="figure_1"><path id="patch_1" d="M 0 345.6 L 460.8 345.6 L 460.8 0 L 0 0 z" style="fill: #ffffff"/>
  <defs><path id="m1" d="M 0 0 L 0 3.5" style="stroke: #000000; stroke-width: 0.8"/>
   <clipPath id="p1"><rect x="57.6" y="41.4" width="357.1" height="266.1"/></clipPath>
   <linearGradient id="g1"><stop offset="0" stop-color="#1f77b4"/><stop offset="1"/></linearGradient>
   <marker id="dot" markerWidth="4" markerHeight="4"><circle cx="2" cy="2" r="2"/></marker></defs>
  <g clip-path="url(#p1)"><use xlink:href="#m1" x="73.8" y="307.5" style="stroke: #000000"/><use href="#m1" x="99"/>
   <polyline points="0,0 10,20" marker-end="url(#dot)" fill="none" stroke="url(#g1)"/>
   <text x="80" y="20" style="font: 10px 'DejaVu Sans', sans-serif" transform="rotate(-0)">Posts &amp; pages
    <tspan dy="1.2em" data-unit="%">10&#160;%</tspan></text></g>
  <image x="0" y="0" width="1" height="1" xlink:href="data:image/png;base64,iVBORw0KGgo="/>
  <filter id="f1"><feGaussianBlur stdDeviation="2"/><feOffset dx="1"/></filter>
  <rect filter="url(#f1)" x="1" y="1" width="5" height="5"><title>A bar</title>
   <animate attributeName="height" from="0" to="5" dur="1s"/></rect>
 </g></svg>
"""

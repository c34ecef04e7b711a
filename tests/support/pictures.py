# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures made by hand, good ones and hostile ones, without a library that might share a mistake with what is tested."""
import random
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_head(width, height, depth=8, colour=2, interlace=0):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def png(width, height, seed=0, more=b"", alpha=False):
    """A picture that no other seed gives: soft slopes of colour, with a block in each corner and `seed` in its first pixel."""
    mixed = random.Random(seed)
    tint = [mixed.randrange(256) for _ in range(6)]
    across = bytearray()
    for x in range(width):
        across += bytes(((tint[0] + x * 160 // width) & 255, (tint[1] + x * 90 // width) & 255, tint[2])) + (bytes((x * 255 // width,)) if alpha else b"")
    rows = bytearray()
    for y in range(height):
        row = bytearray(across)
        shade = y * 120 // height
        if y < height // 5:
            end = (width // 5) * (4 if alpha else 3)
            row[:end] = bytes((tint[3], shade, tint[4]) + ((255,) if alpha else ())) * (width // 5)
        if y == 0:
            row[:3] = seed.to_bytes(3, "big")
        rows += b"\0" + row
    return png_head(width, height, colour=6 if alpha else 2) + more + chunk(b"IDAT", zlib.compress(bytes(rows), 1)) + chunk(b"IEND", b"")


def place_colour(x, y):
    return (x * 4 % 256, y * 6 % 256, 0)


def places_png(width, height, orientation=1):
    """A picture whose pixels say where they are (place_colour), stored as a camera does that was held as `orientation` says (Exif, 1 to 8)."""
    exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    rows = b"".join(b"\0" + bytes(part for x in range(width) for part in place_colour(x, y)) for y in range(height))
    return png_head(width, height) + chunk(b"eXIf", exif) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def read_png(data):
    """The pixels of a PNG with three bytes each, row by row (PNG 1.2, section 6)."""
    place, packed, width, height = 8, b"", 0, 0
    while place < len(data):
        size, kind = struct.unpack(">I4s", data[place:place + 8])
        body = data[place + 8:place + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 2), (depth, colour)
        if kind == b"IDAT":
            packed += body
        place += size + 12
    raw, rows, above = zlib.decompress(packed), [], bytes(width * 3)
    for y in range(height):
        start = y * (width * 3 + 1)
        kind, row = raw[start], bytearray(raw[start + 1:start + 1 + width * 3])
        for i in range(len(row)):
            left, up, corner = row[i - 3] if i >= 3 else 0, above[i], above[i - 3] if i >= 3 else 0
            guess = left + up - corner
            near = min((left, up, corner), key=lambda value: abs(guess - value))
            row[i] = (row[i] + (0, left, up, (left + up) // 2, near)[kind]) & 255
        rows.append([tuple(row[i:i + 3]) for i in range(0, len(row), 3)])
        above = bytes(row)
    return rows


def zeros(count, level=9):
    """`count` zero bytes compressed, without holding them."""
    packer = zlib.compressobj(level)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(count >> 20)]
    return b"".join(parts) + packer.compress(bytes(count & ((1 << 20) - 1))) + packer.flush()


def plain_png(width, height):
    """What it declares is really there: one bit a pixel, all the same."""
    return png_head(width, height, depth=1, colour=0) + chunk(b"IDAT", zeros((width // 8 + 1) * height)) + chunk(b"IEND", b"")


def gif(frames, width=2, height=2):
    """Two by two pixels, `frames` times, each unlike the one before."""
    screen = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    kinds = []
    for kind in range(2):
        # Codes of three bits, begun anew before each pixel so that they stay that long.
        bits = sum((4 | ((pixel + kind) % 2) << 3) << 6 * pixel for pixel in range(4)) | 5 << 24
        kinds.append(b"\x21\xf9\x04\0\x05\0\0\0\x2c\0\0\0\0" + struct.pack("<HH", 2, 2) + b"\0\x02\x04" + bits.to_bytes(4, "little") + b"\0")
    return screen + b"".join(kinds[frame % 2] for frame in range(frames)) + b";"


def iptc(**words):
    """The block in which agencies write who made a picture, as a segment of a JPEG."""
    numbers = {"by_line": 80, "credit": 110, "copyright": 116, "caption": 120}
    records = b"".join(b"\x1c\x02" + bytes((numbers[name],)) + struct.pack(">H", len(text.encode())) + text.encode() for name, text in words.items())
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


def xmp(properties):
    """The segment of a JPEG in which programs write what they know of a picture. `properties`: XML in its description."""
    block = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f'{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    block = b"http://ns.adobe.com/xap/1.0/\0" + block.encode()
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


def hostile(jpeg, webp):
    """Files that must be refused, by what is wrong with them: the bytes, and what their sender says that they are. `jpeg`, `webp`: good ones."""
    whole = png(300, 300)
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return {
        "nothing at all": (b"", "image/png"),
        "HTML named .jpg": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "image/jpeg"),
        "SVG with a script": (svg, "image/svg+xml"),
        "SVG that says it is a PNG": (svg, "image/png"),
        "SVG that says nothing": (svg, "application/octet-stream"),
        "a PNG that declares one row more than 100 megapixels": (png_head(10000, 10001) + whole[33:], "image/png"),
        "a PNG that has one row more than 100 megapixels": (plain_png(10000, 10001), "image/png"),
        "a PNG without pixels": (png_head(0, 0) + whole[33:], "image/png"),
        "an interlaced PNG of more than 40 megapixels": (png_head(6400, 6400, 8, 6, 1) + chunk(b"IDAT", zeros(1 << 20)), "image/png"),
        "a truncated PNG": (whole[:len(whole) // 2], "image/png"),
        "a truncated JPEG": (jpeg[:len(jpeg) // 2], "image/jpeg"),
        "a truncated WebP": (webp[:len(webp) // 2], "image/webp"),
        "a WebP that lies about its size": (webp[:4] + b"\x00\x00\x20\x00" + webp[8:12] + b"VP8X" + b"\x00\x00\x10\x00" + webp[20:], "image/webp"),
        "a GIF of 301 frames": (gif(301), "image/gif"),
        "a GIF that is a script": (b"GIF89a/*" + b"\0" * 30 + b"*/=alert(1);", "image/gif"),
        "a PNG that goes on as a JPEG": (whole[:8] + jpeg, "image/png"),
        "a JPEG that goes on as a ZIP": (b"\xff\xd8\xffPK\x03\x04" + b"\0" * 200, "image/jpeg"),
        "an AVIF of noise": (b"\0\0\0\x1cftypavif" + random.Random(1).randbytes(5000), "image/avif"),
        "a program": (b"MZ" + b"\0" * 500, "application/octet-stream"),
        "a TIFF": (b"II*\0" + b"\0" * 500, "application/octet-stream"),
        "a PDF that is HTML": (b"%PDF-1.7\n<html><script>alert(1)</script></html>", "application/pdf"),
        "a ZIP that says it is a PDF": (b"PK\x03\x04" + b"\0" * 100, "application/pdf"),
        "a form": (b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--x--', "multipart/form-data; boundary=x"),
    }

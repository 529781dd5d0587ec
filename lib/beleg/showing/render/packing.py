"""A PDF made smaller: what is no stream goes, compressed, into one object stream.

Typst writes each element of the tag tree as an object of its own, uncompressed: more than half of
a tagged report. PDF/A-2 and PDF/UA-1 allow object streams; the bytes are the same for the same PDF.
"""

import re
import zlib

HEADER = re.compile(rb"\d+ 0 obj\s*")
# «trailer\n<</Size 966/Root 965 0 R/Info 963 0 R/ID[(…)(…)]>>»; the size is counted anew
TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.S)
SIZE = re.compile(rb"/Size \d+")
ENTRY = 20  # bytes of a line of the cross-reference table


def packed(pdf: bytes) -> bytes:
    """Return a PDF as Typst writes it with an object stream and a cross-reference stream."""
    trailer = TRAILER.search(pdf)
    if trailer is None:
        return pdf
    bodies = _bodies(pdf, int(trailer[2]))
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    out = bytearray(pdf[: pdf.index(b"1 0 obj")])
    loose = {number: body for number, body in bodies.items() if not body.endswith(b"endstream")}
    for number, body in bodies.items():
        if number not in loose:
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    holder, table = max(bodies) + 1, max(bodies) + 2
    places |= {number: (2, holder, index) for index, number in enumerate(loose)}
    places[holder] = (1, len(out), 0)
    out += _holder(holder, loose)
    places[table] = (1, len(out), 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (places.get(n, (0, 0, 65535)) for n in range(table + 1))
    )
    about = SIZE.sub(b"", trailer[1]) + b"/Type/XRef/W[1 4 2]/Size %d" % (table + 1)
    start = len(out)
    out += _stream(table, about, rows)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _bodies(pdf: bytes, table: int) -> dict[int, bytes]:
    """Return the objects by number, without their frame, from a table of one section."""
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, table)
    if head is None:
        return {}
    lines = [pdf[head.end() + ENTRY * i :][:ENTRY] for i in range(int(head[1]))]
    starts = {i: int(line[:10]) for i, line in enumerate(lines) if line[17:18] == b"n"}
    ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], table], strict=True))
    return {
        number: HEADER.sub(b"", pdf[at : ends[at]], count=1)
        .rstrip()
        .removesuffix(b"endobj")
        .rstrip()
        for number, at in starts.items()
    }


def _holder(number: int, loose: dict[int, bytes]) -> bytes:
    places, at = [], 0
    for name, body in loose.items():
        places.append(b"%d %d" % (name, at))
        at += len(body) + 1
    index = b" ".join(places) + b"\n"
    about = b"/Type/ObjStm/N %d/First %d" % (len(loose), len(index))
    return _stream(number, about, index + b"\n".join(loose.values()))


def _stream(number: int, about: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"%d 0 obj\n<<%b/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % (
        number, about, len(data), data,
    )  # fmt: skip

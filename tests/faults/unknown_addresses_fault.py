#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred thousand addresses that there are not, each asked for once, many of which look like live ones, and as many queries of pages that
there are: memory stays bounded, nothing but 404 and the page is answered, what readers want stays fast, and only the API's cost reads."""
import re
import socket

import fault
from memory import resident
from readers import Readers
from stoppress_site import Site

AT_ONCE = 100
BYTES = 48 << 20  # buffers of connections and rendering, not a hundred thousand pages
SHAPES = ("/no/such/story-{}", "/2026/11/story-{}", "/sections/none-{}", "/topics/none-{}", "/authors/none-{}", "/latest?page={}9",
          "/media/{:064x}.webp", "/archive/2{:03}/13", "/feed-{}.xml", "/?utm_source={}", "/latest?ref={}", "/topics/none-{}/", "/sitemap-{}9.xml",
          "/topics/none-{}/feed.xml?page=2", "/?p={}")
# Of the address of a story that there is: the same prefix, in other case, encoded once more.
LOOK_ALIKES = ("{story}-{number}", "{story}/{number}", "{upper}{number}", "{twice}{number}", "{story}%3F{number}", "{story}%252F{number}")
API_SHAPE = "/api/v1/stories/{}99999999"
FIGURE = re.compile(rb'^(stoppress_live_paths|stoppress_read_statements_total\{lane="readers"\}) ([0-9.e+]+)$', re.M)
FEW = 100  # pages that are made anew meanwhile; a lookup of one address in a thousand would be more


def answered(reader, count):
    """The statuses of so many answers on a connection."""
    statuses = set()
    for _ in range(count):
        line = reader.readline()
        if not line:
            raise AssertionError("the connection was ended")
        status, length = int(line.split()[1]), 0
        while (line := reader.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        reader.read(length)
        statuses.add(status)
    return statuses


def figures(site):
    """How many live paths are known, and how many statements readers have had run."""
    found = dict(FIGURE.findall(site.get("/metrics").body))
    return tuple(int(float(found[name])) for name in (b"stoppress_live_paths", b'stoppress_read_statements_total{lane="readers"}'))


def flood(site, count, path_of, seen):
    """Asks for so many paths on one connection, AT_ONCE at a time; calls seen(how many so far, their statuses)."""
    with socket.create_connection((site.host, site.port), timeout=30) as connection, connection.makefile("rb") as reader:
        for first in range(0, count, AT_ONCE):
            paths = [path_of(number) for number in range(first, first + AT_ONCE)]
            connection.sendall(b"".join(f"GET {path} HTTP/1.1\r\nHost: a\r\nUser-Agent: Mozilla/5.0\r\n\r\n".encode() for path in paths))
            seen(first, answered(reader, AT_ONCE))


def check(full):
    count = 1_000_000 if full else 20_000 if fault.SANITIZED else 100_000
    site = Site(settings={"log.level": "error"})
    try:
        site.start()
        story = site.publish(site.token("editor"), headline="To read", section=None)["url"]
        fault.eventually(lambda: figures(site)[0] > 0, 60, "the live paths are not read")
        for path in ("/latest", "/no/such/page"):
            site.get(path)
        shapes = SHAPES + tuple(shape.format(story=story, upper=story.upper(), twice=story.replace("-", "%252D"), number="-{}") for shape in LOOK_ALIKES)
        readers = Readers(site, ["/", "/latest", "/feed.xml"], pause=0.01)
        statuses, memory, most = set(), None, 0

        def seen(first, answers):
            nonlocal memory, most
            statuses.update(answers)
            if first == count // 20:
                memory = resident(site.process.pid)  # what a program at work needs anyway
            if first % 5000 == 0:
                most = max(most, resident(site.process.pid))

        before = figures(site)[1]
        flood(site, count, lambda number: shapes[number % len(shapes)].format(number), seen)
        statements = figures(site)[1] - before
        flood(site, count // 10, API_SHAPE.format, lambda first, answers: statuses.update(answers))
        most = max(most, resident(site.process.pid))
        said = readers.stop().must_be_served()
        fault.holds(statuses <= {200, 301, 404}, f"answered: {statuses}")
        fault.holds(statements <= FEW, f"{statements} statements were run for {count} addresses")
        fault.holds(fault.SANITIZED or most - memory < BYTES, f"memory has grown by {(most - memory) >> 20} MiB")
        return (f"{count} distinct addresses: {sorted(statuses)}, {statements} statements, memory grew by {max(0, most - memory) >> 10} KiB; {said}")
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)

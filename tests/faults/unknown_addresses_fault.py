#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred thousand addresses that there are not, each asked for once, and as many queries of pages that there are: memory stays bounded,
nothing but 404 and the page is answered, and what readers want stays fast."""
import socket

import fault
from memory import resident
from readers import Readers
from stoppress_site import Site

AT_ONCE = 100
BYTES = 48 << 20  # buffers of connections and rendering, not a hundred thousand pages
SHAPES = ("/no/such/story-{}", "/2026/11/story-{}", "/sections/none-{}", "/topics/none-{}", "/authors/none-{}", "/latest?page={}9",
          "/media/{:064x}.webp", "/archive/2{:03}/13", "/feed-{}.xml", "/api/v1/stories/{}99999999", "/?utm_source={}", "/latest?ref={}")


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


def check(full):
    count = 1_000_000 if full else 20_000 if fault.SANITIZED else 100_000
    site = Site(settings={"log.level": "error"})
    try:
        site.start()
        site.publish(site.token("editor"), headline="To read", section=None)
        readers = Readers(site, ["/", "/latest", "/feed.xml"], pause=0.01)
        statuses, memory, most = set(), None, 0
        with socket.create_connection((site.host, site.port), timeout=30) as connection, connection.makefile("rb") as reader:
            for first in range(0, count, AT_ONCE):
                paths = [SHAPES[number % len(SHAPES)].format(number) for number in range(first, first + AT_ONCE)]
                connection.sendall(b"".join(f"GET {path} HTTP/1.1\r\nHost: a\r\nUser-Agent: Mozilla/5.0\r\n\r\n".encode() for path in paths))
                statuses |= answered(reader, AT_ONCE)
                if first == count // 20:
                    memory = resident(site.process.pid)  # what a program at work needs anyway
                if first % 5000 == 0:
                    most = max(most, resident(site.process.pid))
        said = readers.stop().must_be_served()
        fault.holds(statuses <= {200, 301, 404}, f"answered: {statuses}")
        fault.holds(fault.SANITIZED or most - memory < BYTES, f"memory has grown by {(most - memory) >> 20} MiB")
        return f"{count} distinct addresses: {sorted(statuses)}, memory grew by {max(0, most - memory) >> 10} KiB; {said}"
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)

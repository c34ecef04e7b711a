#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of connections that send their heads or bodies, or take their answers, a byte at a time: each is ended in time, costs little
memory, and honest clients notice nothing."""
import os
import time

import crowd
import fault
from memory import resident
from readers import Readers
from stoppress_site import Site

SECONDS = {"heads": 15, "bodies": 35, "answers": 50}  # at the most; machines that build beside it included
BYTES_EACH = 20 << 10
ROUNDS_MEASURED = 6  # after these each holds what it will hold, and none was ended yet
LONG = 400  # paragraphs: more than a socket takes at once


def open_files(site):
    return len(os.listdir(f"/proc/{site.process.pid}/fd"))


def hold(site, kinds, files, memory, count):
    """Until the server has ended them all. What each took, and when the last of each kind went. Those that do not read see the end only when
    they have read to it, so that of those the server's descriptors tell."""
    ended, each, began, rounds = {}, None, time.monotonic(), 0
    while len(ended) < len(kinds):
        seconds = time.monotonic() - began
        for kind, connections in kinds.items():
            crowd.step(connections)
            if kind not in ended and kind != "answers" and all(connection.seconds is not None for connection in connections):
                ended[kind] = max(connection.seconds for connection in connections)
            fault.holds(kind in ended or seconds < SECONDS[kind] * fault.WAITS, f"slow {kind} are still held after {seconds:.0f} s")
        if len(ended) == len(kinds) - 1 and open_files(site) <= files + 10:
            ended["answers"] = seconds
        rounds += 1
        if rounds <= ROUNDS_MEASURED and open_files(site) > count * 0.9:
            each = (resident(site.process.pid) - memory) / count
        time.sleep(0.5)  # the pace of the slow ones
    fault.holds(each is not None, "they were not all held at once")
    return each, ended


def check(full):
    count = 10_000 if full else 600
    crowd.allow_files(count)
    site = Site(settings={"log.level": "error"})
    slow = []
    try:
        token = site.token("editor")
        site.start()
        long_page = site.publish(token, headline="A long one", body={"format": "markdown", "content": ("word " * 200 + "\n\n") * LONG})["url"]
        idle = Readers(site, ["/", "/latest", "/feed.xml"])
        fault.wait_for_reads(idle, 500)
        before = idle.stop().p99()
        memory, files = resident(site.process.pid), open_files(site)
        readers = Readers(site, ["/", "/latest", "/feed.xml"])
        kinds = {"heads": [crowd.Slow(site, b"GET / HTTP/1.1\r\nHost: a\r\n", b"X: a\r\n") for _ in range(count // 2)],
                 "bodies": [crowd.Slow(site, b"POST /api/v1/views HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\n",
                                       b" ") for _ in range(count // 4)],
                 "answers": [crowd.Slow(site, f"GET {long_page} HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 40, read=64) for _ in range(count // 4)]}
        slow = [connection for connections in kinds.values() for connection in connections]
        each, ended = hold(site, kinds, files, memory, count)
        said = readers.stop().must_be_served()
        fault.holds(readers.p99() < max(3 * before, 0.5 if full else 0.25), f"others waited: p99 {readers.p99() * 1000:.0f} ms, before {before * 1000:.0f} ms")
        fault.holds(fault.SANITIZED or each < BYTES_EACH, f"each took {each / 1024:.0f} KiB")
        return (f"{count} slow connections ended after {ended['heads']:.0f} s (heads), {ended['bodies']:.0f} s (bodies), "
                f"{ended['answers']:.0f} s (answers), {each / 1024:.1f} KiB each; {said} (before {before * 1000:.0f} ms)")
    finally:
        crowd.close(slow)
        site.close()


if __name__ == "__main__":
    fault.main(check)

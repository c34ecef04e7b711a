#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Floods of connections, that are given up at once and that stay, far beyond how many there may be: the program refuses what is too much,
its memory stays bounded, and it soon serves others while they stay."""
import os
import time

import crowd
import fault
from crashes import Connection
from memory import resident
from readers import Readers
from stoppress_site import WAITS, Site

MOST = 500


def opened(site):
    connection = crowd.unconnected()
    connection.connect_ex((site.host, site.port))
    return connection


def open_files(site):
    return len(os.listdir(f"/proc/{site.process.pid}/fd"))


def check(full):
    short, staying = (100_000, 15_000) if full else (10_000, 2000)
    crowd.allow_files(staying)
    site = Site(settings={"log.level": "error", "server.max_connections": MOST})
    held, most = [], 0
    try:
        site.start()
        site.publish(site.token("editor"), headline="To read", section=None)
        readers = Readers(site, ["/", "/latest"])  # they are connected already
        fault.wait_for_reads(readers)
        memory = resident(site.process.pid)
        for number in range(short):
            opened(site).close()
            if number % 500 == 0:
                time.sleep(0.01)
        fault.eventually(lambda: open_files(site) < 100, 20, "connections that were given up stay open")
        for number in range(staying):
            held.append(opened(site))
            if number % 50 == 0:
                most = max(most, open_files(site))
        # A slow program accepts the last of them only after they were made.
        deadline = time.monotonic() + 20 * WAITS
        while most < MOST * 0.8 and time.monotonic() < deadline:
            time.sleep(0.01)
            most = max(most, open_files(site))
        fault.holds(MOST * 0.8 < most < MOST + 100, f"{most} descriptors were open with {MOST} connections allowed: no flood, or no bound")
        grown = resident(site.process.pid) - memory
        said = readers.stop().must_be_served()

        def answers():
            connection = Connection(site)
            answer = connection.request("GET", "/latest")
            connection.close()
            return answer is not None and answer[0] == 200

        # The flood has not gone: those that say nothing are let go to make room.
        seconds = fault.eventually(answers, 5, "nobody else is served")
        fault.holds(fault.SANITIZED or grown < 32 << 20, f"memory has grown by {grown >> 20} MiB")
        return (f"{short} connections given up, {staying} that stay, {MOST} allowed: {said}, {grown >> 10} KiB more, "
                f"others served {seconds:.1f} s later")
    finally:
        for connection in held:
            connection.close()
        site.close()


if __name__ == "__main__":
    fault.main(check)

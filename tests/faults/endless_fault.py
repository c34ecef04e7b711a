#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Request lines, heads and bodies without an end, as fast as they go: each is refused after a bounded part, and no memory is taken for them.
(Each limit by itself: tests/site/http_limits_test.py, http_malformed_test.py.)"""
import socket
import threading
import time

import fault
from memory import resident
from readers import Readers
from stoppress_site import Site

BLOCK = b"x" * 65536
TAKEN = 24 << 20  # sockets' buffers, and the largest body that there may be
JSON = b"Content-Type: application/json\r\n"
ENDLESS = {
    "request line": (b"GET /", BLOCK, 414),
    "field": (b"GET / HTTP/1.1\r\nHost: a\r\nX: ", BLOCK, 431),
    "head": (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X: a\r\n" * 10000, 431),
    "empty lines": (b"", b"\r\n" * 32768, 400),
    "announced": (b"POST /api/v1/stories HTTP/1.1\r\nHost: a\r\n%sContent-Length: 900000000000\r\n\r\n" % JSON, BLOCK, (401, 413)),
    "announced by an editor": (b"POST /api/v1/stories HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer TOKEN\r\n%sContent-Length: 900000000000\r\n\r\n"
                               % JSON, BLOCK, 413),
    "beacon": (b"POST /api/v1/views HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 90000000\r\n\r\n", BLOCK, 413),
    "chunked": (b"POST /api/v1/views HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + BLOCK + b"\r\n", 411),
    "body of a GET": (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000000\r\n\r\n", BLOCK, (400, 413)),
    "pipelined": (b"", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 1000, None),
}


def pour(site, begin, more, seconds):
    """Sends without an end and reads nothing; how much was taken until the connection was ended, and what was answered."""
    taken = 0
    answer = b""
    with socket.create_connection((site.host, site.port), timeout=seconds) as connection:
        end = time.monotonic() + seconds
        try:
            connection.sendall(begin)
            while time.monotonic() < end:
                taken += connection.send(more)
        except OSError:
            pass
        try:
            connection.settimeout(1)
            while len(answer) < 4096 and (part := connection.recv(4096)):
                answer += part
        except OSError:
            pass
        return taken, answer, time.monotonic() >= end


def check(full):
    at_once, seconds = (40, 60) if full else (6, 20)
    site = Site(settings={"log.level": "error"})
    try:
        token = site.token("editor")
        site.start()
        site.publish(token, headline="To read", section=None)
        readers = Readers(site, ["/", "/latest"])
        fault.wait_for_reads(readers)
        memory = resident(site.process.pid)
        results, threads = [], []
        most = 0
        for name, (begin, more, status) in ENDLESS.items():
            begin = begin.replace(b"TOKEN", token.encode())
            for _ in range(at_once):
                threads.append(threading.Thread(target=lambda *work: results.append((work[0], work[1], *pour(site, *work[2:]))),
                                                args=(name, status, begin, more, seconds), daemon=True))
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            most = max(most, resident(site.process.pid))
            time.sleep(0.1)
        said = readers.stop().must_be_served()
        for name, status, taken, answer, late in results:
            # Whoever reads no answer is sent no more; it is ended when it has stood still for 30 s, and takes no more bytes meanwhile.
            fault.holds(taken < TAKEN, f"{name}: {taken >> 10} KiB were taken")
            fault.holds(not late or name == "pipelined", f"{name}: it was not ended within {seconds} s")
            wanted = () if status is None else status if isinstance(status, tuple) else (status,)
            if wanted and answer:
                fault.holds(int(answer.split()[1]) in wanted, f"{name}: answered {answer[:60]!r}")
        told = {name for name, _, _, answer, _ in results if answer}
        fault.holds(len(told) > len(ENDLESS) // 2, f"few were told why: {told}")
        grown = most - memory
        fault.holds(fault.SANITIZED or grown < 64 << 20, f"memory has grown by {grown >> 20} MiB")
        largest = max(taken for _, _, taken, _, _ in results)
        return f"{len(results)} endless requests of {len(ENDLESS)} kinds: at most {largest >> 10} KiB taken, {grown >> 10} KiB more memory; {said}"
    finally:
        site.close()


if __name__ == "__main__":
    fault.main(check)

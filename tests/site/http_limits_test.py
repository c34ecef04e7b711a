#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slow clients, many clients, no descriptors left, and the end of the program: others are served, and nothing in flight is lost."""
import os
import resource
import socket
import threading
import time
import unittest

from raw_http import take_answer
from stoppress_site import WAITS, Site, SiteTest, eventually, free_port

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class SlowClientsTest(SiteTest):
    def connect(self):
        connection = socket.create_connection((self.site.host, self.site.port), timeout=30)
        self.addCleanup(connection.close)
        return connection

    def test_slow_heads_and_bodies_end_while_others_are_served(self):
        start = time.monotonic()
        heads = [self.connect() for _ in range(100)]
        bodies = [self.connect() for _ in range(20)]
        silent = [self.connect() for _ in range(20)]
        for connection in heads:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        for connection in bodies:
            connection.sendall(b"POST /api/v1/views HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n")
        ends = {}
        served_meanwhile = 0
        while len(ends) < len(heads + bodies + silent) and time.monotonic() - start < 60 * WAITS:
            self.assertEqual(self.site.get("/healthz").status, 200)
            served_meanwhile += not ends
            for kind, connections, drop in (("head", heads, b"X: a\r\n"), ("body", bodies, b" "), ("silent", silent, b"")):
                for connection in connections:
                    if connection in ends:
                        continue
                    try:
                        connection.setblocking(False)
                        if drop:
                            connection.send(drop)
                        if connection.recv(65536) == b"":
                            ends[connection] = (kind, time.monotonic() - start)
                    except BlockingIOError:
                        pass
                    except OSError:
                        ends[connection] = (kind, time.monotonic() - start)
            time.sleep(0.5)  # the pace of the slow clients
        self.assertEqual(len(ends), 140, "some slow connections were never ended")
        # Heads are ended after 10 s, before any other limit (30 s) could end them.
        for kind in ("head", "silent"):
            self.assertLess(max(seconds for of, seconds in ends.values() if of == kind), 28 * WAITS, kind)
        self.assertGreater(served_meanwhile, 0, "nobody was served while the slow ones were held")

    def test_idle_connections_cost_little_memory(self):
        def resident():
            with open(f"/proc/{self.site.process.pid}/statm") as statm:
                return int(statm.read().split()[1]) * resource.getpagesize()
        if os.environ.get("STOPPRESS_SANITIZE"):
            self.skipTest("a sanitizer's own memory would be measured")
        count = 400
        warm = [self.connect() for _ in range(50)]
        for connection in warm:
            connection.sendall(GET)
            self.assertTrue(connection.recv(65536))
        before = resident()
        idle = [self.connect() for _ in range(count)]
        for connection in idle:
            connection.sendall(GET)
            self.assertTrue(connection.recv(65536))
        self.assertLess((resident() - before) / count, 20 * 1024)


class DescriptorsTest(SiteTest):
    def test_without_descriptors_it_waits_and_recovers(self):
        resource.prlimit(self.site.process.pid, resource.RLIMIT_NOFILE, (128, 256))
        connections = []
        try:
            for _ in range(500):
                connection = socket.socket()
                connection.setblocking(False)
                connections.append(connection)
                try:
                    connection.connect((self.site.host, self.site.port))
                except BlockingIOError:
                    pass
            eventually(lambda: len(os.listdir(f"/proc/{self.site.process.pid}/fd")) >= 128, message="the descriptors do not run out")
            before = cpu_seconds(self.site.process.pid)
            time.sleep(2)  # what it uses while time goes by is what is tested
            if not os.environ.get("STOPPRESS_SANITIZE"):
                self.assertLess(cpu_seconds(self.site.process.pid) - before, 0.4, "it spins")
        finally:
            for connection in connections:
                connection.close()
        self.assertTrue(self.site.alive())

        def answers():
            try:
                return self.site.get("/healthz", timeout=2).status == 200
            except OSError:
                return False
        eventually(answers)


class StopTest(unittest.TestCase):
    def test_a_stop_under_load_loses_no_request(self):
        site = Site()
        self.addCleanup(site.close)
        site.start()
        failures = []
        answered = []
        stopping = threading.Event()

        def load():
            try:
                connection = socket.create_connection((site.host, site.port), timeout=15)
            except OSError as error:
                if not stopping.is_set():
                    failures.append(error)
                return
            with connection:
                while True:
                    data = b""
                    try:
                        connection.sendall(GET)
                        while True:
                            received = connection.recv(65536)
                            data += received
                            answer, _ = take_answer(data)
                            if answer or not received:
                                break
                    except OSError as error:
                        # A reset before the first byte of an answer says that the request was not seen.
                        if data or not stopping.is_set():
                            failures.append(error)
                        return
                    if not answer:
                        if data or not stopping.is_set():
                            failures.append(data)
                        return
                    answered.append(answer.status)
                    if answer.headers.get("connection") == "close":
                        return

        threads = [threading.Thread(target=load) for _ in range(16)]
        for thread in threads:
            thread.start()
        eventually(lambda: len(answered) > 100 or failures, message="there is no load")
        stopping.set()
        self.assertEqual(site.terminate(), 0)
        for thread in threads:
            thread.join(20)
        self.assertEqual(failures, [])
        self.assertEqual(set(answered), {200})

    def test_starts_on_one_port_again_and_again(self):
        port = free_port()
        with Site() as site:
            for _ in range(30):
                site.terminate()
                ready, event = site.launch(port)  # start() would try again
                self.assertTrue(event.wait(60))
                self.assertEqual(ready[0], f"http://127.0.0.1:{port}/", site.log_text())

    def test_a_port_in_use_is_a_clear_error(self):
        with Site() as first:
            second = Site()
            self.addCleanup(second.close)
            done = second.run("serve", "--listen", f"127.0.0.1:{first.port}", timeout=60)
            self.assertEqual(done.returncode, 1, done)
            self.assertIn("in use", done.stderr)
            self.assertEqual(first.get("/healthz").status, 200)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the newsroom's reads do not wait for readers': while every reading thread of the readers' lane waits for a lock in the database,
the newsroom is answered, and a flood of readers gets no further than its own lane."""
import socket
import subprocess
import unittest

from nodes import Nodes
from postgres_server import USER
from stoppress_site import eventually

ASKED = 16  # more than all reading threads together
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


class Lanes(Nodes):
    count = 1

    def hold_addresses(self):
        """Locks the table in which pages that are not at hand are looked up, in a session of its own, until the returned function is called."""
        session = subprocess.Popen([self.server.bin + "/psql", "-X", "-q", "-A", "-t", "-h", self.server.folder, "-U", USER, "-d", "site"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        session.stdin.write("BEGIN; LOCK TABLE address IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        session.stdin.flush()
        self.assertEqual(session.stdout.readline().strip(), "held")

        def let_go():
            if session.poll() is None:
                session.communicate("ROLLBACK;\n")
        self.addCleanup(let_go)
        return let_go

    def test_the_newsroom_does_not_wait_for_readers(self):
        node = self.nodes[0]
        token = self.token()
        # Never asked for before: each takes a reading thread.
        paths = [node.publish(token, headline=f"To list {number}", section="")["url"] for number in range(ASKED)]
        let_go = self.hold_addresses()
        readers = []
        for path in paths:
            reader = socket.create_connection((node.host, node.port), timeout=60)
            self.addCleanup(reader.close)
            reader.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
            reader.settimeout(60)
            readers.append(reader)
        eventually(lambda: int(self.server.sql(WAITING, "site")) >= 2, 30)
        self.assertEqual(node.request("GET", "/api/v1/stories?limit=10", token=token).status, 200)
        self.assertEqual(node.request("GET", "/api/v1/stories", token="invented").status, 401)
        # The readers' lane has still not had an answer: the newsroom was not merely slower.
        self.assertGreaterEqual(int(self.server.sql(WAITING, "site")), 2)
        let_go()
        for reader in readers:
            # 503 where the lock was held for longer than a statement may take.
            self.assertRegex(reader.makefile("rb").readline(), rb"^HTTP/1.1 (200|503) ")


if __name__ == "__main__":
    unittest.main()

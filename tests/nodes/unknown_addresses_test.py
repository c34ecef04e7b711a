#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that no node turns a live address away for longer than its pages may be behind: while every node is asked for an address all the time, what
one publishes, redirects or renames is found at once on that node, and on the others as soon as they list it; also where a node could not hear."""
import contextlib
import datetime
import http.client
import re
import subprocess
import threading
import unittest

from nodes import Nodes
from postgres_server import USER
from stoppress_site import eventually

LIVE_PATHS = re.compile(rb"^stoppress_live_paths ([0-9.e+]+)$", re.M)
TURNS = 8


def live_paths(node):
    return int(float(LIVE_PATHS.search(node.get("/metrics").body)[1]))


class Asker(threading.Thread):
    """Asks a node for what is in `paths`, again and again."""

    def __init__(self, node, paths):
        super().__init__(daemon=True)
        self.node, self.paths, self.ended = node, paths, threading.Event()
        self.start()

    def run(self):
        with contextlib.closing(http.client.HTTPConnection(self.node.host, self.node.port, timeout=60)) as connection:
            while not self.ended.is_set():
                for path in self.paths:
                    connection.request("GET", path)
                    connection.getresponse().read()

    def end(self):
        self.ended.set()
        self.join()


class UnknownAddresses(Nodes):
    count = 2

    def setUp(self):
        super().setUp()
        for node in self.nodes:
            eventually(lambda: live_paths(node) > 0)

    def ask_all_for(self, *paths):
        for node in self.nodes:
            self.addCleanup(Asker(node, paths).end)

    def test_what_one_publishes_is_turned_away_nowhere(self):
        month = f"{datetime.datetime.now(datetime.timezone.utc):/%Y/%m}"
        paths = [f"{month}/turn-{turn}" for turn in range(TURNS)]
        self.ask_all_for(*paths)
        for turn, path in enumerate(paths):
            here, there = self.nodes[turn % 2], self.nodes[1 - turn % 2]
            story = here.publish(self.token(), headline=f"Turn {turn}", slug=f"turn-{turn}")
            self.assertEqual(story["url"], path)
            self.assertEqual(here.get(path).status, 200)
            eventually(lambda: f"Turn {turn}<" in there.get("/latest").text, 10)
            self.assertEqual(there.get(path).status, 200)
            # What it acknowledges itself holds everything before.
            self.assertEqual(there.post(f"/api/v1/stories/{story['id']}/withdraw", {"reason": "Wrong"}, token=self.token()).status, 200)
            self.assertEqual(there.get(path).status, 410)
            eventually(lambda: here.get(path).status == 410, 10)

    def test_redirects_are_heard_of(self):
        admin = self.nodes[0].token("admin")
        paths = [f"/moved/{turn}" for turn in range(TURNS)]
        self.ask_all_for(*paths)
        for turn, path in enumerate(paths):
            here, there = self.nodes[turn % 2], self.nodes[1 - turn % 2]
            self.assertEqual(here.post("/api/v1/redirects", {"redirects": [{"from": path, "to": "/latest"}]}, token=admin).status, 201)
            self.assertEqual(here.get(path).status, 301)
            eventually(lambda: there.get(path).status == 301, 10)

    def test_a_redirect_by_a_program_that_does_not_tell_its_path_is_found(self):
        for node in self.nodes:
            self.assertEqual(node.get("/made/elsewhere").status, 404)
        self.server.sql("BEGIN; INSERT INTO address (path, kind, story_id, target) VALUES ('/made/elsewhere', 'redirect', NULL, '/latest');"
                        "INSERT INTO change (number, at, kind, story_id, tags) SELECT coalesce(max(number), 0) + 1, 0, 'redirect', NULL, 'redirects' FROM change;"
                        "COMMIT", "site")
        for node in self.nodes:
            eventually(lambda: node.get("/made/elsewhere").status == 301, 10)
            eventually(lambda: live_paths(node) > 0)
            self.assertEqual(node.get("/made/elsewhere").status, 301)

    def test_an_unknown_address_is_not_denied_while_a_node_cannot_hear_of_others(self):
        node = self.nodes[0]
        self.assertEqual(node.get("/no/such/address").status, 404)
        self.server.kill()
        eventually(lambda: node.get("/readyz").status == 503, 30)
        # It may have been made by another node meanwhile: nobody knows.
        eventually(lambda: node.get("/no/such/address").status == 503, 30)
        self.server.start()
        eventually(lambda: node.get("/readyz").status == 200, 60)
        eventually(lambda: node.get("/no/such/address").status == 404, 30)

    def test_an_unknown_address_is_not_denied_until_what_was_missed_is_known(self):
        node = self.nodes[0]
        self.assertEqual(node.get("/made/meanwhile").status, 404)
        # The connection over which the node hears of others goes, and cannot be made again; the others stay. It is known by what it asked last.
        self.server.sql(f"CREATE ROLE other SUPERUSER LOGIN; ALTER ROLE {USER} NOLOGIN;"
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'site' AND query LIKE '%FROM last_number_of%'")
        eventually(lambda: "notifications of changes by other nodes are not received" in node.log_text(), 30)
        # What another node made meanwhile; then nobody can read addresses for a while.
        other = subprocess.Popen([self.server.bin + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.server.folder, "-U", "other",
                                  "site"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(other.communicate)
        other.stdin.write("BEGIN; LOCK TABLE address IN ACCESS EXCLUSIVE MODE;"
                          "INSERT INTO address (path, kind, story_id, target) VALUES ('/made/meanwhile', 'redirect', NULL, '/latest');"
                          "INSERT INTO change (number, at, kind, story_id, tags) SELECT coalesce(max(number), 0) + 1, 0, 'redirect', NULL,"
                          " 'redirects redirect:/made/meanwhile section:1' FROM change; COMMIT;"
                          f"BEGIN; LOCK TABLE address IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        other.stdin.flush()
        self.assertEqual(other.stdout.readline(), "held\n")
        subprocess.run([self.server.bin + "/psql", "-X", "-q", "-h", self.server.folder, "-U", "other", "-c", f"ALTER ROLE {USER} LOGIN", "site"],
                       check=True)
        eventually(lambda: "notifications of changes by other nodes are received again" in node.log_text(), 30)
        self.assertEqual(node.get("/made/meanwhile").status, 503)
        other.communicate("COMMIT;\n")
        eventually(lambda: node.get("/made/meanwhile").status == 301, 30)


if __name__ == "__main__":
    unittest.main()

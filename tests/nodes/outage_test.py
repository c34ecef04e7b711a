#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves what a node does without its database: readers are served on, what cannot be saved is refused and never acknowledged, and it recovers by
itself, whether the server was stopped, killed, cut off or only silent."""
import os
import signal
import threading
import unittest

from crashes import BROWSER
from nodes import Nodes
from stoppress_site import eventually


class Outage(Nodes):
    count = 2
    durable = True

    def setUp(self):
        super().setUp()
        self.a, self.b = self.nodes
        self.hot = self.a.publish(self.token(), headline="Hot")
        self.cold = self.a.publish(self.token(), headline="Cold")
        # Robots are not counted, so that the counts below are those of the beacons.
        self.on_every_node(lambda node: node.get(self.hot["url"]).status == 200)
        self.on_every_node(lambda node: node.get("/").status == 200)

    def expect_service_without_database(self):
        for node in self.nodes:
            for _ in range(3):
                page = node.get(self.hot["url"])
                self.assertEqual(page.status, 200)
                self.assertIn("Cold", page.text)
                self.assertEqual(node.get("/").status, 200)
            cold = node.get(self.cold["url"])
            self.assertEqual((cold.status, "retry-after" in cold.headers), (503, True), cold)
            refused = node.post("/api/v1/stories", {"headline": "Lost?"}, token=self.token())
            self.assertEqual((refused.status, "retry-after" in refused.headers), (503, True), refused)
            eventually(lambda: node.get("/readyz").status == 503, message="/readyz does not say that the database is gone")
            self.assertEqual(node.get("/healthz").status, 200)
            self.assertEqual(self.view(node, self.hot["id"]), 503)

    def expect_recovery(self):
        for node in self.nodes:
            eventually(lambda: node.get("/readyz").status == 200, message="it did not recover")
            eventually(lambda: self.view(node, self.hot["id"]) == 204)
            eventually(lambda: node.get(self.cold["url"]).status == 200)
        story = self.b.publish(self.token(), headline="Afterwards")
        self.on_every_node(lambda node: node.get(story["url"]).status == 200 and "Afterwards" in node.get("/").text)
        for node in self.nodes:
            eventually(lambda: self.views_of(node, self.hot["id"]) == len(self.nodes), message="views were lost or counted twice")

    def test_a_server_that_is_stopped_and_started(self):
        self.server.stop("fast")
        self.expect_service_without_database()
        self.server.start()
        self.expect_recovery()

    def test_a_server_that_is_killed(self):
        self.server.kill()
        self.expect_service_without_database()
        self.server.start()
        self.expect_recovery()

    def test_a_server_that_is_silent(self):
        self.server.signal_all(signal.SIGSTOP)
        answers = []
        refused = threading.Thread(target=lambda: answers.append(self.a.post("/api/v1/stories", {"headline": "Silence"}, token=self.token(), timeout=60)))
        refused.start()

        def gives_up():
            for node in self.nodes:
                self.assertEqual(node.get(self.hot["url"]).status, 200)
                self.assertEqual(node.get("/healthz").status, 200)
            served.append(self.a.get("/readyz").status)
            return answers and served[-1] == 503

        served = []
        eventually(gives_up, 60, "the silent server is not given up")
        self.assertGreater(served.count(200), 2, "readers waited for it")
        cold = self.a.get(self.cold["url"])
        self.assertEqual((cold.status, "retry-after" in cold.headers), (503, True), cold)
        self.assertEqual(self.a.get("/readyz").status, 503)
        self.server.signal_all(signal.SIGCONT)
        refused.join()
        self.assertEqual(answers[0].status, 503)
        eventually(lambda: self.a.get("/readyz").status == 200)
        eventually(lambda: self.b.get("/readyz").status == 200)
        eventually(lambda: self.a.get(self.cold["url"]).status == 200)

    def test_connections_that_are_cut_under_load_lose_and_double_nothing(self):
        acknowledged, sent, stop = [0], [0], threading.Event()
        lock = threading.Lock()

        def read(node):
            while not stop.is_set():
                with lock:
                    sent[0] += 1
                if self.view(node, self.hot["id"]) == 204:
                    with lock:
                        acknowledged[0] += 1

        readers = [threading.Thread(target=read, args=(node,)) for node in self.nodes for _ in range(4)]
        for reader in readers:
            reader.start()
        for turn in range(10):
            eventually(lambda: acknowledged[0] >= 6 * (turn + 1), message="no views are acknowledged between two cuts")
            self.server.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'stoppress'")
        stop.set()
        for reader in readers:
            reader.join()
        for node in self.nodes:
            eventually(lambda: node.get("/readyz").status == 200)
            eventually(lambda: acknowledged[0] <= (self.views_of(node, self.hot["id"]) or 0) <= sent[0],
                       message=f"{acknowledged[0]} acknowledged, {self.views_of(node, self.hot['id'])} counted, {sent[0]} sent")
        self.assertGreater(acknowledged[0], 50)
        eventually(lambda: self.views_of(self.a, self.hot["id"]) == self.views_of(self.b, self.hot["id"]))

    def looks_at_view_log(self):
        return int(self.server.sql("SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'view_log'", "site"))

    def test_transaction_numbers_that_a_crash_gives_out_again(self):
        """A crash forgets the numbers of transactions that were rolled back right before, and gives them out again, after a failover as after a
        restart. What the other node logs under such a number is new all the same."""
        eventually(lambda: self.server.sql("SELECT count(*) FROM audit_outbox", "site") == "0", message="notes are still being moved")
        # Nobody writes the log of what is rolled back to the disk.
        for pid in self.server.sql("SELECT pid FROM pg_stat_activity WHERE backend_type IN ('walwriter', 'background writer', 'checkpointer')").split():
            os.kill(int(pid), signal.SIGSTOP)
        self.server.sql("BEGIN;\nSELECT pg_current_xact_id();\nROLLBACK;\n" * 300)
        last = int(self.server.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())"))
        looks = self.looks_at_view_log()
        eventually(lambda: self.looks_at_view_log() > looks + 10, message="the nodes do not look at what the other has logged")
        # It sees nothing of the crash but that its connections are gone.
        os.kill(self.a.process.pid, signal.SIGSTOP)
        try:
            self.server.kill()
            self.server.start()
            self.assertLess(int(self.server.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())")), last - 100)
            eventually(lambda: self.view(self.b, self.hot["id"]) == 204)
            for _ in range(4):
                self.assertEqual(self.view(self.b, self.hot["id"]), 204)
        finally:
            os.kill(self.a.process.pid, signal.SIGCONT)
        for node in self.nodes:
            eventually(lambda: self.ranking(node)[:1] == [self.hot["url"]], message="the ranking lacks the other node's views")

    def test_pages_count_while_the_database_is_away(self):
        """A page is not held back for its count: what was read meanwhile is counted afterwards."""
        self.server.kill()
        for _ in range(20):
            self.assertEqual(self.a.get(self.hot["url"], headers={"User-Agent": BROWSER}).status, 200)
        eventually(lambda: "views cannot be stored" in self.a.log_text(), message="nobody tried to store the views")
        self.server.start()
        eventually(lambda: self.a.get("/readyz").status == 200)
        eventually(lambda: self.views_of(self.b, self.hot["id"]) == 20, message="views of pages were lost")


if __name__ == "__main__":
    unittest.main()

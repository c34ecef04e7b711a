#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that nothing acknowledged is lost, and nothing doubled, when the primary dies under load and its synchronous standby is promoted: three nodes
publish, withdraw and count over all of it, one of them is killed and started again, and all agree at the end."""
import collections
import itertools
import json
import os
import random
import threading
import time
import unittest

from crashes import Connection
from nodes import Nodes
from postgres_server import PostgresServer
from stoppress_site import eventually

SECONDS = float(os.environ.get("STOPPRESS_FAILOVER_SECONDS", "0"))  # at least, for a long run; without it, until enough was done
PUBLISHED, VIEWS = 15, 150  # in each of the three parts
READERS = int(os.environ.get("STOPPRESS_FAILOVER_READERS", "6"))
AT_ONCE = 8  # views that a reader has under way


class Failover(Nodes):
    count = 0
    durable = True

    def setUp(self):
        super().setUp()
        self.standby = PostgresServer(durable=True, settings=["synchronous_standby_names = ''"])
        self.addCleanup(self.standby.close)
        self.standby.make_standby(self.server).start()
        self.server.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.server.sql("SELECT pg_reload_conf()")
        eventually(lambda: self.server.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1")
        both = f"postgresql:///site?host={self.server.folder},{self.standby.folder}&user=stoppress&target_session_attrs=read-write"
        self.nodes = [self.node(both) for _ in range(3)]
        self.lock = threading.Lock()
        self.acknowledged = collections.Counter()
        self.sent = collections.Counter()
        self.published = {}   # story: url, of those whose publication was acknowledged
        self.withdrawn = set()
        self.unsure = set()   # stories whose withdrawal was sent and not acknowledged
        self.refused = 0
        self.stop = threading.Event()
        self.up = [threading.Event() for _ in self.nodes]
        for event in self.up:
            event.set()

    def publish_and_withdraw(self, number):
        node, random_ = self.nodes[number], random.Random(number)
        turn = 0
        while not self.stop.is_set():
            if not self.up[number].is_set():
                time.sleep(0.02)
                continue
            turn += 1
            try:
                story = node.publish(self.token(), headline=f"Node {number}, turn {turn}", section="")
            except (OSError, AssertionError, Exception):  # refused or cut off: not acknowledged
                with self.lock:
                    self.refused += 1
                time.sleep(0.05)
                continue
            with self.lock:
                self.published[story["id"]] = story["url"]
            if random_.random() < 0.2:
                try:
                    status = node.post(f"/api/v1/stories/{story['id']}/withdraw", {"reason": "Test"}, token=self.token()).status
                except Exception:
                    status = None
                with self.lock:
                    (self.withdrawn if status == 200 else self.unsure).add(story["id"])

    def read(self, number):
        random_ = random.Random(1000 + number)
        connections = [[Connection(node) for _ in range(AT_ONCE)] for node in self.nodes]
        while not self.stop.is_set():
            at = random_.randrange(len(self.nodes))
            with self.lock:
                known = [story for story in list(self.published)[:30] if story not in self.withdrawn and story not in self.unsure]
            if not known or not self.up[at].is_set():
                time.sleep(0.01)
                continue
            stories = [known[min(int(random_.expovariate(0.2)), len(known) - 1)] for _ in connections[at]]
            with self.lock:
                self.sent.update(stories)
            for connection, story in zip(connections[at], stories):
                connection.send("POST", "/api/v1/views", json.dumps({"story": story}), {"Content-Type": "text/plain"})
            answers = [connection.answer() for connection in connections[at]]
            with self.lock:
                self.acknowledged.update(story for story, answer in zip(stories, answers) if answer is not None and answer[0] == 204)
        for connection in itertools.chain(*connections):
            connection.close()

    def go_on(self):
        """Lets the load go on until enough was acknowledged."""
        def done():
            with self.lock:
                return len(self.published), sum(self.acknowledged.values())

        end = time.monotonic() + SECONDS / 3
        published, views = done()
        eventually(lambda: all(now >= least for now, least in zip(done(), (published + PUBLISHED, views + VIEWS))) and time.monotonic() >= end,
                   60 + SECONDS, "the load does not go on")

    def test_all_acknowledged_is_kept(self):
        self.nodes[0].make_section("news", self.token())
        threads = [threading.Thread(target=self.publish_and_withdraw, args=(number,), daemon=True) for number in range(3)]
        threads += [threading.Thread(target=self.read, args=(number,), daemon=True) for number in range(READERS)]
        for thread in threads:
            thread.start()
        self.go_on()
        refused = self.refused
        self.server.kill()
        eventually(lambda: self.refused > refused, message="nobody notices that the primary is gone")
        self.standby.promote()
        promoted = time.monotonic()
        before = len(self.published)
        eventually(lambda: len(self.published) > before, message="no node publishes after the promotion")
        back = time.monotonic() - promoted
        self.go_on()
        self.up[2].clear()
        self.nodes[2].kill()
        self.nodes[2].start()
        self.up[2].set()
        self.go_on()
        self.stop.set()
        for thread in threads:
            thread.join(60)
        ended = time.monotonic()

        def ranking_of(node):
            return [story["id"] for story in node.get("/api/v1/stories?order=most_viewed&window=all&limit=20").json()["stories"]]

        def agree():
            rankings = [ranking_of(node) for node in self.nodes]
            pages = [self.ranking(node)[:20] for node in self.nodes]
            return rankings[0] and rankings.count(rankings[0]) == 3 and pages.count(pages[0]) == 3

        eventually(agree, message="the rankings do not agree")
        agreed = time.monotonic() - ended
        for node in self.nodes:
            for story, url in self.published.items():
                status = node.get(url).status
                expected = (410,) if story in self.withdrawn else (200, 410) if story in self.unsure else (200,)
                self.assertIn(status, expected, f"story {story} on node {node.port}")
        exact = 0
        for story, acknowledged in self.acknowledged.items():
            counts = {self.views_of(node, story) for node in self.nodes}
            self.assertEqual(len(counts), 1, f"the nodes count story {story} differently")
            counted = counts.pop()
            self.assertLessEqual(acknowledged, counted, f"story {story} lost views")
            self.assertLessEqual(counted, self.sent[story], f"story {story} was counted more often than it was read")
            exact += acknowledged == counted
        checked = self.nodes[0].run("check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        print(f"failover: {len(self.published)} published, {len(self.withdrawn)} withdrawn, {sum(self.acknowledged.values())} views acknowledged of "
              f"{sum(self.sent.values())} sent over {len(self.acknowledged)} stories ({exact} counted exactly what was acknowledged), {self.refused} requests "
              f"refused meanwhile, writing again {back:.1f} s after the promotion, rankings agreed after {agreed:.1f} s")


if __name__ == "__main__":
    unittest.main()

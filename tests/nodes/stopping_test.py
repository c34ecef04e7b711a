#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that SIGTERM ends the program in order while its database hangs: with requests of every kind in flight it ends without waiting for the
database, says why, and everything that was acknowledged is there afterwards."""
import http.client
import json
import signal
import threading
import time
import unittest

from crashes import BROWSER
from nodes import Nodes
from stoppress_site import WAITS, eventually

PROMISED_SECONDS = 20 * WAITS  # 10 are promised, and 9.5 waited; the rest is for a machine that is slow to end a process
LATER_SECONDS = 50 * WAITS  # until a process that does not end is killed, so that the failure says how it ended
GAVE_UP = 3                 # the exit status where the shutdown timed out


class Stopping(Nodes):
    count = 1
    durable = True

    def setUp(self):
        super().setUp()
        self.site = self.nodes[0]
        self.hot = self.site.publish(self.token(), headline="Hot")
        self.cold = self.site.publish(self.token(), headline="Cold")
        self.assertEqual(self.site.get(self.hot["url"]).status, 200)
        self.sent = 0
        self.acknowledged = 0
        self.threads = []

    def views(self, number):
        for _ in range(number):
            self.sent += 1
            self.acknowledged += self.view(self.site, self.hot["id"]) == 204

    def requests_taken(self):
        for line in self.site.get("/metrics").text.splitlines():
            if line.startswith("stoppress_http_requests_total "):
                return float(line.split()[1])
        raise AssertionError("/metrics does not say how many requests there were")

    def in_flight(self, method, path, body=None, token=None, agent="curl/7.88"):
        """Sends a request and reads the answer in a thread, whether one comes or not."""
        connection = http.client.HTTPConnection(self.site.host, self.site.port, timeout=LATER_SECONDS)
        self.addCleanup(connection.close)
        headers = {"User-Agent": agent, **({"Authorization": "Bearer " + token} if token else {})}
        if body is not None:
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body=body, headers=headers)

        def read():
            try:
                connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                pass

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        self.threads.append(thread)

    def watch(self):
        """An open stream of live numbers that has sent its first event."""
        connection = http.client.HTTPConnection(self.site.host, self.site.port, timeout=LATER_SECONDS)
        self.addCleanup(connection.close)
        connection.request("GET", "/api/v1/numbers/live", headers={"Authorization": "Bearer " + self.token()})
        response = connection.getresponse()
        self.assertEqual(response.status, 200)
        while not response.fp.readline().startswith(b"data:"):
            pass

    def send_some_of_everything(self):
        before = self.requests_taken()
        number = 0
        for _ in range(4):
            requests = [("POST", "/api/v1/stories", {"headline": "In flight", "body": {"format": "markdown", "content": "x"}}, self.token()),
                        ("GET", "/api/v1/stories?limit=50", None, self.token()),
                        ("GET", "/api/v1/stories?limit=50", None, None),
                        ("POST", f"/api/v1/stories/{self.hot['id']}/withdraw", {"reason": "In flight"}, self.token()),
                        ("GET", self.cold["url"], None, None),
                        ("GET", "/nothing/here", None, None)]
            for method, path, body, token in requests:
                self.in_flight(method, path, body, token)
                number += 1
            for _ in range(4):
                self.sent += 1
                self.in_flight("POST", "/api/v1/views", {"story": self.hot["id"]}, agent=BROWSER)
                number += 1
        eventually(lambda: self.requests_taken() >= before + number, message="the requests were not taken")

    def terminate(self):
        """The exit status, and how many seconds the end took."""
        began = time.monotonic()
        self.site.process.send_signal(signal.SIGTERM)
        status = self.site.wait(LATER_SECONDS)
        return status, time.monotonic() - began

    def expect_nothing_acknowledged_is_lost(self):
        self.site.start()
        # None at all is an answer, too: the story may have been withdrawn before its views were counted.
        eventually(lambda: self.views_of(self.site, self.hot["id"]) is not None, message="the node cannot say how many views there are")
        counted = self.views_of(self.site, self.hot["id"])
        self.assertLessEqual(self.acknowledged, counted)
        self.assertLessEqual(counted, self.sent)
        for story in (self.hot, self.cold):
            self.assertIn(self.site.get(story["url"]).status, (200, 410))
        checked = self.site.run("check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_a_database_that_hangs(self):
        self.views(5)
        self.assertEqual(self.acknowledged, 5)
        self.watch()
        self.server.signal_all(signal.SIGSTOP)
        self.send_some_of_everything()
        status, seconds = self.terminate()
        log = self.site.log_text()
        self.server.signal_all(signal.SIGCONT)
        self.assertEqual(status, GAVE_UP, log)
        self.assertLess(seconds, PROMISED_SECONDS)
        self.assertIn("shutdown timed out while waiting for", log)
        self.assertNotIn("Sanitizer", log)
        for thread in self.threads:
            thread.join(LATER_SECONDS)
            self.assertFalse(thread.is_alive(), "a connection is still open")
        self.expect_nothing_acknowledged_is_lost()

    def test_a_database_that_hangs_for_a_while(self):
        """It answers again before the time is up: the program ends as ever."""
        self.watch()
        self.server.signal_all(signal.SIGSTOP)
        self.send_some_of_everything()
        again = threading.Timer(2, lambda: self.server.signal_all(signal.SIGCONT))
        again.start()
        status, seconds = self.terminate()
        again.join()
        log = self.site.log_text()
        self.assertEqual(status, 0, log)
        self.assertLess(seconds, PROMISED_SECONDS)
        self.assertNotIn("Sanitizer", log)
        self.expect_nothing_acknowledged_is_lost()

    def test_a_database_that_is_gone(self):
        """It refuses instead of hanging: there is nothing to wait for."""
        self.views(5)
        self.watch()
        self.server.kill()
        self.send_some_of_everything()
        status, seconds = self.terminate()
        log = self.site.log_text()
        self.server.start()
        self.assertEqual(status, 0, log)
        self.assertLess(seconds, PROMISED_SECONDS)
        self.assertNotIn("Sanitizer", log)
        self.expect_nothing_acknowledged_is_lost()


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers who go on reading while something happens to the site: how many were answered, how fast, and what went wrong."""
import threading
import time

from crashes import Connection

ROBOT = {"User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}  # not counted, so that a model's views stay its own


class Readers:
    """`pause`: seconds between two requests of one reader."""

    def __init__(self, site, paths, readers=2, pause=0.002, statuses=(200,)):
        self.errors = []
        self.times = []
        self._site, self._paths, self._pause, self._statuses = site, paths, pause, statuses
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._read, daemon=True) for _ in range(readers)]
        for thread in self._threads:
            thread.start()

    def _read(self):
        connection = Connection(self._site)
        number = 0
        while not self._stopping.is_set():
            number += 1
            path = self._paths[number % len(self._paths)]
            began = time.monotonic()
            answer = connection.request("GET", path, headers=ROBOT)
            self.times.append(time.monotonic() - began)
            if answer is None or answer[0] not in self._statuses:
                self.errors.append(f"{path}: {'no answer' if answer is None else answer[0]}")
            time.sleep(self._pause)
        connection.close()

    def stop(self):
        self._stopping.set()
        for thread in self._threads:
            thread.join(40)
        return self

    def p99(self):
        return sorted(self.times)[int(len(self.times) * 0.99)] if self.times else 0.0

    def must_be_served(self):
        if self.errors or not self.times:
            raise AssertionError(f"{len(self.errors)} of {len(self.times)} readers' requests failed: {self.errors[:3]}")
        return f"{len(self.times)} pages read, 0 errors, p99 {self.p99() * 1000:.0f} ms"

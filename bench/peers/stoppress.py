# SPDX-License-Identifier: GPL-3.0-or-later
"""Stoppress as a peer among the others: one loop, every request counted."""
import json
import os
import re
import time

from family import Family, first_line, run_pinned
from hot import EVERY_VIEW
from stories import dump


class Stoppress(Family):
    name = "Stoppress"
    counts = "each request"
    keeps_pages = True

    def __init__(self, folder, program):
        super().__init__()
        self.folder = folder / "stoppress"
        self.program = program

    def describe(self):
        return [first_line(self.program, "--version"), "serve --threads 1; every request counted (views.repeat_minutes = 0)",
                "New Articles and Most viewed, 5 stories each, on each page"]

    def generate(self, count, file):
        """A new site of generated stories, and these as all others get them."""
        run_pinned(self.program, "generate", "--stories", count, "--seed", 1, "--site", self.folder)
        self.token = run_pinned(self.program, "token", "create", "--name", "bench", "--role", "editor", "--site", self.folder).strip()
        self.start()
        try:
            return dump(self, count, file)
        finally:
            self.stop()

    def load(self, stories, file):
        """They are its own."""

    def start(self):
        log = self.folder / "serve.log"
        log.unlink(missing_ok=True)
        self.start_process(log, self.program, "serve", "--site", self.folder, "--listen", "127.0.0.1:0", "--threads", "1",
                           env={**os.environ, **EVERY_VIEW})
        self.wait_until(lambda: re.search(r"^ready ", log.read_text(), re.M), "stoppress", log)
        self.port = int(re.search(r"^ready \S+:(\d+)/", log.read_text(), re.M)[1])
        self.paths = {story["id"]: "/" + story["url"].split("//", 1)[-1].partition("/")[2] for story in self.listed()}

    def listed(self):
        cursor = ""
        while cursor is not None:
            page = json.loads(self.get(f"/api/v1/stories?limit=100{cursor}")[2])
            yield from page["stories"]
            cursor = "&cursor=" + page["next"] if page["next"] else None

    def views(self):
        """Of all stories, once the last batch is in."""
        seen = -1
        while True:
            now = sum(story["views"]["all"] for story in self.listed())
            if now == seen:
                return now
            seen = now
            time.sleep(0.5)

    def api(self, method, address, fields):
        status, _, body = self.request(method, f"/api/v1/{address}", json.dumps(fields), **{
            "Content-Type": "application/json", "Authorization": f"Bearer {self.token}"})
        if status not in (200, 201):
            raise SystemExit(f"Stoppress answered {status} to {address}: {body[:500]!r}")
        return json.loads(body)

    def draft(self, headline):
        return self.api("POST", "stories", {"headline": headline, "body": {"format": "markdown", "content": "A sample."}, "section": "city"})["id"]

    def publish(self, number):
        self.api("POST", f"stories/{number}/publish", {})

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that what was typed and acknowledged is there after the program was killed at any moment: drafts, notes, corrections."""
import json
import os
import random
import threading
import time
import unittest

from crashes import Connection, Crasher, finish, in_threads
from stoppress_site import Site, binary, eventually

WRITERS = 3
CRASHES = 3 if os.environ.get("STOPPRESS_SANITIZE") else 8


class Typed:
    """What one writer was told of its story. An unanswered save may have happened or not."""

    def __init__(self, path):
        self.path = path
        self.sent = 0          # the last number that was typed
        self.acknowledged = 0  # the last one that was kept, for sure
        self.notes = {}        # text by number, acknowledged
        self.corrections = {}


class DraftsSurviveCrashes(unittest.TestCase):
    def setUp(self):
        binary()
        self.site = Site()
        self.addCleanup(self.site.close)
        self.token = self.site.token("editor")
        self.site.start()
        self.crasher = Crasher(self.site)
        self.done = threading.Event()
        self.typed = []
        for number in range(WRITERS):
            story = self.site.publish(self.token, headline=f"Story {number}")
            self.typed.append(Typed(f"/api/v1/stories/{story['id']}"))

    def ask(self, connection, method, path, body=None, headers=None):
        self.crasher.through()
        return connection.request(method, path, None if body is None else json.dumps(body),
                                  {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", **(headers or {})})

    def etag(self, connection, typed):
        """Of what is there now: the draft, or the story's revision; None where nothing answers."""
        for path, name in ((typed.path + "/draft", "draft-{version}"), (typed.path, "{revision}")):
            answer = self.ask(connection, "GET", path)
            if answer is None or answer[0] == 503:
                return None
            if answer[0] == 200:
                return '"' + name.format(**json.loads(answer[1])) + '"'
        return None

    def add(self, connection, path, body, kept):
        answer = self.ask(connection, "POST", path, body)
        if answer is not None and answer[0] == 201:
            kept[json.loads(answer[1])["number"]] = body["text"]

    def write(self, number):
        typed = self.typed[number]
        chosen = random.Random(number)
        connection = Connection(self.site)
        while not self.done.is_set():
            etag = self.etag(connection, typed)
            if etag is None:
                continue
            typed.sent += 1
            answer = self.ask(connection, "PATCH", typed.path + "/draft", {"headline": f"Typed {typed.sent}"}, {"If-Match": etag})
            if answer is not None and answer[0] == 200:
                typed.acknowledged = typed.sent
            if chosen.random() < 0.1 and len(typed.notes) < 400:
                self.add(connection, typed.path + "/notes", {"text": f"note {typed.sent}"}, typed.notes)
            if chosen.random() < 0.05 and len(typed.corrections) < 80:
                self.add(connection, typed.path + "/corrections", {"kind": "correction", "text": f"correction {typed.sent}"}, typed.corrections)
        connection.close()

    def get(self, path):
        answer = self.site.get(path, token=self.token)
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def check(self):
        listed = self.site.get("/corrections/feed.json").text
        for typed in self.typed:
            found = int(self.get(typed.path + "/draft")["headline"].split()[1])
            self.assertGreaterEqual(found, typed.acknowledged, "words that were acknowledged are gone")
            self.assertLessEqual(found, typed.sent)
            self.assertIn("Story", self.get(typed.path)["headline"], "a draft was taken in by itself")
            for kind, kept in (("notes", typed.notes), ("corrections", typed.corrections)):
                there = {entry["number"]: entry["text"] for entry in self.get(f"{typed.path}/{kind}")[kind]}
                self.assertEqual({number: there.get(number) for number in kept}, kept)
        self.assertTrue(json.loads(listed)["items"])

    def test_what_was_acknowledged_is_there_after_every_crash(self):
        threads, failures = in_threads(WRITERS, self.write)
        moments = random.Random(11)
        for _ in range(CRASHES):
            time.sleep(moments.uniform(0.05, 1.0))
            if failures:
                break
            self.crasher.crash()
        eventually(lambda: failures or sum(typed.acknowledged for typed in self.typed) > CRASHES)
        self.done.set()
        finish(threads, failures)
        saved = sum(typed.acknowledged for typed in self.typed)
        print(f"    {saved} drafts acknowledged, {sum(len(typed.notes) for typed in self.typed)} notes")
        self.assertGreater(saved, CRASHES, "too little was typed between the crashes to prove anything")
        self.check()
        self.site.kill()
        self.site.start()
        self.check()
        self.assertEqual(self.site.terminate(), 0)
        done = self.site.run("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

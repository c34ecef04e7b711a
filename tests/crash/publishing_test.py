#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that whatever was acknowledged to the newsroom (a story made, saved, published, withdrawn) is there after the program was
killed at any moment, and that no story is ever half of what it should be."""
import json
import os
import random
import threading
import time
import unittest

from crashes import Connection, Crasher, finish, in_threads
from stoppress_site import Site, binary, eventually

WRITERS = 4
CRASHES = 4 if os.environ.get("STOPPRESS_SANITIZE") else 12


class Written:
    """What one writer was told of one story. An unanswered step may have happened or not."""

    def __init__(self, headline):
        self.id = None
        self.headlines = [headline]   # by revision, from 1; those that may have been saved included
        self.revision = 0             # acknowledged
        self.published = False        # acknowledged
        self.withdrawn = False        # acknowledged
        self.may_be_published = False
        self.may_be_withdrawn = False
        self.url = None


class PublishingSurvivesCrashes(unittest.TestCase):
    def setUp(self):
        binary()
        self.site = Site()
        self.addCleanup(self.site.close)
        self.token = self.site.token("editor")
        self.site.start()
        self.site.make_section("news", self.token)
        self.crasher = Crasher(self.site)
        self.lock = threading.Lock()
        self.stories = []
        self.done = threading.Event()

    def ask(self, connection, method, path, body, headers=None):
        self.crasher.through()
        return connection.request(method, path, json.dumps(body),
                                  {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", **(headers or {})})

    def answered(self, answer, status):
        """The JSON of an answer with that status; None where there was no answer."""
        if answer is None:
            return None
        if answer[0] == 503:
            return None
        self.assertEqual(answer[0], status, answer)
        return json.loads(answer[1])

    def write(self, number):
        chosen = random.Random(number)
        connection = Connection(self.site)
        count = 0
        while not self.done.is_set():
            count += 1
            story = Written(f"Writer {number} story {count} first")
            made = self.answered(self.ask(connection, "POST", "/api/v1/stories",
                                          {"headline": story.headlines[0], "slug": f"writer-{number}-story-{count}", "section": "news",
                                           "body": {"format": "markdown", "content": "A paragraph.\n\nAnother one."}}), 201)
            if made is None:
                continue
            story.id = made["id"]
            story.revision = 1
            with self.lock:
                self.stories.append(story)
            self.publish(connection, story)
            if chosen.random() < 0.5:
                self.save(connection, story)
            if story.published and chosen.random() < 0.2:
                self.withdraw(connection, story)
        connection.close()

    def publish(self, connection, story):
        story.may_be_published = True
        published = self.answered(self.ask(connection, "POST", f"/api/v1/stories/{story.id}/publish", {}), 200)
        if published is not None:
            story.published = True
            story.url = published["url"]

    def save(self, connection, story):
        headline = story.headlines[0].replace("first", "second")
        story.headlines.append(headline)
        saved = self.answered(self.ask(connection, "PATCH", f"/api/v1/stories/{story.id}", {"headline": headline},
                                       {"If-Match": f'"{story.revision}"'}), 200)
        if saved is not None:
            story.revision = saved["revision"]

    def withdraw(self, connection, story):
        story.may_be_withdrawn = True
        if self.answered(self.ask(connection, "POST", f"/api/v1/stories/{story.id}/withdraw", {"reason": "wrong"}), 200) is not None:
            story.withdrawn = True

    def check(self):
        for story in self.stories:
            answer = self.site.get(f"/api/v1/stories/{story.id}", token=self.token)
            self.assertEqual(answer.status, 200, f"story {story.id} was acknowledged and is gone")
            found = answer.json()
            self.assertGreaterEqual(found["revision"], story.revision, "an acknowledged revision is gone")
            self.assertLessEqual(found["revision"], len(story.headlines))
            self.assertEqual(found["headline"], story.headlines[found["revision"] - 1], "a revision has words of another")
            if story.withdrawn:
                self.assertEqual(found["status"], "withdrawn")
            elif story.published:
                self.assertIn(found["status"], ["published", "withdrawn"] if story.may_be_withdrawn else ["published"])
            elif not story.may_be_published:
                self.assertEqual(found["status"], "draft")
            if story.url is not None:
                page = self.site.get(story.url)
                self.assertEqual(page.status, 410 if found["status"] == "withdrawn" else 200, story.url)
                if page.status == 200:
                    self.assertIn(found["headline"], page.text)

    def test_what_was_acknowledged_is_there_after_every_crash(self):
        threads, failures = in_threads(WRITERS, self.write)
        moments = random.Random(7)
        for _ in range(CRASHES):
            time.sleep(moments.uniform(0.05, 1.0))
            if failures:
                break
            self.crasher.crash()
        eventually(lambda: failures or sum(story.published for story in self.stories) > CRASHES)
        self.done.set()
        finish(threads, failures)
        published = sum(story.published for story in self.stories)
        print(f"    {len(self.stories)} stories, {published} acknowledged as published, {sum(story.withdrawn for story in self.stories)} withdrawn")
        self.assertGreater(published, CRASHES, "too little was published between the crashes to prove anything")
        self.check()
        self.site.kill()
        self.site.start()
        self.check()
        self.assertEqual(self.site.terminate(), 0)
        done = self.site.run("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

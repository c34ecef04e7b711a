#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scheduled story is published when its time comes, once, also when the program was not running then."""
import datetime
import os
import sqlite3
import unittest

from stoppress_site import Site, SiteTest, binary, eventually, only_on_sqlite


def in_seconds(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def schedule(site, token, headline, at):
    story = site.post("/api/v1/stories", {"headline": headline}, token=token).json()
    answer = site.post(f"/api/v1/stories/{story['id']}/publish", {"at": at}, token=token)
    assert answer.status == 200, answer
    return answer.json()


class Schedule(SiteTest):
    @classmethod
    def prepare(cls, site):
        cls.token = site.token("editor")

    def state(self, story):
        return self.site.get(f"/api/v1/stories/{story['id']}", token=self.token).json()

    def test_a_story_appears_everywhere_when_it_is_due_and_not_before(self):
        def look(story):
            return self.site.get(f"/api/v1/stories/{story['id']}").status, "Due soon" in self.site.get("/latest").text

        for seconds in (2, 8, 32):
            at = in_seconds(seconds)
            story = schedule(self.site, self.token, "Due soon", at)
            before = look(story)
            if in_seconds(0) < at:  # the look was in time
                break
            self.site.post(f"/api/v1/stories/{story['id']}/unpublish", token=self.token)
        self.assertEqual((story["status"], story["published_at"]), ("scheduled", at))
        self.assertEqual(before, (404, False))
        published = eventually(lambda: (state := self.state(story))["status"] == "published" and state)
        self.assertGreaterEqual(in_seconds(0), at)
        self.assertEqual((published["published_at"], published["revision"]), (at, 1))
        eventually(lambda: "Due soon" in self.site.get("/latest").text and "Due soon" in self.site.get("/feed.xml").text)
        self.assertEqual(self.site.get(published["url"]).status, 200)

    def wait_until_due(self, after):
        """Until another story that is due later than `after` is published: whatever was due by then was looked at."""
        later = (max(after, datetime.datetime.now(datetime.timezone.utc)) + datetime.timedelta(seconds=0.5)).isoformat(timespec="milliseconds")
        marker = schedule(self.site, self.token, "Marker", later.replace("+00:00", "Z"))
        eventually(lambda: self.state(marker)["status"] == "published")

    def taken_back(self, then):
        """A story that is due soon, on which `then` was done while it was still scheduled: however slow the machine is, it is in time."""
        for seconds in (1, 4, 16, 64):
            at = in_seconds(seconds)
            story = schedule(self.site, self.token, "Changed in time", at)
            answer = then(story)
            if in_seconds(0) < at:
                return story, answer, datetime.datetime.fromisoformat(at.replace("Z", "+00:00"))
        self.fail("two requests took more than a minute")

    def test_a_story_taken_back_before_its_time_stays_away(self):
        story, answer, due = self.taken_back(lambda story: self.site.post(f"/api/v1/stories/{story['id']}/unpublish", token=self.token))
        self.assertEqual(answer.status, 200)
        self.wait_until_due(due)
        self.assertEqual(self.state(story)["status"], "draft")

    def test_a_new_time_replaces_the_old_one(self):
        later = in_seconds(3600)
        story, answer, due = self.taken_back(lambda story: self.site.post(f"/api/v1/stories/{story['id']}/publish", {"at": later}, token=self.token))
        moved = answer.json()
        self.assertEqual((moved["status"], moved["published_at"]), ("scheduled", later))
        self.wait_until_due(due)
        self.assertEqual(self.state(story)["status"], "scheduled")
        now = self.site.post(f"/api/v1/stories/{story['id']}/publish", {}, token=self.token).json()
        self.assertEqual(now["status"], "published")
        self.assertLess(now["published_at"], later)

    def test_a_time_that_somebody_changed_meanwhile_is_not_changed_again(self):
        first, second, third = "2199-01-01T06:00:00Z", "2199-01-02T06:00:00Z", "2199-01-03T06:00:00Z"
        story = schedule(self.site, self.token, "Moved", first)

        def move(scheduled_for, at):
            return self.site.post(f"/api/v1/stories/{story['id']}/publish", {"at": at, "scheduled_for": scheduled_for}, token=self.token)

        self.assertEqual(move(first, second).json()["published_at"], second)
        for at in (third, "2020-01-01T06:00:00Z", None):
            refused = move(first, at)
            self.assertEqual((refused.status, refused.json()["code"]), (409, "schedule-changed"), at)
        self.assertEqual((self.state(story)["status"], self.state(story)["published_at"]), ("scheduled", second))
        self.assertEqual(self.site.post(f"/api/v1/stories/{story['id']}/unpublish", token=self.token).status, 200)
        self.assertEqual(move(second, third).json()["code"], "schedule-changed")
        self.assertEqual(self.state(story)["status"], "draft")
        self.assertEqual(move("soon", third).status, 422)
        self.assertEqual(move(None, third).json()["published_at"], third)


class WhileDown(unittest.TestCase):
    def test_what_fell_due_while_the_program_was_down_is_published_once_at_the_start(self):
        binary()
        site = Site()
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        far = schedule(site, token, "Due much later", in_seconds(7200))
        for seconds in (1.5, 6, 24):
            at = in_seconds(seconds)
            due = schedule(site, token, "Due while down", at)
            site.kill()
            if in_seconds(0) < at:  # it was down in time
                break
            site.start()
            site.post(f"/api/v1/stories/{due['id']}/unpublish", token=token)
        eventually(lambda: in_seconds(0) > at, 60)
        for start in range(2):
            site.start()
            state = eventually(lambda: (s := site.get(f"/api/v1/stories/{due['id']}", token=token).json())["status"] == "published" and s)
            self.assertEqual((state["published_at"], state["revision"]), (at, 1))
            self.assertEqual(site.get(f"/api/v1/stories/{far['id']}", token=token).json()["status"], "scheduled")
            feed = eventually(lambda: (text := site.get("/feed.xml").text).count("<item>") and text)
            self.assertEqual(feed.count("<title>Due while down</title>"), 1)
            self.assertEqual(site.log_text().count(f"scheduled story {due['id']} was published"), 1, f"after start {start + 1}")
            self.assertEqual(site.terminate(), 0)

    def test_one_that_cannot_be_published_keeps_no_other_back(self):
        binary()
        only_on_sqlite()
        site = Site()
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        refused = site.post("/api/v1/stories", {"headline": "Cannot be published"}, token=token).json()
        site.kill()
        self.alter(site, f"""CREATE TRIGGER refuse BEFORE UPDATE ON story WHEN NEW.id = {refused['id']} AND NEW.status = 'published'
                             BEGIN SELECT RAISE(ABORT, 'refused by a test'); END""")
        site.start()
        site.post(f"/api/v1/stories/{refused['id']}/publish", {"at": in_seconds(1)}, token=token)
        others = [schedule(site, token, f"Due behind it {n}", in_seconds(1.5)) for n in range(3)]
        for story in others:
            eventually(lambda: site.get(f"/api/v1/stories/{story['id']}", token=token).json()["status"] == "published")
        self.assertEqual(site.get(f"/api/v1/stories/{refused['id']}", token=token).json()["status"], "scheduled")
        eventually(lambda: f"scheduled story {refused['id']} cannot be published" in site.log_text())
        # One that is scheduled while it waits is not kept back either.
        later = schedule(site, token, "Scheduled meanwhile", in_seconds(0.5))
        eventually(lambda: site.get(f"/api/v1/stories/{later['id']}", token=token).json()["status"] == "published", 30)
        self.assertEqual(site.log_text().count(f"scheduled story {refused['id']} cannot"), 1)
        self.assertEqual(site.terminate(), 0)
        self.alter(site, "DROP TRIGGER refuse")
        site.start()
        eventually(lambda: site.get(f"/api/v1/stories/{refused['id']}", token=token).json()["status"] == "published")

    @staticmethod
    def alter(site, statement):
        database = sqlite3.connect(os.path.join(site.folder, "stoppress.db"))
        with database:
            database.execute(statement)
        database.close()


if __name__ == "__main__":
    unittest.main()

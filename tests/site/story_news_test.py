#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Screens of the newsroom hear at once that a story was changed, by whom ever and by whatever way."""
import datetime
import http.client
import json
import unittest

from api_test import ApiTest


class Stream:
    def __init__(self, site, token):
        self.connection = http.client.HTTPConnection(site.host, site.port, timeout=120)
        self.connection.request("GET", "/api/v1/stories/live", headers={"Authorization": f"Bearer {token}"})
        self.response = self.connection.getresponse()

    def next(self):
        """The next event's JSON."""
        while line := self.response.readline().decode():
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        return None

    def heard(self, story):
        """Waits for an event that names the story."""
        while event := self.next():
            if event["more"] or story["id"] in event["stories"]:
                return True
        return False

    def close(self):
        self.connection.close()


class StoryNews(ApiTest):
    def setUp(self):
        self.streams = []

    def tearDown(self):
        for stream in self.streams:
            stream.close()

    def watch(self, token=None):
        stream = Stream(self.site, token or self.tokens["reporter"])
        self.streams.append(stream)
        self.assertEqual((stream.response.status, stream.response.getheader("Content-Type")), (200, "text/event-stream"))
        return stream

    def test_every_change_of_a_story_is_told(self):
        stream = self.watch()
        editor = self.tokens["editor"]
        story = self.make(headline="Told of")
        self.assertTrue(stream.heard(story), "created")
        path = f"/stories/{story['id']}"
        saved = self.ask("PATCH", path + "/draft", {"headline": "Drafted"}, editor, {"If-Match": '"1"'}, expect=200)
        self.assertTrue(stream.heard(story), "draft")
        self.ask("POST", path + "/draft/save", None, editor, {"If-Match": saved.headers["etag"]}, expect=200)
        self.assertTrue(stream.heard(story), "saved")
        self.ask("POST", path + "/notes", {"text": "Look."}, editor, expect=201)
        self.assertTrue(stream.heard(story), "note")
        self.ask("PUT", path + "/assignee", {"assignee": "reporter"}, editor, expect=200)
        self.assertTrue(stream.heard(story), "assigned")
        self.ask("POST", path + "/review", {}, editor, expect=200)
        self.assertTrue(stream.heard(story), "in review")
        self.ask("POST", path + "/publish", {}, editor, expect=200)
        self.assertTrue(stream.heard(story), "published")
        self.ask("POST", path + "/withdraw", {"reason": "Wrong."}, editor, expect=200)
        self.assertTrue(stream.heard(story), "withdrawn")

    def test_a_scheduled_publication_is_told_when_it_happens(self):
        story = self.make(headline="Due soon")
        stream = self.watch()
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        self.ask("POST", f"/stories/{story['id']}/publish", {"at": at.isoformat().replace("+00:00", "Z")}, self.tokens["editor"], expect=200)
        self.assertTrue(stream.heard(story), "scheduled")
        self.assertTrue(stream.heard(story), "published")
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", expect=200).json()["status"], "published")

    def test_a_person_has_only_so_many_streams(self):
        token = self.site.token("contributor", name="many-streams")
        for _ in range(6):
            self.watch(token)
        refused = Stream(self.site, token)
        self.streams.append(refused)
        self.assertEqual(refused.response.status, 429)


if __name__ == "__main__":
    unittest.main()

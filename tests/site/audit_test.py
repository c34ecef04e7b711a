#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log over the API: what is recorded of a story's way to publication, filters, and the CSV file."""
import csv
import io
import unittest
import urllib.parse

from api_test import ApiTest


class Audit(ApiTest):
    def audit(self, **query):
        return self.ask("GET", "/audit?" + urllib.parse.urlencode({"limit": 200, **query}), token=self.tokens["admin"], expect=200)

    def entries(self, **query):
        return self.audit(**query).json()["entries"]

    def of_story(self, story):
        return [(entry["who"], entry["action"], entry["detail"]) for entry in reversed(self.entries()) if entry["subject"] == f"story {story['id']}"]

    def test_each_step_of_a_story_is_recorded_by_its_name_with_the_headline(self):
        story = self.make(self.tokens["reporter"], headline="A long way")
        path = f"/stories/{story['id']}"
        editor = self.tokens["editor"]
        self.ask("POST", path + "/review", {"in_review": True, "note": "Ready."}, self.tokens["reporter"], expect=200)
        self.ask("POST", path + "/review", {"in_review": False}, editor, expect=200)
        self.ask("POST", path + "/publish", {"at": "2199-01-02T03:04:05Z"}, editor, expect=200)
        self.ask("POST", path + "/publish", {}, editor, expect=200)
        self.ask("POST", path + "/corrections", {"kind": "correction", "text": "It was Mnday."}, editor, expect=201)
        self.ask("PATCH", path + "/corrections/1", {"text": "It was Monday."}, editor, expect=200)
        self.assertEqual(self.of_story(story), [
            ("reporter", "story.submit", "A long way"),
            ("editor", "story.send_back", "A long way"),
            ("editor", "story.schedule", "2199-01-02T03:04:05Z A long way"),
            ("editor", "story.publish", "A long way"),
            ("editor", "story.correct", "A long way"),
            ("editor", "story.change_correction", '"It was Mnday." A long way')])

    def test_filters_leave_out_what_was_not_asked_for(self):
        story = self.publish(headline="To be found")
        self.ask("PUT", "/sections/audited", {"name": "Audited"}, self.tokens["editor"], expect=201)
        newest = self.entries()[0]
        self.assertEqual({entry["action"].partition(".")[0] for entry in self.entries(about="section")}, {"section"})
        self.assertEqual({entry["who"] for entry in self.entries(who="editor")}, {"editor"})
        self.assertEqual(self.entries(who="nobody@example.org"), [])
        self.assertEqual([entry["number"] for entry in self.entries(**{"from": newest["at"]})], [newest["number"]])
        self.assertNotIn(newest["number"], [entry["number"] for entry in self.entries(until=newest["at"])])
        self.assertIn(f"story {story['id']}", [entry["subject"] for entry in self.entries(about="story")])
        page = self.audit(about="story", limit=1).json()
        self.assertEqual(len(page["entries"]), 1)
        for wrong in ("about=stories", "from=yesterday", "format=xml", "who=" + "x" * 255):
            self.ask("GET", "/audit?" + wrong, token=self.tokens["admin"], expect=400)

    def test_all_that_matches_is_a_csv_file(self):
        self.publish(headline="=1+1")
        answer = self.site.get("/api/v1/audit?format=csv&limit=1&about=story", token=self.tokens["admin"])
        self.assertEqual(answer.headers["content-type"].partition(";")[0], "text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
        self.assertGreater(len(rows), 0)
        self.assertEqual(len(rows), len(self.entries(about="story")))
        self.assertEqual(rows[0]["detail"], "'=1+1", "no formula for a spreadsheet")
        self.ask("GET", "/audit?format=csv", token=self.tokens["editor"], expect=403)


if __name__ == "__main__":
    unittest.main()

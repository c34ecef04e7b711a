#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that a CDN may keep pages for as long as is set, and learns which of them a change outdates."""
import unittest

from stoppress_site import SiteTest


class BehindACdn(SiteTest):
    settings = {"cdn.max_age": 600, "views.count": "beacon"}

    def test_pages_say_how_long_and_by_which_keys(self):
        token = self.site.token()
        story = self.site.publish(token, headline="Kept elsewhere", topics=["roads"])
        page = self.site.get(story["url"])
        self.assertEqual(page.headers["cache-control"], "public, max-age=0, s-maxage=600")
        keys = page.headers["surrogate-key"].split()
        self.assertIn(f"story:{story['id']}", keys)
        front = self.site.get("/")
        self.assertIn("site", front.headers["surrogate-key"].split())
        self.assertNotIn("surrogate-key", self.site.get("/api/v1/stories").headers)
        self.assertEqual(self.site.get("/2020/01/not-yet").headers["cache-control"], "public, no-cache")

    def test_changes_name_the_keys_that_they_outdate(self):
        token = self.site.token()
        story = self.site.publish(token, headline="Before")
        last = self.site.get("/api/v1/changes", token=token).json()
        self.assertEqual(last["changes"], [])
        self.site.post(f"/api/v1/stories/{story['id']}/withdraw", {"reason": "Wrong"}, token=token)
        changed = self.site.get(f"/api/v1/changes?after={last['last']}", token=token).json()
        self.assertEqual([change["number"] for change in changed["changes"]], list(range(last["last"] + 1, changed["last"] + 1)))
        withdrawn = next(change for change in changed["changes"] if change["kind"] == "withdrawn")
        self.assertEqual(withdrawn["story"], story["id"])
        keys = set(self.site.get("/").headers["surrogate-key"].split())
        self.assertTrue(keys & set(withdrawn["tags"]), "the front page would not be purged")
        self.assertIn(f"story:{story['id']}", withdrawn["tags"])

    def test_readers_and_contributors_are_not_told(self):
        self.assertEqual(self.site.get("/api/v1/changes").status, 401)
        self.assertEqual(self.site.get("/api/v1/changes", token=self.site.token("reporter")).status, 403)
        self.assertEqual(self.site.get("/api/v1/changes?after=-1", token=self.site.token()).status, 400)


class WithoutACdn(SiteTest):
    def test_everybody_asks_each_time(self):
        page = self.site.get("/")
        self.assertEqual(page.headers["cache-control"], "public, no-cache")
        self.assertNotIn("surrogate-key", page.headers)


if __name__ == "__main__":
    unittest.main()

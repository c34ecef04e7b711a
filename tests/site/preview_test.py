#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story's page before readers see it: for the newsroom, and by links that expire for people without an account."""
import unittest

from api_test import ApiTest


class Previews(ApiTest):
    def link(self, story, hours=1, token=None, expect=201):
        return self.ask("POST", f"/stories/{story['id']}/preview-links", {"hours": hours}, token or self.tokens["editor"], expect=expect)

    def open(self, url):
        return self.site.get("/" + url.split("/", 3)[3])

    def test_the_newsroom_sees_the_page_with_the_draft_in_it(self):
        self.ask("PUT", "/sections/preview-city", {"name": "Preview city"}, self.tokens["editor"], expect=201)
        story = self.make(headline="Saved words", section="preview-city", authors=["ann-lee"])
        path = f"/stories/{story['id']}"
        page = self.ask("GET", path + "/preview", token=self.tokens["editor"], expect=200)
        self.assertIn("<h1 class=\"header\">Saved words</h1>", page.text)
        self.assertIn("Preview city", page.text)
        self.assertIn("Ann Lee", page.text)
        self.assertEqual(page.text.count("data-box="), 2)
        self.ask("PATCH", path + "/draft", {"headline": "Drafted words", "section": "not-yet-there", "topics": ["new-topic"], "authors": ["new-author"]},
                 self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        page = self.ask("GET", path + "/preview", token=self.tokens["editor"], expect=200)
        for part in ("<h1 class=\"header\">Drafted words</h1>", "Not yet there", "New topic", "New Author", '<meta name="robots" content="noindex">'):
            self.assertIn(part, page.text)
        self.assertEqual(page.headers["cache-control"], "no-store")
        self.assertEqual(page.headers["x-robots-tag"], "noindex")
        self.assertIn("frame-ancestors 'self'", page.headers["content-security-policy"])
        self.assertIn("script-src 'self'", page.headers["content-security-policy"])
        self.assertEqual(self.ask("GET", "/topics").json()["topics"], [])

    def test_a_link_shows_the_story_to_whoever_has_it_until_it_is_taken_back(self):
        story = self.make(headline="For the lawyer")
        made = self.link(story).json()
        page = self.open(made["url"])
        self.assertEqual(page.status, 200)
        self.assertIn("<h1 class=\"header\">For the lawyer</h1>", page.text)
        self.assertEqual((page.headers["cache-control"], page.headers["referrer-policy"]), ("no-store", "no-referrer"))
        self.ask("PATCH", f"/stories/{story['id']}/draft", {"headline": "Mended for the lawyer"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertIn("Mended for the lawyer", self.open(made["url"]).text)
        links = self.ask("GET", f"/stories/{story['id']}/preview-links", token=self.tokens["editor"], expect=200).json()["preview_links"]
        self.assertEqual([(link["number"], link["created_by"], link["expires_at"]) for link in links], [(made["number"], "editor", made["expires_at"])])
        self.assertNotIn(made["url"].rsplit("/", 1)[1], str(links))
        self.ask("DELETE", f"/stories/{story['id']}/preview-links/{made['number']}", None, self.tokens["editor"], expect=204)
        self.ask("DELETE", f"/stories/{story['id']}/preview-links/{made['number']}", None, self.tokens["editor"], expect=404)
        over = self.open(made["url"])
        self.assertEqual(over.status, 404)
        self.assertIn("This preview has expired", over.text)
        self.assertNotIn("lawyer", over.text)

    def test_no_other_address_shows_it(self):
        story = self.make(headline="Not guessed")
        secret = self.link(story).json()["url"].rsplit("/", 1)[1]
        self.assertEqual(len(secret), 43)
        for guess in (secret[:-1], secret + "A", secret[::-1], "A" * 43, "", "../api/v1/site"):
            answer = self.site.get("/preview/" + guess)
            self.assertNotIn("Not guessed", answer.text)
            self.assertIn(answer.status, (301, 404), guess)
        self.assertEqual(self.site.post("/preview/" + secret, {}).status, 405)

    def test_a_preview_says_that_it_is_not_published(self):
        mark = "Preview, not published"
        story = self.make(headline="Marked as a preview")
        self.assertIn(mark, self.open(self.link(story).json()["url"]).text)
        self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200)
        for path in (story["url"], "/", "/latest"):
            self.assertNotIn(mark, self.site.get(path).text)
        # A theme is shown with a story that is published.
        admin = self.site.token("admin", name="themes")
        for shown in ("front", "story"):
            self.assertNotIn(mark, self.ask("GET", f"/themes/default/preview?page={shown}", token=admin, expect=200).text)

    def test_previews_count_no_view(self):
        story = self.publish(headline="Counted by readers only")
        url = self.link(story).json()["url"]
        for _ in range(3):
            self.open(url)
            self.ask("GET", f"/stories/{story['id']}/preview", token=self.tokens["editor"], expect=200)
        self.assertNotIn("beacon", self.open(url).text)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["views"]["all"], 0)

    def test_previews_are_made_by_those_who_work_on_the_story(self):
        story = self.make(self.tokens["contributor"], headline="Mine to show")
        self.assertIn("Mine to show", self.open(self.link(story, token=self.tokens["contributor"]).json()["url"]).text)
        self.link(story, token=self.other, expect=404)
        for path in ("/preview", "/preview-links"):
            self.ask("GET", f"/stories/{story['id']}" + path, token=self.other, expect=404)
            self.ask("GET", f"/stories/{story['id']}" + path, expect=401)
        self.ask("DELETE", f"/stories/{story['id']}/preview-links/1", None, self.other, expect=404)

    def test_links_have_limits(self):
        story = self.make()
        for body in ({}, {"hours": 0}, {"hours": 169}, {"hours": "1"}, {"hours": 1.5}):
            answer = self.ask("POST", f"/stories/{story['id']}/preview-links", body, self.tokens["editor"], expect=422)
            self.assertEqual(self.pointers(answer), ["/hours"], body)
        for _ in range(50):
            self.link(story, 168)
        self.link(story, expect=413)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was wrong is said to readers for good: on the story's page, in the list of all, in feeds, in what machines read."""
import json
import re
import unittest
import xml.etree.ElementTree

from api_test import ApiTest


class Corrections(ApiTest):
    def correct(self, story, text, kind="correction", expect=201):
        return self.ask("POST", f"/stories/{story['id']}/corrections", {"kind": kind, "text": text}, self.tokens["editor"], expect=expect).json()

    def test_a_correction_is_everywhere_with_the_next_request(self):
        story = self.publish(headline="Corrected <story>")
        self.assertNotIn('class="corrections"', self.site.get(story["url"]).text)
        self.assertEqual(self.site.get("/corrections").status, 200)
        made = self.correct(story, "It was <Monday>.\n\nNot Tuesday.")
        self.assertEqual((made["number"], made["kind"], made["text"]), (1, "correction", "It was <Monday>.\n\nNot Tuesday."))
        page = self.site.get(story["url"]).text
        self.assertIn('id="correction-1"', page)
        self.assertIn("<p>It was &lt;Monday&gt;.</p>", page)
        self.assertIn("<p>Not Tuesday.</p>", page)
        metadata = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
        self.assertEqual([(c["@type"], c["text"], c["datePublished"]) for c in metadata["correction"]],
                         [("CorrectionComment", "It was <Monday>.\n\nNot Tuesday.", made["at"])])
        self.assertGreaterEqual(metadata["dateModified"], made["at"])
        listed = self.site.get("/corrections").text
        self.assertIn("Corrected &lt;story&gt;", listed)
        self.assertIn(f'href="{story["url"]}#correction-1"', listed)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", expect=200).json()["corrections"], [made])
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}/corrections", expect=200).json()["corrections"], [made])

    def test_the_words_of_a_correction_can_be_changed_and_nothing_else_of_it(self):
        story = self.publish(headline="Corrected twice")
        made = self.correct(story, "It was Mnday.")
        path = f"/stories/{story['id']}/corrections"
        changed = self.ask("PATCH", path + "/1", {"text": "It was Monday."}, self.tokens["editor"], expect=200).json()
        self.assertEqual(changed, {**made, "text": "It was Monday."})
        for address in (story["url"], "/corrections", "/corrections/feed.xml"):
            page = self.site.get(address).text
            self.assertIn("It was Monday.", page)
            self.assertNotIn("Mnday", page)
        self.ask("PATCH", path + "/2", {"text": "x"}, self.tokens["editor"], expect=404)
        self.ask("PATCH", path + "/1", {"text": ""}, self.tokens["editor"], expect=422)
        self.ask("PATCH", path + "/1", {"text": "x", "kind": "retraction"}, self.tokens["editor"], expect=422)
        self.ask("PATCH", path + "/1", {"text": "x"}, self.tokens["reporter"], expect=403)

    def test_the_list_has_feeds_in_all_forms(self):
        story = self.publish(headline="Fed")
        self.correct(story, "So it is.", "clarification")
        rss = xml.etree.ElementTree.fromstring(self.site.get("/corrections/feed.xml").body)
        item = next(item for item in rss.iter("item") if item.findtext("link").endswith(f"{story['url']}#correction-1"))
        self.assertEqual((item.findtext("title"), item.findtext("description")), ("Clarification: Fed", "So it is."))
        self.assertTrue(item.findtext("guid").endswith(f":story/{story['id']}/correction/1"))
        xml.etree.ElementTree.fromstring(self.site.get("/corrections/atom.xml").body)
        feed = self.site.get("/corrections/feed.json").json()
        entry = next(entry for entry in feed["items"] if entry["title"] == "Clarification: Fed")
        self.assertIn("<p>So it is.</p>", entry["content_html"])
        for path, kind in (("/corrections/feed.xml", "application/rss+xml"), ("/corrections/atom.xml", "application/atom+xml"),
                           ("/corrections/feed.json", "application/feed+json")):
            self.assertIn(kind, self.site.get(path).headers["content-type"])
            self.assertIn(path, self.site.get("/corrections").text)

    def test_the_list_follows_its_stories(self):
        story = self.publish(headline="Followed by its correction")
        self.correct(story, "About the followed one.")
        path = f"/stories/{story['id']}"
        self.ask("PATCH", path, {"headline": "Renamed after its correction"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertIn("Renamed after its correction", self.site.get("/corrections").text)
        self.ask("POST", path + "/withdraw", {"reason": "Wrong."}, self.tokens["editor"], expect=200)
        for address in ("/corrections", "/corrections/feed.xml", "/corrections/feed.json"):
            self.assertNotIn("About the followed one.", self.site.get(address).text)
        self.ask("GET", path + "/corrections", expect=410)
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200)
        self.assertIn("About the followed one.", self.site.get("/corrections").text)

    def test_the_newest_stands_first_and_pages_part_the_list(self):
        story = self.publish(headline="Often corrected")
        for number in range(25):
            self.correct(story, f"Correction number {number}.")
        first = self.site.get("/corrections").text
        self.assertLess(first.index("Correction number 24."), first.index("Correction number 23."))
        self.assertIn("/corrections?page=2", first)
        self.assertIn("Correction number 0.", self.site.get("/corrections?page=2").text)
        self.assertEqual(self.site.get("/corrections?page=99").status, 404)
        self.assertEqual(self.site.get("/corrections/").status, 301)

    def test_kinds_are_told_apart_in_the_storys_language(self):
        story = self.publish(headline="خبر", language="fa")
        self.correct(story, "نادرست بود.", "retraction")
        self.assertIn("پس گرفتن مطلب", self.site.get(story["url"]).text)
        self.assertIn("Retraction", self.site.get("/corrections").text)

    def test_only_editors_correct_and_only_what_is_published(self):
        draft = self.make()
        self.correct(draft, "x", expect=409)
        story = self.publish()
        path = f"/stories/{story['id']}/corrections"
        self.ask("POST", path, {"kind": "correction", "text": "x"}, self.tokens["reporter"], expect=403)
        self.ask("POST", path, {"kind": "correction", "text": "x"}, expect=401)
        self.ask("GET", f"/stories/{draft['id']}/corrections", expect=404)
        for body, pointers in (({}, ["/kind", "/text"]), ({"kind": "oops", "text": "x"}, ["/kind"]), ({"kind": "correction", "text": ""}, ["/text"]),
                               ({"kind": "correction", "text": "x" * 2001}, ["/text"]), ({"kind": "correction", "text": "x", "at": "y"}, ["/at"])):
            with self.subTest(body=str(body)[:60]):
                self.assertEqual(sorted(self.pointers(self.ask("POST", path, body, self.tokens["editor"], expect=422))), pointers)

    def test_a_story_has_a_limit_of_corrections(self):
        story = self.publish()
        for number in range(100):
            self.correct(story, f"{number}")
        self.correct(story, "one too many", expect=413)


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists' addresses and names: one address for each list, and one name on its page and in its feeds, in the site's language."""
import json
import os
import re
import unittest
import urllib.parse
import xml.etree.ElementTree as ET

from stoppress_site import Site, SiteTest

ATOM = "{http://www.w3.org/2005/Atom}"


class Addresses(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.site.token("editor")
        story = cls.site.publish(cls.token, headline="Bridge reopens", section="city", topics=["water"], authors=["ann-lee"])
        cls.month = "/archive/" + "/".join(story["url"].split("/")[1:3])

    def test_a_list_asked_for_with_a_slash_leads_to_its_address(self):
        for path in ("/sections/city", "/topics/water", "/authors/ann-lee", "/latest", "/most-viewed", self.month, "/topics/water/feed.xml"):
            answer = self.site.get(path + "/")
            self.assertEqual((answer.status, answer.headers.get("location")), (301, path), answer)
            self.assertEqual(self.site.head(path + "/").headers.get("location"), path)
            self.assertEqual(self.site.get(path).status, 200, path)

    def test_the_second_page_has_an_address_of_its_own_and_the_list_ends(self):
        with Site(settings={"lists.page_length": 5}) as site:
            token = site.token("editor")
            for number in range(6):
                site.publish(token, headline=f"Story {number}", section="city")
            for path in ("/latest", "/sections/city"):
                for query, status in (("", 200), ("?page=2", 200), ("?page=3", 404), ("?page=999", 404)):
                    answer = site.get(path + query)
                    self.assertEqual(answer.status, status, path + query)
                    if status == 200:
                        canonical = re.search(r'rel="canonical" href="https?://[^/"]+([^"]*)"', answer.text).group(1)
                        self.assertEqual(canonical, path + query)

    def test_a_name_in_another_script_is_encoded_once(self):
        self.site.publish(self.token, headline="Soil", topics=["خاک"])
        address = "/topics/" + urllib.parse.quote("خاک")
        for form in ("", "/feed.xml", "/atom.xml", "/feed.json"):
            text = self.site.get(address + form).text
            self.assertIn(address, text)
            self.assertNotIn("%25", text)
        self.site.put(f"/api/v1{address}", {"name": "خاک", "aliases": ["soil"]}, token=self.token)
        for form in ("", "/feed.xml", "/feed.json"):
            self.assertEqual(self.site.get("/topics/soil" + form).headers.get("location"), address + form)

    def test_the_query_is_kept(self):
        for query in ("page=2", "window=day&page=2", "utm_source=a%0d%0ab", "x=//example.org/?&y='"):
            answer = self.site.get("/most-viewed/?" + query)
            self.assertEqual((answer.status, answer.headers.get("location")), (301, "/most-viewed?" + query))

    def test_nothing_else_is_led_anywhere(self):
        for path in ("/no/such/", "/topics/a/b/", "/archive/2024/13/", "/sitemap.xml/", "//latest/", "/latest//", "/%2flatest/",
                     "//example.org/latest/", "/\\example.org/latest/", "/latest/%2e/"):
            answer = self.site.get(path)
            self.assertIn(answer.status, (400, 404), path)
            self.assertNotIn("location", answer.headers)


class ClaimedAddresses(unittest.TestCase):
    def test_a_story_that_was_imported_keeps_an_address_that_looks_like_a_list(self):
        site = Site()
        self.addCleanup(site.close)
        old = site.folder + "-old"
        self.write(old + "/hugo.toml", 'title = "Old"\nbaseURL = "https://old.example/"\n')
        self.write(old + "/content/news/a.md", '---\ntitle: Our archive\ndate: 2024-05-02\nurl: /latest/\naliases: ["/topics/water/"]\n---\nWords.\n')
        done = site.run("import", "hugo", old)
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        site.start()
        self.assertIn("Our archive", site.get("/latest/").text)
        moved = site.get("/topics/water/")
        self.assertEqual((moved.status, moved.headers.get("location")), (301, "/latest/"))
        self.assertEqual(site.get("/most-viewed/").headers.get("location"), "/most-viewed")

    @staticmethod
    def write(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)


class FeedTitles(SiteTest):
    settings = {"site.language": "fa", "site.title": "روزنامه"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        token = cls.site.token("editor")
        cls.site.put("/api/v1/sections/city", {"name": "شهر"}, token=token)
        made = cls.site.post("/api/v1/stories", {"headline": "پل باز شد", "section": "city", "language": "fa",
                                                 "body": {"format": "markdown", "content": "متن."}}, token=token).json()
        published = cls.site.post(f"/api/v1/stories/{made['id']}/publish", {"at": "2024-05-02T10:00:00Z"}, token=token).json()
        assert published["status"] == "published", published

    def titles(self, base):
        rss = ET.fromstring(self.site.get(base + "/feed.xml").body).findtext("channel/title")
        atom = ET.fromstring(self.site.get(base + "/atom.xml").body).findtext(ATOM + "title")
        return {rss, atom, json.loads(self.site.get(base + "/feed.json").body)["title"]}

    def test_a_feed_is_called_what_its_list_is_called(self):
        for base in ("/latest", "/most-viewed", "/sections/city", "/archive/2024/05"):
            page = self.site.get(base).text
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S).group(1)
            heading = re.sub(r"<[^>]*>", "", heading).strip()
            self.assertEqual(self.titles(base), {"روزنامه – " + heading}, base)
            self.assertIn('title="روزنامه – ' + heading, page)
        self.assertEqual(self.titles(""), {"روزنامه"})
        (month,) = self.titles("/archive/2024/05")
        self.assertNotIn("2024-05", month)
        (latest,) = self.titles("/latest")
        self.assertIn("تازه‌ترین‌ها", latest)


if __name__ == "__main__":
    unittest.main()

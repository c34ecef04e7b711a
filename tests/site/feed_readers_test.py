#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds as people's own feed readers show them: feedparser (which many are built on), newsboat, and the links that lynx shows."""
import datetime
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from stoppress_site import SiteTest, eventually

STANDFIRST = "Written by hand, for those who read on."
BODY = "The first paragraph of the story.\n\nThe second one."


class FeedReaders(SiteTest):
    settings = {"site.language": "en", "site.title": "The Courier"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.site.token("editor")
        body = {"format": "markdown", "content": BODY}
        cls.english = cls.site.publish(cls.token, headline="In English", standfirst=STANDFIRST, language="en", body=body, translation_key="one")
        cls.persian = cls.site.publish(cls.token, headline="به فارسی", standfirst="خلاصه", language="fa", translation_key="one",
                                       body={"format": "markdown", "content": "متن خبر."})
        cls.without = cls.site.publish(cls.token, headline="No standfirst", standfirst="", language="en", body=body)
        cls.excerpt = cls.site.publish(cls.token, headline="An excerpt", standfirst="The first paragraph of the", language="en", body=body)

    def test_feedparser(self):
        try:
            import feedparser
        except ImportError:
            self.skipTest("python3-feedparser is not installed")
        for form in ("feed.xml", "atom.xml"):
            with self.subTest(form):
                feed = feedparser.parse(self.site.get("/" + form).body)
                self.assertFalse(feed.bozo)
                self.assertTrue(feed.feed.link.endswith("/"), feed.feed.link)
                content = {entry.title: entry.content[0].value for entry in feed.entries}
                self.assertTrue(content["In English"].startswith(f"<p><strong>{STANDFIRST}</strong></p>"), content["In English"])
                self.assertTrue(content["به فارسی"].startswith('<div dir="rtl" lang="fa">') or
                                content["به فارسی"].startswith('<div lang="fa" dir="rtl">'), content["به فارسی"])
                # Where the body's opening stands in as the standfirst it is not said twice.
                self.assertEqual(content["No standfirst"].count("The first paragraph"), 1)
                self.assertEqual(content["An excerpt"].count("The first paragraph"), 1)

    def test_nothing_is_modified_before_it_is_published(self):
        """What is scheduled was last saved before it is published."""
        draft = self.site.post("/api/v1/stories", {"headline": "Written beforehand"}, token=self.token).json()
        at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.site.post(f"/api/v1/stories/{draft['id']}/publish", {"at": at}, token=self.token)
        scheduled = eventually(lambda: (story := self.site.get(f"/api/v1/stories/{draft['id']}", token=self.token).json())["status"] == "published" and story)
        eventually(lambda: scheduled["url"] in self.site.get("/atom.xml").text)
        for story in (scheduled, self.english, self.persian):
            page = self.site.get(story["url"]).text
            metadata = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
            found = {"JSON-LD": (metadata["datePublished"], metadata["dateModified"]),
                     "og": tuple(re.search(rf'property="article:{name}_time" content="([^"]+)"', page).group(1) for name in ("published", "modified"))}
            entry = next(part for part in self.site.get("/atom.xml").text.split("<entry ")[1:] if story["url"] in part)
            found["atom.xml"] = tuple(re.search(rf"<{name}>([^<]+)<", entry).group(1) for name in ("published", "updated"))
            item = next(item for item in self.site.get("/feed.json").json()["items"] if item["url"].endswith(story["url"]))
            found["feed.json"] = (item["date_published"], item["date_modified"])
            entry = next(part for part in self.site.get("/sitemap.xml").text.split("<url>")[1:] if story["url"] in part)
            found["sitemap"] = (story["published_at"], re.search(r"<lastmod>([^<]+)<", entry).group(1))
            for place, (published, modified) in found.items():
                self.assertGreaterEqual(datetime.datetime.fromisoformat(modified), datetime.datetime.fromisoformat(published), (place, found))

    def test_newsboat(self):
        newsboat = shutil.which("newsboat")
        if not newsboat:
            self.skipTest("newsboat is not installed")
        with tempfile.TemporaryDirectory() as folder:
            urls, cache, config = (os.path.join(folder, name) for name in ("urls", "cache.db", "config"))
            with open(urls, "w", encoding="utf-8") as file:
                file.write(self.site.address + "/feed.xml\n")
            with open(config, "w", encoding="utf-8"):
                pass
            subprocess.run([newsboat, "-u", urls, "-c", cache, "-C", config, "-x", "reload"], check=True, timeout=60, capture_output=True,
                           env={**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"})
            with sqlite3.connect(cache) as database:
                content = dict(database.execute("SELECT title, content FROM rss_item"))
        self.assertEqual(len(content), 4)
        self.assertIn(STANDFIRST, content["In English"])
        self.assertIn("The second one.", content["In English"])

    def test_lynx(self):
        lynx = shutil.which("lynx")
        if not lynx:
            self.skipTest("lynx is not installed")
        shown = subprocess.run([lynx, "-dump", "-nolist", "-display_charset=utf-8", self.site.address + self.english["url"]], check=True,
                               timeout=60, capture_output=True).stdout.decode()
        self.assertNotIn("#alternate", shown)
        self.assertIn(STANDFIRST, shown)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds as people's own feed readers show them: feedparser (which many are built on), newsboat, and the links that lynx shows."""
import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from stoppress_site import SiteTest

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

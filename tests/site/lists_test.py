# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists' names: one on the page and in the feeds of each, in the site's language."""
import json
import re
import unittest
import xml.etree.ElementTree as ET

from stoppress_site import SiteTest

ATOM = "{http://www.w3.org/2005/Atom}"


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

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""/archive, /archive/YYYY, /sections, /topics and /authors list what there is; whole lists cost a few statements."""
import re
import unittest

from api_test import ApiTest


class IndexTest(ApiTest):
    def links(self, path):
        """What the page's own list links to, with the count beside it."""
        answer = self.site.get(path)
        self.assertEqual(answer.status, 200, path)
        main = answer.text[answer.text.index("<main"):answer.text.index("</main>")]
        return re.findall(r'<li><a href="([^"]+)">(?:<bdi>)?[^<]*(?:</bdi>)?</a> <span class="count">(\d+) ', main)


class IndexPages(IndexTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        site, editor = cls.site, cls.tokens["editor"]
        for slug, at in (("one", "2024-05-02T10:00:00Z"), ("two", "2024-05-20T10:00:00Z"), ("three", "2023-11-02T10:00:00Z")):
            site.make_section("city", editor)
            story = site.post("/api/v1/stories", {"headline": slug.title(), "section": "city", "topics": ["rivers", "topic-" + slug],
                                                  "authors": ["ann-lee"]}, token=editor).json()
            assert site.post(f"/api/v1/stories/{story['id']}/publish", {"at": at}, token=editor).status == 200

    def test_the_archive_lists_months_by_year(self):
        self.assertEqual(self.links("/archive"), [("/archive/2024/05", "2"), ("/archive/2023/11", "1")])
        text = self.site.get("/archive").text
        for year in ("/archive/2024", "/archive/2023"):
            self.assertIn(f'<a href="{year}">', text)
        self.assertEqual(self.links("/archive/2024"), [("/archive/2024/05", "2")])
        self.assertIn('rel="canonical" href="http', text)
        for path in ("/archive/2022", "/archive/24", "/archive/0000", "/archive/2024/13", "/archive?page=2", "/archive/feed.xml", "/topics/feed.xml"):
            self.assertEqual(self.site.get(path).status, 404, path)

    def test_sections_topics_and_authors_are_listed_with_their_stories(self):
        self.assertEqual(self.links("/sections"), [("/sections/city", "3")])
        self.assertEqual(self.links("/topics"), [("/topics/rivers", "3"), ("/topics/topic-one", "1"), ("/topics/topic-three", "1"), ("/topics/topic-two", "1")])
        self.assertEqual(self.links("/authors"), [("/authors/ann-lee", "3")])

    def test_they_are_linked_and_in_the_sitemap(self):
        front = self.site.get("/").text
        footer = front[front.index("<footer"):]
        sitemap = self.site.get("/sitemap.xml").text
        for path in ("/archive", "/sections", "/topics", "/authors"):
            self.assertIn(f'href="{path}"', footer)
            self.assertIn(path + "</loc>", sitemap)
            self.assertEqual(self.site.get(path + "/").headers.get("location"), path)
        for path in ("/archive/2024", "/archive/2024/05", "/sections/city", "/topics/rivers", "/authors/ann-lee"):
            self.assertIn(path + "</loc>", sitemap)
        self.assertIn('<a href="/topics">', self.site.get("/topics/rivers").text)


class ChangingIndexPages(IndexTest):
    def test_they_follow_what_is_published_and_what_is_renamed(self):
        story = self.publish(headline="A last one", topics=["a-last-topic"])
        self.assertIn(("/topics/a-last-topic", "1"), self.links("/topics"))
        self.ask("PUT", "/topics/a-last-topic", {"name": "Renamed & shown"}, self.tokens["editor"], expect=200)
        self.assertIn("Renamed &amp; shown", self.site.get("/topics").text)
        self.ask("POST", f"/stories/{story['id']}/withdraw", {"reason": "x"}, self.tokens["editor"], expect=200)
        self.assertNotIn("a-last-topic", self.site.get("/topics").text)

    def test_many_topics_are_parted_into_pages(self):
        story = None
        for i in range(0, 250, 50):
            story = self.publish(headline=f"Many {i}", topics=[f"zz-{n:03}" for n in range(i, i + 50)])
        first, second = self.links("/topics"), self.links("/topics?page=2")
        self.assertEqual(len(first), 200)
        self.assertEqual(second[-1], ("/topics/zz-249", "1"))
        self.assertEqual(self.site.get("/topics?page=3").status, 404)
        self.assertIn('rel="next"', self.site.get("/topics").text)
        self.assertIn("/topics?page=2", re.search(r'rel="canonical" href="([^"]+)"', self.site.get("/topics?page=2").text).group(1))
        self.assertIsNotNone(story)

    def test_the_news_sitemap_is_kept_and_follows_publication(self):
        story = self.publish(headline="Hot off the press", slug="hot-off-the-press")
        self.assertIn("hot-off-the-press", self.site.get("/news-sitemap.xml").text)
        self.assertNotIn("2024/05", self.site.get("/news-sitemap.xml").text)
        self.assertEqual(self.site.get("/news-sitemap.xml?minute=1").text, self.site.get("/news-sitemap.xml").text)
        self.ask("POST", f"/stories/{story['id']}/withdraw", {"reason": "x"}, self.tokens["editor"], expect=200)
        self.assertNotIn("hot-off-the-press", self.site.get("/news-sitemap.xml").text)


class EmptyIndexPages(ApiTest):
    def test_an_empty_site_says_so(self):
        for path in ("/archive", "/sections", "/topics", "/authors"):
            answer = self.site.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn("No stories here yet.", answer.text)
        self.assertEqual(self.site.get("/archive/2024").status, 404)


if __name__ == "__main__":
    unittest.main()

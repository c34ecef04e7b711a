#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures wider than the text, and galleries: over the API, on pages, in feeds, and as what keeps the library's files."""
import re
import unittest

import pictures
from media_test import MediaTest


class Figures(MediaTest):
    def publish_body(self, *blocks):
        story = self.make(body={"format": "document", "content": {"blocks": list(blocks)}})
        return self.ask("POST", f"/stories/{story['id']}/publish", {}, self.tokens["editor"], expect=200).json()

    def body_of(self, story):
        return re.search(r"<div[^>]*data-body.*?</div>", self.site.get(story["url"]).text, re.S)[0]

    def test_a_gallery_is_kept_as_it_was_sent_and_read_from_html(self):
        gallery = {"type": "gallery", "images": [{"source": "/a.png", "alt": "A", "caption": [{"text": "First"}]}, {"source": "/b.png", "credit": [{"text": "Me"}]}],
                   "caption": [{"text": "Both"}], "layout": "wide"}
        story = self.make(body={"format": "document", "content": {"blocks": [gallery]}})
        self.assertEqual(story["body"]["content"]["blocks"], [gallery])
        again = self.make(body={"format": "html", "content": story["body_html"]})
        self.assertEqual(again["body"], story["body"])
        self.assertEqual(self.make(body={"format": "markdown", "content": story["body_html"]})["body"], story["body"])

    def test_a_gallery_has_two_to_thirty_pictures(self):
        for count in (0, 1, 31):
            images = [{"source": f"/{n}.png"} for n in range(count)]
            problem = self.ask("POST", "/stories", {"headline": "x", "body": {"format": "document", "content": {"blocks": [{"type": "gallery", "images": images}]}}},
                               self.tokens["editor"], expect=422).json()
            self.assertIn("2 to 30 pictures", str(problem["errors"]), count)
            self.assertIn("/blocks/0/images", str(problem["errors"]))
        problem = self.ask("POST", "/stories", {"headline": "x", "body": {"format": "document", "content": {"blocks": [{"type": "image", "source": "/a.png", "layout": "huge"}]}}},
                           self.tokens["editor"], expect=422).json()
        self.assertIn("text, wide or full", str(problem["errors"]))

    def test_pages_say_how_wide_each_picture_is_shown(self):
        media = [self.add(1000, 700) for _ in range(5)]
        images = [{"source": medium["url"], "alt": f"Picture {n}"} for n, medium in enumerate(media)]
        story = self.publish_body({"type": "image", **images[0]}, {"type": "image", **images[1], "layout": "wide"}, {"type": "image", **images[2], "layout": "full"},
                                  {"type": "gallery", "images": images[3:]})
        body = self.body_of(story)
        sizes = [re.search(r'sizes="([^"]*)"', figure)[1] for figure in re.findall(r'<figure class="image[^"]*">.*?</figure>', body, re.S)]
        self.assertEqual(len(sizes), 5)
        self.assertEqual(len(set(sizes[:4])), 4, sizes)
        self.assertEqual(sizes[3], sizes[4])
        self.assertEqual(re.findall(r'<figure class="([^"]+)">', body), ["image", "image wide", "image full", "gallery", "image", "image"])
        # A gallery's pictures lead to the whole ones; others lead nowhere.
        self.assertEqual(re.findall(r'<a href="([^"]+)">', body), [medium["url"] for medium in media[3:]])
        self.assertEqual(self.site.get(media[3]["url"]).status, 200)

    def test_pictures_of_a_gallery_are_used_and_cannot_be_deleted(self):
        first, second = self.add(30, 20), self.add(30, 20)
        story = self.publish_body({"type": "gallery", "images": [{"source": first["url"]}, {"source": second["url"], "alt": "x"}]})
        for medium in (first, second):
            entry = self.ask("GET", f"/media/{medium['id']}", token=self.tokens["editor"], expect=200).json()
            self.assertEqual(entry["used_by"], 1)
            stories = self.ask("GET", f"/media/{medium['id']}/stories", token=self.tokens["editor"], expect=200).json()["stories"]
            self.assertEqual([one["id"] for one in stories], [story["id"]])
            self.ask("DELETE", f"/media/{medium['id']}", token=self.tokens["editor"], expect=409)

    def test_a_replaced_picture_is_seen_at_once_in_a_gallery(self):
        old = self.add(900, 600)
        story = self.publish_body({"type": "gallery", "images": [{"source": old["url"], "alt": "x"}, {"source": "/b.png"}]})
        self.assertIn(old["url"], self.body_of(story))
        new = self.send(pictures.png(800, 600, 7301), to=f"/media/{old['id']}/replace", expect=200).json()
        body = self.body_of(story)
        self.assertIn(new["url"], body)
        self.assertNotIn(old["url"], body)

    def test_feeds_have_every_picture_in_order(self):
        story = self.publish_body({"type": "gallery", "images": [{"source": "/one.png", "alt": "One"}, {"source": "/two.png", "alt": "Two"}], "caption": [{"text": "Both of them"}], "layout": "full"})
        feed = self.site.get("/feed.json")
        item = next(item for item in feed.json()["items"] if item["url"].endswith(story["url"]))
        html = item["content_html"]
        self.assertLess(html.index("/one.png"), html.index("/two.png"))
        self.assertLess(html.index("/two.png"), html.index("Both of them"))
        self.assertEqual(re.findall(r'<img[^>]* alt="([^"]+)"', html), ["One", "Two"])
        self.assertIn("Both of them", self.site.get("/feed.xml").text)


if __name__ == "__main__":
    unittest.main()

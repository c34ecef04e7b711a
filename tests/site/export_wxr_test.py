#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves for WordPress: the export file is one that WordPress's parser would read, and this program's importer makes the same site of it, without
a note."""
import csv
import os
import re
import shutil
import tempfile
import unittest
import xml.etree.ElementTree

import pictures
from api_test import ApiTest
from imports import balanced
from stoppress_site import Site, run

WP = "{http://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
BODY = """\
Words with *marks*, [a link](/latest) and "quotes" -- [gallery] and [sic].

## A heading

### A smaller one & more

- one
- two

1. first
2. second

> A quotation.

```
code [embed] <!-- wp:x -->
```

| a | b |
| - | - |
| 1 | 2 |

---

End with a note.[^1]

[^1]: The note.
"""


class ToWordPress(ApiTest):
    settings = {"site.url": "https://paper.test", "site.title": "The Paper & Co", "site.timezone": "Europe/Berlin"}

    def setUp(self):
        self.temporary = tempfile.mkdtemp(prefix="stoppress-export-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.temporary, name)

    def picture(self, seed):
        answer = self.ask("POST", "/media?alt=A+boat", body=pictures.png(600, 400, seed), token=self.tokens["editor"], headers={"Content-Type": "image/png"}, expect=201)
        return answer.json()["url"]

    def state(self, site, token):
        """What the API shows of each story, by headline; pictures by their alternative text, since an import encodes them again."""
        shown = {}
        for status in ("published", "draft", "in_review", "scheduled"):
            for listed in site.get(f"/api/v1/stories?limit=100&status={status}", token=token).json()["stories"]:
                story = site.get(f"/api/v1/stories/{listed['id']}", token=token).json()
                body = re.sub(r'/media/[0-9a-f]{64}\.\w+|https://paper.test| (width|height)="\d+"', "", story["body_html"])
                fields = {key: story[key] for key in ("status", "standfirst", "section", "topics", "authors", "language", "slug")}
                if status == "published":
                    fields |= {"url": story["url"], "published_at": story["published_at"][:19]}
                shown[story["headline"]] = fields | {"body": body, "lead": bool(story["lead_image"])}
        return shown

    def test_the_same_site_comes_of_it(self):
        editor = self.tokens["editor"]
        self.ask("PUT", "/sections/news", {"name": "News & views"}, editor)
        self.ask("PUT", "/topics/water", {"name": "Water <now>", "aliases": ["rain"]}, editor)
        for slug in ("mina", "omid"):
            self.ask("PUT", f"/authors/{slug}", {"name": slug.title()}, editor)
        lead, inner = self.picture(1), self.picture(2)
        self.publish(headline="Whole & <b>", section="news", topics=["water"], authors=["mina", "omid"], body={"format": "markdown", "content": BODY})
        blocks = BODY.replace("[^1]\n\n[^1]: The note.", "")
        corrected = self.publish(headline="In blocks", authors=["mina"], lead_image={"source": lead, "alt": "A boat"},
                                 body={"format": "markdown", "content": f"{blocks}\n\n![A boat]({inner} \"By the sea\")\n\n![A boat]({lead})\n"})
        self.publish(headline="بندر در شب", language="fa", slug="bandar", body={"format": "markdown", "content": "متن بندر."})
        self.make(headline="A draft")
        future = self.make(headline="Later")
        self.ask("POST", f"/stories/{future['id']}/publish", {"at": "2199-03-01T05:00:00Z"}, editor, expect=200)
        withdrawn = self.publish(headline="Gone")
        self.ask("POST", f"/stories/{withdrawn['id']}/withdraw", {"reason": "wrong"}, editor, expect=200)
        self.ask("POST", "/redirects", {"redirects": [{"from": "/moved,here", "to": "/latest"}]}, self.tokens["admin"], expect=201)

        target = self.path("leaving")
        done = self.site.run("export", "wxr", target, check=True)
        self.assertIn("3 stories, 0 pages, 3 drafts, 2 files, 13 redirects", done.stdout)
        self.assertEqual(done.stderr, "")
        with open(os.path.join(target, "redirects.csv"), encoding="utf-8") as file:
            redirects = dict(csv.reader(file))
        self.assertLessEqual({"/moved,here": "/", "/topics/water": "/tag/water", "/topics/rain": "/tag/water", "/sections/news": "/category/news",
                              "/authors/mina": "/author/mina", "/latest": "/", "/feed.xml": "/feed/"}.items(), redirects.items())
        self.assertEqual(len(os.listdir(os.path.join(target, "uploads"))), 2)

        items = {item.findtext("title"): item for item in xml.etree.ElementTree.parse(os.path.join(target, "site.wxr.xml")).iter("item")}
        self.assertEqual({title: item.findtext(WP + "status") for title, item in items.items() if item.findtext(WP + "post_type") == "post"},
                         {"Whole &amp; &lt;b&gt;": "publish", "In blocks": "publish", "بندر در شب": "publish", "A draft": "draft", "Later": "future", "Gone": "draft"})
        numbers = [item.findtext(WP + "post_id") for item in items.values()]
        self.assertEqual(len(numbers), len(set(numbers)))
        self.assertEqual((items["Later"].findtext(WP + "post_date"), items["Later"].findtext(WP + "post_date_gmt")), ("2199-03-01 06:00:00", "2199-03-01 05:00:00"))
        content = items["In blocks"].findtext(CONTENT)
        opened = re.findall(r"<!-- wp:([\w-]+)", content)
        self.assertEqual(opened, ["paragraph", "heading", "heading", "list", "list", "html", "code", "html", "separator", "paragraph", "image", "image"])
        self.assertEqual(opened, re.findall(r"<!-- /wp:([\w-]+)", content))
        self.assertNotRegex(content, r"\[(gallery|embed|sic)")
        self.assertIn(f'src="https://paper.test{lead}"', content)
        thumbnail = {entry.findtext(WP + "meta_key"): entry.findtext(WP + "meta_value") for entry in items["In blocks"].iter(WP + "postmeta")}["_thumbnail_id"]
        self.assertEqual([item.findtext(WP + "attachment_url") for item in items.values() if item.findtext(WP + "post_id") == thumbnail], ["https://paper.test" + lead])

        with Site(settings=self.settings) as there:
            there.kill()
            report = self.path("report")
            done = there.run("import", "wxr", os.path.join(target, "site.wxr.xml"), "--media", os.path.join(target, "uploads"), "--as-typed", "--report", report)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            balanced(self, done.stdout)
            with open(report, encoding="utf-8") as file:
                self.assertEqual(file.read().partition("items ")[0].strip(), "")
            token = there.token("editor")
            there.start()
            expected = self.state(self.site, editor)
            self.assertEqual(len(expected), 5)
            expected["Gone"] = None
            found = self.state(there, token)
            self.assertEqual(found.keys(), expected.keys())
            for headline, story in expected.items():
                if story is not None:
                    with self.subTest(headline=headline):
                        self.assertEqual(found[headline], story)
            self.assertEqual(found["Gone"]["status"], "draft")

        self.ask("POST", f"/stories/{corrected['id']}/corrections", {"kind": "correction", "text": "It was <a> ferry."}, editor, expect=201)
        done = self.site.run("export", "wxr", self.path("corrected"))
        self.assertIn("1 corrections stand at the end", done.stderr)
        with open(os.path.join(self.path("corrected"), "site.wxr.xml"), encoding="utf-8") as file:
            self.assertIn("It was &amp;lt;a&amp;gt; ferry.", file.read())


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves for Ghost: the file is one that Ghost would take, with nothing that it refuses, and this program's importer makes the same site of it."""
import json
import os
import re
import shutil
import tempfile
import unittest
import zipfile

import pictures
from api_test import ApiTest
from imports import balanced
from stoppress_site import Site

MARK = "__GHOST_URL__"
BODY = """\
Words with *marks*, **both *of them***, [a link](/latest) and "quotes" <br> & a line.

## A heading

### Rates 2020 -- 2026

- one
  1. inner
- two

3. three
4. four

> A quotation.

```python
code <b>
```

| a | b |
| - | - |
| 1 | 2 |

---

<blockquote><p>Two</p><p>paragraphs</p></blockquote>

<h2 id="own-id">Another heading</h2>

<p lang="fr">Une phrase.</p>

<figure class="embed" data-provider="web"><a href="https://example.org/page">A page</a></figure>

<figure class="embed" data-provider="youtube"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">A film</a><figcaption>Seen</figcaption></figure>
"""
NOTE = "\n\nEnd with a note.[^1]\n\nThe last.\n\n[^1]: The note."
TYPES = ["paragraph", "extended-heading", "extended-heading", "list", "list", "extended-quote", "codeblock", "html", "horizontalrule", "html", "html", "html",
         "bookmark", "embed"]


def nodes(post):
    return json.loads(post["lexical"])["root"]["children"]


def led(redirects, path):
    """Where Ghost sends a reader: the first pattern that matches anywhere in the path, without regard to a slash at the end."""
    for redirect in redirects:
        if re.search(redirect["from"], path):
            return re.sub(redirect["from"], re.sub(r"\$(\d)", r"\\\1", redirect["to"]), path)
    return None


class GhostTest(ApiTest):
    settings = {"site.url": "https://paper.test", "site.title": "The Paper & Co", "site.timezone": "Europe/Berlin"}

    def setUp(self):
        self.temporary = tempfile.mkdtemp(prefix="stoppress-export-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.temporary, name)

    def picture(self, seed):
        answer = self.ask("POST", "/media?alt=A+boat", body=pictures.png(600, 400, seed), token=self.tokens["editor"], headers={"Content-Type": "image/png"}, expect=201)
        return answer.json()["url"]

    def test_what_a_page_has_as_its_address_is_hidden_by_no_redirect(self):
        self.publish(headline="Our corrections", kind="page", slug="corrections")
        self.publish(headline="Moved", kind="page", slug="moved-page")
        self.ask("POST", "/redirects", {"redirects": [{"from": "/moved-page", "to": "/latest"}]}, self.tokens["admin"], expect=201)
        _, redirects, done = self.exported("hidden")
        self.assertIn("2 redirects are left out: in Ghost a story has the address", done.stderr)
        for path in ("/corrections", "/corrections/", "/moved-page"):
            self.assertIsNone(led(redirects, path), path)
        self.assertEqual(led(redirects, "/most-viewed"), "/")

    def exported(self, name):
        """The tables, the redirects and the program's answer."""
        target = self.path(name)
        done = self.site.run("export", "ghost", target, check=True)
        with open(os.path.join(target, "ghost.json"), encoding="utf-8") as file:
            export = json.load(file)
        with open(os.path.join(target, "redirects.json"), encoding="utf-8") as file:
            redirects = json.load(file)
        self.assertLessEqual({"ghost.json", "routes.yaml", "redirects.json", "README.txt"}, set(os.listdir(target)))
        return export["db"][0]["data"], redirects, done


class ToGhost(GhostTest):
    def state(self, site, token):
        """What the API shows of each story, by headline; without the ids of headings, which Ghost gives to all, and the names of pictures, which an
        import encodes again."""
        shown = {}
        for status in ("published", "draft", "in_review", "scheduled"):
            for listed in site.get(f"/api/v1/stories?limit=100&status={status}", token=token).json()["stories"]:
                story = site.get(f"/api/v1/stories/{listed['id']}", token=token).json()
                body = re.sub(r'(<h\d) id="(?!own-id)[^"]*"|/media/[0-9a-f]{64}\.\w+| (?:width|height)="\d+"', r"\1", story["body_html"])
                fields = {key: story[key] for key in ("status", "standfirst", "section", "topics", "authors", "language", "slug")}
                if status == "published":
                    fields |= {"url": story["url"].rstrip("/"), "published_at": story["published_at"][:19]}
                lead = {key: text for key, text in story["lead_image"].items() if key != "source"} if story["lead_image"] else None
                shown[story["headline"]] = fields | {"body": body, "lead": lead}
        return shown

    def test_the_same_site_comes_of_it(self):
        editor = self.tokens["editor"]
        self.ask("PUT", "/sections/news", {"name": "News & views"}, editor)
        self.ask("PUT", "/topics/water", {"name": "Water <now>", "aliases": ["rain"]}, editor)
        for slug in ("mina", "omid"):
            self.ask("PUT", f"/authors/{slug}", {"name": slug.title()}, editor)
        lead, first, second = self.picture(1), self.picture(2), self.picture(3)
        self.publish(headline="Whole & <b>", section="news", topics=["water"], authors=["mina", "omid"], body={"format": "markdown", "content": BODY + NOTE})
        gallery = f'<figure class="gallery wide"><figure class="image"><img src="{first}" alt="A boat"></figure><figure class="image"><img src="{second}" alt="Two"></figure>' \
                  "<figcaption>Both</figcaption></figure>"
        self.publish(headline="In nodes", section="news", authors=["mina"], lead_image={"source": lead, "alt": "A boat", "caption": "Seen & liked"},
                     body={"format": "markdown", "content": f'{BODY}\n![A boat]({first} "By the sea")\n\n{gallery}\n'})
        self.publish(headline="About us", kind="page", slug="about", authors=["omid"])
        self.publish(headline="Hafen", language="de", authors=["omid"], body={"format": "markdown", "content": "Ein Hafen."})
        self.make(headline="A draft", body={"format": "markdown", "content": "Xylophonic words."}, authors=["mina"])
        future = self.make(headline="Later", authors=["mina"])
        self.ask("POST", f"/stories/{future['id']}/publish", {"at": "2199-03-01T05:00:00Z"}, editor, expect=200)
        withdrawn = self.publish(headline="Gone", authors=["mina"])
        self.ask("POST", f"/stories/{withdrawn['id']}/withdraw", {"reason": "wrong"}, editor, expect=200)
        self.ask("POST", "/redirects", {"redirects": [{"from": "/moved.html", "to": "/topics/water"}, {"from": "/?p=9", "to": "/latest"}]}, self.tokens["admin"], expect=201)

        tables, redirects, done = self.exported("leaving")
        target = self.path("leaving")
        archive = zipfile.ZipFile(os.path.join(target, "content.zip"))
        self.addCleanup(archive.close)
        self.assertIsNone(archive.testzip())
        archive.extractall(self.path("media"))
        self.assertIn("3 stories, 1 pages, 3 drafts, 3 files", done.stdout)
        self.assertIn("1 redirects are from addresses with a query", done.stderr)
        self.assertIn("2 authors have no email address", done.stderr)
        for path, to in {"/moved.html": "/topics/water/", "/topics/rain": "/topics/water/", "/sections/news": "/topics/news/", "/sections/news/feed.xml": "/topics/news/rss/",
                         "/authors/mina/atom.xml": "/authors/mina/rss/", "/latest": "/", "/feed.xml": "/rss/", "/2026/03/latest": None, "/movedXhtml": None,
                         "/topics/water": None, "/authors/mina": None}.items():
            self.assertEqual(led(redirects, path), to, path)

        posts = {post["title"]: post for post in tables["posts"]}
        self.assertEqual({title: (post["type"], post["status"]) for title, post in posts.items()},
                         {"Whole & <b>": ("post", "published"), "In nodes": ("post", "published"), "About us": ("page", "published"), "Hafen": ("post", "published"),
                          "A draft": ("post", "draft"), "Later": ("post", "scheduled"), "Gone": ("post", "draft")})
        self.assertEqual(posts["Later"]["published_at"][:19], "2199-03-01T05:00:00")
        self.assertIsNone(posts["A draft"]["published_at"])
        ids = {table: [row["id"] for row in rows] for table, rows in tables.items()}
        for table, rows in ids.items():
            self.assertEqual(len(rows), len(set(rows)), table)
        for relation, member, other in (("posts_tags", "tag_id", "tags"), ("posts_authors", "author_id", "users"), ("roles_users", "user_id", "users")):
            self.assertLessEqual({row[member] for row in tables[relation]}, set(ids[other]))
        self.assertEqual([node["type"] for node in nodes(posts["Whole & <b>"])], [*TYPES, "html"])
        self.assertEqual([node["type"] for node in nodes(posts["In nodes"])], [*TYPES, "image", "gallery"])
        # What the post shows is in the file, under the name that it says, and nothing else is.
        image, gallery = nodes(posts["In nodes"])[-2:]
        shown = [posts["In nodes"]["feature_image"], image["src"], *(one["src"] for one in gallery["images"])]
        for source in shown:
            self.assertTrue(source.startswith(MARK + "/content/images/"), source)
            self.assertEqual(archive.read(source.removeprefix(MARK + "/")), self.site.get("/media/" + source.rpartition("/")[2]).body, source)
        self.assertEqual(set(archive.namelist()), {source.removeprefix(MARK + "/") for source in shown})
        self.assertEqual([(one["row"], one["width"] > 0, one["height"] > 0) for one in gallery["images"]], [(0, True, True)] * 2)
        self.assertEqual([node["url"] for node in nodes(posts["In nodes"])[0]["children"] if node["type"] == "link"], [MARK + "/latest"])
        # A draft's words are in its own row alone.
        rest = json.dumps({**tables, "posts": [post for post in tables["posts"] if post["title"] != "A draft"]}) + json.dumps(redirects)
        self.assertIn("Xylophonic", posts["A draft"]["lexical"])
        self.assertNotIn("Xylophonic", rest)
        settings = {row["key"]: row["value"] for row in tables["settings"]}
        self.assertEqual((settings["title"], settings["timezone"], json.loads(settings["navigation"])),
                         ("The Paper & Co", "Europe/Berlin", [{"label": "News & views", "url": "/topics/news/"}]))

        with Site(settings=self.settings) as there:
            there.kill()
            report = self.path("report")
            done = there.run("import", "ghost", os.path.join(target, "ghost.json"), os.path.join(target, "routes.yaml"), "--media",
                             self.path("media/content"), "--report", report)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            balanced(self, done.stdout)
            with open(report, encoding="utf-8") as file:
                self.assertEqual(file.read().partition("items ")[0].strip(), "")
            token = there.token("editor")
            there.start()
            expected = self.state(self.site, editor)
            self.assertEqual(len(expected), 5)
            found = self.state(there, token)
            self.assertEqual(found.pop("Gone")["status"], "draft")
            self.assertIn("About us", there.get("/about/").text)
            self.assertEqual(found.keys(), expected.keys())
            for headline, story in expected.items():
                with self.subTest(headline=headline):
                    self.assertEqual(found[headline], story)


class WhatGhostRefuses(GhostTest):
    def test_nothing_is_too_long_or_there_twice(self):
        """Ghost refuses the whole file for one text that is too long, and leaves out a second post or tag of one slug."""
        editor = self.tokens["editor"]
        self.ask("PUT", "/sections/river", {"name": "River"}, editor)
        self.ask("PUT", "/topics/river", {"name": "#river", "description": "d" * 700}, editor)
        self.ask("PUT", "/authors/ann", {"name": "Ann", "biography": "b" * 400, "website": "https://paper.test/ann"}, editor)
        self.ask("PUT", "/authors/bo", {"name": "Bo"}, editor)
        long = self.publish(headline="Long " * 60, standfirst="Whole standfirst. " * 30, section="river", topics=["river"], authors=["ann", "bo"],
                            lead_image={"source": "https://example.org/a.jpg", "alt": "a" * 400})
        corrected = self.publish(headline="Corrected", slug="nea", language="de")
        self.ask("POST", f"/stories/{corrected['id']}/corrections", {"kind": "correction", "text": "It was <a> ferry."}, editor, expect=201)
        self.make(headline="Twin", slug="νεα")
        tables, redirects, done = self.exported("long")
        self.assertEqual(len(os.listdir(self.path("long"))), 4)
        self.assertIn("2 headlines and standfirsts are longer", done.stderr)
        self.assertIn("2 authors have no email address", done.stderr)
        self.assertIn("corrections stand at the end", done.stderr)
        posts = {post["slug"]: post for post in tables["posts"]}
        self.assertEqual(len(posts), len(tables["posts"]))
        self.assertTrue({"nea", "nea-2"} <= posts.keys())
        self.assertEqual(posts["nea"]["title"], "Corrected")
        self.assertIn("It was &lt;a&gt; ferry.", nodes(posts["nea"])[-1]["html"])
        cut = posts[long["slug"]]
        self.assertLessEqual(len(cut["title"]), 255)
        self.assertLessEqual(len(cut["custom_excerpt"]), 300)
        self.assertEqual([node["children"][0]["text"].strip() for node in nodes(cut)[:2]], [long["headline"].strip(), long["standfirst"].strip()])
        self.assertEqual(cut["feature_image"], "https://example.org/a.jpg")
        self.assertLessEqual(len(tables["posts_meta"][0]["feature_image_alt"]), 191)
        tags = {tag["name"]: tag for tag in tables["tags"]}
        self.assertEqual((tags["\uff03river"]["slug"], tags["River"]["slug"]), ("river", "river-2"))
        self.assertLessEqual(len(tags["\uff03river"]["description"]), 500)
        self.assertEqual(led(redirects, "/sections/river"), "/topics/river-2/")
        users = {user["slug"]: user for user in tables["users"]}
        self.assertEqual(len({user["email"] for user in users.values()}), 2)
        self.assertEqual(users["ann"]["website"], "https://paper.test/ann")
        self.assertLessEqual(len(users["ann"]["bio"]), 250)
        self.assertEqual({row["tag_id"]: row["sort_order"] for row in tables["posts_tags"]}, {tags["River"]["id"]: 0, tags["\uff03river"]["id"]: 1})


if __name__ == "__main__":
    unittest.main()

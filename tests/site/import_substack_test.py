#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Substack is taken over: what was for everyone is at its old address with its words, what was for payers or nobody is not public."""
import csv
import io
import os
import shutil
import tempfile
import unittest
import zipfile

from imports import balanced, write
from stoppress_site import Site, binary, run

COLUMNS = ("post_id", "post_date", "is_published", "email_sent_at", "inbox_sent_at", "type", "audience", "title", "subtitle", "podcast_url")


def row(number, slug, **fields):
    return {"post_id": f"{number}.{slug}", "post_date": "2024-03-05T10:00:00.000Z", "is_published": "true", "email_sent_at": "2024-03-05T10:00:01.000Z", "type": "newsletter", "audience": "everyone",
            "title": slug.replace("-", " ").capitalize(), "subtitle": "", **fields}


def listed(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Substack(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-substack-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.site = os.path.join(self.temporary, "site")
        self.report_file = os.path.join(self.temporary, "report.txt")

    def take(self, rows, texts, *arguments, packed=False):
        folder = os.path.join(self.temporary, "export")
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, {"posts.csv": (rows if isinstance(rows, str) else listed(rows)).encode(), **{f"posts/{name}.html": text for name, text in texts.items()}})
        if packed:
            folder = shutil.make_archive(os.path.join(self.temporary, "export"), "zip", folder)
        done = run("import", "substack", folder, "--report", self.report_file, *arguments, site=self.site)
        with open(self.report_file, encoding="utf-8") as report:
            return done, balanced(self, done.stdout), report.read()

    def test_posts_are_at_their_address_and_only_those_for_everyone_are_public(self):
        rows = [row(1, "open-to-all", title='He said "yes", and left', subtitle="Two\nlines &amp; more"), row(2, "for-payers", audience="only_paid"), row(3, "for-free-members", audience="only_free"),
                row(4, "a-draft", is_published="false", post_date=""), row(5, "about", type="page"), row(6, "a-thread", type="thread"), row(7, "founders", audience="founding"), row(8, "no-text"),
                row(9, "an-episode", type="podcast", podcast_url="https://audio.example/one.mp3"), row(10, "later", post_date="2091-01-01T09:30:00.000Z"), row(11, "پایتخت", title="پایتخت در شب")]
        texts = {f"{entry['post_id']}": f"<p>Words of {entry['post_id']}.</p>" for entry in rows if "no-text" not in entry["post_id"]}
        for packed in (True, False):
            done, table, report = self.take(rows, texts, packed=packed)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual((table["stories"]["items"], table["stories"]["taken" if packed else "unchanged"], table["stories"]["skipped"], table["pages"]["items"]), (10, 9, 1, 1), report)
        for words in ("(only_paid)", "(only_free)", "(founding)", 'not a post but a thread: "A thread"', "its text is not in the export"):
            self.assertIn(words, report)
        with Site(folder=self.site) as site:
            found = {story["url"]: story for story in site.get("/api/v1/stories").json()["stories"]}
            self.assertEqual(set(found), {"/p/open-to-all", "/p/no-text", "/p/an-episode", "/p/%D9%BE%D8%A7%DB%8C%D8%AA%D8%AE%D8%AA"})
            story = found["/p/open-to-all"]
            self.assertEqual((story["headline"], story["standfirst"], story["published_at"]), ('He said "yes", and left', "Two lines & more", "2024-03-05T10:00:00Z"))
            self.assertEqual(found["/p/%D9%BE%D8%A7%DB%8C%D8%AA%D8%AE%D8%AA"]["direction"], "rtl")
            self.assertIn('href="https://audio.example/one.mp3"', site.get("/p/an-episode").text)
            for path, status in (("/p/for-payers", 404), ("/p/for-free-members", 404), ("/p/founders", 404), ("/p/a-draft", 404), ("/p/later", 404), ("/p/about", 200), ("/about", 301), ("/feed", 301), ("/p/open-to-all/comments", 301)):
                self.assertEqual(site.get(path).status, status, path)
            token = site.token()
            paid = next(story for story in site.get("/api/v1/stories?status=draft", token=token).json()["stories"] if story["headline"] == "For payers")
            site.post(f"/api/v1/stories/{paid['id']}/publish", {}, token=token)
            self.assertEqual(site.get(f"/api/v1/stories/{paid['id']}").json()["published_at"], "2024-03-05T10:00:00Z", "it keeps its date")

    def test_what_works_only_at_substack_is_left_out(self):
        text = """<div class="captioned-image-container"><figure><a class="image-link image2" href="https://substackcdn.com/image/fetch/f_auto/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fa.jpeg">
<div class="image2-inset"><picture><source srcset="x"><img src="https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fa.jpeg" width="1456" height="971" alt="A boat"></picture></div></a>
<figcaption class="image-caption">At <em>sea</em></figcaption></figure></div><p>Kept.</p>
<div class="subscription-widget-wrap-editor" data-attrs="{}"><div class="subscription-widget"><div><p>Thanks for reading!</p></div><form><input type="email"></form></div></div>
<p class="button-wrapper" data-attrs="{}"><a class="button primary" href="%%checkout_url%%"><span>Subscribe now</span></a></p><p class="button-wrapper"><a class="button" href="https://shop.example/">Own button</a></p>
<div class="tweet" data-attrs="{}"><a href="https://twitter.com/paper/status/1?s=20">x</a><p>The tweet</p></div>
<div id="youtube2-x" class="youtube-wrap" data-attrs="{}"><div class="youtube-inner"><iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"></iframe></div></div><p>End.</p>"""
        _, _, report = self.take([row(1, "one")], {"1.one": text})
        with Site(folder=self.site) as site:
            body = site.get("/api/v1/stories/1").json()["body_html"]
        for words in ("<p>Kept.</p>", "<p>End.</p>", 'src="https://substack-post-media.s3.amazonaws.com/public/images/a.jpeg" alt="A boat"', "At <em>sea</em>", 'href="https://shop.example/"',
                      'href="https://twitter.com/paper/status/1"', "https://www.youtube.com/watch?v=dQw4w9WgXcQ"):
            self.assertIn(words, body)
        for words in ("Thanks for reading", "Subscribe now", "checkout", "The tweet"):
            self.assertNotIn(words, body)
        for words in ("left out: a form for subscribing", "left out: a button of Substack's own", "pictures stay at Substack"):
            self.assertIn(words, report)

    def test_bad_input_is_said(self):
        for name, data, words in (("none.zip", None, "cannot be opened"), ("list.csv", b"post_id\n", "neither the ZIP file"), ("cut.zip", b"PK\x03\x04 cut", "no complete ZIP file")):
            path = os.path.join(self.temporary, name)
            if data is None:
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr("readme.txt", "x")
            else:
                with open(path, "wb") as file:
                    file.write(data)
            done = run("import", "substack", path, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertIn(words, done.stderr)
        done = run("import", "substack", os.path.join(self.temporary, "missing"), site=self.site)
        self.assertIn("neither the ZIP file", done.stderr)
        done, table, report = self.take(listed([row(1, "one"), row(2, "two")]) + '3.three,2024-03-05,"never closed\n', {"1.one": "<p>x</p>", "2.two": "<p>x</p>"})
        self.assertEqual((done.returncode, table["stories"]["taken"], table["stories"]["refused"]), (1, 2, 1))
        self.assertIn("a quotation mark does not close", report)
        done = run("import", "substack", self.write_list("title,date\na,b\n"), site=self.site)
        self.assertIn("has no column post_id", done.stderr)
        _, table, _ = self.take([row(5, "../../etc/passwd"), row(6, "x" * 5000), {**row(7, "no-id"), "post_id": ""}], {})
        self.assertEqual((table["stories"]["items"], table["stories"]["refused"]), (3, 1))

    def write_list(self, text):
        folder = os.path.join(self.temporary, "other")
        write(folder, {"posts.csv": text})
        return folder


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves for Hugo while it is served: Hugo builds the folder as it is, every page that readers have is at its address with its words, and
nothing is there that they could not see."""
import html
import html.parser
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

import pictures
from api_test import ApiTest
from imports import write
from stoppress_site import Site, binary, eventually, only_on_sqlite, run

OLD = {
    "config.toml": 'baseURL = "https://paper.test/"\ntitle = "The Paper"\n',
    "content/news/_index.md": "---\ntitle: News of the day\ndescription: What happens.\n---\n",
    "content/news/one.md": "---\ntitle: One & <two>\ndate: 2020-02-03T10:00:00Z\nurl: /News/Upper-Case.html\naliases: [/old/one, /old/بندر/]\n"
                           "tags: [Water]\nauthors: [Mina Azar]\n---\n## A heading {#here}\n\nWords with *marks*, a [link](/News/Upper-Case.html#here).\n",
    "content/news/index-story.md": "---\ntitle: Index\ndate: 2020-02-04T10:00:00Z\nslug: index\n---\nA story whose slug is index.\n",
    "content/sport/other.md": "---\ntitle: Other\ndate: 2020-02-05T10:00:00Z\nslug: same\n---\nA story.\n",
    "content/news/other.md": "---\ntitle: Other\ndate: 2020-02-06T10:00:00Z\nslug: same\n---\nAnother story with its slug.\n",
    "content/news/bandar.fa.md": "---\ntitle: بندر در شب\ndate: 2021-02-03T10:00:00Z\nurl: /خبر/بندر/\ntags: [آب]\nlanguage: fa\n---\nمتن بندر.\n",
    "content/latest.md": "---\ntitle: Our latest\ndate: 2020-01-01\nurl: /corrections\n---\nA page at an address of the program's.\n",
    "content/about.md": "---\ntitle: About us\ndate: 2020-01-01\nurl: /about/\n---\nWho we are.\n",
}
# Each would be a shortcode of Hugo, which fails for one that it does not know.
SHORTCODES = "Braces: {{< ref \"x\" >}}, {{% figure %}}, {{**bold**, {{{% y %}}}.\n\n    {{< in code >}}\n\n`{{% code %}}`\n"


class Page(html.parser.HTMLParser):
    """The text inside the first element with that attribute, in single spaces; and all addresses of pictures in it."""

    def __init__(self, text, attribute, value=None):
        super().__init__(convert_charrefs=True)
        self.attribute, self.value, self.depth, self.parts, self.sources, self.ids = attribute, value, 0, [], [], []
        self.feed(text)
        self.words = " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        void = tag in ("img", "br", "hr", "source", "meta", "link", "input", "wbr")
        if self.depth and names.get("id"):
            self.ids.append(names["id"])
        if self.depth and tag == "img":
            self.sources.append(names.get("src"))
        if not void and (self.depth or (self.attribute in names and self.value in (None, names[self.attribute]))):
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= self.depth > 0

    def handle_data(self, data):
        if self.depth:
            self.parts.append(data)


class ExportTest(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-export-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.temporary, name)

    def files(self, folder):
        return {os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names}


class ToHugo(ExportTest, ApiTest):
    settings = {"site.url": "https://paper.test", "site.title": "The Paper"}

    @classmethod
    def prepare(cls, site):
        with tempfile.TemporaryDirectory(prefix="stoppress-old-") as old:
            write(old, {name: text.encode() for name, text in OLD.items()})
            site.run("import", "hugo", old, check=True)
        super().prepare(site)

    def picture(self, seed):
        answer = self.ask("POST", "/media", body=pictures.png(600, 400, seed), token=self.tokens["editor"], headers={"Content-Type": "image/png"}, expect=201)
        return answer.json()["url"]

    def file_at(self, public, url):
        """The file that a server of static files has for a path."""
        path = os.path.join(public, urllib.parse.unquote(urllib.parse.urlsplit(url).path).strip("/"))
        return path if os.path.isfile(path) else os.path.join(path, "index.html")

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    @unittest.skipUnless(shutil.which("hugo"), "Hugo is not installed")
    def test_hugo_builds_what_readers_see_and_nothing_else(self):
        editor = self.tokens["editor"]
        shown, inner, secret, kept = (self.picture(seed) for seed in range(4))
        self.ask("PUT", "/topics/water", {"name": "Water & Co", "aliases": ["rain"]}, editor, expect=200)
        english = self.publish(headline="With braces", section="news", topics=["water"], translation_key="braces", lead_image={"source": shown, "alt": "A boat", "caption": "Sea"},
                               body={"format": "markdown", "content": f"{SHORTCODES}\n![Inner]({inner})\n"})
        self.publish(headline="با آکولاد", language="fa", translation_key="braces", body={"format": "markdown", "content": "متن."})
        self.ask("POST", f"/stories/{english['id']}/corrections", {"kind": "correction", "text": "It was a ferry."}, editor, expect=201)
        self.ask("PUT", "/sections/sport", {"slug": "games"}, editor, expect=200)
        self.make(headline="Hidden draft", body={"format": "markdown", "content": f"Hiddenword.\n\n![Secret]({secret})"})
        withdrawn = self.publish(headline="Hidden withdrawn", body={"format": "markdown", "content": f"Hiddenword.\n\n![Kept]({kept})"})
        self.ask("POST", f"/stories/{withdrawn['id']}/withdraw", {"reason": "wrong"}, editor, expect=200)
        self.ask("POST", "/redirects", {"redirects": [{"from": "/moved", "to": "/latest"}, {"from": "/?p=12", "to": "/latest"}]}, self.tokens["admin"], expect=201)

        target = self.path("leaving")
        done = self.site.run("export", "hugo", target)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1 redirects are from addresses with a query", done.stderr)
        built = subprocess.run(["hugo", "--source", target], capture_output=True, text=True, env={**os.environ, "HOME": self.temporary})
        self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
        self.assertNotIn("WARN", built.stdout + built.stderr)
        public = os.path.join(target, "public")

        addresses = [entry.text for entry in xml.etree.ElementTree.fromstring(self.site.get("/sitemap-1.xml").body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        served_pages = {address: self.site.get(urllib.parse.urlsplit(address).path).text for address in addresses}
        stories = {address: text for address, text in served_pages.items() if "data-body" in text}
        self.assertEqual(len(stories), 9, addresses)
        for address, text in stories.items():
            with self.subTest(address=address):
                served = Page(text, "data-body")
                page = self.read(self.file_at(public, address))
                built = Page(page, "class", "body")
                self.assertEqual(built.words, served.words)
                self.assertEqual([name for name in built.ids if name], [name for name in served.ids if name])
                for source in Page(page, "lang").sources:
                    self.assertTrue(os.path.isfile(self.file_at(public, source)), source)
                self.assertIn('dir="rtl"' if "متن" in served.words else 'dir="ltr"', page)
        page = self.read(self.file_at(public, english["url"]))
        for words in ("It was a ferry.", "Water &amp; Co", "News of the day", "با آکولاد", shown, "Sea"):
            self.assertIn(words, page)

        # Lists, feeds and redirects at their addresses.
        for address in ("/", "/sections/news", "/topics/water", "/topics/ab", "/authors/mina-azar"):
            self.assertEqual(self.site.get(urllib.parse.quote(address)).status, 200, address)
            self.assertTrue(os.path.isfile(self.file_at(public, address)), address)
        self.assertIn("Mina Azar", self.read(self.file_at(public, "/authors/mina-azar")))
        for address in ("/feed.xml", "/topics/water/feed.xml"):
            ids = [{entry.text for entry in xml.etree.ElementTree.fromstring(feed).iter("guid")}
                   for feed in (self.site.get(address).body, self.read(self.file_at(public, address)))]
            self.assertEqual(*ids)
            self.assertTrue(ids[0])
        for former in ("/old/one", "/old/بندر", "/topics/rain", "/sections/sport"):
            self.assertIn(self.site.get(urllib.parse.quote(former)).status, (301, 308), former)
            self.assertIn("refresh", self.read(self.file_at(public, former)))
        redirects = dict(line.split()[:2] for line in self.read(os.path.join(public, "_redirects")).splitlines())
        self.assertEqual(redirects["/moved"], "/latest")
        self.assertNotIn("/corrections", redirects)
        for address in addresses:
            path = urllib.parse.urlsplit(address).path
            led_on = path in redirects or path.startswith("/archive/") and "/archive/*" in redirects
            self.assertTrue(led_on or os.path.isfile(self.file_at(public, address)), address)

        # What readers cannot see is in the folder, but Hugo does not publish it.
        files = self.files(public)
        for name in files:
            if name.endswith((".html", ".xml")):
                self.assertNotIn("Hidden", self.read(os.path.join(public, name)), name)
        for hidden in (secret, kept):
            self.assertNotIn(hidden.lstrip("/"), files)
            self.assertTrue(os.path.isfile(os.path.join(target, "unpublished", hidden.lstrip("/"))))
        drafts = [name for name in self.files(os.path.join(target, "content")) if "Hiddenword" in self.read(os.path.join(target, "content", name))]
        self.assertEqual(len(drafts), 2)

    def test_the_last_words_of_a_draft_are_taken(self):
        story = self.make(headline="First words")
        path = f"/stories/{story['id']}"
        etag = self.ask("GET", path, token=self.tokens["editor"], expect=200).headers["etag"]
        changed = {"headline": "Last words", "body": {"format": "markdown", "content": "Lastbody."}}
        self.ask("PATCH", path + "/draft", changed, self.tokens["editor"], {"If-Match": etag}, expect=200)
        target = self.path("drafts")
        self.site.run("export", "hugo", target, check=True)
        self.assertIn("Lastbody.", "".join(self.read(os.path.join(target, "content", name)) for name in self.files(os.path.join(target, "content"))))


class Folders(ExportTest):
    """Where it is written to."""

    def setUp(self):
        super().setUp()
        self.site = Site(folder=self.path("site"))
        self.addCleanup(self.site.close)

    def generate(self, stories):
        self.site.run("generate", "--stories", str(stories), check=True)

    def test_nothing_is_overwritten(self):
        self.generate(20)
        os.makedirs(self.path("taken"))
        write(self.path("taken"), {"mine.txt": b"mine"})
        for name in ("taken", "taken/mine.txt"):
            done = self.site.run("export", "hugo", self.path(name))
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn("exists and is not an empty folder", done.stderr)
        write(self.path("other.partial"), {"mine.txt": b"mine"})
        done = self.site.run("export", "hugo", self.path("other"))
        self.assertIn("has no mark of an unfinished export", done.stderr)
        self.assertEqual(self.files(self.path("other.partial")) | self.files(self.path("taken")), {"mine.txt"})
        self.assertFalse(os.path.exists(self.path("other")))

    def test_an_empty_folder_and_what_a_killed_run_left_are_used(self):
        self.generate(20)
        os.makedirs(self.path("empty"))
        write(self.path("empty.partial"), {".stoppress-export": b"", "half.txt": b"half"})
        done = self.site.run("export", "hugo", self.path("empty") + "/", check=True)
        self.assertIn("20 stories, 0 pages, 0 drafts", done.stdout)
        self.assertEqual(len([name for name in self.files(self.path("empty")) if name.startswith("content/stories/")]), 20)
        self.assertFalse({"half.txt", ".stoppress-export"} & self.files(self.path("empty")))
        self.assertFalse(os.path.exists(self.path("empty.partial")))

    def test_a_run_that_ends_early_leaves_nothing_half(self):
        self.generate(3000)
        for number, sent in enumerate((signal.SIGTERM, signal.SIGKILL)):
            target = self.path(f"cut{number}")
            process = subprocess.Popen([binary(), "export", "hugo", target, "--site", self.site.folder], env=self.site.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            eventually(lambda: process.poll() is not None or os.path.isdir(target + ".partial/content/stories"))
            process.send_signal(sent)
            _, error = process.communicate()
            if process.returncode == 0:
                continue  # it was faster
            self.assertFalse(os.path.exists(target))
            self.assertEqual(os.path.exists(target + ".partial"), sent == signal.SIGKILL, error)
        self.site.run("export", "hugo", self.path("cut1"), check=True)

    def test_what_cannot_be_read_is_told_and_costs_only_itself(self):
        only_on_sqlite()
        self.generate(20)
        with sqlite3.connect(os.path.join(self.site.folder, "stoppress.db")) as database:
            number, headline = database.execute("SELECT id, headline FROM story WHERE status = 'published' ORDER BY id").fetchone()
            database.execute("UPDATE revision SET body = 'damaged' WHERE story_id = ?", (number,))
        for system in ("hugo", "wxr"):
            done = self.site.run("export", system, self.path(system))
            self.assertEqual(done.returncode, 1)
            self.assertIn("20 stories", done.stdout)
            self.assertIn(f"story {number} has no body", done.stderr)
        done = self.site.run("export", "static", self.path("static"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("1 pages are not written", done.stderr)
        with open(os.path.join(self.path("wxr"), "site.wxr.xml"), encoding="utf-8") as file:
            self.assertIn(html.escape(headline, quote=False), file.read())

    def test_where_it_is_written_only_the_owner_reads_and_the_current_folder_will_do(self):
        self.generate(20)
        os.makedirs(self.path("here"))
        done = subprocess.run([binary(), "export", "wxr", ".", "--site", self.site.folder], env=self.site.env, cwd=self.path("here"), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.files(self.path("here")), {"site.wxr.xml", "redirects.csv"})
        self.assertEqual(os.stat(self.path("here")).st_mode & 0o777, 0o700)
        self.assertIn("cannot be the folder", self.site.run("export", "wxr", "/").stderr)

    def test_a_site_that_is_not_there_and_a_format_that_is_not_known_are_told(self):
        self.generate(20)
        done = run("export", "hugo", self.path("x"), site=self.path("nowhere"))
        self.assertEqual(done.returncode, 1)
        self.assertFalse(os.path.exists(self.path("nowhere")) or os.path.exists(self.path("x")))
        self.assertEqual(run("export", "gopher", self.path("x"), site=self.site.folder).returncode, 2)


if __name__ == "__main__":
    unittest.main()

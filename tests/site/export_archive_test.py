#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves as plain files while it is served, and an identical site is made of them: every answer to readers byte for byte, and what staff see. On both
databases and from one to the other. An archive that is not whole makes no site."""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest

import pictures
import postgres_server
from api_test import ApiTest
from crashes import BROWSER
from public_answers import answer_of, differences, paths, public_answers
from stoppress_site import Site, binary, eventually, run

FILE = "sqlite:stoppress.db"
NAMES = {"slug": "story-7", "section": "city", "topic": "roads", "author": "ann-lee", "secret": "A" * 43, "end": "2024-05-08T10:00:00Z"}
STORIES = 12


def hash_of(bytes_):
    return hashlib.sha256(bytes_).hexdigest()


class ArchiveTest(ApiTest):
    maxDiff = None
    settings = {"views.repeat_minutes": 0, "site.url": "https://paper.test", "site.timezone": "Asia/Tokyo", "database.url": FILE}

    def setUp(self):
        self.temporary = tempfile.mkdtemp(prefix="stoppress-archive-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.temporary, name)

    def export(self, name="archive", expect=0, **options):
        done = self.site.run("export", "archive", self.path(name), **options)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return self.path(name)

    def import_(self, archive, name="new", url=FILE, options=(), expect=0):
        done = run("import", "archive", archive, *options, site=self.path(name), env={"STOPPRESS_DATABASE_URL": url})
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def files(self, archive):
        with open(os.path.join(archive, "manifest.json"), encoding="utf-8") as file:
            return {entry["name"]: entry for entry in json.load(file)["files"]}


def fill(test):
    """Something of everything that a site can have. Returns the number of a story."""
    editor, admin = test.tokens["editor"], test.tokens["admin"]
    for slug in ("city", "sport", "old-desk"):
        test.ask("PUT", f"/sections/{slug}", {"name": slug.title()}, editor, expect=201)
    test.ask("PUT", "/topics/roads", {"name": "Roads <&>", "aliases": ["streets"]}, editor, expect=201)
    test.ask("PUT", "/topics/paths", {"name": "Paths"}, editor, expect=201)
    test.ask("PUT", "/authors/ann-lee", {"name": "Ann Lee", "biography": "Writes.", "organisation": "The Paper"}, editor, expect=201)
    upload = test.ask("POST", "/media?alt=A+boat&filename=boat.png", pictures.png(900, 600, 5), editor, {"Content-Type": "image/png"}, expect=201).json()["url"]
    stories = []
    for number in range(STORIES):
        story = test.make(headline=f"Story {number}", slug=f"story-{number}", section=("city", "sport")[number % 2], topics=["roads"], authors=["ann-lee"],
                          translation_key=f"key-{number // 2}", language=("en", "fa")[number % 2], lead_image={"source": upload, "alt": "A boat", "credit": "Ann"},
                          body={"format": "markdown", "content": f"Words *{number}* and “quotes” \\\\ {{{{< x >}}}}.\n\n![A boat]({upload} \"At sea\")\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"})
        stories.append(test.ask("POST", f"/stories/{story['id']}/publish", {"at": f"2024-05-{number + 1:02}T10:00:00Z"}, editor, expect=200).json())
    one, two, three = (f"/stories/{story['id']}" for story in stories[:3])
    test.ask("PATCH", one, {"headline": "Story 0, mended", "slug": "story-zero"}, editor, {"If-Match": "*"}, expect=200)
    test.ask("PATCH", two + "/draft", {"headline": "Not yet: بندر"}, editor, {"If-Match": '"1"'}, expect=200)
    test.ask("POST", two + "/notes", {"text": "Is this\nso?"}, editor, expect=201)
    test.ask("POST", one + "/corrections", {"kind": "correction", "text": "It was a ferry."}, editor, expect=201)
    test.ask("POST", two + "/preview-links", {"hours": 24}, editor, expect=201)
    test.ask("POST", three + "/withdraw", {"reason": "It was wrong."}, editor, expect=200)
    later = test.make(headline="Later")
    test.ask("POST", f"/stories/{later['id']}/publish", {"at": "2199-03-01T05:00:00Z"}, editor, expect=200)
    test.ask("DELETE", f"/stories/{test.make(headline='Deleted')['id']}", None, editor, expect=200)
    test.publish(headline="About us", kind="page", slug="about-us")
    test.make(headline="A draft", topics=["secret-topic"], token=test.tokens["reporter"])
    merged = test.make(headline="On paths", topics=["paths"])
    test.ask("POST", "/topics/paths/merge", {"into": "roads"}, editor, expect=200)
    test.ask("POST", "/redirects", {"redirects": [{"from": "/moved,here", "to": "/latest"}, {"from": "/?p=1", "to": "/about-us"}]}, admin, expect=201)
    test.ask("PUT", "/settings/site.title", {"value": "The Paper & Co"}, admin, expect=200)
    test.ask("PUT", "/menus/en", {"links": [{"label": "Home", "address": "/"}]}, admin, expect=200)
    test.ask("POST", "/templates", {"name": "Obituary", "headline": "… has died", "body": {"format": "markdown", "content": "## Life"}}, editor, expect=201)
    test.ask("PUT", "/front", {"entries": [{"place": 1, "story": stories[4]["id"]}], "breaking": None}, editor, {"If-Match": '"1"'})
    test.ask("POST", "/people", {"email": "mina@paper.test", "name": "Mina", "role": "reporter"}, admin, expect=201)
    for story in (stories[5], stories[6], stories[5]):
        test.assertEqual(test.site.get(story["url"], headers={"User-Agent": BROWSER, "Referer": "https://else.test/page"}).status, 200)
    eventually(lambda: test.site.get(f"/api/v1/stories/{stories[5]['id']}", token=editor).json()["views"]["all"] == 2)
    themes = os.path.join(test.site.folder, "themes", "ours", "assets")
    os.makedirs(themes)
    with open(os.path.join(themes, "style.css"), "w", encoding="utf-8") as file:
        file.write("body { color: black }\n")
    return stories[7]["id"], merged["id"]


def staff_answers(site, token, stories):
    """What staff see of a site that was just started."""
    asked = [f"/stories/{number}{rest}" for number in stories
             for rest in ("", "/revisions", "/revisions/1", "/draft", "/draft/versions", "/notes", "/corrections", "/preview-links", "/translations", "/numbers.csv", "/proposal")]
    asked += ["/stories?limit=100", "/stories?status=draft", "/stories?q=words", "/sections", "/topics", "/authors", "/trash", "/templates", "/front", "/redirects", "/menus", "/media",
              "/media/1", "/media/1/stories", "/topic-merges", "/numbers?step=day&from=2020-01-01T00:00:00Z&until=2200-01-01T00:00:00Z"]
    return {("staff", path): answer_of(site.get("/api/v1" + path, token=token), "/api/v1" + path) for path in asked}


def people_and_log(site, token, until):
    """Without what was done since, and what people sign in with."""
    people = site.get("/api/v1/people", token=token).json()["people"]
    entries = site.get("/api/v1/audit?limit=100", token=token).json()
    return people, [entry for entry in entries["entries"] if entry["number"] <= until]


class WholeSite(ArchiveTest):
    """A site with something of everything, for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls("setUp")
        cls.number, cls.merged = fill(test)

    def rewrite(self, archive, name, change):
        with open(os.path.join(archive, name), encoding="utf-8") as file:
            before = file.read()
        text = change(before)
        self.assertNotEqual(text, before)
        with open(os.path.join(archive, name), "w", encoding="utf-8") as file:
            file.write(text)
        manifest = os.path.join(archive, "manifest.json")
        entry = self.files(archive)[name]
        with open(manifest, encoding="utf-8") as file:
            lines = file.read()
        encoded = text.encode()
        with open(manifest, "w", encoding="utf-8") as file:
            file.write(lines.replace(f'{{"name": "{name}", "size": {entry["size"]}, "sha256": "{entry["sha256"]}"}}',
                                     f'{{"name": "{name}", "size": {len(encoded)}, "sha256": "{hash_of(encoded)}"}}'))


class RoundTrip(WholeSite):
    """From a file; PostgresRoundTrip does the same from a server."""

    def same_site(self, archive, url):
        """Imports the archive and holds the site that comes of it against this one."""
        name = "new" + str(len(os.listdir(self.temporary)))
        self.import_(archive, name, url)
        shown = {}
        log = {}
        for which in ("old", "new"):
            site = self.site if which == "old" else Site(folder=self.path(name), settings={"database.url": url})
            if which == "old":
                self.site.terminate()
            try:
                token = self.tokens["admin"] if which == "old" else site.token("admin", name="other-admin")
                site.start()
                shown[which] = {**public_answers(site, [path for path in paths(story=self.number, **NAMES) if not path.startswith("/api/v1/views")]),
                                **public_answers(site, ["/media/" + self.medium(archive), "/moved,here", "/?p=1", "/about-us", "/2024/05/story-zero", "/topics/streets"]),
                                **staff_answers(site, token, [1, 2, 3, self.number, self.merged])}
                log[which] = people_and_log(site, token, self.entries(archive))
                self.assertEqual(site.run("check").stdout.splitlines()[-1], "no problems found")
            finally:
                if which == "new":
                    site.close()
        self.assertEqual(differences(shown["old"], shown["new"]), [])
        self.assertEqual(log["old"], log["new"])
        self.assertGreater(len(log["new"][1]), 30)
        with open(os.path.join(self.path(name), "themes", "ours", "assets", "style.css"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "body { color: black }\n")

    def medium(self, archive):
        return next(name for name in sorted(self.files(archive)) if re.fullmatch(r"media/[0-9a-f]{64}\.\w+", name)).removeprefix("media/")

    def entries(self, archive):
        with open(os.path.join(archive, "data", "people", "audit.jsonl"), encoding="utf-8") as file:
            return len(file.readlines())

    def test_the_same_site_comes_of_it_on_a_file(self):
        archive = self.export()
        self.assertEqual(os.listdir(self.temporary), ["archive"])
        self.same_site(archive, FILE)
        self.has_nothing_secret(archive)
        self.is_what_it_says(archive)
        self.export("archive", expect=1)
        self.import_(archive, "new1", expect=1)

    def is_what_it_says(self, archive):
        """Every file with its size and hash; stories that people can read."""
        found = {os.path.relpath(os.path.join(folder, name), archive) for folder, _, names in os.walk(archive) for name in names}
        files = self.files(archive)
        self.assertEqual(found, files.keys() | {"manifest.json"})
        for name, entry in files.items():
            with open(os.path.join(archive, name), "rb") as file:
                bytes_ = file.read()
            self.assertEqual((len(bytes_), hash_of(bytes_)), (entry["size"], entry["sha256"]), name)
        with open(os.path.join(archive, f"stories/2024/{self.number}-story-7.md"), encoding="utf-8") as file:
            text = file.read()
        front, end = json.JSONDecoder().raw_decode(text)
        self.assertEqual((front["title"], front["url"], front["topics"]), ("Story 7", "/2024/05/story-7", ["roads"]))
        self.assertIn("Words *7* and “quotes” \\\\ {\\{\\< x >}}.\n\n![A boat](/media/", text[end:])
        self.assertIn("| a | b |\n| --- | --- |\n| 1 | 2 |", text[end:])
        with open(os.path.join(archive, "data", "view_total.csv"), encoding="utf-8") as file:
            self.assertEqual(file.readline(), "story_id,views,robots\n")

    def has_nothing_secret(self, archive):
        with open(os.path.join(archive, "data", "people", "person.jsonl"), encoding="utf-8") as file:
            self.assertEqual(set(json.loads(file.readline())), {"number", "email", "name", "role", "disabled", "created_at", "last_seen_at"})
        self.assertEqual(sorted(os.listdir(os.path.join(archive, "data", "people"))), ["audit.jsonl", "last_number.jsonl", "person.jsonl"])
        self.assertFalse(os.path.exists(os.path.join(archive, "data", "kept_answer.jsonl")))
        with open(os.path.join(archive, "stoppress.toml"), encoding="utf-8") as file:
            settings = file.read()
        self.assertIn('\nurl = "https://paper.test"', settings)
        self.assertIn('\n# url = "sqlite:stoppress.db"', settings)

    def test_the_same_site_comes_of_it_on_the_other_kind_of_database(self):
        with postgres_server.PostgresServer() as server:
            archive = self.export()
            url = server.create_database()
            self.same_site(archive, url)
            refused = self.import_(archive, "again", url, expect=1)
            self.assertIn("already contains a site", refused.stderr)
            self.assertFalse(os.path.exists(self.path("again")))
            other = server.create_database()
            self.damage_inside(archive)
            self.import_(archive, "damaged", other, expect=1)
            self.assertEqual(server.sql("SELECT count(*) FROM story", other.split("///")[1].split("?")[0]), "0")

    def damage_inside(self, archive):
        """A reference that leads nowhere, under a manifest that knows it."""
        self.rewrite(archive, "data/story_topic.jsonl", lambda text: text.replace('"topic_id":1', '"topic_id":99', 1))


class PostgresRoundTrip(RoundTrip):
    @classmethod
    def setUpClass(cls):
        binary()
        cls.server = postgres_server.PostgresServer()
        cls.addClassCleanup(cls.server.close)
        cls.server.make().start()
        cls.settings = {**cls.settings, "database.url": cls.server.create_database()}
        super().setUpClass()

    def has_nothing_secret(self, archive):
        super().has_nothing_secret(archive)
        for name in self.files(archive):
            with open(os.path.join(archive, name), "rb") as file:
                self.assertNotIn(self.server.folder.encode(), file.read(), name)

    def test_the_same_site_comes_of_it_on_the_other_kind_of_database(self):
        self.same_site(self.export(), self.server.create_database())


class Damaged(WholeSite):
    """What is not whole is named, and makes no site."""

    def refused(self, archive, said, options=()):
        done = self.import_(archive, "none", options=options, expect=1)
        self.assertIn(said, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertEqual([name for name in os.listdir(self.temporary) if name.startswith("none")], [])

    def test_it_is_named_and_makes_no_site(self):
        whole = self.export("whole")
        copies = iter(range(1000))

        def copy():
            name = self.path(f"copy{next(copies)}")
            shutil.copytree(whole, name)
            return name

        def write(archive, name, text, mode="w"):
            with open(os.path.join(archive, name), mode, encoding="utf-8") as file:
                file.write(text)

        def manifest_of(archive, change):
            with open(os.path.join(archive, "manifest.json"), encoding="utf-8") as file:
                text = file.read()
            write(archive, "manifest.json", change(text))

        with self.subTest("a dry run verifies and writes nothing"):
            done = self.import_(whole, "none", options=["--dry-run"])
            self.assertIn("the archive is whole: The Paper & Co", done.stdout)
            self.assertFalse(os.path.exists(self.path("none")))
        with self.subTest("a byte is another"):
            archive = copy()
            with open(os.path.join(archive, "data", "story.jsonl"), "r+b") as file:
                file.seek(100)
                byte = file.read(1)
                file.seek(100)
                file.write(bytes([byte[0] ^ 1]))
            self.refused(archive, "data/story.jsonl differs from what was written")
            self.refused(archive, "data/story.jsonl differs from what was written", ["--dry-run"])
        with self.subTest("a file is missing"):
            archive = copy()
            os.remove(os.path.join(archive, "data", "topic_alias.jsonl"))
            self.refused(archive, "data/topic_alias.jsonl is missing")
        with self.subTest("a file is too many"):
            archive = copy()
            write(archive, "data/more.jsonl", "{}\n")
            self.refused(archive, "data/more.jsonl is not in manifest.json")
        with self.subTest("a file is shorter"):
            archive = copy()
            os.truncate(os.path.join(archive, "data", "change.jsonl"), 50)
            self.refused(archive, "data/change.jsonl differs from what was written")
        with self.subTest("a link"):
            archive = copy()
            os.remove(os.path.join(archive, "data", "note.jsonl"))
            os.symlink("/etc/passwd", os.path.join(archive, "data", "note.jsonl"))
            self.refused(archive, "data/note.jsonl is neither a file nor a folder")
        with self.subTest("no archive"):
            self.refused(self.temporary, "has no manifest.json")
        for said, change in (("its end is missing", lambda text: text[:text.rindex("\n    {") + 1]),
                             ("it ends in the middle of a line", lambda text: text[:len(text) // 2]),
                             ("something follows its end", lambda text: text + "{}\n"),
                             ("newer version", lambda text: text.replace('"format": 1', '"format": 2')),
                             ("newer version", lambda text: re.sub(r'"schema": \d+', '"schema": 900', text)),
                             ("whose database had another form", lambda text: re.sub(r'"schema": \d+', '"schema": 3', text)),
                             ("does not begin", lambda text: text.replace("stoppress archive", "something")),
                             ("lead out of the archive", lambda text: text.replace('"name": "README.md"', '"name": "../README.md"')),
                             ("lead out of the archive", lambda text: text.replace('"name": "README.md"', '"name": "/etc/passwd"')),
                             ("README.md is not in manifest.json", lambda text: re.sub(r'    \{"name": "README.md".*\n', "", text)),
                             ("too long", lambda text: text.replace('"name": "README.md"', '"name": "' + "x" * 20000 + '"'))):
            with self.subTest(said):
                archive = copy()
                manifest_of(archive, change)
                self.refused(archive, said)
        for name, said, change in (
                ("data/story.jsonl", "data/story.jsonl, line 1: it is not a JSON object", lambda text: "x" + text),
                ("data/story.jsonl", 'line 1: "surprise" is not a column', lambda text: text.replace("{", '{"surprise":1,', 1)),
                ("data/story.jsonl", 'line 1: it has no "kind"', lambda text: text.replace('"kind"', '"kin"', 1)),
                ("data/story.jsonl", 'line 1: "id" is not an integer', lambda text: text.replace('"id":1', '"id":"1"', 1)),
                ("data/story.jsonl", "data/story.jsonl, line 1: ", lambda text: text.replace('"status":"published"', '"status":"secret"', 1)),
                ("data/story.jsonl", "data/story.jsonl, line 2: ", lambda text: text.replace('"id":2,', '"id":1,', 1)),
                ("data/story.jsonl", "ends in the middle of a line", lambda text: text[:-1]),
                ("data/view_hour.csv", "data/view_hour.csv, line 1: it does not name the columns", lambda text: text.replace("robots", "machines", 1)),
                ("data/view_hour.csv", 'data/view_hour.csv, line 2: "hour" is not an integer', lambda text: text.replace("\n", "\nx", 1)),
                ("data/people/audit.jsonl", "entry 3 does not match", lambda text: text.replace('"number":3,"at":', '"number":3,"at":1', 1)),
                ("data/revision.jsonl", "story 1, revision 2: the body cannot be read", lambda text: text.replace('"body":"{', '"body":"', 2)),
                ("data/story_topic.jsonl", "refers to a row of topic that does not exist", lambda text: text.replace('"topic_id":1', '"topic_id":99', 1)),
                ("stoppress.toml", "stoppress.toml", lambda text: text + "\n[nothing]\nsuch = 1\n")):
            with self.subTest(said):
                archive = copy()
                self.rewrite(archive, name, change)
                self.refused(archive, said)
        with self.subTest("what check finds can be imported all the same"):
            archive = copy()
            self.rewrite(archive, "data/tally.jsonl", lambda text: re.sub(r'"stories":\d+', '"stories":77', text, count=1))
            self.refused(archive, "To import it with them, use --with-problems")
            done = self.import_(archive, "with", options=["--with-problems"], expect=1)
            self.assertIn("is wrong", done.stderr)
            self.assertTrue(os.path.exists(self.path("with/stoppress.db")))

    def test_a_missing_picture_is_said_and_the_rest_is_there(self):
        media = os.path.join(self.site.folder, "media")
        gone = next(name for name in sorted(os.listdir(media)) if name.endswith((".png", ".webp", ".jpg")))
        os.rename(os.path.join(media, gone), self.path("kept"))
        done = self.site.run("export", "archive", self.path("without"))
        os.rename(self.path("kept"), os.path.join(media, gone))
        self.assertEqual(done.returncode, 1)
        self.assertIn("1 files are missing", done.stderr)
        self.import_(self.path("without"), "new")
        os.makedirs(self.path("full/inside"))
        self.import_(self.path("without"), "full", expect=1)


class UnderLoad(ArchiveTest):
    def test_an_archive_shows_one_moment_while_stories_are_published(self):
        stop = threading.Event()
        editor = self.tokens["editor"]
        self.site.make_section("news", editor)

        def write():
            while not stop.is_set():
                self.site.publish(editor, headline="During the export", section=None, topics=["roads"])

        writers = [threading.Thread(target=write) for _ in range(2)]
        for writer in writers:
            writer.start()
        try:
            for number in range(3):
                eventually(lambda: self.site.get("/api/v1/stories", token=editor).json()["stories"])
                self.export(f"archive{number}")
        finally:
            stop.set()
            for writer in writers:
                writer.join()
        for number in range(3):
            # The import looks at all of it as `check` does: counts, lists, addresses, the change log.
            self.import_(self.path(f"archive{number}"), f"new{number}")

    def test_an_export_or_import_that_is_told_to_end_leaves_nothing(self):
        big = self.path("big")
        run("generate", "--stories", "20000", site=big, env={"STOPPRESS_DATABASE_URL": FILE}, check=True)
        env = {**os.environ, "STOPPRESS_DATABASE_URL": FILE}

        def begin(*arguments, until):
            process = subprocess.Popen([binary(), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, text=True)
            self.addCleanup(process.kill)
            eventually(lambda: until() or process.poll() is not None)
            return process

        def has(prefix):
            return [name for name in os.listdir(self.temporary) if name.startswith(prefix)]

        export = ("export", "archive", self.path("archive"), "--site", big)
        process = begin(*export, until=lambda: os.path.exists(self.path("archive.partial/data/revision.jsonl")))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 1)
        self.assertIn("interrupted", process.communicate()[1])
        self.assertEqual(has("archive"), [])
        process = begin(*export, until=lambda: os.path.exists(self.path("archive.partial/data/revision.jsonl")))
        process.kill()
        process.communicate()
        self.assertEqual(has("archive"), ["archive.partial"])
        done = subprocess.run([binary(), *export], env=env, capture_output=True, text=True, check=True)
        self.assertIn("20000 stories", done.stdout)
        self.assertEqual(has("archive"), ["archive"])
        process = begin("import", "archive", self.path("archive"), "--site", self.path("new"),
                        until=lambda: any(os.path.exists(os.path.join(self.temporary, name, "stoppress.db")) for name in has("new")))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 1)
        self.assertIn("interrupted", process.communicate()[1])
        self.assertEqual(has("new"), [])


if __name__ == "__main__":
    unittest.main()

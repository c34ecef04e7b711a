#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site leaves as plain files while it is served, and an identical site is made of them: every answer to readers byte for byte, and what staff see. On both
databases and from one to the other. import_archive_test.py has archives that are not whole."""
import hashlib
import json
import os
import re
import shutil
import tempfile
import unittest
from urllib.parse import urlsplit

import pictures
import postgres_server
from api_test import ApiTest
from crashes import BROWSER
from imports import write
from public_answers import answer_of, differences, paths, public_answers
from stoppress_site import Site, binary, eventually, not_under_a_sanitizer, run

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

    def export_settled(self):
        """While the site is served, after all that was counted is stored."""
        self.site.terminate()
        self.site.start()
        return self.export()

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
    """Something of everything that a site can have. Returns the numbers of two stories and the address of a preview."""
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
    preview = test.ask("POST", two + "/preview-links", {"hours": 24}, editor, expect=201).json()["url"]
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
    gone = test.ask("POST", "/people", {"email": "left@paper.test", "name": "Left", "role": "editor"}, admin, expect=201).json()["number"]
    test.ask("PATCH", f"/people/{gone}", {"disabled": True}, admin, expect=200)
    test.ask("POST", "/media?filename=report.pdf", b"%PDF-1.7\n" + bytes(500), editor, {"Content-Type": "application/pdf"}, expect=201)
    test.ask("POST", "/media/1/crop", {"x": 100, "y": 50, "width": 400, "height": 300, "rotate": 90}, editor, expect=201)
    trashed = test.ask("POST", "/media?alt=A+car&filename=car.png", pictures.png(700, 500, 6), editor, {"Content-Type": "image/png"}, expect=201).json()
    test.ask("DELETE", f"/media/{trashed['id']}", None, editor, expect=200)
    test.ask("PUT", f"/stories/{test.make(headline='Results')['id']}/embargo", {"until": "2199-03-01T06:00:00Z"}, editor, expect=200)
    test.ask("PUT", f"/stories/{merged['id']}/assignee", {"assignee": "other"}, editor, expect=200)
    import_old_paper(test)
    for story in (stories[5], stories[6], stories[5]):
        test.assertEqual(test.site.get(story["url"], headers={"User-Agent": BROWSER, "Referer": "https://else.test/page"}).status, 200)
    eventually(lambda: test.site.get(f"/api/v1/stories/{stories[5]['id']}", token=editor).json()["views"]["all"] == 2)
    themes = os.path.join(test.site.folder, "themes", "ours", "assets")
    os.makedirs(themes)
    with open(os.path.join(themes, "style.css"), "w", encoding="utf-8") as file:
        file.write("body { color: black }\n")
    return stories[7]["id"], merged["id"], preview


def import_old_paper(test):
    """Leaves the account of an import, and what is left to do after it."""
    test.site.terminate()
    with tempfile.TemporaryDirectory(prefix="stoppress-old-") as old:
        write(old, {"hugo.toml": 'baseURL = "https://old.test/"\n',
                    "content/posts/one.md": "---\ntitle: From the old paper\ndate: 2020-02-03\n---\nText {{< ours >}}.\n"})
        test.site.run("import", "hugo", old)
    test.site.start()


def staff_answers(site, token, stories):
    """What staff see of a site that was just started."""
    asked = [f"/stories/{number}{rest}" for number in stories
             for rest in ("", "/revisions", "/revisions/1", "/draft", "/draft/versions", "/notes", "/corrections", "/translations", "/numbers.csv", "/proposal")]
    asked += ["/stories?limit=100", "/stories?status=draft", "/stories?q=words", "/sections", "/topics", "/authors", "/trash", "/templates", "/front", "/redirects", "/menus", "/media",
              "/media/1", "/media/1/stories", "/topic-merges", "/imports", "/imports/1", "/imports/1/notes?limit=100", "/numbers?step=day&from=2020-01-01T00:00:00Z&until=2200-01-01T00:00:00Z"]
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
        cls.number, cls.merged, cls.preview = fill(test)

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
        previewed = {}
        for which in ("old", "new"):
            site = self.site if which == "old" else Site(folder=self.path(name), settings={"database.url": url})
            if which == "old":
                self.site.terminate()
            try:
                token = self.tokens["admin"] if which == "old" else site.token("admin", name="other-admin")
                site.start()
                # The staff's first: what is asked below is counted a moment later.
                shown[which] = {**staff_answers(site, token, [1, 2, 3, self.number, self.merged]),
                                **public_answers(site, [path for path in paths(story=self.number, **NAMES) if not path.startswith("/api/v1/views")]),
                                **public_answers(site, ["/media/" + self.medium(archive), "/moved,here", "/?p=1", "/about-us", "/2024/05/story-zero", "/topics/streets"])}
                log[which] = people_and_log(site, token, self.entries(archive))
                previewed[which] = site.get(urlsplit(self.preview).path).status, site.get("/api/v1/stories/2/preview-links", token=token).json()["preview_links"] != []
                self.assertEqual(site.run("check").stdout.splitlines()[-1], "no problems found")
            finally:
                if which == "new":
                    site.close()
        self.assertEqual(differences(shown["old"], shown["new"]), [])
        self.assertEqual(log["old"], log["new"])
        self.assertEqual(previewed, {"old": (200, True), "new": (404, False)})
        self.assertGreater(len(log["new"][1]), 30)
        with open(os.path.join(self.path(name), "themes", "ours", "assets", "style.css"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "body { color: black }\n")

    def medium(self, archive):
        return next(name for name in sorted(self.files(archive)) if re.fullmatch(r"media/[0-9a-f]{64}\.\w+", name)).removeprefix("media/")

    def entries(self, archive):
        with open(os.path.join(archive, "data", "people", "audit.jsonl"), encoding="utf-8") as file:
            return len(file.readlines())

    def test_the_same_site_comes_of_it_on_a_file(self):
        # As after a crash.
        self.site.kill()
        archive = self.export()
        self.site.start()
        self.assertEqual(os.listdir(self.temporary), ["archive"])
        for name in ("import_run", "import_count", "import_note"):
            self.assertGreater(self.files(archive)[f"data/{name}.jsonl"]["size"], 0, name)
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
        for name in ("kept_answer", "preview_link"):
            self.assertFalse(os.path.exists(os.path.join(archive, "data", name + ".jsonl")))
        secrets = [*self.tokens.values(), self.other, self.preview.rpartition("/")[2]]
        # Of a token the database has its hash alone, which is nothing for an archive either.
        secrets += [hash_of(secret.encode()) for secret in secrets]
        for name in self.files(archive):
            with open(os.path.join(archive, name), "rb") as file:
                bytes_ = file.read()
            self.assertEqual([secret for secret in secrets if secret.encode() in bytes_], [], name)
        with open(os.path.join(archive, "stoppress.toml"), encoding="utf-8") as file:
            settings = file.read()
        self.assertIn('\nurl = "https://paper.test"', settings)
        self.assertIn('\n# url = "sqlite:stoppress.db"', settings)

    def test_the_same_site_comes_of_it_on_the_other_kind_of_database(self):
        with postgres_server.PostgresServer() as server:
            archive = self.export_settled()
            url = server.create_database()
            self.same_site(archive, url)
            refused = self.import_(archive, "again", url, expect=1)
            self.assertIn("already contains a site", refused.stderr)
            self.assertFalse(os.path.exists(self.path("again")))
            other = server.create_database()
            self.damage_inside(archive)
            self.import_(archive, "damaged", other, expect=1)
            self.assertEqual(server.sql("SELECT count(*) FROM story", other.split("///")[1].split("?")[0]), "0")

    def test_a_database_on_which_a_server_was_only_started_is_filled(self):
        with postgres_server.PostgresServer() as server:
            url = server.create_database()
            with Site(settings={"database.url": url}):
                pass
            archive = self.export()
            self.import_(archive, "tried", url)
            checked = run("check", site=self.path("tried"), env={"STOPPRESS_DATABASE_URL": url})
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def damage_inside(self, archive):
        """A reference that leads nowhere, under a manifest that knows it."""
        self.rewrite(archive, "data/story_topic.jsonl", lambda text: text.replace('"topic_id":1', '"topic_id":99', 1))


class Small(ArchiveTest):
    """Sites that are not served."""

    def site_of(self, name="small"):
        run("generate", "--stories", "3", site=self.path(name), env={"STOPPRESS_DATABASE_URL": FILE}, check=True)
        return self.path(name)

    def export_of(self, site, target, expect=0, **env):
        done = run("export", "archive", target, site=site, env={"STOPPRESS_DATABASE_URL": FILE, **env})
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def test_a_site_without_an_address_keeps_the_one_that_its_pages_have(self):
        self.export_of(self.site_of(), self.path("archive"), STOPPRESS_SERVER_LISTEN="127.0.0.1:12345")
        with open(self.path("archive/stoppress.toml"), encoding="utf-8") as file:
            self.assertIn('\nurl = "http://127.0.0.1:12345"\n', file.read())
        self.import_(self.path("archive"))
        self.assertIn("http://127.0.0.1:12345", run("config", site=self.path("new")).stdout)

    def test_a_target_among_the_themes_is_refused(self):
        site = self.site_of()
        os.makedirs(os.path.join(site, "themes", "ours"))
        os.symlink(os.path.join(site, "themes"), self.path("link"))
        for target in (os.path.join(site, "themes", "archive"), os.path.join(site, "themes", "ours", "a", "b"), os.path.join(site, "themes"), self.path("link/archive")):
            self.assertIn("among the site's themes", self.export_of(site, target, expect=1).stderr)
        self.assertEqual(os.listdir(os.path.join(site, "themes")), ["ours"])
        self.export_of(site, os.path.join(site, "themes-archive"))

    def test_a_theme_has_files_of_any_size(self):
        site = self.site_of()
        os.makedirs(os.path.join(site, "themes", "ours"))
        size = (257 << 20) + 1
        with open(os.path.join(site, "themes", "ours", "film.mp4"), "wb") as file:
            file.truncate(size)  # a hole, which costs no disk here
        self.export_of(site, self.path("archive"))
        self.import_(self.path("archive"))
        self.assertEqual(os.path.getsize(self.path("new/themes/ours/film.mp4")), size)


class PostgresRoundTrip(RoundTrip):
    @classmethod
    def setUpClass(cls):
        binary()
        not_under_a_sanitizer()
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
        self.same_site(self.export_settled(), self.server.create_database())


if __name__ == "__main__":
    unittest.main()

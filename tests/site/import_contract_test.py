#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every importer promises, whatever it reads: an account that balances, once however often it is run and wherever it is killed, a dry run that tells the truth, the same whatever the order,
and memory that does not grow with the source."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import atom_feeds
import ghost_exports
import import_substack_test
import import_wxr_test
from imports import balanced, write
from pictures import png
from stoppress_site import WAITS, Site, binary, not_under_a_sanitizer, only_on_sqlite, run

STORIES = 120
# Bytes of text of a story: enough that keeping all of them would be seen.
TEXT = "Words of a story that go on for a while. " * 50


def used_memory(command):
    """Kilobytes that a command needed at most."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True).stdout)


class Contract:
    """Mixed into a TestCase for each system: `make(folder, numbers)` writes a source with a story for each number, in that order, and returns the arguments of the import."""

    ORDERED = True  # the source has an order
    PICTURES = True  # the source has pictures

    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-contract-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.site = os.path.join(self.temporary, "site")

    def source(self, name="source", numbers=None):
        folder = os.path.join(self.temporary, name)
        os.makedirs(os.path.join(folder, "media"), exist_ok=True)
        for number in range(4):
            write(os.path.join(folder, "media"), {f"{number}.png": png(20 + number, 20, number)})
        return ["import", self.SYSTEM, *self.make(folder, list(numbers if numbers is not None else range(STORIES)))]

    def take(self, arguments, *more, site=None):
        done = run(*arguments, *more, site=site or self.site)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return balanced(self, done.stdout)

    def content(self, folder):
        """What readers get of it, without what depends on the moment."""
        with sqlite3.connect(f"file:{os.path.join(folder, 'stoppress.db')}?mode=ro", uri=True) as database:
            return (database.execute("SELECT source, status, address, slug, headline, published_at, section_id IS NULL FROM story ORDER BY source").fetchall(),
                    database.execute("SELECT path, kind FROM address ORDER BY path").fetchall(), database.execute("SELECT hash FROM medium ORDER BY hash").fetchall(),
                    database.execute("SELECT r.body FROM revision r JOIN story s ON s.id = r.story_id AND s.revision = r.number ORDER BY s.source").fetchall(),
                    database.execute("SELECT s.source, c.source, c.parent, c.anchor, c.name, c.at, c.body, c.hidden, c.removed FROM comment c JOIN story s ON s.id = c.story_id ORDER BY s.source, c.source").fetchall())

    def test_twice_is_once_and_a_dry_run_tells_the_same(self):
        arguments = self.source()
        told = self.take(arguments, "--dry-run")
        self.assertFalse(os.path.exists(os.path.join(self.site, "stoppress.db")))
        first = self.take(arguments)
        self.assertEqual(told, first)
        self.assertEqual(first["stories"]["taken"], STORIES)
        again = self.take(arguments)
        self.assertEqual({kind: account["items"] for kind, account in first.items()}, {kind: account["items"] for kind, account in again.items()})
        self.assertEqual(sum(account["taken"] + account["changed"] + account["refused"] for account in again.values()), 0, again)

    def test_killed_anywhere_and_run_again_it_is_as_if_run_once(self):
        only_on_sqlite()
        not_under_a_sanitizer()
        arguments = self.source()
        whole = os.path.join(self.temporary, "whole")
        self.take(arguments, site=whole)
        for delay in (0.05, 0.15, 0.3, 0.6, 1.0):
            process = subprocess.Popen([binary(), *arguments, "--site", self.site], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        table = self.take(arguments)
        self.assertEqual(table["stories"]["taken"] + table["stories"]["unchanged"], STORIES)
        self.assertEqual(self.content(self.site), self.content(whole))
        check = run("check", site=self.site)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_an_interrupted_run_says_so_and_is_gone_on_with(self):
        only_on_sqlite()
        arguments = self.source()
        process = subprocess.Popen([binary(), *arguments, "--site", self.site], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60 * WAITS)
        # It may have been quicker, or not have begun to listen.
        self.assertIn(process.returncode, (0, 1, -signal.SIGINT), told)
        if process.returncode == 1:
            self.assertIn("run the same command again", told)
        self.assertEqual(self.take(arguments)["stories"]["items"], STORIES)

    def test_the_order_of_a_source_does_not_matter(self):
        only_on_sqlite()
        if not self.ORDERED:
            self.skipTest("files have no order")
        not_under_a_sanitizer()
        turned = os.path.join(self.temporary, "turned")
        self.take(self.source())
        self.take(self.source("other", reversed(range(STORIES))), site=turned)
        self.assertEqual(self.content(self.site), self.content(turned))

    def test_memory_does_not_grow_with_the_source(self):
        only_on_sqlite()
        if os.environ.get("STOPPRESS_SANITIZE"):
            self.skipTest("a sanitizer's own memory grows")
        few = used_memory([binary(), *self.source("few", range(200)), "--site", os.path.join(self.temporary, "a")])
        many = used_memory([binary(), *self.source("many", range(1600)), "--site", os.path.join(self.temporary, "b")])
        # All texts together are 3 MB more, and as much again where there are comments, in several forms; a database's cache and the work in
        # hand may grow to their limits.
        self.assertLess(many - few, 60_000, (few, many))

    def test_every_address_answers_and_pictures_are_here(self):
        self.take(self.source())
        with Site(folder=self.site) as site:
            stories = site.get("/api/v1/stories?limit=100").json()["stories"]
            self.assertEqual(len(stories), 100)
            for story in stories[:20]:
                page = site.get(story["url"])
                self.assertEqual(page.status, 200)
                if self.PICTURES:
                    self.assertRegex(page.text, r'src="/media/[0-9a-f]{64}\.')


class Hugo(Contract, unittest.TestCase):
    SYSTEM = "hugo"
    ORDERED = False

    def make(self, folder, numbers):
        os.makedirs(os.path.join(folder, "static"), exist_ok=True)
        shutil.copytree(os.path.join(folder, "media"), os.path.join(folder, "static"), dirs_exist_ok=True)
        shutil.rmtree(os.path.join(folder, "media"))
        write(folder, {f"content/news/{number:05}.md": f"---\ntitle: Story {number}\ndate: 2020-01-02\ntags: [t{number % 5}]\n---\n{TEXT}\n\n![A](/{number % 4}.png)\n" for number in numbers})
        return [folder]


class Jekyll(Contract, unittest.TestCase):
    SYSTEM = "jekyll"
    ORDERED = False

    def make(self, folder, numbers):
        os.makedirs(os.path.join(folder, "assets"), exist_ok=True)
        shutil.copytree(os.path.join(folder, "media"), os.path.join(folder, "assets"), dirs_exist_ok=True)
        shutil.rmtree(os.path.join(folder, "media"))
        write(folder, {"_config.yml": "timezone: UTC\n", **{f"_posts/2020-01-02-{number:05}.md": f"---\ntitle: Story {number}\ncategories: news\ntags: [t{number % 5}]\nauthor: ann\n---\n{TEXT}\n\n![A](/assets/{number % 4}.png)\n" for number in numbers}})
        return [folder]


class Wxr(Contract, unittest.TestCase):
    SYSTEM = "wxr"

    def make(self, folder, numbers):
        uploads = "https://paper.test/wp-content/uploads/"
        attachments = [import_wxr_test.item(90_000 + number, kind="attachment", status="inherit", more=f"<wp:attachment_url>{uploads}{number}.png</wp:attachment_url>") for number in range(4)]
        comment = import_wxr_test.SmallExport.comment
        items = [import_wxr_test.item(number + 1, title=f"Story {number}", content=f'{TEXT}<img src="{uploads}{number % 4}.png">',
                                      more=comment(3 * number + 1, TEXT) + comment(3 * number + 2, "A reply", parent=3 * number + 1) + comment(3 * number + 3, "Bad", approved="spam")) for number in numbers]
        write(folder, {"export.xml": import_wxr_test.export(*items[:len(items) // 2], *attachments, *items[len(items) // 2:]).encode()})
        return [os.path.join(folder, "export.xml"), "--media", os.path.join(folder, "media")]


class Ghost(Contract, unittest.TestCase):
    SYSTEM = "ghost"

    def make(self, folder, numbers):
        os.makedirs(os.path.join(folder, "content"), exist_ok=True)
        shutil.move(os.path.join(folder, "media"), os.path.join(folder, "content", "images"))
        posts = [ghost_exports.post(number + 1, f"story-{number}", TEXT, {"type": "image", "src": f"__GHOST_URL__/content/images/{number % 4}.png"}, tags=[f"t{number % 5}"], authors=["ann"]) for number in numbers]
        export = ghost_exports.export(posts, tags={f"t{number}": {"name": f"T{number}"} for number in range(5)}, users={"ann": {"name": "Ann"}})
        write(folder, {"export.json": json.dumps(export).encode()})
        return [os.path.join(folder, "export.json"), "--media", os.path.join(folder, "content")]


class Substack(Contract, unittest.TestCase):
    SYSTEM = "substack"
    PICTURES = False

    def make(self, folder, numbers):
        rows = [import_substack_test.row(number + 1, f"story-{number}") for number in numbers]
        write(folder, {"posts.csv": import_substack_test.listed(rows).encode(), **{f"posts/{row['post_id']}.html": f"<p>{TEXT}</p>" for row in rows}})
        return [folder]


class Atom(Contract, unittest.TestCase):
    SYSTEM = "atom"

    def make(self, folder, numbers):
        google = "https://blogger.googleusercontent.com/img/a/AVvX"
        entries = [atom_feeds.entry(number + 1, f'{TEXT}<br><br><img src="{google}/s320/{number % 4}.png">', title=f"Story {number}", labels=[f"t{number % 5}"]) for number in numbers]
        entries += [atom_feeds.entry(100_000 + number, TEXT, kind="COMMENT", more=f"<blogger:parent>{atom_feeds.BLOG}.post-{number + 1}</blogger:parent>") for number in numbers]
        write(folder, {"feed.atom": atom_feeds.takeout(*entries).encode(), "settings.csv": atom_feeds.SETTINGS.format(access="PUBLIC")})
        return [os.path.join(folder, "feed.atom"), "--media", os.path.join(folder, "media")]


if __name__ == "__main__":
    unittest.main()

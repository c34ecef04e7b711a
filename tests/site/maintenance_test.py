#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate, backup, restore and check, on the program itself: the same seed is the same site, and a backup of a served site is that site."""
import html
import lzma
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

from stoppress_site import Site, binary, only_on_sqlite, run


def stories_of(folder):
    with sqlite3.connect(f"file:{folder}/stoppress.db?mode=ro", uri=True) as database:
        return database.execute("SELECT story.id, address, story.headline, body FROM story JOIN revision ON story_id = id ORDER BY id").fetchall()


class Maintenance(unittest.TestCase):
    def setUp(self):
        binary()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-maintenance-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def generate(self, name, *, stories=300, seed=7):
        return run("generate", "--stories", stories, "--seed", seed, site=self.folder / name)

    def test_the_same_seed_is_the_same_site(self):
        for name, seed in (("one", 7), ("two", 7), ("other", 8)):
            self.assertEqual(self.generate(name, seed=seed).returncode, 0)
        one, two, other = (stories_of(self.folder / name) for name in ("one", "two", "other"))
        self.assertTrue(one == two, "the same seed gave two sites")
        self.assertFalse(one == other, "two seeds gave one site")
        self.assertGreater(len({headline for _, _, headline, _ in one}), 200)
        words = [body.count(" ") for _, _, _, body in one]
        self.assertGreater(sum(words) / len(words), 550)
        checked = run("check", site=self.folder / "one")
        self.assertEqual((checked.returncode, checked.stdout.splitlines()[-1]), (0, "no problems found"), checked.stdout + checked.stderr)

    def test_made_up_views_fill_the_hours_that_have_none_and_no_other(self):
        site = self.folder / "site"
        # Synthetic stories are spread over years: the newest are the ones that are viewed.
        self.generate("site", stories=300)
        made = run("generate-views", "--days", "3", "--per-day", "500", site=site, check=True)
        views = int(made.stdout.split()[0])
        self.assertGreater(views, 500)
        again = run("generate-views", "--days", "3", "--per-day", "500", site=site, check=True)
        self.assertLess(int(again.stdout.split()[0]), 200, "only what of this hour had not begun")
        checked = run("check", site=site)
        self.assertEqual((checked.returncode, checked.stdout.splitlines()[-1]), (0, "no problems found"), checked.stdout + checked.stderr)
        with Site(folder=site) as served:
            token = served.token("editor")
            numbers = served.get("/api/v1/numbers?step=day&from=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", token=token)
            self.assertEqual(numbers.json()["total"]["views"], 0)
            listed = served.get("/api/v1/stories?order=most_viewed&window=week&limit=100").json()["stories"]
            self.assertGreaterEqual(len(listed), 10)

    def test_made_up_views_want_a_site_and_sensible_numbers(self):
        self.assertEqual(run("generate-views", site=self.folder / "none").returncode, 1)
        self.assertFalse((self.folder / "none").exists())
        self.generate("site", stories=3)
        for wrong in (("--days", "0"), ("--days", "401"), ("--per-day", "0"), ("--per-day", "x")):
            self.assertEqual(run("generate-views", *wrong, site=self.folder / "site").returncode, 2, wrong)
        with Site(folder=self.folder / "site"):
            busy = run("generate-views", site=self.folder / "site")
            self.assertEqual(busy.returncode, 1)
            self.assertIn("stop it first", busy.stderr)

    def test_generate_leaves_a_site_with_stories_alone(self):
        self.generate("site")
        before = stories_of(self.folder / "site")
        again = self.generate("site", seed=8)
        self.assertEqual(again.returncode, 1)
        self.assertIn("already contains stories", again.stderr)
        self.assertEqual(stories_of(self.folder / "site"), before)

    def test_an_interrupted_generate_leaves_nothing_and_can_be_started_again(self):
        site = self.folder / "site"
        for stop in (signal.SIGINT, signal.SIGKILL):
            process = subprocess.Popen([binary(), "generate", "--stories", "5000000", "--site", str(site)], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while not (site / "stoppress.db.new").exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(stop)
            self.assertEqual(process.wait(60), 1 if stop == signal.SIGINT else -stop)
            self.assertFalse((site / "stoppress.db").exists())
        self.assertEqual(self.generate("site").returncode, 0)
        self.assertEqual(len(stories_of(site)), 300)
        self.assertFalse((site / "stoppress.db.new").exists())

    def test_a_backup_of_a_served_site_is_that_site(self):
        only_on_sqlite()
        self.generate("site", stories=2000)
        site = Site(folder=self.folder / "site")
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        story = site.publish(token, headline="Before the backup")
        stop = threading.Event()

        def write():
            while not stop.is_set():
                site.publish(token, headline="During the backup")

        writer = threading.Thread(target=write)
        writer.start()
        try:
            done = run("backup", self.folder / "site.tar", site=self.folder / "site")
        finally:
            stop.set()
            writer.join()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(run("restore", self.folder / "site.tar", site=self.folder / "copy").returncode, 0)
        checked = run("check", site=self.folder / "copy")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        original, copy = stories_of(self.folder / "site"), stories_of(self.folder / "copy")
        # The last story may have been saved and not yet published at that moment.
        self.assertTrue(copy[:-1] == original[:len(copy) - 1], "the copy differs")
        self.assertGreater(len(copy), 2000)

        restored = Site(folder=self.folder / "copy")
        self.addCleanup(restored.close)
        restored.start()
        self.assertIn("Before the backup", restored.get(story["url"]).text)
        saved = restored.post("/api/v1/stories", {"headline": "With the old token"}, token=token)
        self.assertEqual(saved.status, 201, saved.text)

    def test_a_backup_of_an_earlier_program_is_restored(self):
        # Made by commit 3dbda78: two stories, a token, and a theme file whose name is long and has a combining accent.
        source = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2]))
        with lzma.open(source / "tests" / "upgrade" / "backup-format-1.tar.xz") as packed:
            (self.folder / "site.tar").write_bytes(packed.read())
        done = run("restore", self.folder / "site.tar", site=self.folder / "new")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        name = "n" * 110 + "e\u0301.css"
        self.assertEqual(os.listdir(self.folder / "new" / "themes" / "ours" / "assets"), [name])
        self.assertEqual((self.folder / "new" / "themes" / "ours" / "assets" / name).read_text(), "body { color: black }\n")
        with Site(folder=self.folder / "new") as site:
            for _, address, headline, _ in stories_of(self.folder / "new"):
                self.assertIn(headline, html.unescape(site.get("/" + address.lstrip("/")).text))
        checked = run("check", site=self.folder / "new")
        self.assertEqual((checked.returncode, checked.stdout.splitlines()[-1]), (0, "no problems found"), checked.stdout + checked.stderr)
        self.assertIn("desk", run("token", "list", site=self.folder / "new", check=True).stdout)

    def test_what_is_no_backup_is_refused_and_leaves_nothing(self):
        (self.folder / "garbage").write_bytes(b"garbage" * 1000)
        for arguments, status in ((("restore", self.folder / "garbage"), 1), (("restore", self.folder / "nothing"), 1), (("restore",), 2)):
            done = run(*arguments, site=self.folder / "new")
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
            self.assertFalse((self.folder / "new").exists())

    def test_check_names_what_does_not_hold(self):
        self.generate("site")
        with sqlite3.connect(self.folder / "site" / "stoppress.db") as database:
            database.execute("UPDATE revision SET body = 'broken' WHERE story_id = 5")
        database.close()
        checked = run("check", site=self.folder / "site")
        self.assertEqual(checked.returncode, 1)
        self.assertIn("story 5, revision 1: the body cannot be read", checked.stdout)
        self.assertEqual(run("check", site=self.folder / "nowhere").returncode, 1)
        self.assertFalse((self.folder / "nowhere").exists())

    def test_a_lost_database_is_never_mistaken_for_a_new_site(self):
        self.generate("site")
        (self.folder / "site" / "stoppress.db").unlink()
        for arguments in (("serve", "--listen", "127.0.0.1:0"), ("generate", "--stories", "5")):
            done = run(*arguments, site=self.folder / "site")
            self.assertEqual(done.returncode, 1)
            self.assertIn("is missing, but this site had one", done.stderr)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that a site moves to a server and back without a difference, interrupted or not; that nothing is moved over anything; and that a backup of a
site on a server, taken under load, restores to a site that is whole."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

from postgres_server import PostgresServer
from stoppress_site import Site, binary, eventually, run

STORIES = 3000


def dump(file):
    """Everything in a site's database file, but for what is no content."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") if name != "view_log"]
        rows = {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
    database.close()
    return rows


class Moving(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        binary()
        cls.server = PostgresServer()
        cls.addClassCleanup(cls.server.close)
        cls.server.make().start()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="stoppress-move-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.site = os.path.join(self.folder, "site")
        self.file = os.path.join(self.site, "stoppress.db")

    def generate(self):
        run("generate", "--stories", STORIES, site=self.site, check=True)
        with Site(folder=self.site, settings={"views.repeat_minutes": 0}) as site:
            self.token = site.token("editor", name="desk")
            self.story = site.publish(self.token, headline="Of one's own, “quoted” — فارسی 🗞")
            site.post(f"/api/v1/stories/{self.story['id']}/withdraw", {"reason": "A test"}, token=self.token)
            site.publish(self.token, headline="Before the move", topics=["roads", "rail"], authors=["ada"])
            worked_on = site.publish(self.token, headline="Still at work", section="to-be-renamed")
            path = f"/api/v1/stories/{worked_on['id']}"
            made = [site.patch(path + "/draft", {"headline": "Nearly done"}, token=self.token, headers={"If-Match": '"1"'}),
                    site.post(path + "/notes", {"text": "Look here."}, token=self.token),
                    site.put(path + "/assignee", {"assignee": "desk"}, token=self.token),
                    site.post(path + "/corrections", {"kind": "correction", "text": "It was so."}, token=self.token),
                    site.post(path + "/preview-links", {"hours": 24}, token=self.token),
                    site.put("/api/v1/sections/to-be-renamed", {"slug": "renamed", "position": 3}, token=self.token)]
            self.assertEqual([answer.status for answer in made], [200, 201, 200, 201, 201, 200])
            for story in range(1, 200):
                site.post("/api/v1/views", json.dumps({"story": story, "referrer": f"h{story % 7}.example"}),
                          headers={"Content-Type": "text/plain", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"})
            site.terminate()

    def move(self, *arguments, **options):
        return run("move", *arguments, site=self.site, **options)

    def test_there_and_back_nothing_differs(self):
        self.generate()
        url = self.server.create_database()
        before = dump(self.file)
        self.assertEqual(len(before["revision"]), STORIES + 3)
        for table in ("draft", "note", "correction", "preview_link", "section_alias"):
            self.assertEqual(len(before[table]), 1, table)
        self.assertEqual((len(before["referrer_hour"]) >= 7, len(before["story_referrer"])), (True, 199))
        there = self.move("--to", url)
        self.assertEqual(there.returncode, 0, there.stderr)
        self.assertIn(url, there.stdout)
        checked = run("check", site=self.site, env={"STOPPRESS_DATABASE_URL": url})
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        back = self.move("--from", url, "--to", "sqlite:back.db")
        self.assertEqual(back.returncode, 0, back.stderr)
        self.assertEqual(dump(os.path.join(self.site, "back.db")), before)
        # It is served from there as from here, with the old tokens, and numbers go on.
        with Site(folder=self.site, settings={"database.url": url}) as site:
            self.assertEqual(site.get(self.story["url"]).status, 410)
            made = site.publish(self.token, headline="After the move", topics=["roads", "new-topic"], authors=["new-author"])
            self.assertEqual(made["id"], STORIES + 4)
            self.assertIn("After the move", site.get("/topics/new-topic").text)

    def begun(self, url):
        name = url.split("?")[0].rsplit("/", 1)[1]
        if self.server.sql("SELECT to_regclass('made_with') IS NOT NULL", name) != "t":
            return False
        return self.server.sql("SELECT count(*) FROM made_with WHERE name = 'moving'", name) == "1"

    def test_an_interrupted_move_goes_on(self):
        self.generate()
        url = self.server.create_database()
        interrupted = 0
        for pause in (0, 0.7, 1.0):  # the first as soon as it has begun, the others at some moment
            process = subprocess.Popen([binary(), "move", "--to", url, "--site", self.site], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if pause == 0:
                eventually(lambda: self.begun(url) or process.poll() is not None, message="the move does not begin")
            time.sleep(pause)
            process.send_signal(signal.SIGKILL if pause == 0.7 else signal.SIGINT)
            process.communicate()
            interrupted += process.returncode != 0
            if process.returncode == 0:
                break
            if not self.begun(url):
                continue  # stopped before it had begun
            refused = run("serve", "--listen", "127.0.0.1:0", site=self.site, env={"STOPPRESS_DATABASE_URL": url})
            self.assertEqual(refused.returncode, 1)
        self.assertGreater(interrupted, 0, "the move was too fast to interrupt it")
        there = self.move("--to", url)
        self.assertIn(there.returncode, (0, 1) if interrupted < 3 else (0,), there.stderr)
        before = dump(self.file)
        self.assertEqual(self.move("--from", url, "--to", "sqlite:back.db").returncode, 0)
        self.assertEqual(dump(os.path.join(self.site, "back.db")), before)

    def test_a_database_on_which_a_server_was_only_started_is_a_target(self):
        run("generate", "--stories", "3", site=self.site, check=True)
        url = self.server.create_database()
        with Site(settings={"database.url": url}):
            pass
        there = self.move("--to", url)
        self.assertEqual(there.returncode, 0, there.stderr)
        checked = run("check", site=self.site, env={"STOPPRESS_DATABASE_URL": url})
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_nothing_is_moved_over_anything(self):
        self.generate()
        url = self.server.create_database()
        run("generate", "--stories", "3", site=os.path.join(self.folder, "other"), env={"STOPPRESS_DATABASE_URL": url}, check=True)
        refused = self.move("--to", url)
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("choose an empty database", refused.stderr)
        self.assertEqual(self.move("--to", "sqlite:stoppress.db").returncode, 1)
        self.assertEqual(self.move("--to", "mysql://x").returncode, 2)
        self.assertEqual(self.move("--to", "postgresql:///none?host=/nowhere").returncode, 1)
        with Site(folder=self.site):
            served = self.move("--to", self.server.create_database())
            self.assertEqual(served.returncode, 1)
            self.assertIn("stop it first", served.stderr)

    def test_a_backup_of_a_served_site_is_that_site(self):
        url = self.server.create_database()
        run("generate", "--stories", "500", site=self.site, env={"STOPPRESS_DATABASE_URL": url}, check=True)
        with Site(folder=self.site, settings={"database.url": url}) as site:
            token = site.token("editor")
            story = site.publish(token, headline="Before the backup")
            stop = threading.Event()
            made = []

            def write():
                while not stop.is_set():
                    made.append(site.publish(token, headline="During the backup")["id"])

            writer = threading.Thread(target=write)
            writer.start()
            try:
                done = site.run("backup", os.path.join(self.folder, "site.tar"))
            finally:
                stop.set()
                writer.join()
        self.assertEqual(done.returncode, 0, done.stderr)
        copy = os.path.join(self.folder, "copy")
        restored = run("restore", os.path.join(self.folder, "site.tar"), site=copy)
        self.assertEqual(restored.returncode, 0, restored.stderr)
        checked = run("check", site=copy)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        with Site(folder=copy) as site:
            self.assertIn("Before the backup", site.get(story["url"]).text)
            self.assertEqual(site.post("/api/v1/stories", {"headline": "With the old token"}, token=token).status, 201)
        self.assertGreater(len(made), 0)


if __name__ == "__main__":
    unittest.main()

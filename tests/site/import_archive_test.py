#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An archive that is not whole is named and makes no site; one that was written under load shows one moment; a run that is told to end leaves nothing."""
import os
import re
import shutil
import signal
import subprocess
import threading
import unittest

from export_archive_test import FILE, ArchiveTest, WholeSite
from stoppress_site import binary, eventually, not_under_a_sanitizer, run


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
        with self.subTest("a setting of the machine"):
            for text, said in ((f'\n[media]\nstore = "{self.path("elsewhere")}"\n', "media.store is a setting of the machine"),
                               ('\n[database]\nurl = "postgresql://127.0.0.1:1/theirs"\n', "database.url is a setting of the machine"),
                               ('\n[server]\nlisten = "0.0.0.0:80"\n', "server.listen is a setting of the machine")):
                archive = copy()
                table = text.split("\n")[1]
                self.rewrite(archive, "stoppress.toml", lambda toml: toml.replace(table + "\n", text.strip() + "\n"))
                with open(os.path.join(archive, "stoppress.toml"), encoding="utf-8") as file:
                    line = file.read().split("\n").index(text.split("\n")[2]) + 1
                for options in ([], ["--dry-run"]):
                    self.refused(archive, f"stoppress.toml:{line}: {said}", options)
            self.assertFalse(os.path.exists(self.path("elsewhere")))
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
                ("data/people/last_number.jsonl", 'data/people/last_number.jsonl, line 1: "person" is below', lambda text: re.sub(r'"person":\d+', '"person":0', text)),
                ("data/people/last_number.jsonl", 'line 1: "person" is not a number', lambda text: re.sub(r'"person":\d+', f'"person":{2**63 - 1}', text)),
                ("data/people/last_number.jsonl", 'line 1: "audit" and', lambda text: re.sub(r'"audit":\d+', '"audit":9000', text)),
                ("data/people/last_number.jsonl", "data/people/last_number.jsonl, line 1: it is not the only line", lambda text: text.replace('"line":1', '"line":2')),
                ("data/people/last_number.jsonl", "data/people/last_number.jsonl, line 2: it is not the only line", lambda text: text * 2),
                ("data/people/last_number.jsonl", "data/people/last_number.jsonl has no line", lambda text: ""),
                ("data/last_number_of.jsonl", 'line 1: "number" is not a number', lambda text: f'{{"kind":"story","number":{2**63 - 1}}}\n'),
                ("data/tally.jsonl", 'line 1: "stories" is not a number', lambda text: re.sub(r'"stories":\d+', f'"stories":{2**60}', text, count=1)),
                ("data/story.jsonl", 'line 1: "created_at" is not a time', lambda text: re.sub(r'"created_at":\d+', f'"created_at":{2**60}', text, count=1)),
                ("data/view_log.jsonl", 'data/view_log.jsonl, line 1: "hour" is not an hour', lambda text: f'{{"counts":"@{2**60} 1:1","referrers":""}}\n' + text),
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
        self.refused(self.path("without"), ": picture ")
        done = self.import_(self.path("without"), "new", options=["--with-problems"], expect=1)
        self.assertIn("picture ", done.stderr)
        self.assertTrue(os.path.exists(self.path("new/stoppress.db")))

    def test_pictures_go_elsewhere_only_when_all_rows_are_right(self):
        archive = self.export("whole")
        elsewhere = self.path("elsewhere")
        os.makedirs(elsewhere)
        env = {"STOPPRESS_DATABASE_URL": FILE, "STOPPRESS_MEDIA_STORE": elsewhere}
        wrong = self.path("wrong")
        shutil.copytree(archive, wrong)
        self.rewrite(wrong, "data/tally.jsonl", lambda text: re.sub(r'"stories":\d+', '"stories":77', text, count=1))
        self.assertEqual(run("import", "archive", wrong, site=self.path("none"), env=env).returncode, 1)
        self.assertEqual(os.listdir(elsewhere), [])
        done = run("import", "archive", archive, site=self.path("new"), env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("originals", os.listdir(elsewhere))

    def test_only_a_new_folder_gets_a_site(self):
        archive = self.export("whole")
        os.makedirs(self.path("full/inside"))
        os.makedirs(self.path("empty"))
        os.symlink(self.path("empty"), self.path("link"))
        os.symlink(self.path("nowhere"), self.path("broken"))
        for name, said in (("full", "is not empty"), ("link", "is a symbolic link"), ("link/", "is a symbolic link"), ("broken", "is a symbolic link")):
            done = self.import_(archive, name, expect=1)
            self.assertIn(said, done.stderr)
            self.assertNotIn("the archive is whole", done.stdout)  # before any work
        done = run("import", "archive", archive, site="/proc", env={"STOPPRESS_DATABASE_URL": FILE})
        self.assertIn("is a mounted folder", done.stderr)
        self.import_(archive, "empty")


class UnderLoad(ArchiveTest):
    def test_an_archive_shows_one_moment_while_stories_are_published(self):
        stop = threading.Event()
        editor = self.tokens["editor"]
        self.site.make_section("news", editor)

        written = []

        def write():
            while not stop.is_set():
                written.append(self.site.publish(editor, headline="During the export", section=None, topics=["roads"])["id"])

        writers = [threading.Thread(target=write) for _ in range(2)]
        for writer in writers:
            writer.start()
        try:
            for number in range(3):
                before = len(written)
                eventually(lambda: len(written) > before)
                self.export(f"archive{number}")
        finally:
            stop.set()
            for writer in writers:
                writer.join()
        counts = []
        for number in range(3):
            with open(os.path.join(self.path(f"archive{number}"), "data", "story.jsonl"), encoding="utf-8") as file:
                counts.append(len(file.readlines()))
            # The import looks at all of it as `check` does: counts, lists, addresses, the change log.
            self.import_(self.path(f"archive{number}"), f"new{number}")
        self.assertTrue(0 < counts[0] < counts[1] < counts[2], counts)

    def test_an_export_or_import_that_is_told_to_end_leaves_nothing(self):
        not_under_a_sanitizer()
        big = self.path("big")
        run("generate", "--stories", "10000", site=big, env={"STOPPRESS_DATABASE_URL": FILE}, check=True)
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
        self.assertIn("10000 stories", done.stdout)
        self.assertEqual(has("archive"), ["archive"])
        process = begin("import", "archive", self.path("archive"), "--site", self.path("new"),
                        until=lambda: any(os.path.exists(os.path.join(self.temporary, name, "stoppress.db")) for name in has("new")))
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 1)
        self.assertIn("interrupted", process.communicate()[1])
        self.assertEqual(has("new"), [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings from a file, the environment and flags: what holds, where it comes from, and what a mistake is answered with."""
import os
import pathlib
import shutil
import tempfile
import unittest

from stoppress_site import Site, binary, run


class Settings(unittest.TestCase):
    def setUp(self):
        binary()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-settings-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.site = self.folder / "site"

    def config(self, env=None):
        done = run("config", site=self.site, env=env, check=True)
        entries = {}
        for line in done.stdout.splitlines():
            setting, origin = line.rsplit("  # ", 1)
            key, value = setting.split(" = ", 1)
            entries[key] = (value.strip(), origin)
        return entries

    def test_the_first_use_makes_a_commented_file_that_sets_nothing(self):
        entries = self.config()
        self.assertEqual({origin for _, origin in entries.values()}, {"default"})
        text = (self.site / "stoppress.toml").read_text()
        for key in entries:
            self.assertIn(f"\n# {key.rpartition('.')[2]} = ", text)
        self.assertEqual(entries["views.count"][0], '"request"')
        self.assertEqual(entries["views.repeat_minutes"][0], "30")
        self.assertEqual(entries["database.url"][0], '"sqlite:stoppress.db"')
        self.assertEqual(entries["boxes.most_viewed.window"][0], '"week"')
        self.assertEqual(entries["teaser.length"][0], "200")

    def test_origins_are_told(self):
        self.config()
        (self.site / "stoppress.toml").write_text('[site]\ntitle = "The Post"\n\n[boxes.most_viewed]\nwindow = "day"\n')
        entries = self.config({"STOPPRESS_BOXES_MOST_VIEWED_WINDOW": "month", "STOPPRESS_SERVER_HOSTS": "a.example,b.example"})
        file = self.site / "stoppress.toml"
        self.assertEqual(entries["site.title"], ('"The Post"', f"{file}:2"))
        self.assertEqual(entries["boxes.most_viewed.window"], ('"month"', "environment STOPPRESS_BOXES_MOST_VIEWED_WINDOW"))
        self.assertEqual(entries["server.hosts"][0], '["a.example", "b.example"]')

    def test_what_config_prints_can_be_read_back(self):
        first = run("config", site=self.site, env={"STOPPRESS_SITE_TITLE": 'Say "hi" \\ here'}, check=True).stdout
        (self.site / "stoppress.toml").write_text(first)
        again = self.config()
        self.assertEqual(again["site.title"][0], '"Say \\"hi\\" \\\\ here"')

    def test_a_mistake_in_the_file_stops_every_subcommand_with_file_line_and_key(self):
        self.config()
        file = self.site / "stoppress.toml"
        for text, says in (('[views]\nrepeat_minuts = 3\n', ":2: views.repeat_minuts"), ('[views]\n\nrepeat_minutes = "x"\n', ":3: views.repeat_minutes"),
                           ("[site\n", ":1:"), ('[site]\ntimezone = "Nowhere"\n', ":2: site.timezone")):
            file.write_text(text)
            for arguments in (("serve", "--listen", "127.0.0.1:0"), ("config",), ("check",), ("token", "list"), ("backup", str(self.folder / "b"))):
                with self.subTest(text=text, arguments=arguments):
                    done = run(*arguments, site=self.site, timeout=60)
                    self.assertEqual((done.returncode, done.stdout), (1, ""))
                    self.assertEqual(done.stderr.count("\n"), 1)
                    self.assertIn(str(file) + says, done.stderr)

    def test_a_mistake_in_the_environment_leaves_no_site_behind(self):
        for name, value in (("STOPPRESS_VIEWS_COUNT", "never"), ("STOPPRESS_VIEWS_CUONT", "request")):
            done = run("config", site=self.site, env={name: value})
            self.assertEqual(done.returncode, 1)
            self.assertIn(name, done.stderr)
            self.assertFalse(self.site.exists())

    def test_files_that_are_no_text_are_refused(self):
        self.config()
        file = self.site / "stoppress.toml"
        file.write_bytes(b"[site]\ntitle = \"\xff\xfe\"\n")
        self.assertIn("not UTF-8", run("config", site=self.site).stderr)
        file.write_bytes(b"#" * (2 << 20))
        self.assertIn("is too large", run("config", site=self.site).stderr)
        file.write_text("a = " + "[" * 300)
        done = run("config", site=self.site)
        self.assertEqual(done.returncode, 1, "deep nesting must not end the program")
        file.unlink()
        file.mkdir()
        self.assertIn("is not a regular file", run("config", site=self.site).stderr)

    def test_the_documentation_is_the_programs_own(self):
        page = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2])) / "docs" / "settings.md"
        self.assertEqual(page.read_text(), run("config", "--format", "markdown", check=True).stdout,
                         "bring docs/settings.md up to date: stoppress config --format markdown > docs/settings.md")

    def test_settings_reach_the_pages(self):
        with Site(settings={"site.title": "The Harbour Post", "site.url": "https://post.example", "site.language": "fa", "site.timezone": "Asia/Tehran"}) as site:
            page = site.get("/").text
            self.assertIn("The Harbour Post", page)
            self.assertIn("https://post.example/", page)
            self.assertRegex(page, r'<html[^>]* dir="?rtl')
            story = site.post("/api/v1/stories", {"headline": "شب در بندر"}, token=site.token("editor")).json()
            self.assertEqual((story["language"], story["direction"]), ("fa", "rtl"))

    def test_teasers_have_the_length_that_is_set(self):
        with Site(settings={"teaser.length": 40}) as site:
            token = site.token("editor")
            story = site.post("/api/v1/stories", {"headline": "Long", "standfirst": "word " * 60}, token=token).json()
            self.assertLessEqual(len(story["teaser"]), 40)
            self.assertTrue(story["teaser"].endswith("…"))


if __name__ == "__main__":
    unittest.main()

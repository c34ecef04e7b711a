#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as people and scripts rely on it: exit statuses, one line for an error, and nothing left behind by a mistake."""
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import unittest

from stoppress_site import Site, binary, only_on_sqlite, run


class CommandLine(unittest.TestCase):
    def setUp(self):
        binary()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.site = self.folder / "site"

    def refuse(self, status, *arguments, says=(), **options):
        """Runs it, expecting a failure said in one line on standard error."""
        done = run(*arguments, timeout=60, **options)
        self.assertEqual(done.returncode, status, done)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("stoppress: "), done.stderr)
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, done.stderr)
        return done

    def test_a_wrong_command_line_is_status_2(self):
        for arguments, says in (((), "subcommand"), (("publish",), '"publish"'), (("serve", "--lisen", "x"), "--lisen"),
                                (("serve", "--listen", "nowhere"), "--listen"), (("serve", "--threads", "many"), "--threads"), (("serve", "extra"), "extra"),
                                (("token",), "subcommand"), (("token", "create", "--name", "x"), "--role"), (("token", "create", "--role", "editor"), "--name"),
                                (("token", "create", "--name", "x", "--role", "king"), "king"), (("token", "create", "--name", "", "--role", "admin"), "--name"),
                                (("token", "revoke"), "NAME"), (("config", "--format", "yaml"), "--format"),
                                (("import", "joomla", "."), ""), (("backup",), ""), (("restore", "x"), ""), (("generate", "--stories", "x"), "")):
            with self.subTest(arguments=arguments):
                self.refuse(2, *arguments, says=says)
        self.assertFalse(os.path.exists("site"))

    def test_help_and_version_are_status_0(self):
        self.assertRegex(run("--version").stdout, r"^stoppress \d+\.\d+\.\d+\n$")
        for arguments in (("--help",), ("serve", "--help"), ("token", "create", "--help"), ("import", "--help")):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("--help", done.stdout)

    def test_a_token_is_printed_alone_once_and_kept_as_a_hash(self):
        made = run("token", "create", "--name", "cms", "--role", "editor", site=self.site, check=True)
        token = made.stdout.removesuffix("\n")
        self.assertRegex(token, r"^\S{43,}$")
        self.assertEqual(made.stderr, "")
        for file in self.site.rglob("*"):
            if file.is_file():
                self.assertNotIn(token.encode(), file.read_bytes(), file)
        listed = run("token", "list", site=self.site, check=True).stdout
        self.assertEqual(listed.split("\t")[:2], ["cms", "editor"])
        self.assertNotIn(token, listed)
        self.refuse(1, "token", "create", "--name", "cms", "--role", "editor", site=self.site, says="cms")
        run("token", "revoke", "cms", site=self.site, check=True)
        self.assertEqual(run("token", "list", site=self.site, check=True).stdout, "")
        self.refuse(1, "token", "revoke", "cms", site=self.site, says="cms")

    def test_a_token_made_or_revoked_while_serving_counts_at_once(self):
        with Site() as site:
            token = site.token("editor", name="late")
            self.assertEqual(site.get("/api/v1/stories?status=draft", token=token).status, 200)
            site.run("token", "revoke", "late", check=True)
            self.assertEqual(site.get("/api/v1/stories?status=draft", token=token).status, 401)

    def test_what_a_site_holds_is_its_owners_alone(self):
        before = os.umask(0o022)
        self.addCleanup(os.umask, before)
        with Site(folder=self.site) as site:
            site.publish(site.token("editor"))
            site.run("backup", str(self.folder / "backup"), check=True)
            made = [self.site, self.folder / "backup", *self.site.rglob("*")]
            self.assertGreaterEqual(len(made), 4)
            for path in made:
                self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        run("restore", str(self.folder / "backup"), site=self.folder / "restored", check=True)
        for path in (self.folder / "restored").rglob("*"):
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)

    def test_a_database_that_others_could_read_is_closed_to_them(self):
        run("generate", "--stories", "3", site=self.site, check=True)
        database = self.site / "stoppress.db"
        database.chmod(0o664)
        with Site(folder=self.site):
            for name in ("stoppress.db", "stoppress.db-wal", "stoppress.db-shm"):
                self.assertEqual((self.site / name).stat().st_mode & 0o007, 0, name)
        self.assertEqual(database.stat().st_mode & 0o777, 0o660, "what its owner gave a group stays")

    def test_a_mistyped_site_is_not_made(self):
        for arguments in (("token", "list"), ("token", "revoke", "x"), ("check",), ("backup", str(self.folder / "b"))):
            with self.subTest(arguments=arguments):
                self.refuse(1, *arguments, site=self.site, says=str(self.site))
                self.assertFalse(self.site.exists())

    def test_a_folder_that_is_not_a_site_is_left_alone(self):
        self.site.mkdir()
        (self.site / "thesis.txt").write_text("three years of work")
        for arguments in (("serve",), ("config",), ("check",), ("generate", "--stories", "1"), ("token", "create", "--name", "x", "--role", "admin"),
                          ("backup", str(self.folder / "b"))):
            with self.subTest(arguments=arguments):
                self.refuse(1, *arguments, site=self.site, says=["is not a site", "thesis.txt"])
        self.assertEqual([file.name for file in self.site.iterdir()], ["thesis.txt"])
        self.refuse(1, "config", site=self.site / "thesis.txt", says="is not a folder")

    def test_a_database_of_a_newer_version_is_refused(self):
        run("generate", "--stories", "3", site=self.site, check=True)
        database = sqlite3.connect(self.site / "stoppress.db")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        self.assertGreater(version, 0)
        database.execute(f"PRAGMA user_version = {version + 1}")
        database.commit()
        database.close()
        self.refuse(1, "serve", "--listen", "127.0.0.1:0", site=self.site, says="newer")
        database = sqlite3.connect(self.site / "stoppress.db")
        self.addCleanup(database.close)
        self.assertEqual(database.execute("PRAGMA user_version").fetchone()[0], version + 1)
        self.assertEqual(database.execute("SELECT count(*) FROM story").fetchone()[0], 3)

    def test_a_half_written_or_missing_database_is_refused(self):
        run("generate", "--stories", "30", site=self.site, check=True)
        database = self.site / "stoppress.db"
        whole = database.read_bytes()
        database.write_bytes(b"not a database" + whole[14:4096])
        done = run("serve", "--listen", "127.0.0.1:0", site=self.site, timeout=60)
        self.assertEqual(done.returncode, 1, done)
        database.unlink()
        done = run("serve", "--listen", "127.0.0.1:0", site=self.site, timeout=60)
        self.assertEqual(done.returncode, 1, "a site whose database is gone must not come up empty")

    def test_a_port_in_use_is_named(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = run("serve", "--listen", f"127.0.0.1:{port}", site=self.site, timeout=60)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(str(port), done.stderr.splitlines()[-1])

    def test_a_second_program_on_the_same_site_is_refused(self):
        only_on_sqlite()
        with Site() as site:
            done = site.run("serve", "--listen", "127.0.0.1:0", timeout=60)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertTrue(site.alive())
            self.assertEqual(site.get("/").status, 200)

    @unittest.skipIf(os.geteuid() != 0 or not shutil.which("mount"), "needs root to mount a read-only disk")
    def test_a_read_only_disk_is_named(self):
        self.site.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", self.site], capture_output=True).returncode != 0:
            self.skipTest("cannot mount here")
        self.addCleanup(subprocess.run, ["umount", self.site])
        for arguments in (("config",), ("serve", "--listen", "127.0.0.1:0"), ("token", "create", "--name", "x", "--role", "admin")):
            self.refuse(1, *arguments, site=self.site, says="Read-only file system")

    def test_a_full_standard_output_is_a_failure(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([binary(), "config", "--site", str(self.site)], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("standard output", done.stderr)

    def test_serve_says_ready_on_the_port_it_took_and_ends_with_status_0(self):
        for signal in ("terminate", "interrupt"):
            with Site() as site:
                self.assertGreater(site.port, 0)
                self.assertEqual(site.get("/healthz").status, 200)
                if signal == "terminate":
                    self.assertEqual(site.terminate(), 0)
                else:
                    site.process.send_signal(2)
                    self.assertEqual(site.wait(), 0)


class Links(unittest.TestCase):
    def test_a_link_names_the_port_at_which_the_server_runs(self):
        """It was given by a flag, or picked by the system, so no setting says it."""
        site = Site()
        self.addCleanup(site.close)
        site.start()
        link = lambda *words: site.run("user", *words, check=True).stdout
        self.assertTrue(link("add", "ann@example.org", "--name", "Ann Lee", "--role", "admin").startswith(site.address + "/newsroom/sign-in#"))
        self.assertTrue(link("link", "ann@example.org").startswith(site.address + "/newsroom/sign-in#"))
        # What is set goes before what is found.
        site.env["STOPPRESS_SITE_URL"] = "https://news.example"
        self.assertTrue(link("link", "ann@example.org").startswith("https://news.example/newsroom/sign-in#"))
        del site.env["STOPPRESS_SITE_URL"]
        site.kill()
        self.assertTrue(os.path.exists(os.path.join(site.folder, "stoppress.address")))
        self.assertTrue(link("link", "ann@example.org").startswith("http://127.0.0.1:8080/"), "a server that was killed is at no address")
        site.start()
        self.assertTrue(link("link", "ann@example.org").startswith(site.address + "/"))
        self.assertEqual(site.terminate(), 0)
        self.assertFalse(os.path.exists(os.path.join(site.folder, "stoppress.address")))

    def test_a_link_names_the_address_that_only_the_server_was_given(self):
        site = Site(settings={"site.url": "https://news.example"})
        self.addCleanup(site.close)
        site.start()
        del site.env["STOPPRESS_SITE_URL"]
        self.assertTrue(site.run("user", "add", "ann@example.org", "--name", "Ann Lee", "--role", "admin", check=True).stdout.startswith("https://news.example/newsroom/"))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of each earlier schema version (tests/upgrade) is upgraded at the first start: to the schema of a new site, with every row."""
import os
import pathlib
import sqlite3
import unittest

from stoppress_site import Site, binary, only_on_sqlite, run

SOURCE = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2]))
DUMPS = sorted((SOURCE / "tests" / "upgrade").glob("schema-*.sql"))
PUBLISHED = ["Tram line to the old harbour opens", "Eine Brücke für Fußgänger", "اتوبوس تازه"]


def schema_of(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as opened:
        found = opened.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        version = opened.execute("PRAGMA user_version").fetchone()[0]
    opened.close()
    return version, found


def rows_of(database):
    """How many rows each table has."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as opened:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        counts = {table: opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    opened.close()
    return counts


class Upgrade(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        only_on_sqlite()
        binary()
        with Site() as site:
            cls.fresh = schema_of(os.path.join(site.folder, "stoppress.db"))

    def older_site(self, dump):
        site = Site()
        self.addCleanup(site.close)
        folder = pathlib.Path(site.folder)
        folder.mkdir()
        (folder / "stoppress.toml").write_text("")
        with sqlite3.connect(folder / "stoppress.db") as made:
            made.executescript(dump.read_text(encoding="utf-8"))
        made.close()
        return site

    def stories(self, site, token):
        wanted = ("id", "headline", "status", "url", "section", "topics", "language")
        found = site.get("/api/v1/stories?limit=100", token=token).json()["stories"]
        return sorted(tuple(str(story.get(key)) for key in wanted) for story in found)

    def test_there_is_a_dump_of_each_earlier_version(self):
        latest, _ = self.fresh
        self.assertEqual([dump.name for dump in DUMPS][:latest - 1], [f"schema-{version:02}.sql" for version in range(1, latest)])

    def test_each_becomes_what_a_new_site_has_and_keeps_its_rows(self):
        stories = {}
        for version, dump in enumerate(DUMPS, start=1):
            with self.subTest(dump.name):
                site = self.older_site(dump)
                database = os.path.join(site.folder, "stoppress.db")
                self.assertEqual(schema_of(database)[0], version)
                before = rows_of(database)
                site.start()
                self.assertEqual(schema_of(database), self.fresh)
                token = site.token("editor")
                stories[dump.name] = self.stories(site, token)
                for story in site.get("/api/v1/stories?limit=100", token=token).json()["stories"]:
                    if story["status"] == "published":
                        page = site.get(story["url"])
                        self.assertEqual(page.status, 200, story)
                        self.assertIn(story["headline"], page.text)
                        self.assertIn("A note.", page.text)
                listed = site.get("/").text
                for headline in PUBLISHED:
                    self.assertIn(headline, listed)
                self.assertEqual(site.terminate(), 0)
                after = rows_of(database)
                before.pop("audit_outbox", None)  # passed on to credentials.db at the first start
                lost = {table: (count, after.get(table)) for table, count in before.items() if after.get(table, 0) < count}
                self.assertEqual(lost, {})
                checked = run("check", site=site.folder)
                self.assertEqual((checked.returncode, checked.stdout.splitlines()[-1]), (0, "no problems found"), checked.stdout + checked.stderr)
                site.close()
        first, *others = stories.values()
        self.assertGreaterEqual(len(first), 5)
        for name, found in zip(list(stories)[1:], others):
            self.assertEqual(found, first, name)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of each earlier schema version (tests/upgrade) is upgraded at the first start: to the schema of a new site, with every row. On
PostgreSQL, the same rows are in the tables of that version."""
import os
import pathlib
import sqlite3
import unittest

import postgres_server
from older_database import postgres_script
from stoppress_site import Site, binary, run, shared_database_of

SOURCE = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2]))
DUMPS = sorted((SOURCE / "tests" / "upgrade").glob("schema-*.sql"))
PUBLISHED = ["Tram line to the old harbour opens", "Eine Brücke für Fußgänger", "اتوبوس تازه"]
PASSED_ON = {"audit_outbox"}  # to the credentials database at the first start


class SqliteDatabase:
    """The database of a site in its folder."""

    def __init__(self, site):
        self.file = os.path.join(site.folder, "stoppress.db")

    def make(self, dump, version):
        with sqlite3.connect(self.file) as made:
            made.executescript(dump)
        made.close()

    def ask(self, query):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as opened:
            found = opened.execute(query).fetchall()
        opened.close()
        return found

    def version(self):
        return self.ask("PRAGMA user_version")[0][0]

    def schema(self):
        return self.ask("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")

    def rows(self):
        """How many rows each table has."""
        tables = [name for (name,) in self.ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {table: self.ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


class PostgresDatabase:
    """The database of a site on the tests' server. People and sessions have a schema of their own there, which is not of these versions."""

    def __init__(self, site):
        self.database = shared_database_of(site.folder)

    def make(self, dump, version):
        self.database.sql(postgres_script(dump, version))

    def ask(self, query):
        return [tuple(line.split("|")) for line in self.database.sql(query).splitlines()]

    def version(self):
        return int(self.ask("SELECT version FROM schema_version")[0][0])

    def schema(self):
        return (self.ask("SELECT table_name, column_name, ordinal_position, data_type, collation_name, is_nullable, column_default, is_identity "
                         "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3") +
                self.ask("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1") +
                self.ask("SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                         "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"))

    def rows(self):
        tables = [name for (name,) in self.ask("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")]
        found = self.ask(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
        return {table: int(rows) for table, rows in found}


class Upgrade(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        binary()
        cls.database = PostgresDatabase if postgres_server.shared() else SqliteDatabase
        with Site() as site:
            database = cls.database(site)
            cls.latest, cls.fresh = database.version(), database.schema()

    def older_site(self, dump, version):
        """A site with that database, which no program has opened yet, and its database."""
        site = Site(empty_database=True)
        self.addCleanup(site.close)
        folder = pathlib.Path(site.folder)
        folder.mkdir()
        (folder / "stoppress.toml").write_text("")
        database = self.database(site)
        database.make(dump.read_text(encoding="utf-8"), version)
        return site, database

    def stories(self, site, token):
        wanted = ("id", "headline", "status", "url", "section", "topics", "language")
        found = site.get("/api/v1/stories?limit=100", token=token).json()["stories"]
        return sorted(tuple(str(story.get(key)) for key in wanted) for story in found)

    def test_there_is_a_dump_of_each_earlier_version(self):
        self.assertEqual([dump.name for dump in DUMPS][:self.latest - 1], [f"schema-{version:02}.sql" for version in range(1, self.latest)])

    def test_each_becomes_what_a_new_site_has_and_keeps_its_rows(self):
        stories = {}
        for version, dump in enumerate(DUMPS, start=1):
            with self.subTest(dump.name):
                site, database = self.older_site(dump, version)
                self.assertEqual(database.version(), version)
                before = database.rows()
                self.assertEqual((before["story"], before["revision"], before["change"]), (6, 7, 19))
                site.start()
                self.assertEqual(database.version(), self.latest)
                self.assertEqual(database.schema(), self.fresh)
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
                self.assertEqual(site.publish(token, headline="Written later", section="city")["status"], "published")
                self.assertEqual(site.terminate(), 0)
                after = database.rows()
                lost = {table: (count, after.get(table)) for table, count in before.items() if table not in PASSED_ON and after.get(table, 0) < count}
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

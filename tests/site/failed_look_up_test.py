#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the database cannot say what a name is, a list by that name is an error, never an empty list: neither in the API nor on a page."""
import os
import sqlite3
import unittest

import postgres_server
from api_test import ApiTest
from stoppress_site import shared_database_of

TABLES = ("section", "topic", "author")


class FailedLookUp(ApiTest):
    def rename(self, before, after):
        statement = f"ALTER TABLE {before} RENAME TO {after}"
        if postgres_server.shared():
            shared_database_of(self.site.folder).sql(statement)
            return
        database = sqlite3.connect(os.path.join(self.site.folder, "stoppress.db"), timeout=60, isolation_level=None)
        try:
            database.execute("PRAGMA legacy_alter_table = ON")  # only the name, as in the other database
            database.execute(statement)
        finally:
            database.close()

    def test_is_an_error(self):
        self.site.make_section("sea", self.tokens["editor"])
        self.publish(headline="Of the sea", section="sea", topics=["water"], authors=["anna"])
        lists = {"section": "sea", "topic": "water", "author": "anna"}
        for table in TABLES:
            with self.subTest(table):
                path = f"/stories?{table}={lists[table]}"
                self.assertEqual(len(self.ask("GET", path, expect=200).json()["stories"]), 1)
                self.rename(table, "kept_aside")
                try:
                    answer = self.site.get("/api/v1" + path)
                    self.assertGreaterEqual(answer.status, 500, answer.text)
                    self.assertNotIn("stories", answer.json())
                    page = self.site.get(f"/{table}s/{lists[table]}")  # which nobody has asked for yet
                    self.assertGreaterEqual(page.status, 500, page.text[:500])
                finally:
                    self.rename("kept_aside", table)
                self.assertEqual(self.site.get(f"/{table}s/{lists[table]}").status, 200)
                self.assertEqual(len(self.ask("GET", path, expect=200).json()["stories"]), 1)
                self.assertEqual(self.ask("GET", f"/stories?{table}=no-such-name", expect=200).json()["stories"], [])


if __name__ == "__main__":
    unittest.main()
